import { writeMoment } from '#time/write';
import type { Page } from '#apps/api/customer/page';
import type { Seen } from '#apps/api/customer/seen';

/** What may have come of the last form; the page that follows says it. */
const SAID = [
  'booked',
  'taken',
  'taken-noted',
  'expired',
  'gone',
  'changed',
  'kept',
  'called',
  'noted',
  'waits',
  'waitsNot',
  'waitsNever',
  'cancelled',
  'number',
  'tries',
  'closed',
  'rated',
] as const;
export type Said = (typeof SAID)[number];

const isSaid = (said: unknown): said is Said => (SAID as readonly unknown[]).includes(said);

/**
 * The sentence for it. The address is anybody's to write: only a word of the list says anything, and where it speaks of
 * a call or of a change the truth of this moment is added.
 */
export function sentenceOf(said: unknown, { say, visit, now, language }: Page, seen: Seen | null): string | null {
  if (!isSaid(said)) return null;
  const sentence = say(`said.${said}`);
  const at = (t: Date) => writeMoment(t, now, visit.place.zone, language);
  if (said === 'called' && seen?.call) return say('call.promised', { agent: seen.call.agent, time: at(seen.call.by) });
  if ((said !== 'changed' && said !== 'gone') || !seen?.changed) return sentence;
  const who = seen.changed.by === 'customer' ? 'said.by-you' : 'said.by-us';
  return `${sentence} ${say(who, { time: at(seen.changed.at) })}`;
}
