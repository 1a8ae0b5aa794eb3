import { plusMinutes } from '#time/minutes';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { closeAlert, openAlert } from '#flows/steps/alerts';
import { setConsent } from '#flows/steps/consent';
import { endPromptAt } from '#flows/steps/prompts';

/** The desk finds the right number in this time. */
const CALL_MINUTES = 30;

/** Whether whoever has this number said that it is not the one we mean: then nothing personal is said or shown there. */
export const isWrongNumber = async (tx: Pick<Tx, 'sql'>, phone: string): Promise<boolean> =>
  (await tx.sql('SELECT 1 FROM wrong_number WHERE phone = $1', [phone])).length > 0;

export type Wrong = {
  readonly phone: string;
  /** His words, or where he said so. */
  readonly said: string;
  readonly actor: string;
  readonly visits: readonly Visit[];
};

/**
 * Whoever answers there is not whom we mean: no text about a visit goes to this number any more, what it was asked it
 * cannot answer, and the desk has to find the right one. The visits stand, and whoever else is on them goes on.
 */
export async function markWrong(tx: Tx, { phone, said, actor, visits }: Wrong): Promise<void> {
  const workOrderId = visits[0]?.workOrderId ?? null;
  await setConsent(tx, { phone, texts: false, source: `wrong number: ${said}`, actor, workOrderId });
  await tx.sql('INSERT INTO wrong_number (phone, said, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    phone,
    said,
    tx.now,
  ]);
  await endPromptAt(tx, phone);
  for (const visit of visits) await tellDesk(tx, visit, { phone, said, actor });
}

/** Whoever has a number that was called the wrong one wants texts there: the desk asks whose it is, nothing else changes. */
export async function wantsTexts(tx: Tx, { phone, said, actor, visits }: Wrong): Promise<void> {
  for (const { workOrderId, appointmentId } of visits) {
    tx.record({
      type: 'number.wanted',
      actor,
      reason: `${phone} was called the wrong number, and wants texts now: ${said}`,
      workOrderId,
      appointmentId,
      data: { phone },
    });
    await openAlert(tx, {
      kind: 'wrong-number',
      subject: workOrderId,
      workOrderId,
      says: `${phone} was called the wrong number and has texted ${said}: still no texts go there. Please find out whose it is; if it is right after all, turn its texts on.`,
      dueAt: plusMinutes(tx.now, CALL_MINUTES),
    });
  }
}

/** Somebody of the house says that the number is right after all. True when it was taken for another's. */
export async function isRightNumber(
  tx: Tx,
  phone: string,
  { workOrderId, actor, why }: { readonly workOrderId: string; readonly actor: string; readonly why: string },
): Promise<boolean> {
  const [was] = await tx.sql('DELETE FROM wrong_number WHERE phone = $1 RETURNING phone', [phone]);
  if (was) await closeAlert(tx, 'wrong-number', workOrderId, why, actor);
  return was !== undefined;
}

async function tellDesk(
  tx: Tx,
  { workOrderId, appointmentId, customer }: Visit,
  { phone, said, actor }: Omit<Wrong, 'visits'>,
): Promise<void> {
  tx.record({
    type: 'number.wrong',
    actor,
    reason: `${phone} is the wrong number: ${said}`,
    workOrderId,
    appointmentId,
    data: { phone },
  });
  await openAlert(tx, {
    kind: 'wrong-number',
    subject: workOrderId,
    workOrderId,
    says: `Whoever has ${phone} says he is not ${customer.name}: no more texts go there. Please find the right number and call; the visit stands.`,
    dueAt: plusMinutes(tx.now, CALL_MINUTES),
  });
}
