import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerError } from '#carriers/loopback/answer-error';
import { answerJson } from '#carriers/loopback/answer-json';
import { answerList } from '#carriers/loopback/list-api';
import { readBody } from '#carriers/loopback/read-body';
import { answerSend, type Sending } from '#carriers/loopback/send-api';
import { twilioMessage } from '#carriers/loopback/twilio-message';

const PATH = /^\/2010-04-01\/Accounts\/(\w+)\/Messages(?:\/(\w+))?\.json$/;

export type TwilioAccount = Sending & { readonly authToken: string };

/** The part of Twilio's API that we use: send, list and fetch texts, with the account's own name and token. */
export async function answerTwilio(
  url: URL,
  { incoming, response }: { incoming: IncomingMessage; response: ServerResponse },
  twilio: TwilioAccount,
) {
  const { accountSid, authToken, log } = twilio;
  const asked = PATH.exec(url.pathname);
  const missing = () => answerError(response, 404, 20404, `The requested resource ${url.pathname} was not found`);
  if (!isAccount(incoming, `${accountSid}:${authToken}`)) return answerError(response, 401, 20003, 'Authenticate');
  if (!asked || asked[1] !== accountSid) return missing();

  const sid = asked[2];
  if (sid !== undefined) {
    const entry = log.get(sid);
    return incoming.method === 'GET' && entry ? answerJson(response, 200, twilioMessage(entry, accountSid)) : missing();
  }
  if (incoming.method === 'GET') return answerList(url, response, twilio);
  if (incoming.method !== 'POST') return answerError(response, 405, 20004, 'Method not allowed');
  const body = await readBody(incoming);
  if (body === null) return answerError(response, 413, 20413, 'Payload too large');
  return answerSend(new URLSearchParams(body), response, twilio);
}

/** Compared by digest: same length whatever was sent, and no hint of how much of it was right. */
function isAccount({ headers }: IncomingMessage, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = `Basic ${Buffer.from(secret).toString('base64')}`;
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(expected));
}
