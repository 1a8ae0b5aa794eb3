import { mayComeSooner } from '#visits/sooner';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { type Offer, offerEach } from '#flows/steps/offer';
import type { Asked } from '#flows/steps/prompts';

/**
 * Puts to the customer what is free before his time, or, while he is late, before he is expected; nothing later than
 * that. Null when there is no such time: nothing is asked then, and an open question stays as it is.
 */
export async function offerSooner(tx: Tx, house: Doorward, visit: Visit, to: Asked = 'all'): Promise<Offer | null> {
  const before = visit.atRiskAt && visit.eta ? visit.eta.p50 : visit.window!.from;
  const [offer] = await offerEach(tx, house, [visit], mayComeSooner, 'all', { before, to });
  return offer?.choices ? offer : null;
}
