import { later, minutesBetween, plusMinutes } from '#time/minutes';
import { type Ahead, arrivals, type Day, type Forecast } from '#eta/arrivals';
import { type Calibration, type Came, learnCalibration } from '#eta/calibration';
import { type DrivenLeg, type DrivesLearned, learnDrives, usualMinutes } from '#eta/drives';
import { durationOf, type Durations, learnDurations, type Worked } from '#eta/durations';
import type { Law } from '#eta/law';
import { type DoneToday, paceOf } from '#eta/pace';
import type { Quantiles } from '#eta/spread';
import type { Place } from '#routes/route';
import { estimatedMinutes } from '#travel/estimate';
import type { KnownDay, Predictor, RouteDay, RouteStop } from '#test/bench/eta/predictor';

type PlannedStop = KnownDay['stops'][number];
type Made = { readonly stop: string; readonly asOf: Date; readonly isDriving: boolean; readonly plain: Quantiles };

/** So long before an arrival the prediction that stood then is held against it. */
const MARKS = [300, 240, 180, 120, 90, 60, 45, 30, 20, 10];
const MOST_CAME = 4000;
const MOST_SEEN = 6000;

/** Our engine, fed as the flows feed it: the same pure functions, on days instead of rows. */
export function ours(): Predictor {
  const worked: (Omit<Worked, 'daysAgo'> & { at: Date })[] = [];
  const driven: (Omit<DrivenLeg, 'daysAgo'> & { at: Date })[] = [];
  const came: Came[] = [];
  const made = new Map<string, Made[]>();
  let learned: { durations: Durations; drives: DrivesLearned; calibration: Calibration } | null = null;

  const lessons = (now: Date) =>
    (learned ??= {
      durations: learnDurations(worked.map((w) => ({ ...w, daysAgo: daysBetween(w.at, now) }))),
      drives: learnDrives(driven.map((d) => ({ ...d, daysAgo: daysBetween(d.at, now) }))),
      calibration: learnCalibration(came),
    });

  return {
    name: 'doorward',
    predict(known, now) {
      const { durations, drives, calibration } = lessons(now);
      const day = dayOf(known, now, durations, drives);
      const forecasts = arrivals({ ...day, calibration }, now);
      keep(made, known, day, forecasts, now);
      return new Map(forecasts.flatMap(({ id, arrival }) => (arrival ? [[id, arrival] as const] : [])));
    },
    learn(day) {
      for (const stop of day.stops) worked.push(...workedAt(day, stop));
      driven.push(...legsOf(day));
      const key = keyOf(day);
      for (const stop of day.stops) came.push(...standing(made.get(key) ?? [], stop));
      made.delete(key);
      worked.splice(0, worked.length - MOST_SEEN);
      driven.splice(0, driven.length - MOST_SEEN);
      came.splice(0, came.length - MOST_CAME);
      learned = null;
    },
  };
}

const daysBetween = (a: Date, b: Date) => minutesBetween(a, b) / 1440;
const keyOf = ({ technician, shift }: Pick<RouteDay, 'technician' | 'shift'>) =>
  `${technician} ${shift.from.toISOString()}`;
const hourOfWeek = (t: Date) => Math.floor((t.getTime() / 3_600_000 + 72) % 168);

function keep(made: Map<string, Made[]>, known: KnownDay, { stops }: Day, forecasts: Forecast[], now: Date) {
  const list = made.get(keyOf(known)) ?? [];
  made.set(keyOf(known), list);
  for (const [i, { id, plain }] of forecasts.entries())
    if (plain) list.push({ stop: id, asOf: now, isDriving: stops[i]!.state === 'en_route', plain });
}

/** The predictions that stood at the marks before a stop was reached. */
function standing(made: readonly Made[], { id, arrived }: RouteStop): Came[] {
  const his = made.filter(({ stop, asOf }) => stop === id && asOf < arrived);
  const at = MARKS.map((minutes) => his.findLast(({ asOf }) => asOf <= plusMinutes(arrived, -minutes)));
  return [...new Set(at)].flatMap((m) => (m ? [{ ...m, arrived }] : []));
}

/** Time spent waiting for a window to open is no work. */
const workedAt = ({ technician }: RouteDay, { workType, plannedMinutes, window, arrived, departed }: RouteStop) =>
  arrived < window.from
    ? []
    : [{ technician, workType, plannedMinutes, minutes: minutesBetween(arrived, departed), at: departed }];

