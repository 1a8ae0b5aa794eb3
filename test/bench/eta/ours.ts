import { later, minutesBetween, plusMinutes } from '#time/minutes';
import { hourOfWeek as hourIn, hourOfWeekAround } from '#time/zone';
import { type Ahead, arrivals, type Day, type Forecast } from '#eta/arrivals';
import { type Calibration, type Came, learnCalibration } from '#eta/calibration';
import { type DrivenLeg, type DrivesLearned, learnDrives } from '#eta/drives';
import { durationOf, type Durations, lawOf, learnDurations, type Worked } from '#eta/durations';
import type { Law } from '#eta/law';
import { type DoneToday, paceOf } from '#eta/pace';
import type { Quantiles } from '#eta/spread';
import { type CameFor, earliness, notBeforeOf } from '#eta/waiting';
import { estimatedMinutes } from '#travel/estimate';
import type { KnownDay, Predictor, RouteDay, RouteStop, Tap } from '#test/bench/eta/predictor';
import { type PlannedStop, progressOf } from '#test/bench/eta/rivals/progress';

type Made = Omit<Came, 'arrived'>;
type Dated<T> = Omit<T, 'daysAgo'> & { readonly at: Date };
type Lessons = {
  readonly durations: Durations;
  readonly drives: DrivesLearned;
  readonly calibration: Calibration;
  readonly early: ReadonlyMap<string, number>;
};
/** What is remembered of a day until it is over. */
type Diary = { taps: readonly Tap[]; readonly made: Made[]; readonly announced: Map<string, Date> };

/** So long before an arrival the prediction that stood then is held against it. */
const MARKS = Array.from({ length: 48 }, (_, i) => 3 + 7 * i);
const MOST_CAME = 12_000;
const MOST_SEEN = 6000;

/** Our engine, fed as the flows feed it: the same pure functions, on days instead of rows. */
export function ours(zone: string): Predictor {
  const worked: Dated<Worked>[] = [];
  const driven: Dated<DrivenLeg>[] = [];
  const came: Came[] = [];
  const cameFor = new Map<string, CameFor[]>();
  const diaries = new Map<string, Diary>();
  let learned: Lessons | null = null;

  const hourOfWeek = (t: Date) => hourIn(t, zone);
  const lessons = (now: Date): Lessons =>
    (learned ??= {
      durations: learnDurations(worked.map((w) => ({ ...w, daysAgo: daysBetween(w.at, now) }))),
      drives: learnDrives(driven.map((d) => ({ ...d, daysAgo: daysBetween(d.at, now) }))),
      calibration: learnCalibration(came),
      early: new Map([...cameFor].map(([technician, list]) => [technician, earliness(list)])),
    });

  return {
    name: 'doorward',
    predict(known, now) {
      const knowledge = lessons(now);
      const diary = diaryOf(diaries, known);
      const day = dayOf(known, now, knowledge, diary, zone);
      const forecasts = arrivals({ ...day, calibration: knowledge.calibration }, now);
      keep(diary, day, forecasts, now);
      const silent = progressOf(known).silent.map(({ id }) => [id, soon(now)] as const);
      return new Map([...silent, ...forecasts.flatMap(({ id, arrival }) => (arrival ? [[id, arrival] as const] : []))]);
    },
    learn(day) {
      const { taps, made } = diaryOf(diaries, day);
      diaries.delete(keyOf(day));
      for (const stop of day.stops) {
        worked.push(...workedAt(day, stop));
        came.push(...standing(made, stop));
        cameFor.set(day.technician, [...(cameFor.get(day.technician) ?? []), stop].slice(-100));
      }
      driven.push(...legsOf(day, taps, hourOfWeek));
      worked.splice(0, worked.length - MOST_SEEN);
      driven.splice(0, driven.length - MOST_SEEN);
      came.splice(0, came.length - MOST_CAME);
      learned = null;
    },
  };
}

