import type { Quantiles } from '#eta/spread';
import { MINUTE } from '#time/minutes';
import { beginningOf, endOf, inOrder, knowing, type RecordedDay } from '#test/bench/eta/days/recorded-day';
import type { Predictor, RouteStop } from '#test/bench/eta/predictor';
import { breachOf } from '#test/bench/eta/breach';
import { tallying, type Tally } from '#test/bench/eta/tally';
import { type Talk, talkAbout, type Text } from '#test/bench/eta/talk';

/** Everybody is asked at least this often; errors are measured at these moments only, the same for all. */
export const EVERY_MINUTES = 5;

/** What one predictor said of one visit, all told. */
export type Account = { readonly tally: Tally; readonly texts: readonly Text[] };

/** A visit that was made, and what came of every predictor's forecasts of it. */
export type Visit = {
  /** Which of the replayed days it belongs to, counted from 0. */
  readonly day: number;
  readonly technician: string;
  readonly stop: RouteStop;
  readonly accounts: ReadonlyMap<string, Account>;
};

/** One forecast of a visit that somebody wants explained. */
export type Said = { readonly predictor: string; readonly at: Date; readonly visit: string; readonly eta: Quantiles };

export type Replayed = {
  readonly visits: readonly Visit[];
  readonly days: number;
  /** How much had been learned before each day. */
  readonly learned: readonly { readonly days: number; readonly visits: number }[];
  /** What broke the rules of every predictor, and how often it happened. */
  readonly breaches: ReadonlyMap<string, number>;
  readonly said: readonly Said[];
  /** Seconds each predictor took for itself, learning and predicting. */
  readonly seconds: ReadonlyMap<string, number>;
};

type Asked = {
  readonly days: readonly RecordedDay[];
  readonly predictors: readonly Predictor[];
  /** The visit whose forecasts are kept. */
  readonly explain?: string | undefined;
  readonly onProgress?: (replayed: number, of: number) => void;
};

/**
 * Plays days again in the order in which they began. Before a day, everybody learns from the days that were wholly over
 * before its first moment, and from no other; within it, nobody sees anything that lies ahead.
 */
export function replay({ days, predictors, explain, onProgress }: Asked): Replayed {
  const ordered = inOrder(days);
  const state: State = {
    predictors,
    explain,
    breaches: new Map(),
    said: [],
    seconds: new Map(predictors.map(({ name }) => [name, 0])),
  };
  const visits: Visit[] = [];
  const learned: { days: number; visits: number }[] = [];
  let over: readonly { readonly day: RecordedDay['day']; readonly ended: number }[] = [];
  let soFar = { days: 0, visits: 0 };
  for (const [index, recorded] of ordered.entries()) {
    const begins = beginningOf(recorded).getTime();
    const ready = over.filter(({ ended }) => ended < begins).sort((a, b) => a.ended - b.ended);
    over = over.filter(({ ended }) => !(ended < begins));
    for (const { day } of ready) {
      for (const predictor of predictors) timed(state, predictor, () => predictor.learn(day));
      soFar = { days: soFar.days + 1, visits: soFar.visits + day.stops.length };
    }
    learned.push(soFar);
    visits.push(...replayDay(recorded, index, state));
    over = [...over, { day: recorded.day, ended: endOf(recorded).getTime() }];
    onProgress?.(index + 1, ordered.length);
  }
  const { breaches, said, seconds } = state;
  return { visits, days: ordered.length, learned, breaches, said, seconds };
}

type State = {
  readonly predictors: readonly Predictor[];
  readonly explain: string | undefined;
  readonly breaches: Map<string, number>;
  readonly said: Said[];
  readonly seconds: Map<string, number>;
};

type Open = { readonly stop: RouteStop; readonly tally: Tally; readonly talk: Talk };

