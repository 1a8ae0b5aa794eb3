import type { Money } from '#visits/money';
import { knowsOfDelay } from '#eta/judgement';
import { told } from '#conversation/said';
import { missedWindow, type ThenSaid } from '#conversation/texts/credit';
import { aboutVisit, type Context, fact, instant, type Rendered } from '#flows/messages/context';
import { etaSaid, technicianSaid } from '#flows/said';

/** The credit that was written down, and what is true of the visit when the text leaves. */
export async function tellMissedWindow(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(c);
  const [credit] = await c.tx.sql<Money>(
    'SELECT amount_cents AS cents, currency FROM credit WHERE work_order_id = $1',
    [visit.workOrderId],
  );
  if (!credit) return { suppress: 'there is no credit' };
  const window = fact<{ from: string; to: string }>(c, 'missed');
  const missed = { from: instant(window.from), to: instant(window.to) };
  const then = await whatThen(c);
  const body = missedWindow({ company: c.company, visit: said, missed, credit, next: then, now: c.now });
  return then.is === 'due' ? { body, tells: told(then.eta) } : { body };
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