const daysBetween = (a: Date, b: Date) => minutesBetween(a, b) / 1440;
const soon = (now: Date): Quantiles => ({
  p10: plusMinutes(now, 1),
  p50: plusMinutes(now, 2),
  p90: plusMinutes(now, 10),
});
const keyOf = ({ technician, shift }: Pick<RouteDay, 'technician' | 'shift'>) =>
  `${technician} ${shift.from.toISOString()}`;

function diaryOf(diaries: Map<string, Diary>, day: Pick<RouteDay, 'technician' | 'shift'> & { taps?: readonly Tap[] }) {
  const diary = diaries.get(keyOf(day)) ?? { taps: [], made: [], announced: new Map<string, Date>() };
  diaries.set(keyOf(day), diary);
  if (day.taps) diary.taps = day.taps;
  return diary;
}

function keep({ made }: Diary, { stops }: Day, forecasts: Forecast[], now: Date) {
  for (const [i, { id, plain, arrival }] of forecasts.entries())
    if (plain)
      made.push({ visit: id, asOf: now, isDriving: stops[i]!.state === 'en_route', basis: arrival!.basis, plain });
}

/** The predictions that stood at the marks before a stop was reached. */
function standing(made: readonly Made[], { id, arrived }: RouteStop): Came[] {
  const his = made.filter(({ visit, asOf }) => visit === id && asOf < arrived);
  const at = MARKS.map((minutes) => his.findLast(({ asOf }) => asOf <= plusMinutes(arrived, -minutes)));
  return [...new Set(at)].flatMap((m) => (m ? [{ ...m, arrived }] : []));
}

const workedAt = ({ technician }: RouteDay, { workType, plannedMinutes, arrived, departed }: RouteStop) => [
  { technician, workType, plannedMinutes, minutes: minutesBetween(arrived, departed), at: departed },
];

/** The drives of a day, without those that may have ended in waiting: they say only what a drive is less than. */
function legsOf({ stops }: RouteDay, taps: readonly Tap[], hourOfWeek: (t: Date) => number): Dated<DrivenLeg>[] {
  const inOrder = stops.toSorted((a, b) => a.arrived.getTime() - b.arrived.getTime());
  return inOrder.slice(1).flatMap((stop, i) => {
    const before = inOrder[i]!;
    const tapped = taps.find(({ stop: id, says }) => id === stop.id && says === 'on-my-way')?.at;
    const setOut = tapped && tapped > before.departed && tapped < stop.arrived ? tapped : before.departed;
    const predictedMinutes = estimatedMinutes(before.place, stop.place);
    const minutes = minutesBetween(setOut, stop.arrived);
    const mayWait = plusMinutes(setOut, predictedMinutes * 1.3) < stop.window.from;
    const isSilent = !tapped && taps.length > 0;
    if (mayWait || isSilent || minutes <= 0 || minutes > 240) return [];
    const turnMinutes = tapped ? minutesBetween(before.departed, setOut) : null;
    return [{ predictedMinutes, minutes, turnMinutes, hourOfWeek: hourOfWeek(setOut), at: stop.arrived }];
  });
}

