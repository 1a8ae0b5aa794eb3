import type { Language } from '#time/language';
import { type Refused, refuse } from '#visits/refused';
import { visitOf } from '#store/visit';
import type { Doorward } from '#flows/doorward';

type Choosing = {
  readonly appointmentId: string;
  readonly phone: string;
  readonly language: Language;
  readonly actor: string;
};

const NAME: Readonly<Record<Language, string>> = { en: 'English', es: 'Spanish' };

/** Somebody chooses on his page what he is spoken to in, there and in texts; `phone`: whose page it is. Choosing what he has writes nothing. */
export const speakLanguage =
  (house: Doorward) =>
  ({ appointmentId, phone, language, actor }: Choosing): Promise<{ language: Language } | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await visitOf(tx, appointmentId);
      if (!visit) return refuse('absent', 'There is no such visit.');
      const changed =
        phone === visit.customer.phone
          ? await tx.sql('UPDATE customer SET language = $2 WHERE id = $1 AND language <> $2 RETURNING 1', [
              visit.customer.id,
              language,
            ])
          : await tx.sql(
              'UPDATE contact SET language = $2 WHERE work_order_id = $1 AND phone = $3 AND language <> $2 RETURNING 1',
              [visit.workOrderId, language, phone],
            );
      if (changed.length)
        tx.record({
          type: 'customer.language',
          actor,
          reason: `wants to be spoken to in ${NAME[language]}`,
          workOrderId: visit.workOrderId,
          appointmentId: visit.appointmentId,
        });
      return { language };
    });
