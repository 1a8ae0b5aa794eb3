import { type DigitMeaning, isOpen } from '#visits/prompt';
import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit, visitOf } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import type { Said } from '#flows/steps/confirmation';
import { keepVisit, openChoice, takeHeldChoice, takeOpenChoice } from '#flows/steps/held-choice';
import { takeEarlier } from '#flows/steps/take-earlier';
import type { CallBack } from '#flows/steps/call-back';
import { noteDown } from '#flows/steps/note-down';
import { promptAbout } from '#flows/steps/prompts';

type Choose = {
  readonly appointmentId: string;
  readonly digit: string;
  readonly actor: string;
  /** The question as it stood on the page; without it the newest one is meant. */
  readonly promptId?: string | undefined;
  /** Whose page it is, where that is not the customer's. */
  readonly phone?: string | undefined;
};
type Chosen = { readonly did: 'kept' | 'moved' };

/**
 * The customer presses one of the held choices on his page: the same digits, the same meaning as in the text. Pressed
 * twice it is done once and answered twice; a question that was answered otherwise meanwhile is `stale`.
 */
export const chooseOnPage =
  (house: Doorward) =>
  (command: Choose): Promise<Chosen | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await visitOf(tx, command.appointmentId);
      if (!visit) return refuse('absent', 'There is no such visit.');
      const prompt = await promptAbout(tx, command.appointmentId);
      const said = { phone: command.phone ?? visit.customer.phone };
      const meaning = prompt?.digits[command.digit];
      const isMeant = !command.promptId || prompt?.id === command.promptId || prompt?.questionId === command.promptId;
      if (!prompt || !isMeant || !isOpen(prompt, tx.now) || !meaning)
        return (await doneAlready(tx, command)) ?? refuse('expired', 'That choice has run out.');
      const did = await act(tx, house, { visit, meaning, revision: prompt.revision, actor: command.actor, said });
      // Of two presses at the same moment the second waits for the first, and finds it done.
      return isRefused(did) ? ((await doneAlready(tx, command)) ?? did) : did;
    });

type Acting = {
  readonly visit: Visit;
  readonly meaning: DigitMeaning;
  readonly revision: number;
  readonly actor: string;
  readonly said: Said;
};

async function act(
  tx: Tx,
  { settings }: Doorward,
  { visit, meaning, revision, actor, said }: Acting,
): Promise<Chosen | Refused> {
  const { appointmentId } = visit;
  const moved = (done: unknown): Chosen | Refused => (isRefused(done) ? done : { did: 'moved' });
  switch (meaning.does) {
    case 'keep': {
      const kept = await keepVisit(tx, appointmentId, actor, said);
      return isRefused(kept) ? kept : { did: 'kept' };
    }
    case 'try':
      return moved(
        await takeOpenChoice(tx, appointmentId, { ...openChoice(meaning), revision }, { settings, actor, said }),
      );
    case 'take-earlier':
      return moved(await takeEarlier(tx, settings, meaning.offerId, actor, said));
    case 'take':
      return moved(await takeHeldChoice(tx, appointmentId, meaning.holdId, actor, { said }));
    default:
      return refuse('illegal-move', 'That is no time to choose.');
  }
}

/**
 * What became of a question that is not open any more: the very choice that is pressed now was made before, or somebody
 * answered otherwise. Null when nobody answered.
 */
async function doneAlready(tx: Tx, { appointmentId, promptId, digit }: Choose): Promise<Chosen | Refused | null> {
  const visit = promptId ? await visitOf(tx, appointmentId) : null;
  if (!visit) return null;
  const [prompt] = await tx.sql<{ digits: Record<string, DigitMeaning>; revision: number }>(
    `SELECT digits, revision FROM prompt WHERE id = $1 AND appointment_id = $2 AND state = 'answered'`,
    [promptId, visit.appointmentId],
  );
  const meaning = prompt?.digits[digit];
  if (!prompt || !meaning) return null;
  if (meaning.does === 'keep' && visit.revision === prompt.revision) return { did: 'kept' };
  return visit.revision === prompt.revision + 1 && (await cameTrue(tx, visit, meaning))
    ? { did: 'moved' }
    : refuse('stale', 'This was answered otherwise meanwhile.');
}

async function cameTrue(tx: Tx, { appointmentId, window, ticket }: Visit, meaning: DigitMeaning): Promise<boolean> {
  if (meaning.does === 'try') {
    const { technicianId, window: wanted } = openChoice(meaning);
    return technicianId === ticket?.technicianId && window?.from.getTime() === wanted.from.getTime();
  }
  const [taken] = await tx.sql(
    `SELECT 1 FROM hold WHERE id = $1 AND state = 'taken' UNION ALL
     SELECT 1 FROM gap_offer WHERE id = $1 AND appointment_id = $2 AND state = 'taken'`,
    [
      meaning.does === 'take' ? meaning.holdId : meaning.does === 'take-earlier' ? meaning.offerId : null,
      appointmentId,
    ],
  );
  return taken !== undefined;
}

/** Words for the technician, left on the page; where the ticket has no room for them, the call in which the desk hears them out. */
export const noteOnPage =
  (house: Doorward) =>
  (command: {
    appointmentId: string;
    note: string;
    actor: string;
  }): Promise<{ noted: true; call: CallBack | null } | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await lockVisit(tx, command.appointmentId);
      if (visit?.state !== 'confirmed' && visit?.state !== 'requested') return refuse('closed', 'This visit is over.');
      return { noted: true as const, call: await noteDown(tx, visit, command) };
    });
