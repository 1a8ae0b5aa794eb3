/** What an estimate rests on, most telling first; said to whoever asks. */
export type Basis = 'reported' | 'progress' | 'silence' | 'plan';
