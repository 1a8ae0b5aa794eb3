import { plusMinutes } from '#time/minutes';
import type { Tx } from '#store/tx';
import { type Visit, visitOf, visitsAfter } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { type Offer, offerEach } from '#flows/steps/offer';
import type { Asked } from '#flows/steps/prompts';

/**
 * A visit is booked and the one it rests on has no time: up to three times for that one are held and put under digits,
 * none that would cost the later one its own. Null when there is none such, or it has a time by now.
 */
export async function offerFirst(
  tx: Tx,
  house: Doorward,
  firstId: string,
  to: Asked = 'all',
): Promise<(Offer & { readonly next: Visit }) | null> {
  const seen = await visitOf(tx, firstId);
  const next = (await visitsAfter(tx, firstId)).find(({ state, window }) => state === 'confirmed' && window !== null);
  if (seen?.state !== 'requested' || !next) return null;
  const begins = next.ticket?.planned.from ?? next.window!.from;
  // He may come as late as the window ends, and has the whole work before him then.
  const before = plusMinutes(begins, -next.needs!.gapMinutes - seen.work.minutes);
  const [offer] = await offerEach(tx, house, [seen], ({ state }) => state === 'requested', 'all', { before, to });
  return offer?.choices ? { ...offer, next } : null;
}
