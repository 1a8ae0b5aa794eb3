import type { Bench, Result } from '#test/bench/bench';
import { checkHolds } from '#test/bench/delay/check-holds';
import { checkOrder } from '#test/bench/delay/check-order';
import { countTexts, wrongCounts, wrongTexts } from '#test/bench/delay/check-texts';
import { openFloor } from '#test/bench/delay/floor';
import { aimsOf, type Pair, tableOf, wrongStrikes } from '#test/bench/delay/judge';
import { openRunner, type Runner } from '#test/bench/delay/runner';
import { openSide } from '#test/bench/side';
import { planTown, type PlannedTechnician } from '#test/bench/town/plan';

const SEED = 20260303;
const PAIRS = 5;
const WARM_UP = 6;
const SINGLES = 12;
const STORM = 20;

/** One report of +35 min among 200 technicians with 8 visits each, then 20 at once. */
export const delay: Bench = {
  name: 'delay',
  about: 'report accepted to the texts at the carrier, one technician and twenty at once; peer: a fixed text',
  async measure(grounds) {
    const town = planTown(SEED);
    const ours = openRunner(await openSide(grounds, { name: 'ours', town }));
    const worker = 'test/bench/delay/fixed-text-worker.js';
    const peer = openRunner(await openSide(grounds, { name: 'peer', town, worker }));
    const floor = await openFloor();
    try {
      return await measure(town.technicians, { ours, peer, floor });
    } finally {
      await Promise.all([ours.side.close(), peer.side.close(), floor.close()]);
    }
  },
};

type Parties = { readonly ours: Runner; readonly peer: Runner; readonly floor: Awaited<ReturnType<typeof openFloor>> };

/** Ours, peer, ours, peer …: the same technicians report on both sides, each of them once in the run. */
async function measure(technicians: readonly PlannedTechnician[], parties: Parties): Promise<Result> {
  const { ours, peer, floor } = parties;
  const left = [...technicians];
  const warmUp = left.splice(0, WARM_UP);
  for (const runner of [ours, peer]) await runner.singly(warmUp);
  await floor.send(STORM);
  const pairs: Pair[] = [];
  for (let i = 0; i < PAIRS; i++) {
    const [singles, storm] = [left.splice(0, SINGLES), left.splice(0, STORM)];
    const [a, b] = [await ours.singly(singles), await peer.singly(singles)];
    const [c, d] = [await ours.atOnce(storm), await peer.atOnce(storm)];
    pairs.push({
      ours: { singly: a, storm: c },
      peer: { singly: b, storm: d },
      floor: { single: await floor.send(5), storm: await floor.send(c.strikes[0]!.texts) },
    });
  }
  return judge(pairs, technicians.slice(0, technicians.length - left.length), parties);
}

async function judge(
  pairs: readonly Pair[],
  reported: readonly PlannedTechnician[],
  { ours, peer }: Parties,
): Promise<Result> {
  const [told, toldByPeer] = [countTexts(ours.ear, reported), countTexts(peer.ear, reported)];
  const { wrong: wrongOrder, ...order } = await checkOrder(ours.side, ours.ear, reported);
  const { wrong: wrongHolds, ...holds } = await checkHolds(ours.side);
  const texts = ours.ear.all().length;
  return {
    table: tableOf(pairs),
    aims: aimsOf(pairs),
    wrong: [
      ...wrongStrikes(pairs),
      ...wrongCounts('ours', told),
      ...wrongCounts('peer', toldByPeer),
      ...wrongTexts(ours.ear),
      ...wrongOrder,
      ...wrongHolds,
    ],
    facts: { reports: reported.length, texts, perReport: texts / reported.length, ...told, order, holds },
  };
}
