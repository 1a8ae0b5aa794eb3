import type { Language } from '#time/language';
import { sayIn } from '#conversation/catalogue/say-in';
import type { Company } from '#conversation/facts';
import { nameOf, opening, phone, shortOf } from '#conversation/said';

/** A text that goes another way: what it said, for whom, and whom he may call. */
type Otherwise = {
  readonly company: Company;
  /** The text as it would have left. */
  readonly body: string;
  readonly language: Language;
};

/** `https://...`, and what a reply would do: neither means anything to who hears it or cannot answer. */
const LINK = /\s*https?:\/\/\S+/g;
const REPLY = /\s*\b(?:Reply|Replies|Responda|Respuestas)\b[\s\S]*$/;
const KEYWORDS = /\s*\bHELP=[\s\S]*$/;

/** The news of a text without what belongs to texts alone: links, digits to answer with, HELP and STOP. */
export function newsOf(body: string): string {
  const news = body
    .replace(KEYWORDS, '')
    .replace(REPLY, '')
    .replace(LINK, '')
    .replace(/\n\d+\)? [\s\S]*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return news || body.trim();
}

/** What a text of this kind says where it is read elsewhere: the news of ours, what a person wrote himself as he wrote it. */
export const wordsOf = (kind: string, body: string): string => (kind === 'desk-reply' ? body.trim() : newsOf(body));

/** The words of a call: who calls, the news, once more, and whom to call. Plain sentences for a reading voice. */
export function spoken({ company, body, language }: Otherwise): string {
  const say = sayIn(language);
  const news = aloud(newsOf(body), company, language);
  return [
    say('voice.caller', { company: nameOf(company, { language }) }),
    news,
    say('voice.again'),
    news,
    say('voice.questions', { desk: digits(phone(company.desk)) }),
  ].join(' ');
}

/** `words`: what the text says. */
type Mailing = Omit<Otherwise, 'body'> & { readonly words: string; readonly to: string; readonly link: string };

/** The e-mail in its place: the news, the page, and that answers go unread. */
export function mailed({ company, words, language, to, link }: Mailing) {
  const say = sayIn(language);
  return {
    subject: say('mail.subject', { company: nameOf(company, { language }) }),
    text: [
      words,
      say('mail.why', { phone: to }),
      link && say('mail.link', { link }),
      say('mail.call', { desk: phone(company.desk) }),
    ]
      .filter((line) => line !== '')
      .join('\n\n'),
  };
}

/** `Acme: about 11:35am (11:15-11:55)` → `about 11:35am, 11:15 to 11:55`: nobody hears brackets, and the name has been said. */
const aloud = (news: string, company: Company, language: Language) =>
  opening(
    [nameOf(company, { language }), shortOf(company, { language })]
      .reduce((said, name) => (said.startsWith(`${name}: `) ? said.slice(name.length + 2) : said), news)
      .replace(/(\d(?:[ap]m)?)-(?=\d)/g, language === 'es' ? '$1 a ' : '$1 to ')
      .replace(/\s*\(([^)]*)\)/g, ', $1')
      .replace(/(?<=[^.?!])$/, '.'),
  );

/** `555-0142` → `5 5 5, 0 1 4 2`: read digit by digit. */
const digits = (number: string) => number.replace(/\d(?=\d)/g, '$& ').replace(/-/g, ', ');
