import type { Span } from '#store/views';

/*
 * Times as the house says them, `2-4pm`, in the zone of the visit's address. By Intl instead of libs/time: Luxon would
 * double what a phone has to load.
 */

/** `2pm`, `2:15pm`. */
export function sayTime(t: Date, zone: string | undefined): string {
  const { hour, minute, half } = partsOf(t, zone);
  return `${hour}${minute === '00' ? '' : `:${minute}`}${half}`;
}

/** `2-4pm`, `11:30am-12:30pm`. */
export function saySpan({ from, to }: Span, zone: string | undefined): string {
  const [a, b] = [sayTime(new Date(from), zone), sayTime(new Date(to), zone)];
  return `${a.slice(-2) === b.slice(-2) ? a.slice(0, -2) : a}-${b}`;
}

/** `8:03am` for a clock: the minutes always stand. */
export function sayClock(t: Date, zone: string | undefined): string {
  const { hour, minute, half } = partsOf(t, zone);
  return `${hour}:${minute}${half}`;
}

/** Empty today; `tomorrow`; else `Wed Mar 4`. */
export function sayDay(t: Date, now: Date, zone: string | undefined): string {
  if (dayOf(t, zone) === dayOf(now, zone)) return '';
  if (dayOf(t, zone) === dayOf(new Date(now.getTime() + 86_400_000), zone)) return 'tomorrow';
  return format(zone, { weekday: 'short', month: 'short', day: 'numeric' }).format(t).replace(',', '');
}

/** `45 min`, `1 h`, `1 h 30 min`. */
export function sayMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  const [h, min] = [Math.floor(whole / 60), whole % 60];
  return [h ? `${h} h` : '', min || !h ? `${min} min` : ''].filter(Boolean).join(' ');
}

/** `fiber` → `Fiber`. */
export const sayTitle = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** The name of the zone where it is not this phone's own: `CST`. */
export function sayOtherZone(t: Date, zone: string): string {
  if (sayClock(t, zone) === sayClock(t, undefined) && dayOf(t, zone) === dayOf(t, undefined)) return '';
  return (
    format(zone, { timeZoneName: 'short' })
      .formatToParts(t)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  );
}

function partsOf(t: Date, zone: string | undefined) {
  const parts = format(zone, { hour: 'numeric', minute: '2-digit', hour12: true }).formatToParts(t);
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? '';
  return { hour: part('hour'), minute: part('minute'), half: part('dayPeriod').toLowerCase() };
}

const dayOf = (t: Date, zone: string | undefined) =>
  format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(t);

const made = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than all it ever formats here. */
function format(zone: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone}${JSON.stringify(options)}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat('en-US', zone ? { ...options, timeZone: zone } : options);
  made.set(key, known);
  return known;
}
