import { minutesBetween } from '#time/minutes';
import { sayDate, sayMinutes, sayRange, sayTime, sayWindow } from '#time/say';
import type { Quantiles } from '#eta/spread';
import type { Horizon, JudgedVisit, Tried } from '#eta/visit-record';
import { dueOf, isAboutHimself, isWarned, meetsStandard } from '#eta/were-we-right';

/** Every figure that can be opened. */
export const FIGURES = [
  'first-promise',
  'second-promise',
  'predictions',
  'warning',
  'surprises',
  'false-alarms',
  'texts',
  'standard',
] as const;
export type FigureName = (typeof FIGURES)[number];

/** Which part of a figure; everything absent means all of it. */
export type Part = {
  readonly horizon?: Horizon | undefined;
  readonly hour?: number | undefined;
  readonly technicianId?: string | undefined;
  readonly workCode?: string | undefined;
  readonly quarter?: string | undefined;
};

/** One visit behind a figure: whether it speaks for us (null where there is no good or bad), and why, in words. */
export type FigureVisit = {
  readonly visit: JudgedVisit;
  readonly isGood: boolean | null;
  readonly verdict: string;
  /** The prediction shown beside it: at the horizon asked for, else the last one before the arrival. */
  readonly predicted: Quantiles | null;
};

type Behind = {
  readonly has: (visit: JudgedVisit, part: Part) => boolean;
  readonly isGood: (visit: JudgedVisit, part: Part) => boolean | null;
  readonly says: (visit: JudgedVisit, part: Part) => string;
  /** Where no visit is good or bad: what the highest come first by. */
  readonly rank?: (visit: JudgedVisit) => number;
};

/** The visits a figure was made of, those that speak against us (or have most texts) first, and then the newest. */
export function visitsBehind(judged: readonly JudgedVisit[], figure: FigureName, part: Part): FigureVisit[] {
  const { has, isGood, says, rank = () => 0 } = BEHIND[figure];
  return dueOf(judged)
    .filter((visit) => isIn(visit, part) && has(visit, part))
    .map((visit) => ({
      visit,
      isGood: isGood(visit, part),
      verdict: says(visit, part),
      predicted: triedIn(visit, part).at(-1)?.standing ?? null,
    }))
    .toSorted(
      (a, b) =>
        Number(a.isGood ?? true) - Number(b.isGood ?? true) ||
        rank(b.visit) - rank(a.visit) ||
        newestFirst(a.visit, b.visit),
    );
}

const newestFirst = (a: JudgedVisit, b: JudgedVisit) =>
  +b.first.from - +a.first.from || (a.record.appointmentId < b.record.appointmentId ? -1 : 1);

const isIn = ({ hour, quarter, record }: JudgedVisit, part: Part) =>
  (part.hour === undefined || part.hour === hour) &&
  (part.quarter === undefined || part.quarter === quarter) &&
  (part.technicianId === undefined || part.technicianId === record.technicianId) &&
  (part.workCode === undefined || part.workCode === record.workCode);

/** The predictions a part is made of, the one nearest to the arrival last. */
const triedIn = (visit: JudgedVisit, { horizon, technicianId }: Part): Tried[] =>
  visit.tried
    .filter(
      (tried) =>
        (horizon === undefined || tried.standing.minutes === horizon) &&
        (technicianId === undefined || isAboutHimself(tried, visit)),
    )
    .toSorted((a, b) => b.standing.minutes - a.standing.minutes);

