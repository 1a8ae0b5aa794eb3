import { type Refused, refuse } from '#visits/refused';
import { visitOf } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { openAlert } from '#flows/steps/alerts';
import { setConsent } from '#flows/steps/consent';
import { WRONG_NUMBER } from '#flows/steps/wrong-number';

/**
 * Somebody says on the page that he is not who it is for: his number gets no more texts, the page shows nothing personal
 * from now on, and the desk is asked to find the right number. The visit stands.
 */
export const saysWrongPerson =
  (house: Doorward) =>
  (command: { appointmentId: string }): Promise<{ noted: true } | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await visitOf(tx, command.appointmentId);
      if (!visit) return refuse('absent', 'There is no such visit.');
      const { phone, name } = visit.customer;
      const { workOrderId } = visit;
      await setConsent(tx, {
        phone,
        texts: false,
        source: `${WRONG_NUMBER}: said on the visit page`,
        actor: 'whoever has the number',
        workOrderId,
      });
      await openAlert(tx, {
        kind: 'wrong-number',
        subject: workOrderId,
        workOrderId,
        says: `Whoever has ${phone} says he is not ${name}: no more texts go there. Please find the right number; the visit stands.`,
      });
      return { noted: true as const };
    });
