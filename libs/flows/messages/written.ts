import type { Language } from '#time/language';
import { mailed, spoken, wordsOf } from '#conversation/texts/otherwise';
import type { Way } from '#conversation/ways';
import type { Context } from '#flows/messages/context';
import { emailOf } from '#flows/messages/barred';

/** What leaves by one of the ways a machine can go. */
export type Written =
  | { readonly way: 'text'; readonly body: string }
  | { readonly way: 'call'; readonly body: string; readonly language: Language }
  | { readonly way: 'mail'; readonly body: string; readonly subject: string; readonly address: string };

/** A text as it would have left, written for the way it goes. */
export async function writtenFor(way: Exclude<Way, 'person'>, context: Context, body: string): Promise<Written> {
  const { company, language, link, message, tx } = context;
  if (way === 'text') return { way, body };
  if (way === 'call') return { way, language, body: spoken({ company, body, language }) };
  const { subject, text } = mailed({ company, words: wordsOf(message.kind, body), language, to: message.phone, link });
  return { way, subject, body: text, address: (await emailOf(tx, message))! };
}
