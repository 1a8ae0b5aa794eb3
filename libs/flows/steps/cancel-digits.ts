import { later, plusMinutes } from '#time/minutes';
import type { Digits } from '#visits/prompt';
import type { Tx } from '#store/tx';
import { type Visit, visitsOfWorkOrder } from '#store/visit';
import { putIfQuiet } from '#flows/steps/prompts';

/** The digits of the question whether to cancel one visit, and the one of them that does it. */
const CANCEL_DIGIT = 9;
const CANCEL_ONE: Digits = { [CANCEL_DIGIT]: { does: 'cancel-visit' }, '0': { does: 'person' } };
const SEVERAL: Digits = { '9': { does: 'cancel-order' }, '8': { does: 'cancel-visit' }, '0': { does: 'person' } };

/** The digits of the question whether to cancel: where more than one visit of the order is to come, which of them. */
export async function cancelDigits(tx: Tx, visit: Visit): Promise<{ digits: Digits; isSeveral: boolean }> {
  const toCome = (await visitsOfWorkOrder(tx, visit.workOrderId)).filter(
    ({ state }) => state === 'requested' || state === 'confirmed',
  );
  const isSeveral = toCome.length > 1;
  return { digits: isSeveral ? SEVERAL : CANCEL_ONE, isSeveral };
}

/** The digit that ends a visit which stands still. Null while another question is open at his phone: its digits keep their meaning. */
export async function offerCancel(tx: Tx, visit: Visit): Promise<number | null> {
  const expiresAt = later(visit.window!.from, plusMinutes(tx.now, 60));
  return (await putIfQuiet(tx, visit, { kind: 'cancel', digits: CANCEL_ONE, expiresAt })) ? CANCEL_DIGIT : null;
}
