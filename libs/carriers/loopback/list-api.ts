import type { ServerResponse } from 'node:http';
import { answerJson } from '#carriers/loopback/answer-json';
import type { Entry } from '#carriers/loopback/logged';
import type { PhoneLog } from '#carriers/loopback/phone-log';
import { twilioMessage } from '#carriers/loopback/twilio-message';

/** GET Messages.json: newest first, filtered by To, From, DateSent, DateSent> and DateSent<, in pages of at most 1000. */
export function answerList(
  { pathname, searchParams }: URL,
  response: ServerResponse,
  { log, accountSid }: { log: PhoneLog; accountSid: string },
) {
  const size = Math.min(1000, Math.max(1, Number(searchParams.get('PageSize')) || 50));
  const page = Math.max(0, Number(searchParams.get('Page')) || 0);
  const found = log.all().filter(fits(searchParams)).toReversed();
  const uri = (n: number) => {
    const query = new URLSearchParams(searchParams);
    query.set('Page', String(n));
    return `${pathname}?${query}`;
  };
  answerJson(response, 200, {
    messages: found.slice(page * size, (page + 1) * size).map((entry) => twilioMessage(entry, accountSid)),
    page,
    page_size: size,
    start: page * size,
    end: Math.min(found.length, (page + 1) * size) - 1,
    first_page_uri: uri(0),
    previous_page_uri: page === 0 ? null : uri(page - 1),
    next_page_uri: (page + 1) * size < found.length ? uri(page + 1) : null,
    uri: uri(page),
  });
}

/** A text that still waits has no sending date, so any filter by it leaves the text out. */
function fits(query: URLSearchParams) {
  const [to, from, on] = [query.get('To'), query.get('From'), query.get('DateSent')];
  const [after, before] = [query.get('DateSent>'), query.get('DateSent<')];
  const dated = on !== null || after !== null || before !== null;
  return (entry: Entry) => {
    const sent = Math.floor(entry.at.getTime() / 1000) * 1000;
    return (
      (to === null || entry.to === to) &&
      (from === null || entry.from === from) &&
      !(dated && entry.status === 'queued') &&
      (on === null || entry.at.toISOString().slice(0, 10) === on.slice(0, 10)) &&
      (after === null || sent >= Date.parse(after)) &&
      (before === null || sent <= Date.parse(before))
    );
  };
}
