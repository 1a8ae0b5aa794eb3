import type { Money } from '#visits/money';
import { knowsOfDelay } from '#eta/judgement';
import { told } from '#conversation/said';
import { missedWindow, type ThenSaid } from '#conversation/texts/credit';
import { hasSaid, isSaidBeside } from '#flows/messages/besides';
import { aboutVisit, type Context, fact, instant, type Rendered } from '#flows/messages/context';
import { etaSaid, technicianSaid } from '#flows/said';

/** The credit that was written down, and what is true of the visit when the text leaves. */
export async function tellMissedWindow(c: Context): Promise<Rendered> {
  const { said } = aboutVisit(c);
  const credit = await creditOf(c);
  if (!credit) return { suppress: 'there is no credit' };
  if (await isSaidBeside(c.tx, c.message, 'credit', credit.at))
    return { suppress: 'the text about the delay has said so' };
  const window = fact<{ from: string; to: string }>(c, 'missed');
  const missed = { from: instant(window.from), to: instant(window.to) };
  const then = await whatThen(c);
  const body = missedWindow({ company: c.company, visit: said, missed, credit, next: then, now: c.now });
  return then.is === 'due' ? { body, tells: told(then.eta) } : { body };
}

type Credit = Money & { readonly at: Date };

async function creditOf({ tx, message }: Context): Promise<Credit | null> {
  const [credit] = await tx.sql<Credit>(
    'SELECT amount_cents AS cents, currency, at FROM credit WHERE work_order_id = $1',
    [message.workOrderId],
  );
  return credit ?? null;
}

/** The credit of which whoever gets this text is still to be told: in one text with the delay, where that has room for it. */
export async function untoldCredit(c: Context): Promise<Money | null> {
  const { message, tx } = c;
  const [waits] = await tx.sql(
    `SELECT 1 FROM message WHERE work_order_id = $1 AND phone = $2 AND kind = 'missed-window' AND state = 'pending'`,
    [message.workOrderId, message.phone],
  );
  return waits || hasSaid(message, 'credit') ? creditOf(c) : null;
}

async function whatThen(c: Context): Promise<ThenSaid> {
  const { visit, said } = aboutVisit(c);
  if (visit.state !== 'confirmed' || visit.block) return { is: 'unsaid' };
  if (!visit.ticket || visit.suspendedAt) return { is: 'open' };
  const technician = technicianSaid(visit.ticket.technician);
  if (visit.arrivedAt) return { is: 'there', technician };
  // The text about the delay is on its way: it names the time and offers others, and must not be taken for known.
  if (visit.atRiskAt && !knowsOfDelay(said.window, visit.told)) return { is: 'unsaid' };
  // Of a time that is still to come, and of which no closer word was given, the promise says it all.
  if (said.window.from > c.now && !visit.told) return { is: 'promised', window: said.window, technician };
  const eta = etaSaid(visit, c.now);
  return eta ? { is: 'due', eta, technician, isStill: await isPromisedOne(c) } : { is: 'open' };
}

/** Whether it is he who was promised first: whoever reads of another one must not take him for the same. */
async function isPromisedOne({ tx, visit }: Context): Promise<boolean> {
  const [first] = await tx.sql<{ technicianId: string }>(
    `SELECT technician_id AS "technicianId" FROM appointment_revision WHERE appointment_id = $1 ORDER BY revision LIMIT 1`,
    [visit!.appointmentId],
  );
  return first?.technicianId === visit!.ticket!.technicianId;
}
