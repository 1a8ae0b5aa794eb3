import type { Language } from '#time/language';
import type { Caller } from '#carriers/caller';
import { readCall } from '#carriers/read-call';
import { type Account, redirectedClient } from '#carriers/redirected-client';
import { isAnswer } from '#carriers/twilio';

/** Rings so long; then it counts as not answered. */
const RING_SECONDS = 30;
const VOICES: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-MX' };

/** Calls through Twilio's own SDK, or whatever answers like it at `account.apiBase`: the words are read out, then it hangs up. */
export function twilioCaller(account: Account): Caller {
  let opened: ReturnType<typeof redirectedClient> | undefined;
  const client = () => (opened ??= redirectedClient(account));
  return {
    async call({ to, words, language, statusCallback }) {
      const { calls } = await client();
      try {
        const { sid } = await calls.create({
          ...{ to, from: account.from, statusCallback, timeout: RING_SECONDS, machineDetection: 'Enable' },
          twiml: `<Response><Pause length="1"/><Say language="${VOICES[language]}">${escaped(words)}</Say></Response>`,
        });
        return sid ? { outcome: 'placed', sid } : { outcome: 'unknown', why: 'the carrier answered without a sid' };
      } catch (cause) {
        const why = cause instanceof Error ? cause.message || cause.name : String(cause);
        if (!isAnswer(cause) || cause.status === 408 || cause.status < 400 || cause.status >= 500)
          return { outcome: 'unknown', why };
        return { outcome: 'refused', code: cause.code ?? cause.status, why };
      }
    },

    async endOf(sid) {
      const { calls } = await client();
      try {
        const { status, answeredBy } = await calls(sid).fetch();
        return readCall(status, answeredBy);
      } catch (cause) {
        if (isAnswer(cause) && cause.status === 404) return 'failed';
        throw new Error(`could not ask the carrier for call ${sid}`, { cause });
      }
    },
  };
}

const escaped = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
