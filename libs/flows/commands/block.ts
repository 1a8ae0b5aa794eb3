import { sayDay, sayTime } from '#time/say';
import { type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit, visitOf } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { openAlert } from '#flows/steps/alerts';
import { endBlock } from '#flows/steps/block';
import { dropGapOffers } from '#flows/steps/gap-offers';
import { putIfQuiet } from '#flows/steps/prompts';
import { reckon } from '#flows/steps/reckon';
import { tellBlocked } from '#flows/steps/tell-blocked';

type PlaceBlock = {
  readonly appointmentId: string;
  /** The department, as the customer hears it. */
  readonly owner: string;
  /** For the desk and the technician. */
  readonly reason: string;
  /** For the customer: `deposit not received`. */
  readonly customerText: string;
  /** Where he can mend it himself, and what that is called. */
  readonly action?: { readonly words: string; readonly url: string } | undefined;
  readonly expiresAt: Date;
  readonly atExpiry: 'lapse' | 'escalate';
  readonly actor: string;
  /** The Idempotency-Key of the request: its answer is kept in the very commit that places the block. */
  readonly once?: { readonly caller: string; readonly key: string } | undefined;
};

type PlacedBlock = { readonly blockId: string; readonly appointmentId: string; readonly expiresAt: Date };

/**
 * Puts another department's stop on a promised visit: the slot is kept until it expires, the customer is told at once by
 * whom and why, the technician and the desk see it. Refused when its end does not lie between now and the window, when
 * the visit is under way or over, and when there is one already.
 */
export const placeBlock =
  (house: Doorward) =>
  (command: PlaceBlock): Promise<PlacedBlock | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await lockVisit(tx, command.appointmentId);
      if (!visit) return refuse('absent', 'There is no such visit.');
      const refused = whyNot(visit, command, tx.now);
      if (refused) return refused;
      // Who is being held up cannot come sooner.
      await dropGapOffers(tx, visit.appointmentId);
      const blockId = await write(tx, command);
      await note(tx, visit, command, blockId);
      const blocked = (await visitOf(tx, visit.appointmentId))!;
      const digit = await actionDigit(tx, blocked);
      tellBlocked(tx, blocked, 'blocked', { key: blockId, mustKnowBy: command.expiresAt, facts: { blockId, digit } });
      const placed = { blockId, appointmentId: visit.appointmentId, expiresAt: command.expiresAt };
      if (command.once)
        await tx.sql('UPDATE idempotent_answer SET status = 201, body = $3 WHERE caller = $1 AND key = $2', [
          command.once.caller,
          command.once.key,
          placed,
        ]);
      return placed;
    });

function whyNot(
  { state, window, ticket, arrivedAt, block, place }: Visit,
  { expiresAt }: PlaceBlock,
  now: Date,
): Refused | null {
  if (state === 'requested') return refuse('infeasible', 'This visit has no time yet: there is no slot to keep.');
  if (state !== 'confirmed' || !window) return refuse('closed', `This visit is ${state}; there is nothing to hold.`);
  if (arrivedAt || ticket?.state === 'en_route')
    return refuse('closed', `${ticket?.technician ?? 'The technician'} is on the way or there; call the desk instead.`);
  if (block)
    return refuse(
      'taken',
      `${block.owner} holds this visit already, until ${sayDay(block.expiresAt, now, place.zone)} ${sayTime(block.expiresAt, place.zone)}.`,
    );
  if (expiresAt <= now) return refuse('infeasible', 'The end of a hold has to lie in the future.');
  return expiresAt < window.from
    ? null
    : refuse(
        'infeasible',
        `The end of a hold has to lie before the visit, ${sayDay(window.from, now, place.zone)} ${sayTime(window.from, place.zone)}.`,
      );
}

async function write(tx: Tx, block: PlaceBlock): Promise<string> {
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO block (appointment_id, owner, reason, customer_text, action_words, action_url, expires_at, at_expiry, placed_by, placed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      block.appointmentId,
      block.owner,
      block.reason,
      block.customerText,
      block.action?.words ?? null,
      block.action?.url ?? null,
      block.expiresAt,
      block.atExpiry,
      block.actor,
      tx.now,
    ],
  );
  return row!.id;
}

async function note(
  tx: Tx,
  visit: Visit,
  { owner, reason, expiresAt, actor }: PlaceBlock,
  blockId: string,
): Promise<void> {
  const { appointmentId, workOrderId, place, customer } = visit;
  const until = `${sayDay(expiresAt, tx.now, place.zone)} ${sayTime(expiresAt, place.zone)}`;
  await tx.sql('UPDATE appointment SET at_risk_at = NULL, version = version + 1 WHERE id = $1', [appointmentId]);
  tx.record({
    type: 'block.placed',
    actor,
    reason: `${owner} until ${until}: ${reason}`,
    workOrderId,
    appointmentId,
    technicianId: visit.ticket?.technicianId ?? null,
    data: { blockId, expiresAt },
  });
  await openAlert(tx, {
    kind: 'blocked',
    subject: appointmentId,
    workOrderId,
    technicianId: visit.ticket?.technicianId ?? null,
    says: `${owner} holds ${customer.name} until ${until}: ${reason}`,
    dueAt: expiresAt,
  });
  tx.wake({ key: `block.end:${blockId}`, kind: 'block.end', subject: blockId, dueAt: expiresAt });
}

const DIGIT = 1;

/** The digit that does what the department asks for. Null without that, and while another question is open at his phone. */
async function actionDigit(tx: Tx, visit: Visit): Promise<number | null> {
  const { action, id, expiresAt } = visit.block!;
  if (!action) return null;
  const digits = { '0': { does: 'person' }, [DIGIT]: { does: 'open-link', blockId: id } } as const;
  return (await putIfQuiet(tx, visit, { kind: 'menu', digits, expiresAt })) ? DIGIT : null;
}

/** The department, or the desk, lifts it: the visit stands and the customer hears it. */
export const liftBlock =
  (house: Doorward) =>
  (command: { appointmentId: string; reason: string; actor: string }): Promise<{ lifted: true } | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await lockVisit(tx, command.appointmentId);
      if (!visit) return refuse('absent', 'There is no such visit.');
      if (!visit.block) return refuse('closed', 'Nobody holds this visit.');
      await endBlock(tx, visit, 'lifted', command.reason, command.actor);
      tellBlocked(tx, visit, 'block-lifted', {
        key: visit.block.id,
        mustKnowBy: visit.window!.from,
        facts: { blockId: visit.block.id },
      });
      if (visit.ticket) await reckon(tx, visit.ticket.technicianId);
      return { lifted: true as const };
    });
