/** `dispatcher Maria Lopez` → `Maria Lopez`; the house itself is called by its name. */
export function sayActor(actor: string): string {
  if (actor === 'doorward') return 'Doorward';
  return actor.replace(/^(?:customer|technician|dispatcher|integration) (?=\S)/, '');
}
