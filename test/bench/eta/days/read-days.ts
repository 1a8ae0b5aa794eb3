import { z } from 'zod';
import { minutesBetween, plusMinutes } from '#time/minutes';
import type { Tap } from '#test/bench/eta/predictor';
import type { RecordedDay } from '#test/bench/eta/days/recorded-day';

/** A line that could not be read, by its number in the file, beginning with 1. */
export type Skipped = { readonly line: number; readonly why: string };

export type DaysRead = {
  readonly days: readonly RecordedDay[];
  readonly skipped: readonly Skipped[];
  /** Stops of which no end was written; the planned minutes stand in for it, no longer than until the next arrival. */
  readonly endsMissing: number;
  readonly neverMade: number;
};

/** The file has nothing in it that could be replayed; the message is fit to show. */
export class NoDays extends Error {}

/** `2026-03-03 08:30+0100` is as good as `2026-03-03T08:30:00+01:00`. */
const AS_WRITTEN = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:[.,]\d+)?)? ?(Z|[+-]\d\d(?::?\d\d)?)$/i;
const inFull = (text: unknown) =>
  typeof text !== 'string'
    ? text
    : text.trim().replace(AS_WRITTEN, (_, day: string, time: string, seconds: string | undefined, zone: string) => {
        const offset = /^z$/i.test(zone) ? 'Z' : zone.replace(':', '').padEnd(5, '0').replace(/(..)$/, ':$1');
        return `${day}T${time}${(seconds ?? ':00').replace(',', '.')}${offset}`;
      });
const instant = z
  .preprocess(
    inFull,
    z.iso.datetime({
      offset: true,
      error: 'must be a time in ISO 8601 with Z or a zone, like 2026-03-03T08:30:00-05:00',
      abort: true,
    }),
  )
  .transform((text) => new Date(text));
const window = z.object({ from: instant, to: instant }).refine(({ from, to }) => from < to, 'must end after it begins');
const name = z.union([z.string().min(1, 'is empty'), z.number().transform(String)], 'must be a name or a number');
const degrees = (most: number) => z.number().min(-most).max(most);
const place = { lat: degrees(90), lng: degrees(180) };

const stop = z
  .object({
    id: name,
    ...place,
    workType: name,
    plannedMinutes: z.number().min(0).max(1440),
    window,
    arrived: instant.nullish(),
    departed: instant.nullish(),
  })
  .refine(({ arrived, departed }) => !departed || arrived, { error: 'was left, but never reached', path: ['arrived'] })
  .refine(({ arrived, departed }) => !arrived || !departed || arrived <= departed, {
    error: 'is before he arrived',
    path: ['departed'],
  });

/** A fact further from its shift than this belongs to another day, or to a typing error. */
const FAR_HOURS = 24;

const line = z
  .object({
    technician: name,
    shift: window,
    start: z.object(place),
    stops: z
      .array(stop)
      .min(1, 'has no stops')
      .refine((stops) => new Set(stops.map(({ id }) => id)).size === stops.length, 'names a stop twice'),
  })
  .superRefine(({ shift, stops }, context) => {
    const from = plusMinutes(shift.from, -FAR_HOURS * 60);
    const to = plusMinutes(shift.from, 2 * FAR_HOURS * 60);
    const isFar = (t: Date | null | undefined) => !!t && (t < from || t > to);
    const says = `is more than ${FAR_HOURS} hours before or ${2 * FAR_HOURS} after the beginning of the shift`;
    for (const [i, { arrived, departed }] of stops.entries())
      for (const [field, at] of Object.entries({ arrived, departed }))
        if (isFar(at)) context.addIssue({ code: 'custom', message: says, path: ['stops', i, field] });
  });
type Line = z.infer<typeof line>;
type LineStop = z.infer<typeof stop>;
type Made = Omit<LineStop, 'departed'> & {
  readonly arrived: Date;
  readonly departed: Date;
  /** Whether the end was written. */
  readonly isSure: boolean;
};

/**
 * Days from outside, one JSON object on each line. A line that is none is skipped and named with its reason; fields
 * nobody knows are left alone. Throws `NoDays` when nothing is left to replay.
 */
export function readDays(text: string): DaysRead {
  const skipped: Skipped[] = [];
  const days: ReturnType<typeof dayOf>[] = [];
  for (const [index, written] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (!written.trim()) continue;
    const read = readLine(written);
    if ('why' in read) skipped.push({ line: index + 1, why: read.why });
    else days.push(dayOf(read));
  }
  if (!days.length) {
    const first = skipped[0] ? `; line ${skipped[0].line}: ${skipped[0].why}` : '';
    throw new NoDays(`there is no day to replay in this file (${skipped.length} lines were refused${first})`);
  }
  const total = (of: (day: (typeof days)[number]) => number) => days.reduce((n, day) => n + of(day), 0);
  return {
    days: days.map(({ recorded }) => recorded),
    skipped,
    endsMissing: total((day) => day.endsMissing),
    neverMade: total((day) => day.neverMade),
  };
}

