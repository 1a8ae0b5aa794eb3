import { type Refused, refuse } from '#visits/refused';
import type { Doorward } from '#flows/doorward';
import { mayBeTexted, setConsent } from '#flows/steps/consent';
import { isInReach } from '#flows/steps/reach';

type Choice = {
  readonly workOrderId: string;
  readonly texts: boolean;
  readonly actor: string;
  /** Where it was said, and in which words. */
  readonly source: string;
};

/** Turns the texts to a customer's number off or on, from his page or by a dispatcher. Saying the same twice is no fault. */
export const chooseTexts =
  (house: Doorward) =>
  ({ workOrderId, ...choice }: Choice): Promise<{ texts: boolean } | Refused> =>
    house.store.commit(async (tx) => {
      const [customer] = await tx.sql<{ phone: string }>(
        'SELECT c.phone FROM work_order w JOIN customer c ON c.id = w.customer_id WHERE w.id = $1',
        [workOrderId],
      );
      if (!customer) return refuse('absent', 'There is no such work order.');
      const { phone } = customer;
      if ((await mayBeTexted(tx, phone)) !== choice.texts) await setConsent(tx, { ...choice, phone, workOrderId });
      // Whoever wants texts there says that they arrive there.
      if (choice.texts) await isInReach(tx, phone, choice.actor, choice.source);
      return { texts: choice.texts };
    });
