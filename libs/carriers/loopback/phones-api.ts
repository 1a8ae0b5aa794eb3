import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson } from '#carriers/loopback/answer-json';
import { streamEvents } from '#carriers/loopback/events';
import { type Logged, shown } from '#carriers/loopback/logged';
import { isFromOwnPage } from '#carriers/loopback/own-page';
import type { PhoneLog } from '#carriers/loopback/phone-log';
import { type Person, phoneList } from '#carriers/loopback/phone-list';
import { readBody } from '#carriers/loopback/read-body';
import { readChange } from '#carriers/loopback/read-change';
import type { Switchboard } from '#carriers/loopback/switches';

export type Phones = {
  readonly log: PhoneLog;
  readonly switchboard: Switchboard;
  readonly people: () => Promise<readonly Person[]>;
  /** The zone the phones show their times in, `null` for the browser's own. */
  readonly zone: string | null;
  /** A phone texts us; answers once the text is written down. */
  readonly textFrom: (phone: string, body: string) => Logged;
};

type Exchange = { readonly incoming: IncomingMessage; readonly response: ServerResponse };

/** The phone simulator's own endpoints. False when `url` is none of them. */
export async function answerPhones(url: URL, exchange: Exchange, phones: Phones): Promise<boolean> {
  const { incoming, response } = exchange;
  const { log, switchboard } = phones;
  const asked = `${incoming.method} ${url.pathname}`;
  const [, phone, what] = /^\/phones\/([^/]+)\/(messages|read)$/.exec(url.pathname) ?? [];

  if (asked === 'GET /events') streamEvents(response, log);
  else if (asked === 'GET /phones') answerJson(response, 200, await list(phones));
  else if (asked === 'GET /switches') answerJson(response, 200, switchboard.at);
  else if (asked === 'POST /switches') await change(exchange, phones);
  else if (phone && incoming.method === 'GET' && what === 'messages') thread(decoded(phone), exchange, phones);
  else if (phone && incoming.method === 'POST') await act(decoded(phone), what === 'read', exchange, phones);
  else return false;
  return true;
}

async function list({ log, switchboard, people, zone }: Phones) {
  // The demo's people may be out of reach (a database that starts); the phones in the log are not.
  const known = await people().catch(() => []);
  return { zone, phones: phoneList(known, log, switchboard.at.undelivered) };
}

const thread = (phone: string | null, { response }: Exchange, { log }: Phones) =>
  phone ? answerJson(response, 200, log.of(phone).map(shown)) : refuse(response, 404, 'no such phone');

async function change({ incoming, response }: Exchange, { switchboard }: Phones) {
  const sent = await readJson(incoming);
  if ('refused' in sent) return refuse(response, sent.status, sent.refused);
  const wanted = readChange(sent.value);
  if ('refused' in wanted) return refuse(response, 400, wanted.refused);
  switchboard.set(wanted);
  return answerJson(response, 200, switchboard.at);
}

async function act(phone: string | null, isRead: boolean, { incoming, response }: Exchange, phones: Phones) {
  const sent = await readJson(incoming);
  if ('refused' in sent) return refuse(response, sent.status, sent.refused);
  if (!phone) return refuse(response, 404, 'no such phone');
  if (isRead) {
    if (phones.log.unread(phone) > 0) phones.log.write({ kind: 'read', phone });
    return answerJson(response, 200, {});
  }
  const body = (sent.value as { body?: unknown } | null)?.body;
  if (typeof body !== 'string' || body.trim() === '') return refuse(response, 400, 'a text has at least one character');
  if (body.length > 1600) return refuse(response, 400, 'a text has at most 1600 characters');
  return answerJson(response, 201, phones.textFrom(phone, body));
}

type Refused = { readonly status: number; readonly refused: string };

async function readJson(incoming: IncomingMessage): Promise<{ readonly value: unknown } | Refused> {
  if (!isFromOwnPage(incoming)) return { status: 403, refused: 'only the phone page itself may do that, in JSON' };
  const text = await readBody(incoming);
  if (text === null) return { status: 413, refused: 'too long' };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { status: 400, refused: 'not JSON' };
  }
}

/** The number in a path, or `null` when it is none. */
function decoded(part: string): string | null {
  const phone = part.replace(/^%2B/i, '+');
  return /^\+[1-9]\d{6,14}$/.test(phone) ? phone : null;
}

const refuse = (response: ServerResponse, status: number, refused: string) => answerJson(response, status, { refused });
