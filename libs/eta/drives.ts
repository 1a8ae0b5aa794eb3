/** A drive that was driven, against what the roads alone say; `hourOfWeek` 0 is Monday 0:00 where it was driven. */
export type DrivenLeg = {
  readonly predictedMinutes: number;
  readonly minutes: number;
  readonly hourOfWeek: number;
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
  readonly from: number;
  /** How many drives each hour's pace rests on. */
  readonly fromByHour: readonly number[];
};

const HOURS = 168;

/** Before there is any evidence: the roads are right, and a drive may be off by a quarter. */
export const NO_DRIVES: DrivesLearned = {
  doorMinutes: 0,
  paces: Array<number>(HOURS).fill(1),
  spread: 0.25,
  from: 0,
  fromByHour: Array<number>(HOURS).fill(0),
};

/** How many drives of evidence weigh as much as the belief in the level above. */
const BELIEF = { all: 6, hourOfDay: 10, hourOfWeek: 20, spread: 12 } as const;
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
  const doorMinutes = doorMinutesOf(seen);
  const offs = seen.map((s) => ({ ...s, off: offOf(s, doorMinutes) }));
  const all = shrunk(offs, BELIEF.all, 0);
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
  const left = offs.map((s) => s.weight * (s.off - byWeek[s.hourOfWeek]!) ** 2).reduce((a, b) => a + b);
  const weight = offs.reduce((sum, s) => sum + s.weight, 0);
  return {
    doorMinutes,
    paces: byWeek.map((off) => Math.min(SLOWEST, Math.max(FASTEST, Math.exp(off)))),
    spread: Math.sqrt((left + BELIEF.spread * NO_DRIVES.spread ** 2) / (weight + BELIEF.spread)),
    from: seen.length,
    fromByHour: NO_DRIVES.fromByHour.map((_, hour) => offs.filter((s) => s.hourOfWeek === hour).length),
  };
}

/** The usual minutes of a drive that begins in this hour. */
export const usualMinutes = (learned: DrivesLearned, predictedMinutes: number, hourOfWeek: number) =>
  predictedMinutes <= 0 ? 0 : learned.doorMinutes + predictedMinutes * learned.paces[hourOfWeek]!;

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
 * The constant of the line that leaves the least absolute error between predicted and driven minutes (iteratively
 * reweighted least squares).
 */
function doorMinutesOf(seen: readonly Seen[]): number {
  let [door, slope] = [0, 1];
  for (let round = 0; round < 8; round++) {
    let [n, x, y, xx, xy]: [number, number, number, number, number] = [0, 0, 0, 0, 0];
    for (const { predictedMinutes: p, minutes: m, weight } of seen) {
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
  return door;
}
