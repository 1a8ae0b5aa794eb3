import { type Refused, refuse } from '#visits/refused';
import { visitOf } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { markWrong } from '#flows/steps/wrong-number';

/**
 * Somebody says on the page that he is not who it is for: his number gets no more texts, the page shows nothing personal
 * from now on, and the desk is asked to find the right number. The visit stands.
 */
export const saysWrongPerson =
  (house: Doorward) =>
  (command: { appointmentId: string; phone: string }): Promise<{ noted: true } | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await visitOf(tx, command.appointmentId);
      if (!visit) return refuse('absent', 'There is no such visit.');
      const { phone } = command;
      await markWrong(tx, { phone, said: 'said on the visit page', actor: 'whoever has the number', visits: [visit] });
      return { noted: true as const };
    });
