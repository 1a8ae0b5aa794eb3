import type { Moment } from '#conversation/reading/days';
import { whenSaid } from '#conversation/reading/when';

/** Where or when a call is wished for: the digits of a number, or `14:00`; nothing when the text does not say. */
export function callbackSaid(text: string, moment: Moment | null): string | undefined {
  for (const [number] of text.matchAll(/\+?\(?\d[\d ().-]{5,}\d/g)) {
    const digits = number.replace(/\D/g, '');
    if (digits.length >= 7 && digits.length <= 15) return (number.startsWith('+') ? '+' : '') + digits;
  }
  if (!moment) return undefined;
  const { when } = whenSaid(text, moment);
  return when.at ?? when.after ?? when.before;
}
