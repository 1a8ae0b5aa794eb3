import { plusMinutes } from '#time/minutes';
import { sayTime } from '#time/say';
import { CALL_BACK_MINUTES, REMIND_MINUTES } from '#visits/promise';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { firstName, THE_DESK } from '#flows/said';
import { openAlert } from '#flows/steps/alerts';
import { makePromise } from '#flows/steps/promises';

export type Agent = { readonly name: string; readonly role: 'desk' | 'supervisor' };
export type CallBack = { readonly promiseId: string; readonly agent: Agent; readonly by: Date };

/**
 * Promises that a person calls: with a name and a time, on the board with the whole story behind it. While one is open
 * for this customer no second is made; it is told again.
 */
export async function promiseCallBack(
  tx: Tx,
  visit: Visit,
  ask: { readonly why: string; readonly by?: Date; readonly role?: Agent['role']; readonly fresh?: boolean },
): Promise<CallBack> {
  const [open] = await tx.sql<{ promiseId: string; name: string; role: Agent['role']; by: Date }>(
    `SELECT p.id AS "promiseId", p.owner AS name, coalesce(d.role, 'desk') AS role, p.deadline AS by
     FROM promise p LEFT JOIN dispatcher d ON d.name = p.owner
     WHERE p.work_order_id = $1 AND p.kind = 'call-back' AND p.state = 'open' LIMIT 1`,
    [visit.workOrderId],
  );
  if (open && !ask.fresh)
    return { promiseId: open.promiseId, agent: { name: open.name, role: open.role }, by: open.by };
  const agent = await leastBusy(tx, ask.role ?? 'desk');
  const by = ask.by ?? plusMinutes(tx.now, CALL_BACK_MINUTES);
  const promiseId = await makePromise(tx, {
    kind: 'call-back',
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    owner: agent.name,
    deadline: by,
    basedOn: { why: ask.why },
    why: ask.why,
  });
  tx.wake({
    key: `call-back.remind:${promiseId}`,
    kind: 'call-back.remind',
    subject: promiseId,
    dueAt: plusMinutes(by, -REMIND_MINUTES),
  });
  tx.wake({ key: `call-back.due:${promiseId}`, kind: 'call-back.due', subject: promiseId, dueAt: by });
  await openAlert(tx, {
    kind: 'call-back',
    subject: visit.workOrderId,
    workOrderId: visit.workOrderId,
    says: `${firstName(agent.name)} calls ${visit.customer.name} by ${sayTime(by, visit.place.zone)}: ${ask.why}`,
    dueAt: by,
  });
  return { promiseId, agent, by };
}

/** Whether a customer waits for a call that was promised about this order. */
export const isCallOpen = async (tx: Pick<Tx, 'sql'>, workOrderId: string): Promise<boolean> =>
  (
    await tx.sql(`SELECT 1 FROM promise WHERE work_order_id = $1 AND kind = 'call-back' AND state = 'open' LIMIT 1`, [
      workOrderId,
    ])
  ).length > 0;

/** Whoever of this role has the fewest calls to make. */
export async function leastBusy(tx: Tx, role: Agent['role']): Promise<Agent> {
  const [agent] = await tx.sql<Agent>(
    `SELECT d.name, d.role FROM dispatcher d
     LEFT JOIN promise p ON p.owner = d.name AND p.state = 'open' AND p.kind = 'call-back'
     WHERE d.active GROUP BY d.id ORDER BY (d.role = $1) DESC, count(p.id), d.name LIMIT 1`,
    [role],
  );
  // A company without anybody at its desk still has a phone: the desk as a whole is the owner then.
  return agent ?? { name: THE_DESK, role: 'desk' };
}
