import { at } from '#eta/spread';

/** A drive that was driven, against what the roads alone say; `hourOfWeek` 0 is Monday 0:00 where it was driven. */
export type DrivenLeg = {
  readonly predictedMinutes: number;
  readonly minutes: number;
  readonly hourOfWeek: number;
  /** Minutes from the end of the visit before until he set out; null where he did not say. */
  readonly turnMinutes: number | null;
  readonly daysAgo: number;
};

/** What was learned of the drives of an area. */
export type DrivesLearned = {
  /** The minutes no road network knows of: to the van, to a place to park, to the door. */
  readonly doorMinutes: number;
  /** For each hour of the week, the share by which the road takes longer then. */
  readonly paces: readonly number[];
  /** Of the logarithm of a drive (standard deviation). */
  readonly spread: number;
  /** For each hour of the day, the minutes between the end of a visit and setting out for the next: notes, lunch. */
  readonly turns: readonly number[];
  readonly from: number;
};

const HOURS = 168;

/** Before there is any evidence: the roads are right, and a drive may be off by a quarter. */
export const NO_DRIVES: DrivesLearned = {
  doorMinutes: 0,
  paces: Array<number>(HOURS).fill(1),
  spread: 0.35,
  turns: Array<number>(24).fill(0),
  from: 0,
};

/** How many drives of evidence weigh as much as the belief in the level above. */
const BELIEF = { all: 6, hourOfDay: 10, hourOfWeek: 20, turn: 12, spread: 12 } as const;
const HALF_LIFE_DAYS = 60;
/** A drive three times as long had a lunch in it (of the logarithm). */
const ODD = 1.1;
const MOST_DOOR_MINUTES = 15;
const [FASTEST, SLOWEST] = [0.5, 3];

/**
 * Learns how an area is driven: first the fixed minutes of every drive and the pace of all of them, then what each hour
 * of the day adds, then each hour of the week, each shrunk towards the one before where there is little evidence.
 */
export function learnDrives(legs: readonly DrivenLeg[]): DrivesLearned {
  const seen = legs.filter(({ predictedMinutes, minutes }) => predictedMinutes > 0 && minutes > 0).map(weighed);
  if (!seen.length) return NO_DRIVES;
  const { doorMinutes, pace } = lineOf(seen);
  const offs = seen.map((s) => ({ ...s, off: offOf(s, doorMinutes) }));
  const all = Math.log(pace);
  const byDay = Array.from({ length: 24 }, (_, hour) =>
    shrunk(
      offs.filter((s) => near(s.hourOfWeek % 24, hour)),
      BELIEF.hourOfDay,
      all,
    ),
  );
  const byWeek = Array.from({ length: HOURS }, (_, hour) =>
    shrunk(
      offs.filter((s) => s.hourOfWeek === hour),
      BELIEF.hourOfWeek,
      byDay[hour % 24]!,
    ),
  );
  const left = offs.map((s) => s.off - byWeek[s.hourOfWeek]!).sort((a, b) => a - b);
  // Half the distance between the sixths: the few that had an accident or a lunch in them do not widen all others.
  const seenSpread = (at(left, 0.84) - at(left, 0.16)) / 2;
  return {
    doorMinutes,
    paces: byWeek.map((off) => Math.min(SLOWEST, Math.max(FASTEST, Math.exp(off)))),
    spread: (seenSpread * seen.length + NO_DRIVES.spread * BELIEF.spread) / (seen.length + BELIEF.spread),
    turns: turnsOf(seen),
    from: seen.length,
  };
}

/** Whoever stays longer than this had a meeting, not a lunch. */
const LONGEST_TURN = 60;

/** The mean for each hour and its neighbours, shrunk to the mean of all: what adds up along a day is a mean. */
function turnsOf(seen: readonly Seen[]): number[] {
  const turned = seen.flatMap(({ turnMinutes, hourOfWeek, weight }) =>
    turnMinutes === null
      ? []
      : [{ minutes: Math.min(LONGEST_TURN, Math.max(0, turnMinutes)), hour: hourOfWeek % 24, weight }],
  );
  const mean = (some: typeof turned, belief: number, known: number) =>
    some.reduce((sum, { minutes, weight }) => sum + weight * minutes, belief * known) /
    some.reduce((sum, { weight }) => sum + weight, belief);
  const all = mean(turned, BELIEF.turn, 0);
  return Array.from({ length: 24 }, (_, hour) =>
    mean(
      turned.filter((t) => near(t.hour, hour)),
      BELIEF.turn,
      all,
    ),
  );
}

type Seen = DrivenLeg & { readonly weight: number };
type Off = Seen & { readonly off: number };

const weighed = (leg: DrivenLeg): Seen => ({ ...leg, weight: 0.5 ** (Math.max(0, leg.daysAgo) / HALF_LIFE_DAYS) });

const offOf = ({ minutes, predictedMinutes }: DrivenLeg, doorMinutes: number) =>
  Math.max(-ODD, Math.min(ODD, Math.log(Math.max(0.3 * predictedMinutes, minutes - doorMinutes) / predictedMinutes)));

/** An hour and its neighbours: traffic does not know where one ends. */
const near = (hour: number, of: number) => [0, 1, 23].includes((hour - of + 24) % 24);

function shrunk(offs: readonly Off[], belief: number, known: number): number {
  let [sum, weight] = [belief * known, belief];
  for (const { off, weight: w } of offs) {
    sum += w * off;
    weight += w;
  }
  return sum / weight;
}

/**
 * The line from predicted to driven minutes that leaves the least absolute error (iteratively reweighted least squares):
 * as many drives lie above it as below, whatever happened in the longest of them. A few imagined drives that went as
 * predicted keep it sane while there are few others.
 */
function lineOf(seen: readonly Seen[]): { doorMinutes: number; pace: number } {
  const imagined = [4, 8, 16, 30].map((minutes) => ({ predictedMinutes: minutes, minutes, weight: BELIEF.all / 4 }));
  let [door, slope] = [0, 1];
  for (let round = 0; round < 8; round++) {
    let [n, x, y, xx, xy]: [number, number, number, number, number] = [0, 0, 0, 0, 0];
    for (const { predictedMinutes: p, minutes: m, weight } of [...seen, ...imagined]) {
      const w = weight / Math.max(1, Math.abs(m - door - slope * p));
      n += w;
      x += w * p;
      y += w * m;
      xx += w * p * p;
      xy += w * p * m;
    }
    const spread = n * xx - x * x;
    slope = spread > 0 ? Math.max(0.3, (n * xy - x * y) / spread) : slope;
    door = Math.min(MOST_DOOR_MINUTES, Math.max(0, (y - slope * x) / n));
  }
  return { doorMinutes: door, pace: slope };
}
