import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson } from '#carriers/loopback/answer-json';
import { isAskedLocally } from '#carriers/loopback/own-page';
import { answerPage } from '#carriers/loopback/phone-page';
import { answerPhones, type Phones } from '#carriers/loopback/phones-api';
import { answerTwilio, type TwilioAccount } from '#carriers/loopback/twilio-api';

type Exchange = { readonly incoming: IncomingMessage; readonly response: ServerResponse };

/** Answers every request to the loopback: Twilio's API, the phones' own, the page. A failure of ours is a 500 and a warning. */
export async function answer(exchange: Exchange, twilio: TwilioAccount, phones: Phones): Promise<void> {
  const { incoming, response } = exchange;
  try {
    await route(exchange, twilio, phones);
  } catch (cause) {
    // Who hung up in the middle of his request has nothing coming; anything else is a fault and must be seen.
    if (incoming.errored) return;
    process.emitWarning(cause instanceof Error ? cause : String(cause));
    if (response.headersSent) response.destroy();
    else answerJson(response, 500, { refused: 'the loopback carrier failed; see its log' });
  }
}

async function route(exchange: Exchange, twilio: TwilioAccount, phones: Phones): Promise<void> {
  const { incoming, response } = exchange;
  const asked = `http://127.0.0.1${incoming.url ?? '/'}`;
  if (!URL.canParse(asked)) return answerJson(response, 400, { refused: 'not an address' });
  const url = new URL(asked);
  if (!isAskedLocally(incoming)) return answerJson(response, 421, { refused: 'ask for 127.0.0.1' });
  if (url.pathname.startsWith('/2010-04-01/')) return answerTwilio(url, exchange, twilio);
  if (await answerPhones(url, exchange, phones)) return;
  if (incoming.method === 'GET' && (await answerPage(url.pathname, response))) return;
  answerJson(response, 404, { refused: 'nothing here' });
}
