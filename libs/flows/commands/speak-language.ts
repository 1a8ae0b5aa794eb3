import type { Language } from '#time/language';
import { type Refused, refuse } from '#visits/refused';
import { visitOf } from '#store/visit';
import type { Doorward } from '#flows/doorward';

const NAME: Readonly<Record<Language, string>> = { en: 'English', es: 'Spanish' };

/** The customer chooses on his page what he is spoken to in, there and in texts. Choosing what he has writes nothing. */
export const speakLanguage =
  (house: Doorward) =>
  (command: { appointmentId: string; language: Language; actor: string }): Promise<{ language: Language } | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await visitOf(tx, command.appointmentId);
      if (!visit) return refuse('absent', 'There is no such visit.');
      const changed = await tx.sql('UPDATE customer SET language = $2 WHERE id = $1 AND language <> $2 RETURNING 1', [
        visit.customer.id,
        command.language,
      ]);
      if (changed.length)
        tx.record({
          type: 'customer.language',
          actor: command.actor,
          reason: `wants to be spoken to in ${NAME[command.language]}`,
          workOrderId: visit.workOrderId,
          appointmentId: visit.appointmentId,
        });
      return { language: command.language };
    });
