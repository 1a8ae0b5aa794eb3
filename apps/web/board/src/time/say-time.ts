import type { Instant, Span } from '#store/views';
import { clockHours } from './clock-hours';

/** `8:03 am`, or `8:03` where clocks have 24 hours, in the zone of the place. */
export const sayTime = (t: Instant | number, zone: string): string => partsOf(t, zone).said;

/** `10:42:10 am`. */
export function saySeconds(t: number, zone: string): string {
  const { hour, minute, half } = partsOf(t, zone);
  return `${hour}:${minute}:${String(new Date(t).getUTCSeconds()).padStart(2, '0')}${half && ` ${half}`}`;
}

/** `8:30–9:30 am`, `11:30 am–12:30 pm`: a shared am or pm is said once. `14:10–15:10` where clocks have 24 hours. */
export function saySpan({ from, to }: Span, zone: string): string {
  const [a, b] = [partsOf(from, zone), partsOf(to, zone)];
  return a.half === b.half ? `${a.hour}:${a.minute}–${b.said}` : `${a.said}–${b.said}`;
}

/** The local hour and minute of an instant, `0 … 1439` minutes after midnight. */
export function minuteOfDay(t: Instant | number, zone: string): number {
  const { hour, minute, half } = partsOf(t, zone);
  return half
    ? (Number(hour) % 12) * 60 + Number(minute) + (half === 'pm' ? 720 : 0)
    : Number(hour) * 60 + Number(minute);
}

function partsOf(t: Instant | number, zone: string) {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(new Date(t))
      .map(({ type, value }) => [type, value]),
  );
  const [hour, minute] = [parts.get('hour') ?? '', parts.get('minute') ?? ''];
  const half = (parts.get('dayPeriod') ?? '').toLowerCase();
  return { hour, minute, half, said: `${hour}:${minute}${half && ` ${half}`}` };
}

/** Making a formatter takes longer than using it a hundred times. */
const clocks = new Map<string, Intl.DateTimeFormat>();
function clockOf(zone: string): Intl.DateTimeFormat {
  const hours = clockHours.get();
  const made = clocks.get(`${hours} ${zone}`);
  if (made) return made;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: hours === 24 ? 'h23' : 'h12',
  });
  clocks.set(`${hours} ${zone}`, clock);
  return clock;
}
