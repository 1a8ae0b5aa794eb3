/** The languages customers are spoken to in. Technicians and the desk read English. */
export type Language = 'en' | 'es';
export const LANGUAGES: readonly Language[] = ['en', 'es'];
