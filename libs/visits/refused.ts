/**
 * The world says no. A refusal is an ordinary answer with a sentence a person can read (it may end in an SMS);
 * something broken is thrown instead. `code` lets a program tell refusals apart without reading the sentence.
 */
export type Refused = { readonly refused: string; readonly code: RefusalCode };

export type RefusalCode =
  'illegal-move' | 'taken' | 'expired' | 'closed' | 'stale' | 'absent' | 'infeasible' | 'forbidden';

export const refuse = (code: RefusalCode, refused: string): Refused => ({ refused, code });

export const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'refused' in answer;
