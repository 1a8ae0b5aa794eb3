import { type Refused, refuse } from '#visits/refused';
import type { Doorward } from '#flows/doorward';
import { mayBeTexted, setConsent } from '#flows/steps/consent';
import { isInReach } from '#flows/steps/reach';
import { isRightNumber } from '#flows/steps/wrong-number';

type Choice = {
  readonly workOrderId: string;
  /** Whose page it was said on, where that is a contact's; else it is about the customer's own number. */
  readonly phone?: string;
  readonly texts: boolean;
  readonly actor: string;
  /** Where it was said, and in which words. */
  readonly source: string;
};

/**
 * Turns the texts to a number of a work order off or on, from its page or by a dispatcher. Saying the same twice is no
 * fault. Whoever wants texts there says that they arrive, and that the number is nobody else's.
 */
export const chooseTexts =
  (house: Doorward) =>
  ({ workOrderId, phone: his, ...choice }: Choice): Promise<{ texts: boolean } | Refused> =>
    house.store.commit(async (tx) => {
      const [customer] = await tx.sql<{ phone: string }>(
        'SELECT c.phone FROM work_order w JOIN customer c ON c.id = w.customer_id WHERE w.id = $1',
        [workOrderId],
      );
      if (!customer) return refuse('absent', 'There is no such work order.');
      const phone = his ?? customer.phone;
      const { texts, actor, source } = choice;
      if ((await mayBeTexted(tx, phone)) !== texts) await setConsent(tx, { ...choice, phone, workOrderId });
      if (texts) {
        await isInReach(tx, phone, actor, source);
        await isRightNumber(tx, phone, { workOrderId, actor, why: source });
      }
      return { texts };
    });
