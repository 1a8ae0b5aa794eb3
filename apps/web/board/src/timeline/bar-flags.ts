import type { BoardVisit } from '#store/views';
import type { IconName } from '../look/icon';

export type BarFlag = { readonly icon: IconName; readonly words: string; readonly tone: 'bad' | 'loud' | 'quiet' };

/** What else has to be seen on a bar, beside its state. */
export function barFlags({ missed, unanswered, asked, block, suspended }: BoardVisit): readonly BarFlag[] {
  const flags: BarFlag[] = [];
  if (missed) flags.push({ icon: 'missed', words: 'window missed', tone: 'bad' });
  if (block) flags.push({ icon: 'pause', words: holdWords(block), tone: 'loud' });
  if (suspended) flags.push({ icon: 'pause', words: 'kept, not confirmed', tone: 'loud' });
  if (unanswered) flags.push({ icon: 'envelope', words: 'a text waits for an answer', tone: 'loud' });
  else if (asked) flags.push({ icon: 'question', words: 'customer was asked', tone: 'quiet' });
  return flags;
}

/** `on hold by Billing`; after its end somebody has to decide. */
export const holdWords = ({ owner, escalatedAt }: NonNullable<BoardVisit['block']>): string =>
  escalatedAt ? `hold by ${owner}: decide` : `on hold by ${owner}`;