/** The drives of a day, without those that ended in waiting for a window: they say only what a drive is less than. */
function legsOf({ stops }: RouteDay) {
  const inOrder = stops.toSorted((a, b) => a.arrived.getTime() - b.arrived.getTime());
  return inOrder.slice(1).flatMap((stop, i) => {
    const before = inOrder[i]!;
    const minutes = minutesBetween(before.departed, stop.arrived);
    const early = minutesBetween(stop.arrived, stop.window.from);
    if (minutes <= 0 || minutes > 180 || Math.abs(early) < 3) return [];
    const predictedMinutes = estimatedMinutes(before.place, stop.place);
    return [{ predictedMinutes, minutes, hourOfWeek: hourOfWeek(before.departed), at: stop.arrived }];
  });
}

/** The rest of a day as the flows would read it from rows. */
function dayOf(known: KnownDay, now: Date, durations: Durations, drives: DrivesLearned): Day {
  const { technician, shift, taps } = known;
  const workOf = ({ workType, plannedMinutes }: PlannedStop): Law => {
    const { ratio, spread } = durationOf(durations, workType, technician);
    return { minutes: Math.max(3, plannedMinutes * ratio), spread };
  };
  const driveOf = (from: Place, to: Place, at: Date): Law => ({
    minutes: Math.max(1, usualMinutes(drives, estimatedMinutes(from, to), hourOfWeek(at))),
    spread: drives.spread,
  });
  const tapOf = (id: string, says: string) => taps.findLast((tap) => tap.stop === id && tap.says === says)?.at ?? null;
  const state = known.stops.map((stop) => ({
    stop,
    onWay: tapOf(stop.id, 'on-my-way'),
    arrived: tapOf(stop.id, 'arrived'),
    done: tapOf(stop.id, 'done'),
  }));
  const left = state.filter(({ done }) => !done);
  const working = left
    .filter(({ arrived }) => arrived)
    .toSorted(byTime(({ arrived }) => arrived!))
    .at(-1);
  const onRoad = left
    .filter(({ arrived, onWay }) => onWay && !arrived)
    .toSorted(byTime(({ onWay }) => onWay!))
    .at(-1);
  // Who has arrived elsewhere since has left the stop before without saying so.
  const ahead = [
    ...(working ? [working] : []),
    ...(onRoad && onRoad !== working ? [onRoad] : []),
    ...left.filter((s) => !s.arrived && s !== onRoad),
  ];
  const last = state
    .flatMap(({ stop, arrived, done }) => ((done ?? arrived) ? [{ at: (done ?? arrived)!, place: stop.place }] : []))
    .toSorted(byTime(({ at }) => at))
    .at(-1) ?? { at: shift.from, place: known.start };
  const fix = known.fixes.findLast(({ accuracy }) => accuracy === null || accuracy <= 100);
  const seen = fix && fix.at > last.at ? fix : last;
  let from = seen.place;
  let at = later(now, shift.from);
  const stops = ahead.map(({ stop, onWay, arrived }, index): Ahead => {
    const isFirst = index === 0;
    const drive = driveOf(from, stop.place, at);
    const isOnRoad = isFirst && !arrived && !!onWay;
    const work = workOf(stop);
    from = stop.place;
    at = later(plusMinutes(at, drive.minutes + work.minutes), stop.window.from);
    return {
      id: stop.id,
      state: isFirst && arrived ? 'working' : isOnRoad ? 'en_route' : 'acknowledged',
      since: arrived ?? onWay ?? last.at,
      plannedFrom: stop.window.from,
      notBefore: stop.window.from,
      work,
      drive,
      seenAt: isOnRoad && fix && fix.at > onWay ? fix.at : null,
      announced: null,
    };
  });
  return { stops, begins: shift.from, workPace: paceOf(doneToday(state, workOf)) };
}

const byTime =
  <T>(of: (t: T) => Date) =>
  (a: T, b: T) =>
    of(a).getTime() - of(b).getTime();

function doneToday(
  state: readonly { stop: PlannedStop; arrived: Date | null; done: Date | null }[],
  workOf: (stop: PlannedStop) => Law,
): DoneToday[] {
  return state.flatMap(({ stop, arrived, done }) =>
    arrived && done ? [{ law: workOf(stop), minutes: minutesBetween(later(arrived, stop.window.from), done) }] : [],
  );
}