function readLine(written: string): Line | { readonly why: string } {
  let json: unknown;
  try {
    json = JSON.parse(written);
  } catch {
    return { why: 'is not JSON' };
  }
  const read = line.safeParse(json);
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0]!;
  const why = message.endsWith('received undefined') ? 'is missing' : message;
  return { why: path.length ? `${path.join('.')}: ${why}` : why };
}

/**
 * A day with the taps a diligent technician would have made: `arrived` and `done` at their times, `on-my-way` at the
 * end of the stop he made before (none for the first, and none where no end was written: nobody knows when he set out). No positions. A stop
 * is put off when he sets out for, or reaches, one that was planned after it.
 */
function dayOf({ technician, shift, start, stops }: Line) {
  const planned = asPlanned(stops);
  const made = withEnds(planned);
  const taps = tapsOf(made);
  const place = ({ lat, lng }: LineStop) => ({ lat, lng });
  const plan = planned.map((s) => ({
    id: s.id,
    place: place(s),
    workType: s.workType,
    plannedMinutes: s.plannedMinutes,
    window: s.window,
  }));
  const recorded: RecordedDay = {
    day: {
      technician,
      shift,
      start: { lat: start.lat, lng: start.lng },
      stops: plan.flatMap((stop) => {
        const real = made.find(({ id }) => id === stop.id);
        return real ? [{ ...stop, arrived: real.arrived, departed: real.departed }] : [];
      }),
    },
    plan,
    putOff: puttingOff(planned, taps),
    taps,
    fixes: [],
  };
  const endsMissing = planned.filter(({ arrived, departed }) => arrived && !departed).length;
  return { recorded, endsMissing, neverMade: planned.length - made.length };
}

/** The order of the file is the plan's, unless the windows contradict it: then they say the order. */
function asPlanned(stops: readonly LineStop[]): readonly LineStop[] {
  const contradicts = stops.some((stop, i) => stops.slice(i + 1).some((next) => next.window.to <= stop.window.from));
  if (!contradicts) return stops;
  return [...stops].sort(
    (a, b) => minutesBetween(b.window.from, a.window.from) || minutesBetween(b.window.to, a.window.to),
  );
}

/** The stops that were made, in the order in which they were, each with an end. */
function withEnds(stops: readonly LineStop[]): Made[] {
  const reached = stops
    .flatMap((stop) => (stop.arrived ? [{ ...stop, arrived: stop.arrived }] : []))
    .sort((a, b) => minutesBetween(b.arrived, a.arrived));
  return reached.map((stop, i) => {
    const planned = plusMinutes(stop.arrived, stop.plannedMinutes);
    const next = reached[i + 1]?.arrived ?? planned;
    const departed = stop.departed ?? (next < planned ? next : planned);
    return { ...stop, departed, isSure: !!stop.departed };
  });
}

function tapsOf(made: readonly Made[]): Tap[] {
  const taps = made.flatMap((stop, i): Tap[] => {
    const before = made[i - 1];
    const setOut = before?.isSure && before.departed <= stop.arrived ? before.departed : null;
    return [
      ...(setOut ? [{ at: setOut, stop: stop.id, says: 'on-my-way' as const }] : []),
      { at: stop.arrived, stop: stop.id, says: 'arrived' },
      ...(stop.isSure ? [{ at: stop.departed, stop: stop.id, says: 'done' as const }] : []),
    ];
  });
  return taps.sort((a, b) => minutesBetween(b.at, a.at) || RANK.indexOf(`${a.says}`) - RANK.indexOf(`${b.says}`));
}
/** What is said first of things said at one moment: one stop ends before he sets out for the next. */
const RANK = ['done', 'on-my-way', 'arrived'];

/** By the taps alone, so that what is known at a moment does not depend on what comes of the stop. */
function puttingOff(planned: readonly LineStop[], taps: readonly Tap[]): Map<string, Date> {
  const rank = new Map(planned.map(({ id }, i) => [id, i]));
  const off = new Map<string, Date>();
  for (const [i, { id }] of planned.entries()) {
    const passed = taps.find((tap) => rank.get(tap.stop)! > i);
    const his = taps.find((tap) => tap.stop === id);
    if (passed && !(his && his.at <= passed.at)) off.set(id, passed.at);
  }
  return off;
}

/** The same days as lines of such a file. */
export const writeDays = (days: readonly RecordedDay[]): string =>
  days
    .map(({ day, plan }) => {
      const stops = plan.map(({ id, place, workType, plannedMinutes, window }) => {
        const real = day.stops.find((stop) => stop.id === id);
        const [arrived, departed] = [real?.arrived ?? null, real?.departed ?? null];
        return { id, ...place, workType, plannedMinutes, window, arrived, departed };
      });
      return `${JSON.stringify({ technician: day.technician, shift: day.shift, start: day.start, stops })}\n`;
    })
    .join('');
