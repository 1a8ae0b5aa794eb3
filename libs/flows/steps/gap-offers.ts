import type { GapOfferState } from '#visits/waiting';
import type { Tx } from '#store/tx';
import { DOORWARD } from '#flows/doorward';
import { askAgain } from '#flows/steps/gap';
import { releaseHolds } from '#flows/steps/holds';

type Ended = {
  readonly gapId: string;
  readonly appointmentId: string;
  readonly workOrderId: string;
};

/** The question about a gap is over without a yes: the next of those who wait is asked. Nothing happens after a yes. */
export async function endGapOffer(tx: Tx, promptId: string, as: keyof typeof CAME_OF): Promise<void> {
  const ended = await end(tx, 'o.prompt_id = $3', promptId, CAME_OF[as]);
  for (const { gapId } of ended) askAgain(tx, gapId);
}

/** What a question that ended so means for the gap. */
const CAME_OF = { answered: 'kept', expired: 'silent', superseded: 'dropped' } as const;

/**
 * The visit has another time or none: whatever earlier time its customer was offered is no offer any more, and what was
 * held for him is free, but for the hold he is just taking.
 */
export async function dropGapOffers(tx: Tx, appointmentId: string, butNot: string | null = null): Promise<void> {
  await closeQuestions(tx, 'o.appointment_id = $1', appointmentId);
  const ended = await end(tx, 'o.appointment_id = $3', appointmentId, 'dropped');
  if (!ended.length) return;
  await releaseHolds(tx, appointmentId, butNot);
  for (const { gapId } of ended) askAgain(tx, gapId);
}

/** Somebody took it: whoever else was asked at the same time was too late, and hears so if he answers. */
export async function tooLate(tx: Tx, gapId: string): Promise<void> {
  await closeQuestions(tx, 'o.gap_id = $1', gapId);
  await end(tx, 'o.gap_id = $3', gapId, 'gone');
}

async function end(tx: Tx, which: string, id: string, as: GapOfferState): Promise<Ended[]> {
  const ended = await tx.sql<Ended>(
    `UPDATE gap_offer o SET state = $2, ended_at = $1 FROM appointment a
     WHERE ${which} AND o.state = 'asked' AND a.id = o.appointment_id
     RETURNING o.gap_id AS "gapId", o.appointment_id AS "appointmentId", a.work_order_id AS "workOrderId"`,
    [tx.now, as, id],
  );
  for (const { gapId, appointmentId, workOrderId } of ended)
    tx.record({
      type: 'gap.passed',
      actor: DOORWARD,
      reason: SAYS[as],
      workOrderId,
      appointmentId,
      data: { gapId, as },
    });
  return ended;
}

const SAYS: Record<GapOfferState, string> = {
  asked: 'asked',
  taken: 'the earlier time was taken',
  kept: 'the customer keeps his time',
  silent: 'no answer by the time the text named: the customer keeps his time',
  gone: 'somebody else was faster: the customer keeps his time',
  dropped: 'something else came first: the offer was taken back',
};

/** The questions about it, before the offers: in the order in which an answer locks them. */
async function closeQuestions(tx: Tx, which: string, id: string): Promise<void> {
  const closed = await tx.sql<{ id: string }>(
    `UPDATE prompt SET state = 'superseded' WHERE state = 'open'
       AND id IN (SELECT o.prompt_id FROM gap_offer o WHERE ${which} AND o.state = 'asked') RETURNING id`,
    [id],
  );
  for (const prompt of closed) tx.sleep(`prompt.expire:${prompt.id}`);
}
