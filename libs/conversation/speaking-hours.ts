/** Minutes since midnight on the wall at the address. */
export type Hours = { readonly from: number; readonly to: number };

/** The hours of a week at which what can wait may be said; Sunday may differ. */
export type Week = { readonly days: Hours; readonly sunday: Hours };

/** By state of the visit's address (`FL`), and `*` for all others. */
export type SpeakingHours = ReadonlyMap<string, Week>;

const hours = (from: number, to: number): Hours => ({ from: from * 60, to: to * 60 });
const daily = (from: number, to: number): Week => ({ days: hours(from, to), sunday: hours(from, to) });

/**
 * When telephone solicitations may be made, by federal and by state law (where no law is named: as published tables of
 * calling hours of July and November 2025 agree). A text about a visit somebody has ordered is no solicitation; what can
 * wait keeps to these hours all the same. Where a state forbids sales calls on all of a Sunday or a holiday (AL, LA, MS
 * and others) that is not copied. This is no legal advice: have it checked for the states you work in, and change it
 * with SPEAKING_HOURS.
 */
export const SPEAKING_HOURS: SpeakingHours = new Map([
  ['*', daily(8, 21)], // 47 CFR 64.1200(c)(1)
  ['AL', daily(8, 20)],
  ['CT', daily(9, 20)], // Conn. Gen. Stat. 42-288a
  ['FL', daily(8, 20)], // Fla. Stat. 501.616(6)
  ['KY', daily(10, 21)], // Ky. Rev. Stat. 367.46955
  ['LA', daily(8, 20)],
  ['MA', daily(8, 20)],
  ['MD', daily(8, 20)], // Stop the Spam Calls Act, Md. Code, Com. Law 14-4501 ff.
  ['MI', daily(9, 21)],
  ['MN', daily(9, 21)],
  ['MS', daily(8, 20)],
  ['NJ', daily(8, 20)],
  ['NM', daily(9, 21)],
  ['NV', daily(9, 20)],
  ['OK', daily(8, 20)], // Okla. Stat. tit. 15, 775C.4
  ['RI', daily(10, 17)], // on weekdays 9-18; the narrower hours of its weekend are kept on all days
  ['TX', { days: hours(9, 21), sunday: hours(12, 21) }], // Tex. Bus. & Com. Code 301.051
]);

const ENTRY = /^(\*|[A-Z]{2})( sun)? (\d{1,2})-(\d{1,2})$/i;

/**
 * Reads `* 9-20, FL 8-20, TX sun 12-21`: whole hours, for all days of a state or for its Sundays, in place of those of
 * the table. Null when it cannot be read.
 */
export function readSpeakingHours(text: string): SpeakingHours | null {
  const read = new Map(SPEAKING_HOURS);
  const entries = text.split(',').map((entry) => entry.trim().replace(/\s+/g, ' '));
  for (const entry of entries.filter((it) => it !== '')) {
    const found = ENTRY.exec(entry);
    if (!found) return null;
    const [, state, sunday, from, to] = found;
    const given = hours(Number(from), Number(to));
    if (given.from >= given.to || given.to > 24 * 60) return null;
    const region = state!.toUpperCase();
    const known = read.get(region) ?? read.get('*')!;
    read.set(region, sunday ? { ...known, sunday: given } : { days: given, sunday: given });
  }
  return read;
}
