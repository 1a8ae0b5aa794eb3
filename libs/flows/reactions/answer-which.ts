import { readReply } from '#conversation/read-reply';
import { plusMinutes } from '#time/minutes';
import type { DigitMeaning } from '#visits/prompt';
import { visitOf } from '#store/visit';
import { endPrompts, putPrompt } from '#flows/steps/prompts';
import { contactAt, heardBy } from '#flows/steps/parties';
import { type Heard, momentOf, reply } from '#flows/reactions/answer';
import { answerWishes, callPerson, isPoliteness } from '#flows/reactions/answer-wishes';

const MOST = 4;
const MINUTES = 60;

/** Several visits at one phone, and the text does not say which: they are put to him by number, his question is kept. */
export async function askWhichVisit(heard: Heard): Promise<boolean> {
  const { tx, among, reading, inboundId, phone } = heard;
  const [first] = among;
  if (isPoliteness(reading.intents)) return true;
  const wantsPerson = reading.intents.length > 0 && reading.intents.every((intent) => OF_NO_VISIT.has(intent));
  if (wantsPerson) return callPerson({ ...heard, visit: first! }, 'replied 0');
  const digits: Record<string, DigitMeaning> = { '0': { does: 'person' } };
  const shown = among.slice(0, MOST);
  for (const [nth, { appointmentId }] of shown.entries())
    digits[String(nth + 1)] = { does: 'about', appointmentId, inboundId };
  await putPrompt(tx, first!, { kind: 'which', digits, expiresAt: plusMinutes(tx.now, MINUTES) }, { phone });
  return reply(heard, 'which-visit', { appointments: shown.map(({ appointmentId }) => appointmentId) });
}

const OF_NO_VISIT = new Set(['person', 'thanks']);

/** He has said which: what he had asked is answered about that visit. */
export async function answerAbout(
  heard: Heard,
  { appointmentId, inboundId }: { readonly appointmentId: string; readonly inboundId: string },
): Promise<boolean> {
  const { tx, phone } = heard;
  const found = await visitOf(tx, appointmentId);
  const [before] = await tx.sql<{ body: string }>('SELECT body FROM inbound_message WHERE id = $1', [inboundId]);
  if (!found || !before) return reply(heard, 'no-visit');
  const visit = heardBy(found, await contactAt(tx, found.workOrderId, phone));
  await endPrompts(tx, phone, 'answered');
  const reading = readReply(before.body, null, momentOf(visit, tx.now));
  return answerWishes({ ...heard, visit, among: [], body: before.body, reading });
}
