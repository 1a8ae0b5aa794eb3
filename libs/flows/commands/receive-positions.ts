import { type Fix, judgeFixes, type Why } from '#eta/fixes';
import { type Around, type NewPosition, positionsAround, storePositions } from '#store/positions';
import { sqlState } from '#store/store';
import type { PositionSource } from '#store/tables/people';
import type { Doorward } from '#flows/doorward';
import { gather } from '#flows/steps/gather';
import { tellOfMadeUp } from '#flows/steps/made-up-positions';

/** What a phone tells at once: one fix, or those of some hours without signal. */
export type Told = {
  readonly technicianId: string;
  readonly source: PositionSource;
  readonly fixes: readonly Fix[];
};

/** What became of it. Nothing of it is an error a phone could mend by sending it again. */
export type Taken = {
  /** Stored, and good to reckon with. */
  readonly taken: number;
  /** Stored with the reason why nothing is reckoned with them; a `duplicate` was stored before. */
  readonly refused: Readonly<Partial<Record<Why, number>>>;
  /** Not stored, for he was not on shift. */
  readonly offShift: number;
};

export type ReceivePositions = (told: Told) => Promise<Taken> | null;

/** Fixes in one statement, and fixes that may wait before phones are asked to come again later. */
const MOST = 500;
const FULL = 10_000;
const WAIT_MS = 8;

/**
 * Takes positions, on shift only. They are durable when this answers; those of many phones are judged and written
 * together. Null when too many wait already.
 */
export function receivePositions(house: Doorward): ReceivePositions {
  return gather({
    most: MOST,
    full: FULL,
    waitMs: WAIT_MS,
    weigh: ({ fixes }: Told) => fixes.length,
    run: (all) => receive(house, all),
    isOnes: (error) => /^(22|23|40)/.test(sqlState(error) ?? ''),
  });
}

async function receive(house: Doorward, all: readonly Told[]): Promise<Taken[]> {
  const { byTechnician, tellers } = sorted(all);
  const around = await positionsAround(house.store, [...byTechnician].map(spanOf));
  const counts = all.map(() => ({ taken: 0, refused: {} as Partial<Record<Why, number>>, offShift: 0 }));
  const stored: NewPosition[] = [];
  for (const one of around)
    for (const { fix, refused } of judgeOf(one, byTechnician.get(one.technicianId)!)) {
      const teller = tellers.get(fix)!;
      const count = counts[teller]!;
      if (refused === OFF_SHIFT) count.offShift++;
      else if (refused) count.refused[refused] = (count.refused[refused] ?? 0) + 1;
      else count.taken++;
      if (refused === OFF_SHIFT || refused === 'duplicate') continue;
      stored.push(rowOf(fix, one.technicianId, all[teller]!.source, refused));
    }
  if (stored.length) {
    const isDue = await storePositions(house.store, stored, around[0]!.now);
    if (isDue) house.store.ring([{ job: 'timers', delayMs: 0, urgency: 0 }]);
  }
  await tellOfMadeUp(house, new Set(stored.flatMap(({ mocked, technicianId }) => (mocked ? [technicianId] : []))));
  return counts;
}

const rowOf = (
  { at, lat, lng, accuracy, speed, heading, mocked }: Fix,
  technicianId: string,
  source: PositionSource,
  refused: Why | null,
): NewPosition => ({ technicianId, at, lat, lng, accuracy, speed, heading, source, mocked, refused });

/** All fixes by technician, and which of those who told has told each. */
function sorted(all: readonly Told[]) {
  const byTechnician = new Map<string, Fix[]>();
  const tellers = new Map<Fix, number>();
  for (const [teller, { technicianId, fixes }] of all.entries()) {
    const his = byTechnician.get(technicianId) ?? [];
    byTechnician.set(technicianId, his);
    for (const fix of fixes) {
      his.push(fix);
      tellers.set(fix, teller);
    }
  }
  return { byTechnician, tellers };
}

function spanOf([technicianId, fixes]: readonly [string, readonly Fix[]]) {
  const times = fixes.map(({ at }) => at.getTime());
  return { technicianId, from: new Date(Math.min(...times)), to: new Date(Math.max(...times)) };
}

const OFF_SHIFT = 'off-shift';

function judgeOf(
  { now, shifts, known }: Around,
  fixes: readonly Fix[],
): { readonly fix: Fix; readonly refused: Why | typeof OFF_SHIFT | null }[] {
  const isOnShift = ({ at }: Fix) => shifts.some(([from, to]) => from <= at.getTime() && at.getTime() < to);
  const neighbours = known
    .toSorted(([a], [b]) => a - b)
    .map(([at, lat, lng, accuracy, speed, refused]) => ({ at: new Date(at), lat, lng, accuracy, speed, refused }));
  return [
    ...fixes.filter((fix) => !isOnShift(fix)).map((fix) => ({ fix, refused: OFF_SHIFT }) as const),
    ...judgeFixes(neighbours, fixes.filter(isOnShift), now),
  ];
}
