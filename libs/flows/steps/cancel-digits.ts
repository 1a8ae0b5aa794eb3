import type { Digits } from '#visits/prompt';
import type { Tx } from '#store/tx';
import { type Visit, visitsOfWorkOrder } from '#store/visit';

/** The digits of the question whether to cancel one visit, and the one of them that does it. */
export const CANCEL_DIGIT = 9;
export const CANCEL_ONE: Digits = { [CANCEL_DIGIT]: { does: 'cancel-visit' }, '0': { does: 'person' } };
const SEVERAL: Digits = { '9': { does: 'cancel-order' }, '8': { does: 'cancel-visit' }, '0': { does: 'person' } };

/** The digits of the question whether to cancel: where more than one visit of the order is to come, which of them. */
export async function cancelDigits(tx: Tx, visit: Visit): Promise<{ digits: Digits; isSeveral: boolean }> {
  const toCome = (await visitsOfWorkOrder(tx, visit.workOrderId)).filter(
    ({ state }) => state === 'requested' || state === 'confirmed',
  );
  const isSeveral = toCome.length > 1;
  return { digits: isSeveral ? SEVERAL : CANCEL_ONE, isSeveral };
}
