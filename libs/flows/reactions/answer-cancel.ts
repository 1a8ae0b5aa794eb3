import { plusMinutes } from '#time/minutes';
import { lockVisit, lockVisits, visitsOfWorkOrder } from '#store/visit';
import { cancelDigits } from '#flows/steps/cancel-digits';
import { cancelVisit } from '#flows/steps/confirm';
import { endPrompts, putPrompt } from '#flows/steps/prompts';
import { tellOthersCancelled } from '#flows/steps/tell-cancelled';
import { workSaid } from '#flows/said';
import { type Heard, reply } from '#flows/reactions/answer';

const CANCEL_MINUTES = 60;

/** Free words never cancel anything: they become a question with one digit. True where it is about several visits. */
export async function putCancel({ tx, visit, phone }: Heard): Promise<boolean> {
  const { digits, isSeveral } = await cancelDigits(tx, visit!);
  const expiresAt = plusMinutes(tx.now, CANCEL_MINUTES);
  await putPrompt(tx, visit!, { kind: 'cancel', digits, expiresAt }, { phone });
  return isSeveral;
}

export const askWhetherToCancel = async (heard: Heard): Promise<true> =>
  reply(heard, (await putCancel(heard)) ? 'ask-cancel-several' : 'ask-cancel');

/** His digit: this visit. */
export async function cancel(heard: Heard): Promise<true> {
  const visit = await lockVisit(heard.tx, heard.visit!.appointmentId);
  if (!visit || visit.state !== 'confirmed' || visit.arrivedAt) return reply(heard, 'already-done');
  await endPrompts(heard.tx, heard.phone, 'answered');
  await cancelVisit(heard.tx, visit, heard.actor, 'cancelled by text');
  await tellOthersCancelled(heard.tx, [visit], heard.phone);
  return reply(heard, 'visit-cancelled');
}

/** All visits of the order that are still to come, the last of them first: none is then suspended for want of another. */
export async function cancelAll(heard: Heard): Promise<true> {
  const all = await visitsOfWorkOrder(heard.tx, heard.visit!.workOrderId);
  const open = await lockVisits(
    heard.tx,
    all.filter(({ state, arrivedAt }) => (state === 'requested' || state === 'confirmed') && !arrivedAt),
    [],
  );
  if (!open.length) return reply(heard, 'already-done');
  await endPrompts(heard.tx, heard.phone, 'answered');
  for (const visit of [...open].reverse()) await cancelVisit(heard.tx, visit, heard.actor, 'all cancelled by text');
  await tellOthersCancelled(heard.tx, open, heard.phone);
  const others = open.filter(({ appointmentId }) => appointmentId !== heard.visit!.appointmentId);
  return reply(heard, 'order-cancelled', {
    others: others.map(({ work, window, customer }) => ({ work: workSaid(work, customer.language), window })),
  });
}
