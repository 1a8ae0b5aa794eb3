import { languagePlainly } from '#conversation/reading/language';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { DOORWARD } from '#flows/doorward';
import { type Heard, type Inbound, reply } from '#flows/reactions/answer';

/** Whoever plainly writes in the other language, or asks for it, is spoken to in it from now on. True when that is new. */
export async function followLanguage(tx: Tx, visit: Visit, { phone, body }: Inbound): Promise<boolean> {
  const language = languagePlainly(body);
  if (!language || language === visit.customer.language) return false;
  const contacts = await tx.sql(
    'UPDATE contact SET language = $2 WHERE work_order_id = $1 AND phone = $3 RETURNING id',
    [visit.workOrderId, language, phone],
  );
  if (!contacts.length)
    await tx.sql('UPDATE customer SET language = $2 WHERE id = $1 AND phone = $3', [
      visit.customer.id,
      language,
      phone,
    ]);
  tx.record({
    type: 'customer.language',
    actor: DOORWARD,
    reason: `${visit.customer.name} writes in ${NAMES[language]}: spoken to in it from now on`,
    workOrderId: visit.workOrderId,
    data: { phone, language, before: visit.customer.language },
  });
  return true;
}

const NAMES = { en: 'English', es: 'Spanish' } as const;

/** A text that asks for another language and for nothing else is answered with when the visit is. */
export function onlyLanguage(heard: Heard): boolean {
  const { reading, switches, visit } = heard;
  if (!switches || reading.digit !== undefined || reading.intents.some((intent) => intent !== 'help')) return false;
  return visit?.window ? reply(heard, 'in-your-language') : false;
}
