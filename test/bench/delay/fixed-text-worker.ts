import { twilioCarrier } from '#carriers/twilio';
import { answerBells } from '#queue/answering';
import { dataSource } from '#store/data-source';
import { openStore } from '#store/store';
import { readSettings } from '#flows/settings';

/*
 * The peer of the delay bench: the same report, the same queue, the same SDK, but a text that knows nothing. It takes
 * an event, writes the fixed text down, sends it and marks it sent; no arrival, no search, no holds, no second look.
 */

const TEXT = 'Acme: your technician is running late today. Sorry.';

type Taken = { readonly messageId: string; readonly phone: string };

const settings = readSettings(process.env);
const store = openStore(await dataSource(settings.DATABASE_URL, settings.DATABASE_CONNECTIONS).initialize(), () => {});
const carrier = twilioCarrier({
  accountSid: settings.TWILIO_ACCOUNT_SID,
  authToken: settings.TWILIO_AUTH_TOKEN,
  from: settings.TWILIO_FROM,
  ...(settings.TWILIO_API_BASE ? { apiBase: settings.TWILIO_API_BASE } : {}),
});

/** Takes the oldest event that waits and writes its text, in one commit. Null when none waits. */
const take = (): Promise<Taken | null> =>
  store.commit(async (tx) => {
    const [event] = await tx.sql<{ appointmentId: string }>(
      `UPDATE timeline SET reacted_at = $1
       WHERE id = (SELECT id FROM timeline WHERE reacted_at IS NULL ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1)
       RETURNING appointment_id AS "appointmentId"`,
      [tx.now],
    );
    if (!event) return null;
    const [taken] = await tx.sql<Taken>(
      `INSERT INTO message (key, kind, phone, work_order_id, appointment_id, facts, claims, urgency, send_after, useful_until,
         state, body, segments, attempts, lease_until, created_at)
       SELECT 'late:' || a.id, 'late', c.phone, w.id, a.id, '{}', '{}', a.window_to, $2, a.window_to, 'sending', $3, 1, 1,
         clock_timestamp() + interval '25 seconds', $2
       FROM appointment a JOIN work_order w ON w.id = a.work_order_id JOIN customer c ON c.id = w.customer_id WHERE a.id = $1
       RETURNING id AS "messageId", phone`,
      [event.appointmentId, tx.now, TEXT],
    );
    return taken!;
  });

async function tellAll(): Promise<void> {
  for (let taken = await take(); taken; taken = await take()) {
    const sent = await carrier.send({
      to: taken.phone,
      body: TEXT,
      statusCallback: `${settings.PUBLIC_URL}/twilio/status/${taken.messageId}`,
      validSeconds: 3600,
    });
    if (sent.outcome !== 'sent') throw new Error(`the fixed text was not taken: ${JSON.stringify(sent)}`);
    // A report of the carrier may have come first: a status never goes backwards.
    await store.read(
      `UPDATE message SET state = CASE WHEN state = 'sending' THEN 'sent' ELSE state END, carrier_sid = $2, lease_until = NULL
       WHERE id = $1`,
      [taken.messageId, sent.sid],
    );
  }
}

const nothing = async () => undefined;
const answering = await answerBells(
  { databaseUrl: settings.DATABASE_URL },
  { react: tellAll, send: nothing, answer: nothing, timers: nothing, legs: nothing },
  { sweepSeconds: settings.SWEEP_SECONDS, onError: (job, error) => console.error(job, error) },
);

const end = () => void answering.close().then(() => process.exit(0));
process.on('SIGTERM', end);
process.on('disconnect', end);
process.send?.('ready');
