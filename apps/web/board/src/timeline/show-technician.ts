/** Brings a technician's row into view; where there is no timeline there is nothing to bring. */
export function showTechnician(technicianId: string): void {
  const label = document.getElementById(`row-${technicianId}`);
  label?.scrollIntoView({ block: 'center' });
  label?.focus();
}