const BEHIND: Record<FigureName, Behind> = {
  'first-promise': {
    has: () => true,
    isGood: ({ keptFirst }) => keptFirst,
    says: (visit) => (visit.isMovedByUs ? `We moved it; ${cameOn(visit)}` : opening(cameAgainst(visit))),
  },
  'second-promise': {
    has: ({ second }) => second !== null,
    isGood: ({ keptSecond }) => keptSecond,
    says: (visit) => {
      const { from, to, isTold } = visit.second!;
      const { zone, arrivedAt } = visit.record;
      const said = isTold
        ? `Told ${sayTime(from, zone)}-${sayTime(to, zone)}`
        : `Promised ${sayDate(from, zone)}, ${sayWindow({ from, to }, zone)}`;
      if (!arrivedAt) return `${said}; ${nobody(visit)}`;
      if (visit.keptSecond) return `${said}; came ${sayTime(arrivedAt, zone)}, in time`;
      return `${said}; came ${sayTime(arrivedAt, zone)}, ${late(to, arrivedAt)} after that`;
    },
  },
  predictions: {
    has: (visit, part) => triedIn(visit, part).length > 0,
    isGood: (visit, part) => triedIn(visit, part).every(({ isCovered }) => isCovered),
    says: (visit, part) => {
      const { arrivedAt, zone } = visit.record;
      const all = triedIn(visit, part).map((tried) => sayTried(tried, zone));
      return `Came ${sayTime(arrivedAt!, zone)}. ${all.join('; ')}`;
    },
  },
  warning: {
    has: ({ keptFirst }) => !keptFirst,
    isGood: isWarned,
    says: (visit) => {
      const { heardAt, first, record } = visit;
      if (!heardAt) return `Told nothing; ${cameAgainst(visit)}`;
      const minutes = minutesBetween(heardAt, first.to);
      const when = minutes > 0 ? 'before the promise ended' : 'after the promise had ended';
      return `Told ${sayTime(heardAt, record.zone)}, ${sayMinutes(Math.abs(minutes))} ${when}`;
    },
  },
  surprises: {
    has: () => true,
    isGood: ({ isSurprise }) => !isSurprise,
    says: (visit) => {
      const { lastTold, record } = visit;
      const said = lastTold
        ? `Told ${sayTime(lastTold.p10, record.zone)}-${sayTime(lastTold.p90, record.zone)} last`
        : 'Nothing told beyond the window';
      const after =
        visit.isSurprise && lastTold && record.arrivedAt ? `, ${late(lastTold.p90, record.arrivedAt)} after that` : '';
      const came = cameOn(visit);
      const news = visit.isSurprise ? ', without a new word' : '';
      return `${said}; ${lastTold ? came + after : cameAgainst(visit)}${news}`;
    },
  },
  'false-alarms': {
    has: ({ isFalseAlarm }) => isFalseAlarm !== null,
    isGood: ({ isFalseAlarm }) => !isFalseAlarm,
    says: (visit) => `Announced late ${sayTime(visit.heardAt!, visit.record.zone)}; ${cameAgainst(visit)}`,
  },
  texts: {
    has: () => true,
    isGood: () => null,
    says: ({ record: { texts } }) => (texts === 1 ? '1 text' : `${texts} texts`),
    rank: ({ record: { texts } }) => texts,
  },
  standard: {
    has: () => true,
    isGood: meetsStandard,
    says: (visit) => {
      if (visit.keptFirst) return opening(cameAgainst(visit));
      const { heardAt, first, record } = visit;
      return isWarned(visit)
        ? `Told ${sayTime(heardAt!, record.zone)}, ${sayMinutes(minutesBetween(heardAt!, first.to))} before the promise ended`
        : `No word before the promise ended; ${cameAgainst(visit)}`;
    },
  },
};

/** `came 9:41am, 11 min after the window`. */
function cameAgainst(visit: JudgedVisit): string {
  const { arrivedAt } = visit.record;
  const said = cameOn(visit);
  if (!arrivedAt) return said;
  if (arrivedAt >= visit.first.to) return `${said}, ${late(visit.first.to, arrivedAt)} after the window`;
  const ahead = minutesBetween(arrivedAt, visit.first.from);
  return ahead > 0 ? `${said}, ${sayMinutes(ahead)} before the window` : `${said}, in the window`;
}

function cameOn(visit: JudgedVisit): string {
  const { arrivedAt, zone } = visit.record;
  return arrivedAt ? `came ${sayDay(visit, arrivedAt)}${sayTime(arrivedAt, zone)}` : nobody(visit);
}

/** The day is said where it is not the promised one. */
function sayDay({ first, record: { zone } }: JudgedVisit, at: Date): string {
  const said = sayDate(at, zone);
  return said === sayDate(first.from, zone) ? '' : `${said}, `;
}

const nobody = ({ record: { state, endedAt, zone } }: JudgedVisit) =>
  state === 'cancelled' && endedAt ? `nobody came; cancelled ${sayTime(endedAt, zone)}` : 'nobody came';

/** A part of a minute is not said as none. */
const late = (from: Date, to: Date) => sayMinutes(Math.max(1, minutesBetween(from, to)));

function sayTried({ standing, error }: Tried, zone: string): string {
  const off = Math.round(error);
  const side = off === 0 ? 'to the minute' : `${sayMinutes(Math.abs(off))} ${off > 0 ? 'late' : 'early'}`;
  const range = sayRange({ from: standing.p10, to: standing.p90 }, zone);
  return `${standing.minutes} min before: ${sayTime(standing.p50, zone)} (${range}), ${side}`;
}

const opening = (said: string) => said.charAt(0).toUpperCase() + said.slice(1);
