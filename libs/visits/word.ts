/** What a technician can have his customer told with one touch: he is there, he cannot get in, he has to be called. */
export const WORDS = ['here', 'let-in', 'call'] as const;
export type Word = (typeof WORDS)[number];