/** The rest of a day as the flows would read it from rows. */
function dayOf(known: KnownDay, now: Date, { durations, drives, early }: Lessons, diary: Diary, zone: string): Day {
  const hourAt = hourOfWeekAround(now, zone);
  const { technician, shift } = known;
  const workOf = ({ workType, plannedMinutes }: PlannedStop): Law =>
    lawOf(durationOf(durations, workType, technician), plannedMinutes);
  const progress = progressOf(known);
  const { at, setOut, late } = progress;
  const last = { place: progress.from, at: progress.free };
  const fix = known.fixes.findLast(({ accuracy }) => accuracy === null || accuracy <= 100);
  const seen = !at && fix && fix.at > last.at && (!setOut || fix.at > setOut) ? fix : null;
  let from = at ? at.stop.place : (seen?.place ?? last.place);
  const hisEarly = early.get(technician) ?? 0;
  const stops = [...(at ? [at.stop] : []), ...progress.ahead].map((stop, index): Ahead => {
    const isFirst = index === 0;
    const minutes = estimatedMinutes(from, stop.place) + drives.doorMinutes;
    from = stop.place;
    const isOnRoad = isFirst && !at && setOut !== null;
    return {
      id: stop.id,
      state: isFirst && at ? 'working' : isOnRoad ? 'en_route' : 'acknowledged',
      since: (isFirst && at ? at.since : setOut) ?? last.at,
      plannedFrom: notBeforeOf(stop.window.from, hisEarly),
      notBefore: notBeforeOf(stop.window.from, hisEarly),
      work: workOf(stop),
      drive: { minutes: Math.max(1, minutes), spread: drives.spread },
      seenAt: isFirst && !at ? (seen?.at ?? setOut ?? (last.at < now ? last.at : null)) : null,
      announced: isFirst && late ? (diary.announced.get(late.at.toISOString()) ?? null) : null,
    };
  });
  const day: Day = {
    stops,
    begins: shift.from,
    doorMinutes: drives.doorMinutes,
    workPace: paceOf(doneToday(known, workOf)),
    drivePace: paceOf(drivenToday(known, drives, hourAt)),
    paceAt: (t) => drives.paces[hourAt(t)]!,
    turnAt: (t) => drives.turns[hourAt(t) % 24]!,
  };
  return late && stops[0] && !stops[0].announced ? announce(day, late, diary, now) : day;
}

/** What he announces counts from what was expected at the moment he did. */
function announce(day: Day, late: { at: Date; minutes: number }, diary: Diary, now: Date): Day {
  const [first, ...rest] = day.stops;
  const [forecast] = arrivals({ ...day, stops: [first!] }, now);
  const expected = first!.state === 'working' ? forecast!.ends.p50 : forecast!.arrival!.p50;
  const announced = plusMinutes(later(expected, now), late.minutes);
  diary.announced.set(late.at.toISOString(), announced);
  return { ...day, stops: [{ ...first!, announced }, ...rest] };
}

/** The drives of today, from the word that he sets out to the arrival; one that may have ended in waiting says nothing. */
function drivenToday({ stops, taps }: KnownDay, drives: DrivesLearned, hourAt: (t: Date) => number): DoneToday[] {
  const tapOf = (id: string, says: string) => taps.find((tap) => tap.stop === id && tap.says === says)?.at ?? null;
  const made = stops
    .flatMap((stop) => {
      const arrived = tapOf(stop.id, 'arrived');
      return arrived ? [{ stop, arrived, setOut: tapOf(stop.id, 'on-my-way') }] : [];
    })
    .toSorted((a, b) => a.arrived.getTime() - b.arrived.getTime());
  return made.slice(1).flatMap(({ stop, arrived, setOut }, i) => {
    if (!setOut || arrived <= plusMinutes(stop.window.from, 5)) return [];
    const roads = estimatedMinutes(made[i]!.stop.place, stop.place) * drives.paces[hourAt(setOut)]!;
    const law = { minutes: Math.max(1, roads + drives.doorMinutes), spread: drives.spread };
    return [{ law, minutes: minutesBetween(setOut, arrived) }];
  });
}

function doneToday({ stops, taps }: KnownDay, workOf: (stop: PlannedStop) => Law): DoneToday[] {
  const tapOf = (id: string, says: string) => taps.findLast((tap) => tap.stop === id && tap.says === says)?.at ?? null;
  return stops.flatMap((stop) => {
    const [arrived, done] = [tapOf(stop.id, 'arrived'), tapOf(stop.id, 'done')];
    return arrived && done ? [{ law: workOf(stop), minutes: minutesBetween(arrived, done) }] : [];
  });
}
