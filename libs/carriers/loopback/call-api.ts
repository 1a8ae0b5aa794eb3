import type { ServerResponse } from 'node:http';
import { answerError } from '#carriers/loopback/answer-error';
import { answerJson } from '#carriers/loopback/answer-json';
import { endOf, type LoggedCall, type PlacedCalls } from '#carriers/loopback/placed-calls';
import type { Switchboard } from '#carriers/loopback/switches';

export type CallDesk = {
  readonly calls: PlacedCalls;
  readonly switchboard: Switchboard;
  readonly accountSid: string;
  readonly now: () => Date;
};

const NUMBER = /^\+[1-9]\d{6,14}$/;

/** POST Calls.json: places a call that reads out what `Twiml` says. */
export function answerCall(form: URLSearchParams, response: ServerResponse, desk: CallDesk) {
  const [to, from, twiml] = [form.get('To') ?? '', form.get('From') ?? '', form.get('Twiml') ?? ''];
  if (!NUMBER.test(to)) return answerError(response, 400, 21211, `Invalid 'To' Phone Number: ${to}`);
  if (!NUMBER.test(from)) return answerError(response, 400, 21212, `Invalid From Number: ${from}`);
  const [, language, words] = /<Say language="([\w-]+)">([^<]+)<\/Say>/.exec(twiml) ?? [];
  if (!words) return answerError(response, 400, 21205, 'Url parameter is required.');
  const fate = desk.switchboard.at.calls[to] ?? 'answered';
  const call = desk.calls.place(
    { from, to, words: unescaped(words), language: language!, at: desk.now(), fate },
    form.get('StatusCallback'),
  );
  return answerJson(response, 201, { ...asTwilio(call, desk.accountSid), status: 'queued', answered_by: null });
}

/** GET Calls/{sid}.json. */
export const asTwilio = (call: LoggedCall, accountSid: string) => {
  const { CallStatus, AnsweredBy } = endOf(call);
  const { sid, from, to, at } = call;
  return {
    ...{ sid, from, to, account_sid: accountSid, api_version: '2010-04-01', direction: 'outbound-api' },
    ...{ status: CallStatus, answered_by: AnsweredBy ?? null, start_time: at.toUTCString().replace('GMT', '+0000') },
    uri: `/2010-04-01/Accounts/${accountSid}/Calls/${sid}.json`,
  };
};

const unescaped = (words: string) =>
  words.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
