import type { Ear } from '#test/bench/delay/ear';
import { type Order, orderOf, type Waited } from '#test/bench/order';
import type { Side } from '#test/bench/side';
import type { PlannedTechnician } from '#test/bench/town/plan';

/** A less urgent text of the same technician may not be this much earlier than a more urgent one. */
const MOST_OVERTAKEN_MS = 2000;

/** In which order the texts left: the sooner a window ends, the sooner its customer must know. */
export async function checkOrder(side: Side, ear: Ear, technicians: readonly PlannedTechnician[]) {
  const since = await writtenAt(side);
  const texts = technicians.flatMap((technician) =>
    technician.visits.flatMap((visit): Waited[] => {
      const heard = ear.to(visit.phone)[0];
      const urgency = visit.window.to.getTime();
      return heard ? [{ group: technician.id, urgency, since: since.get(visit.phone) ?? heard.at, at: heard.at }] : [];
    }),
  );
  const order: Order = orderOf(texts);
  const isWrong = order.worstWithinGroup > MOST_OVERTAKEN_MS;
  return {
    ...order,
    wrong: isWrong ? [`a text overtook a more urgent one of the same technician by ${order.worstWithinGroup} ms`] : [],
  };
}

/** When each text began to wait, on the clock of `performance.now`: the town's clock runs as fast as ours. */
async function writtenAt(side: Side): Promise<Map<string, number>> {
  const rows = await side.sql<{ phone: string; ago: number }>(
    `SELECT phone, extract(epoch FROM doorward_now() - created_at)::float8 * 1000 AS ago FROM message WHERE kind = 'late'`,
  );
  const now = performance.now();
  return new Map(rows.map(({ phone, ago }) => [phone, now - ago]));
}
