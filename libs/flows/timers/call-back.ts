import { sayTime } from '#time/say';
import { plusMinutes } from '#time/minutes';
import { isQuiet, whenAwake } from '#conversation/quiet';
import { MOST_BROKEN_CALLS, nextCallBackMinutes } from '#visits/promise';
import type { Tx } from '#store/tx';
import { type Visit, visitOf } from '#store/visit';
import { type Doorward, DOORWARD } from '#flows/doorward';
import { firstName } from '#flows/said';
import { openAlert } from '#flows/steps/alerts';
import { type Agent, promiseCallBack } from '#flows/steps/call-back';
import type { Due } from '#flows/timers/due';

async function openCallBack(tx: Tx, promiseId: string) {
  const [row] = await tx.sql<{ appointmentId: string; owner: string; deadline: Date; why: string }>(
    `SELECT appointment_id AS "appointmentId", owner, deadline, based_on ->> 'why' AS why FROM promise
     WHERE id = $1 AND state = 'open' FOR UPDATE`,
    [promiseId],
  );
  return row ?? null;
}

export async function remindDesk(tx: Tx, { subject }: Due): Promise<void> {
  const promise = await openCallBack(tx, subject);
  const visit = promise && (await visitOf(tx, promise.appointmentId));
  if (!visit) return;
  await openAlert(tx, {
    kind: 'call-back',
    subject: visit.workOrderId,
    workOrderId: visit.workOrderId,
    says: `5 minutes left: ${firstName(promise.owner)} promised to call ${visit.customer.name} by ${sayTime(promise.deadline, visit.place.zone)}`,
    dueAt: promise.deadline,
  });
}

/** Nobody called: the customer hears it from us first, and the supervisor has it now. */
export async function breakCallBack(tx: Tx, { subject }: Due, house: Doorward): Promise<void> {
  const promise = await openCallBack(tx, subject);
  const visit = promise && (await visitOf(tx, promise.appointmentId));
  if (!visit) return;
  await tx.sql(
    `UPDATE promise SET state = 'broken', settled_at = $2, settled_why = 'nobody called in time' WHERE id = $1`,
    [subject, tx.now],
  );
  const about = { workOrderId: visit.workOrderId, appointmentId: visit.appointmentId };
  tx.record({
    ...about,
    type: 'promise.broken',
    actor: DOORWARD,
    reason: `${promise.owner} did not call in time`,
    data: { promiseId: subject, kind: 'call-back' },
  });
  const broken = await brokenInARow(tx, visit);
  if (broken >= MOST_BROKEN_CALLS) return askToCallUs(tx, visit, { promiseId: subject, why: promise.why });
  const call = await promiseCallBack(tx, visit, {
    why: promise.why,
    by: byWhen(tx, visit, broken, house),
    role: 'supervisor',
    fresh: true,
  });
  await tx.sql('UPDATE promise SET replaced_by = $2 WHERE id = $1', [subject, call.promiseId]);
  tx.say({
    ...about,
    key: `call-back-broken:${subject}`,
    kind: 'call-back-broken',
    phone: visit.customer.phone,
    facts: { agent: call.agent satisfies Agent, by: call.by, before: { name: promise.owner, by: promise.deadline } },
    isForOne: true,
    usefulUntil: call.by,
  });
}

/** Nobody calls at night, and who is at his desk in the morning needs an hour for all that waited. */
const MORNING_MINUTES = 60;

/** One more promise nobody keeps would be a lie: he is asked to call us, and what is left is the alert. */
async function askToCallUs(
  tx: Tx,
  { workOrderId, appointmentId, customer }: Visit,
  { promiseId, why }: { readonly promiseId: string; readonly why: string },
): Promise<void> {
  await openAlert(tx, {
    kind: 'call-back',
    subject: workOrderId,
    workOrderId,
    says: `Nobody has called ${customer.name}, promised ${MOST_BROKEN_CALLS} times: no more is promised, he was asked to call us. Please call: ${why}`,
  });
  tx.say({
    key: `please-call-us:${promiseId}`,
    kind: 'please-call-us',
    phone: customer.phone,
    workOrderId,
    appointmentId,
    isForOne: true,
    usefulUntil: plusMinutes(tx.now, A_DAY_MINUTES),
  });
}

const A_DAY_MINUTES = 1440;

/** How many calls in a row nobody has made. */
async function brokenInARow(tx: Tx, { workOrderId }: Visit): Promise<number> {
  const [row] = await tx.sql<{ broken: number }>(
    `SELECT count(*)::int AS broken FROM promise p WHERE p.work_order_id = $1 AND p.kind = 'call-back' AND p.state = 'broken'
       AND NOT EXISTS (SELECT 1 FROM promise k WHERE k.work_order_id = $1 AND k.kind = 'call-back' AND k.state = 'kept' AND k.made_at > p.made_at)`,
    [workOrderId],
  );
  return row!.broken;
}

/** By when the next one calls: later each time in a row, and never at an hour at which nobody wants to be called. */
function byWhen(tx: Tx, visit: Visit, broken: number, { settings }: Doorward): Date {
  const by = plusMinutes(tx.now, nextCallBackMinutes(broken));
  const [place, speaking] = [visit.place, settings.SPEAKING_HOURS];
  return isQuiet(by, place, speaking) ? plusMinutes(whenAwake(by, place, speaking), MORNING_MINUTES) : by;
}
