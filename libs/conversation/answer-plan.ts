import type { Reading } from '#conversation/reading/asked';
import type { Ask } from '#conversation/texts/answers';

/** One part of the answer to a text. */
export type Part =
  | { readonly says: 'sorry' }
  /** What was asked, from the live state. */
  | { readonly says: 'asked'; readonly asks: readonly Ask[] }
  | { readonly says: 'noted' }
  /** What it means that he comes home late himself. */
  | { readonly says: 'late' }
  | { readonly says: 'calls' }
  | { readonly says: 'may-cancel' }
  | { readonly says: 'times' }
  | { readonly says: 'who-we-are' };

/** The order in which they are said: time and truth first, then what was done, then what he can do. */
export type Plan = readonly Part[];

const ASKS: readonly Ask[] = ['is-cancelled', 'who', 'other-tech', 'eta'];

/**
 * Which parts the answer to a text about a promised visit has, in the order in which they are said. Nothing that was
 * asked is left out and nothing is said twice; where a person is to call, the time is given all the same, unless he
 * asked for a person and nothing else. No parts: nobody understood it, or it wants no answer.
 */
export function planAnswer(reading: Reading, hasOpenChoice: boolean): Plan {
  const has = (intent: Reading['intents'][number]) => reading.intents.includes(intent);
  const cancels = has('cancel-visit');
  const isAnotherDay = cancels && reading.when !== undefined;
  const isLate = has('running-late-customer') && !cancels;
  const wantsTimes = !cancels && (has('rebook') || (has('decline') && hasOpenChoice));
  const asks = ASKS.filter((ask) => has(ask) && !(ask === 'other-tech' && wantsTimes) && !(ask === 'eta' && isLate));
  const calls = has('person') || has('complaint') || isAnotherDay;
  const rest: Part[] = [
    ...(reading.note !== undefined ? [{ says: 'noted' } as const] : []),
    ...(isLate ? [{ says: 'late' } as const] : []),
    ...(calls ? [{ says: 'calls' } as const] : []),
    ...(cancels && !isAnotherDay ? [{ says: 'may-cancel' } as const] : []),
    ...(has('help') ? [{ says: 'who-we-are' } as const] : []),
    // Last, for it ends in a menu.
    ...(wantsTimes ? [{ says: 'times' } as const] : []),
  ];
  const isBare = rest.length === 1 && !has('complaint');
  const told = asks.length || !calls || isLate || isBare ? asks : (['eta'] as const);
  return [
    ...(has('complaint') ? [{ says: 'sorry' } as const] : []),
    ...(told.length ? [{ says: 'asked', asks: told } as const] : []),
    ...rest,
  ];
}
