import { sayTime } from '#time/say';
import { isEssential } from '#conversation/ways';
import type { Carrier } from '#carriers/carrier';
import type { OutageRow } from '#store/tables/delivery';
import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import { type Doorward, DOORWARD } from '#flows/doorward';
import { noteAttempt } from '#flows/messages/attempts';
import { moveOn } from '#flows/messages/move-on';
import { refreshTask, subjectOf } from '#flows/messages/tasks';
import { closeAlert, openAlert } from '#flows/steps/alerts';

/** So many texts in a row without an answer: the next ones wait until the carrier answers anything again. */
const PATIENCE = 3;
/** Nobody's text: a carrier that says it does not know it can be talked to. */
const NO_SID = `SM${'0'.repeat(32)}`;
/** Why a message left its way while no texts went. What says this is texted after all when they go again. */
const NOT_LEAVING = 'texts were not leaving';

/** A text had no answer, or the carrier could not even be asked (`isSure`). */
export const noteSilence = (house: Doorward, tx: Tx, why: string, isSure = false) =>
  tx.sql(
    `INSERT INTO outage (channel, kind, why, failures, since, shows, probe_at)
     VALUES ('texts', 'unreachable', $1, 1, clock_timestamp(), $2, CASE WHEN $3 THEN clock_timestamp() + make_interval(secs => $4) END)
     ON CONFLICT (channel) DO UPDATE SET failures = outage.failures + 1,
       probe_at = CASE WHEN $3 OR outage.failures + 1 >= $5 THEN clock_timestamp() + make_interval(secs => $4) ELSE outage.probe_at END`,
    [why, tx.now, isSure, house.settings.CARRIER_PROBE_SECONDS, PATIENCE],
  );

/** The account cannot send: nothing leaves until somebody mends it, but one text now and then to see whether he has. */
export async function noteStop(house: Doorward, tx: Tx, why: string): Promise<void> {
  await tx.sql(
    `INSERT INTO outage (channel, kind, why, failures, since, shows, probe_at)
     VALUES ('texts', 'account', $1, 1, clock_timestamp(), $2, clock_timestamp() + make_interval(secs => $3))
     ON CONFLICT (channel) DO UPDATE SET kind = 'account', why = excluded.why, failures = outage.failures + 1, probe_at = excluded.probe_at`,
    [why, tx.now, house.settings.CARRIER_PROBE_SECONDS],
  );
  await tellDesk(house, tx);
}

/** The condition under which a waiting text is left where it is (`m` is the message, $1 the time): there is an outage. */
export const HELD_BACK = /* sql */ `m.way = 'text' AND m.useful_until >= $1
  AND EXISTS (SELECT 1 FROM outage WHERE probe_at > clock_timestamp())`;

/** A text is on its way to see whether the carrier takes it: until it has answered, no other goes. */
export const noteProbe = (house: Doorward, tx: Tx) =>
  tx.sql(`UPDATE outage SET probe_at = clock_timestamp() + make_interval(secs => $1) WHERE kind = 'account'`, [
    house.settings.CARRIER_PROBE_SECONDS,
  ]);

/** Whether the carrier takes no texts now. */
export async function isOut(tx: Pick<Tx, 'sql'>): Promise<boolean> {
  const [row] = await tx.sql(`SELECT 1 FROM outage WHERE kind = 'account' OR failures >= $1 OR told`, [PATIENCE]);
  return row !== undefined;
}

/** Looks after an outage, if there is one: asks the carrier whether it is over, tells the desk, and lets news go other ways. */
export async function watchOutage(house: Doorward, carrier: Carrier): Promise<void> {
  const [outage] = await house.store.read<{ isDue: boolean; isLong: boolean; told: boolean; kind: OutageRow['kind'] }>(
    `SELECT coalesce(probe_at <= clock_timestamp(), true) AS "isDue", told, kind,
       since <= clock_timestamp() - make_interval(secs => $1) AS "isLong" FROM outage`,
    [house.settings.CARRIER_DOWN_SECONDS],
  );
  if (!outage) return;
  // It answers again: what waits is texted, and nothing goes another way before that has been tried.
  if (outage.isDue && (await probe(house, carrier))) return;
  if (!outage.isLong) return;
  if (!outage.told) await house.store.commit((tx) => tellDesk(house, tx));
  await leaveByOtherWays(house);
}

/** Whether the carrier answers. */
async function probe(house: Doorward, carrier: Carrier): Promise<boolean> {
  const answers = await carrier.fetch(NO_SID).then(
    () => true,
    () => false,
  );
  await house.store.commit(async (tx) => {
    if (!answers) return void (await noteSilence(house, tx, 'the carrier does not answer', true));
    // What waits shows whether texts are taken, too; where nothing does, an answer is all there is to go by.
    const [waits] = await tx.sql(
      // Ordered as they leave, for that index holds nothing but what waits.
      `(SELECT 1 FROM message WHERE way = 'text' AND state IN ('sending', 'unknown') LIMIT 1) UNION ALL
       (SELECT 1 FROM message WHERE way = 'text' AND state = 'pending' AND send_after <= $1 ORDER BY rank, urgency, id LIMIT 1)`,
      [tx.now],
    );
    if (!waits) return endOutage(tx);
    await tx.sql(`UPDATE outage SET probe_at = NULL WHERE kind = 'unreachable'`);
  });
  return answers;
}

