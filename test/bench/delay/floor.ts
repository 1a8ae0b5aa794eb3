import { type Loopback, startLoopback } from '#carriers/loopback';
import { twilioCarrier } from '#carriers/twilio';

const SID = 'AC' + '0'.repeat(31) + '2';
const TOKEN = 'token-of-the-floor';

/** Nothing but handing texts to a carrier with the same SDK, all at once: no rows, no queue, no other process. */
export async function openFloor() {
  const loopback: Loopback = await startLoopback({
    port: 0,
    accountSid: SID,
    authToken: TOKEN,
    webhookBase: 'http://127.0.0.1:9',
  });
  const carrier = twilioCarrier({ accountSid: SID, authToken: TOKEN, from: '+15550111', apiBase: loopback.url });
  const callback = `${loopback.url}/nobody-listens`;
  return {
    /** Milliseconds until the carrier has taken `texts` of them. */
    async send(texts: number): Promise<number> {
      const sent = performance.now();
      await Promise.all(
        Array.from({ length: texts }, (_, i) =>
          carrier.send({ to: `+1556${1_000_000 + i}`, body: 'A text.', statusCallback: callback, validSeconds: 60 }),
        ),
      );
      return performance.now() - sent;
    },
    close: () => loopback.close(),
  };
}
