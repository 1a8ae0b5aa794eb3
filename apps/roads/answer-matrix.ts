import type { Place } from '#routes/route';
import type { CellAnswered, MatrixAnswered, MatrixAsked } from '#travel/roads-protocol';
import { drivesOf } from '#apps/roads/drives';
import type { Verdict } from '#apps/roads/generation';
import { verdictsOf } from '#apps/roads/verdicts';
import { hourOf, type Work } from '#apps/roads/work';

/** Every cell with its time or its reason; never refused for one bad place. */
export async function answerMatrix({ from, to, departAt, haste }: MatrixAsked, work: Work): Promise<MatrixAnswered> {
  const { name, network } = work.generation;
  const verdicts = await verdictsOf([...from, ...to], haste, work);
  const [rows, columns] = [verdicts.slice(0, from.length), verdicts.slice(from.length)];
  const [known, knownTo] = [onRoad(from, rows), onRoad(to, columns)];
  const hour = hourOf(departAt, network);
  const driven = await drivesOf({ from: known.places, to: knownTo.places, haste, hour }, work);
  const cells = rows.map((row, i) =>
    columns.map((column, j): CellAnswered => {
      if (row !== 'on-road') return row;
      return column === 'on-road' ? driven[known.at[i]!]![knownTo.at[j]!]! : column;
    }),
  );
  // Without traffic in the network the times of every hour are those of free flow.
  return { roads: name, basis: 'freeflow', cells };
}

/** The places on roads, and where each place of the ask stands among them. */
function onRoad(places: readonly Place[], verdicts: readonly Verdict[]) {
  let next = 0;
  return {
    at: verdicts.map((verdict) => (verdict === 'on-road' ? next++ : -1)),
    places: places.filter((_, i) => verdicts[i] === 'on-road'),
  };
}