async function tellDesk({ settings }: Doorward, tx: Tx): Promise<void> {
  const [outage] = await tx.sql<Pick<OutageRow, 'why' | 'shows' | 'kind'>>(
    'UPDATE outage SET told = true WHERE NOT told RETURNING why, shows, kind',
  );
  if (!outage) return;
  const mend = outage.kind === 'account' ? 'Mend the account at the carrier' : 'The carrier does not answer';
  const says = `Texts are not leaving since ${sayTime(outage.shows, settings.ZONE)}: ${outage.why}. ${mend}: texts go on by themselves. What cannot wait goes other ways.`;
  await openAlert(tx, { kind: 'texts-stopped', subject: 'texts', says });
  tx.record({ type: 'texts.stopped', actor: 'carrier', reason: outage.why });
}

/** News that waits for a carrier that is away goes other ways, in doubt or not; answers and courtesies wait. */
async function leaveByOtherWays(house: Doorward): Promise<void> {
  const waiting = await house.store.read<{ id: string; kind: string }>(
    `SELECT id, kind FROM message WHERE way = 'text' AND NOT is_reply
       AND ((state = 'pending' AND send_after <= doorward_now()) OR (state IN ('sending', 'unknown') AND lease_until < clock_timestamp()))
     ORDER BY id`,
  );
  for (const { id } of waiting.filter(({ kind }) => isEssential(kind)))
    await house.store.commit(async (tx) => {
      const [row] = await tx.sql<{ state: string }>(
        `SELECT state FROM message WHERE id = $1 AND way = 'text' AND state IN ('pending', 'sending', 'unknown') FOR UPDATE SKIP LOCKED`,
        [id],
      );
      if (!row) return;
      const message = await tx.rows.getRepository<MessageRow>('message').findOneByOrFail({ id });
      const inDoubt = row.state !== 'pending';
      const why = inDoubt ? `nobody knows whether it left, and ${NOT_LEAVING}` : NOT_LEAVING;
      await noteAttempt(tx, id, { way: 'text', state: inDoubt ? 'in-doubt' : 'failed', why });
      await moveOn(tx, message, why);
    });
}

/**
 * Texts leave again. What people were asked to tell only because none did is texted after all, if they have not told it
 * yet, and of all that waits about a visit only the newest leaves: what is old by now is not said any more.
 */
export async function endOutage(tx: Tx): Promise<void> {
  const [was] = await tx.sql<{ told: boolean }>('DELETE FROM outage RETURNING told');
  if (!was) return;
  tx.unsent();
  if (!was.told) return;
  tx.record({ type: 'texts.resumed', actor: 'carrier', reason: 'the carrier takes texts again' });
  await closeAlert(tx, 'texts-stopped', 'texts', 'the carrier takes texts again', 'carrier');
  const returned = await tx.sql<MessageRow>(
    `UPDATE message SET state = 'pending', way = 'text', reason = NULL WHERE state = 'with-person' AND reason = $1
     RETURNING id, phone, work_order_id AS "workOrderId"`,
    [NOT_LEAVING],
  );
  await tx.sql(
    `UPDATE message_attempt SET state = 'failed', ended_at = $2 WHERE message_id = ANY($1) AND way = 'person' AND state = 'under-way'`,
    [returned.map(({ id }) => id), tx.now],
  );
  await keepNewest(tx);
  for (const subject of new Set(returned.map(subjectOf))) await refreshTask(tx, subject, 'texts leave again');
}

async function keepNewest(tx: Tx): Promise<void> {
  const reason = 'newer news of the same visit leaves instead';
  const older = await tx.sql<{ id: string; kind: string; workOrderId: string; appointmentId: string }>(
    `UPDATE message m SET state = 'suppressed', reason = $1
     WHERE m.state = 'pending' AND m.way = 'text' AND NOT m.is_reply AND m.send_after <= $2
       AND EXISTS (SELECT 1 FROM message n WHERE n.appointment_id = m.appointment_id AND n.phone = m.phone AND n.id > m.id
         AND n.state = 'pending' AND n.way = 'text' AND NOT n.is_reply AND n.send_after <= $2)
     RETURNING id, kind, work_order_id AS "workOrderId", appointment_id AS "appointmentId"`,
    [reason, tx.now],
  );
  for (const { id, kind, ...about } of older)
    tx.record({ ...about, type: 'message.suppressed', actor: DOORWARD, reason, data: { messageId: id, kind } });
}
