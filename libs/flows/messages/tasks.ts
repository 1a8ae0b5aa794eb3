import { plusMinutes } from '#time/minutes';
import { sayTime } from '#time/say';
import { whenAwake } from '#conversation/quiet';
import { wordsOf } from '#conversation/texts/otherwise';
import { type Besides, type Context, whereOf } from '#flows/messages/context';
import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import { noteAttempt } from '#flows/messages/attempts';
import { layAside } from '#flows/messages/lay-aside';
import { firstName } from '#flows/said';
import { closeAlert, openAlert } from '#flows/steps/alerts';
import { leastBusy } from '#flows/steps/call-back';

/** Until a person has told what no text did. */
const TELL_WITHIN_MINUTES = 10;

/** What the tasks of one household are kept together by: its order, or the number where there is none. */
export const subjectOf = ({ workOrderId, phone }: Pick<MessageRow, 'workOrderId' | 'phone'>) => workOrderId ?? phone;

/** Asks a person to tell a message by phone: with a name, a time, and the words to say. */
export async function askPerson(
  context: Context,
  asking: {
    readonly body: string;
    readonly tells: object | null;
    readonly besides: readonly Besides[] | null;
    readonly why: string;
  },
): Promise<void> {
  const { tx, message, house, now } = context;
  const owner = (await openTasks(tx, subjectOf(message)))[0]?.owner ?? (await leastBusy(tx, 'desk')).name;
  await tx.sql(
    `UPDATE message SET state = 'with-person', way = 'person', body = $2, reason = $3, lease_until = NULL, claims = claims || $4 WHERE id = $1`,
    [
      message.id,
      asking.body,
      asking.why,
      {
        ...(asking.tells ? { tells: asking.tells, toldAt: now } : {}),
        ...(asking.besides ? { besides: asking.besides } : {}),
      },
    ],
  );
  // Nobody is rung up at night: who is at the desk in the morning has ten minutes from then.
  const awake = whenAwake(now, whereOf(context), house.settings.SPEAKING_HOURS);
  const dueAt = plusMinutes(awake, TELL_WITHIN_MINUTES);
  await noteAttempt(tx, message.id, { way: 'person', why: owner, dueAt });
  await refreshTask(tx, subjectOf(message), asking.why);
}

type OpenTask = {
  readonly id: string;
  readonly kind: string;
  readonly body: string;
  readonly why: string;
  readonly owner: string;
  readonly dueAt: Date;
  readonly phone: string;
  readonly workOrderId: string | null;
  readonly name: string | null;
  readonly zone: string;
};

/** What a person has been asked to tell and has not, oldest first. */
export const openTasks = (tx: Tx, subject: string): Promise<OpenTask[]> =>
  tx.sql<OpenTask>(
    `SELECT m.id, m.kind, m.body, m.reason AS why, t.why AS owner, t.due_at AS "dueAt", m.phone, m.work_order_id AS "workOrderId",
       coalesce((SELECT name FROM customer WHERE phone = m.phone), (SELECT name FROM technician WHERE phone = m.phone),
         (SELECT name FROM contact WHERE phone = m.phone AND work_order_id = m.work_order_id)) AS name,
       coalesce(d.zone, (SELECT zone FROM territory ORDER BY id LIMIT 1)) AS zone
     FROM message m JOIN message_attempt t ON t.message_id = m.id AND t.way = 'person' AND t.state = 'under-way'
     LEFT JOIN work_order w ON w.id = m.work_order_id LEFT JOIN address d ON d.id = w.address_id
     WHERE m.state = 'with-person' AND coalesce(m.work_order_id::text, m.phone) = $1 ORDER BY m.id`,
    [subject],
  );

/** Brings the alert of a household up to what is still to be told; closes it when nothing is. */
export async function refreshTask(tx: Tx, subject: string, why: string): Promise<void> {
  const tasks = await openTasks(tx, subject);
  const [first] = tasks;
  if (!first) return closeAlert(tx, 'phone-only', subject, why);
  const words = tasks.map(({ kind, body }) => `"${wordsOf(kind, body)}"`).join(' Then: ');
  await openAlert(tx, {
    kind: 'phone-only',
    subject,
    workOrderId: first.workOrderId,
    says: `${firstName(first.owner)} phones ${first.name ?? 'the customer'} (${first.phone}) by ${sayTime(first.dueAt, first.zone)}: ${words} (${tasks.at(-1)!.why})`,
    dueAt: first.dueAt,
  });
}

/** What a person was to tell of a visit has been overtaken: nobody need tell it any more. */
export async function overtakeTasks(
  tx: Tx,
  { appointmentId, workOrderId }: { readonly appointmentId: string; readonly workOrderId: string },
  why: string,
): Promise<void> {
  const tasks = await tx.rows
    .getRepository<MessageRow>('message')
    .find({ where: { appointmentId, state: 'with-person' }, lock: { mode: 'pessimistic_write' } });
  for (const task of tasks) await layAside(tx, task, why);
  if (tasks.length) await refreshTask(tx, workOrderId, why);
}
