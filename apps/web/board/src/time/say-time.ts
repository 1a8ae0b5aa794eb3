import type { Instant, Span } from '#store/views';

/** `8:03 am`, in the zone of the place. */
export const sayTime = (t: Instant | number, zone: string): string => partsOf(t, zone).said;

/** `10:42:10 am`. */
export function saySeconds(t: number, zone: string): string {
  const { hour, minute, half } = partsOf(t, zone);
  return `${hour}:${minute}:${String(new Date(t).getUTCSeconds()).padStart(2, '0')} ${half}`;
}

/** `8:30–9:30 am`, `11:30 am–12:30 pm`: a shared am or pm is said once. */
export function saySpan({ from, to }: Span, zone: string): string {
  const [a, b] = [partsOf(from, zone), partsOf(to, zone)];
  return a.half === b.half ? `${a.hour}:${a.minute}–${b.said}` : `${a.said}–${b.said}`;
}

/** The local hour and minute of an instant, `0 … 1439` minutes after midnight. */
export function minuteOfDay(t: Instant | number, zone: string): number {
  const { hour, minute, half } = partsOf(t, zone);
  return (Number(hour) % 12) * 60 + Number(minute) + (half === 'pm' ? 720 : 0);
}

function partsOf(t: Instant | number, zone: string) {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(new Date(t))
      .map(({ type, value }) => [type, value]),
  );
  const [hour, minute] = [parts.get('hour') ?? '', parts.get('minute') ?? ''];
  const half = (parts.get('dayPeriod') ?? '').toLowerCase();
  return { hour, minute, half, said: `${hour}:${minute} ${half}` };
}

/** Making a formatter takes longer than using it a hundred times. */
const clocks = new Map<string, Intl.DateTimeFormat>();
function clockOf(zone: string): Intl.DateTimeFormat {
  const made = clocks.get(zone);
  if (made) return made;
  const clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', minute: '2-digit', hour12: true });
  clocks.set(zone, clock);
  return clock;
}
