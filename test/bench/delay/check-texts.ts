import type { Ear } from '#test/bench/delay/ear';
import { maybeLate, surelyLate } from '#test/bench/delay/expected';
import { LATE_MINUTES } from '#test/bench/delay/strike';
import type { PlannedTechnician } from '#test/bench/town/plan';

export type Counted = { readonly omissions: number; readonly duplicates: number; readonly strangers: number };

/** Who was told and who should have been: nobody left out, nobody twice, nobody whom it does not concern. */
export function countTexts(ear: Ear, reported: readonly PlannedTechnician[]): Counted {
  const phonesOf = (visits: typeof surelyLate) =>
    new Set(reported.flatMap((technician) => visits(technician, LATE_MINUTES).map(({ phone }) => phone)));
  const [due, maybe] = [phonesOf(surelyLate), phonesOf(maybeLate)];
  const counts = [...due].map((phone) => ear.to(phone).length);
  return {
    omissions: counts.filter((count) => count === 0).length,
    duplicates: counts.reduce((more, count) => more + Math.max(0, count - 1), 0),
    strangers: ear.all().filter(({ text }) => !maybe.has(text.to)).length,
  };
}

export const wrongCounts = (who: string, counted: Counted): string[] =>
  Object.entries(counted).flatMap(([what, count]) => (count ? [`${who}: ${count} ${what}`] : []));

const ARRIVAL = /now about \d{1,2}:\d\d(am|pm)? \(\d{1,2}:\d\d(am|pm)?-\d{1,2}:\d\d(am|pm)?\)/;

/** Each of our texts carries the time and its range, the truth, and fits into two parts of plain text. */
export const wrongTexts = (ear: Ear): string[] =>
  ear.all().flatMap(({ text: { to, body, segments, encoding } }) => {
    const faults = [
      ...(ARRIVAL.test(body) ? [] : ['no time']),
      ...(body.includes('Not cancelled') ? [] : ['not said that it stands']),
      ...(segments <= 2 && encoding === 'GSM-7' ? [] : [`${segments} parts of ${encoding}`]),
    ];
    return faults.length ? [`the text to ${to} has ${faults.join(', ')}: ${body}`] : [];
  });
