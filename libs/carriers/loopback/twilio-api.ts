import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerError } from '#carriers/loopback/answer-error';
import { answerJson } from '#carriers/loopback/answer-json';
import { answerCall, asTwilio, type CallDesk } from '#carriers/loopback/call-api';
import { answerList } from '#carriers/loopback/list-api';
import { readBody } from '#carriers/loopback/read-body';
import { answerSend, type Sending } from '#carriers/loopback/send-api';
import { twilioMessage } from '#carriers/loopback/twilio-message';

const PATH = /^\/2010-04-01\/Accounts\/(\w+)\/(Messages|Calls)(?:\/(\w+))?\.json$/;

export type TwilioAccount = Sending & CallDesk & { readonly authToken: string };

/** The part of Twilio's API that we use: send, list and fetch texts, place and fetch calls, with the account's own name and token. */
export async function answerTwilio(
  url: URL,
  { incoming, response }: { incoming: IncomingMessage; response: ServerResponse },
  twilio: TwilioAccount,
) {
  const { accountSid, authToken, log } = twilio;
  // Nobody answers, and nothing is read.
  if (twilio.switchboard.at.down) return void incoming.socket.destroy();
  const asked = PATH.exec(url.pathname);
  const missing = () => answerError(response, 404, 20404, `The requested resource ${url.pathname} was not found`);
  if (!isAccount(incoming, `${accountSid}:${authToken}`)) return answerError(response, 401, 20003, 'Authenticate');
  if (!asked || asked[1] !== accountSid) return missing();

  const [, , what, sid] = asked;
  const isCall = what === 'Calls';
  if (sid !== undefined) {
    const found = isCall ? known(twilio.calls.get(sid), asTwilio) : known(log.get(sid), twilioMessage);
    return incoming.method === 'GET' && found ? answerJson(response, 200, found(accountSid)) : missing();
  }
  if (incoming.method === 'GET' && isCall) return missing();
  if (incoming.method === 'GET') return answerList(url, response, twilio);
  if (incoming.method !== 'POST') return answerError(response, 405, 20004, 'Method not allowed');
  const body = await readBody(incoming);
  if (body === null) return answerError(response, 413, 20413, 'Payload too large');
  const form = new URLSearchParams(body);
  return isCall ? answerCall(form, response, twilio) : answerSend(form, response, twilio);
}

/** What is shown of an entry of the books, where there is one. */
const known = <Entry>(entry: Entry | undefined, show: (entry: Entry, accountSid: string) => object) =>
  entry && ((accountSid: string) => show(entry, accountSid));

/** Compared by digest: same length whatever was sent, and no hint of how much of it was right. */
function isAccount({ headers }: IncomingMessage, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = `Basic ${Buffer.from(secret).toString('base64')}`;
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(expected));
}