/** One day: every tap, every five minutes, the end of every window, and the end of every range that somebody told. */
function replayDay(recorded: RecordedDay, index: number, state: State): Visit[] {
  const { day } = recorded;
  const known = knowing(recorded);
  const accounts = state.predictors.map((predictor) => ({
    predictor,
    open: new Map(
      day.stops.map((stop): [string, Open] => [
        stop.id,
        { stop, tally: tallying(stop.arrived, day.shift.from), talk: talkAbout(stop.window) },
      ]),
    ),
  }));
  const reached = new Set<string>();
  const mades = new Map(day.stops.map((stop) => [stop.id, stop]));
  let tap = 0;
  for (const at of momentsOf(recorded)) {
    for (const { predictor, open } of accounts) {
      // Timers between the last moment and this one: a range told is over.
      let due = nextDue(open, reached, { after: -Infinity, until: at });
      for (; due !== null; due = nextDue(open, reached, { after: due, until: at }))
        speak(predictor, new Date(due), open, []);
    }
    const setOutFor: string[] = [];
    for (; recorded.taps[tap] && recorded.taps[tap]!.at.getTime() <= at; tap++) {
      const { stop, says } = recorded.taps[tap]!;
      if (says === 'arrived' || says === 'done') reached.add(stop);
      if (says === 'on-my-way') setOutFor.push(stop);
    }
    const now = new Date(at);
    for (const { predictor, open } of accounts) speak(predictor, now, open, setOutFor);
  }
  return day.stops.map((stop) => ({
    day: index,
    technician: day.technician,
    stop,
    accounts: new Map(
      accounts.map(({ predictor, open }) => {
        const { tally, talk } = open.get(stop.id)!;
        return [predictor.name, { tally, texts: talk.texts }];
      }),
    ),
  }));

  function speak(predictor: Predictor, now: Date, open: ReadonlyMap<string, Open>, setOutFor: readonly string[]) {
    const asked = known(now);
    const forecasts = timed(state, predictor, () => predictor.predict(asked, now));
    const isOnGrid = now.getTime() % (EVERY_MINUTES * MINUTE) === 0;
    for (const { id } of asked.stops) {
      if (reached.has(id)) continue;
      const eta = forecasts.get(id);
      const breach = breachOf(eta, now);
      if (breach) count(state.breaches, `${predictor.name}: ${breach}`);
      const made = open.get(id);
      if (!eta || breach || !made || !mades.has(id)) continue;
      if (isOnGrid) made.tally.add(eta, now);
      if (setOutFor.includes(id)) made.talk.setsOut(eta, now);
      made.talk.hears(eta, now);
      if (id === state.explain) state.said.push({ predictor: predictor.name, at: now, visit: id, eta });
    }
  }
}

type Span = { readonly after: number; readonly until: number };

/** The first end of a told range between two moments, of a visit nobody has arrived at; null when there is none. */
function nextDue(open: ReadonlyMap<string, Open>, reached: ReadonlySet<string>, { after, until }: Span): number | null {
  const dues = [...open].flatMap(([id, { talk }]) => (talk.due && !reached.has(id) ? [talk.due.getTime()] : []));
  const first = Math.min(...dues.filter((due) => due > after && due < until));
  return Number.isFinite(first) ? first : null;
}

function momentsOf(recorded: RecordedDay): number[] {
  const [from, to] = [beginningOf(recorded).getTime(), endOf(recorded).getTime()];
  const step = EVERY_MINUTES * MINUTE;
  const moments = new Set<number>([from, recorded.day.shift.from.getTime()]);
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) moments.add(at);
  for (const { at } of recorded.taps) moments.add(at.getTime());
  for (const { window } of recorded.plan) moments.add(window.to.getTime());
  return [...moments].filter((at) => at >= from && at <= to).sort((a, b) => a - b);
}

function timed<T>({ seconds }: State, { name }: Predictor, work: () => T): T {
  const began = performance.now();
  const result = work();
  seconds.set(name, seconds.get(name)! + (performance.now() - began) / 1000);
  return result;
}

const count = (counts: Map<string, number>, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
