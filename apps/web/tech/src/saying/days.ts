/** The local day, `2026-03-05`, that many days after `t` in this zone. */
export function dayAfter(t: Date, days: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const part = (wanted: string) => parts.formatToParts(t).find(({ type }) => type === wanted)!.value;
  // Days are counted in UTC, where each has 24 hours.
  const day = new Date(`${part('year')}-${part('month')}-${part('day')}T00:00:00Z`);
  return new Date(day.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
