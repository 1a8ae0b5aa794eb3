import { later, plusMinutes } from '#time/minutes';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { lastPrompt, putIfQuiet } from '#flows/steps/prompts';

const DIGIT = 2;
/** The digit means other times for at least so long; and until he is expected. */
const LEAST_MINUTES = 60;

/**
 * The digit by which a customer who has just been told of a new time asks for others, from now on. Null while another
 * question is open at his phone: its digits keep their meaning.
 */
export async function otherTimesDigit(
  tx: Tx,
  visit: Visit,
  expected: Date,
  phone = visit.customer.phone,
): Promise<number | null> {
  const putting = {
    kind: 'menu',
    digits: { '0': { does: 'person' }, [DIGIT]: { does: 'ask', what: 'rebook' } },
    expiresAt: later(plusMinutes(tx.now, LEAST_MINUTES), expected),
  } as const;
  if (await putIfQuiet(tx, visit, putting, { phone })) return DIGIT;
  const open = (await lastPrompt(tx, phone))!;
  const asked = Object.entries(open.digits).find(([, it]) => it.does === 'ask' && it.what === 'rebook');
  return asked && open.appointmentId === visit.appointmentId ? Number(asked[0]) : null;
}
