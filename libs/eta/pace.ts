import type { Law } from '#eta/law';

/**
 * How a technician's day goes against what is usual for him: the mean of the logarithm of the share by which things
 * take longer today, and how sure that is (standard deviation).
 */
export type Pace = { readonly mean: number; readonly sd: number };

/** Days differ: rain, a cold, a new van. What one day adds to all work, or to all drives, of that day. */
const DAY_SD = 0.12;
export const AS_USUAL: Pace = { mean: 0, sd: DAY_SD };

/** Something done today, against its law. */
export type DoneToday = { readonly law: Law; readonly minutes: number };

/** So many minutes either way are nobody's pace: of a short drive they are all there is. */
const CHANCE_MINUTES = 3;
/** One odd job says little about a day. */
const ODD = 0.7;

/**
 * The pace of the day after what was done in it so far: a normal prior of the day's pace, met by independent
 * observations with the laws' own spread. With nothing done it is as usual; each job makes it surer.
 */
export function paceOf(done: readonly DoneToday[]): Pace {
  let weight = 1 / DAY_SD ** 2;
  let sum = 0;
  for (const { law, minutes } of done) {
    const off = Math.max(-ODD, Math.min(ODD, Math.log(Math.max(1, minutes) / law.minutes)));
    const sure = 1 / (law.spread ** 2 + (CHANCE_MINUTES / law.minutes) ** 2);
    weight += sure;
    sum += sure * off;
  }
  return { mean: sum / weight, sd: Math.sqrt(1 / weight) };
}
