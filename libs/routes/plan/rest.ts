/** Where a day stands: when its technician is free to leave, and whether he has had his break. */
export type Standing = { readonly begins: number; readonly leave: number; readonly rested: boolean };

type Rest = { readonly from: number; readonly minutes: number };

/**
 * The next stay of somebody who has a break to take: before it when he is not at work at `rest.from`, else at the end
 * of the first stay that ends at or after it.
 *
 *   ┤ stay ├──drive──┤ break ├──drive──┤ stay ├        ┤    stay    ├┤ break ├──drive──
 *                    └ rest.from                             └ rest.from
 */
export function goOn(at: Standing, to: { drive: number; opens: number; duration: number }, rest: Rest): Standing {
  const arrives = at.leave + to.drive;
  const begins = Math.max(to.opens, arrives);
  if (at.rested) return { begins, leave: begins + to.duration, rested: true };
  if (begins >= rest.from) {
    const later = Math.max(to.opens, arrives + rest.minutes, rest.from + rest.minutes);
    return { begins: later, leave: later + to.duration, rested: true };
  }
  const ends = begins + to.duration;
  return ends < rest.from
    ? { begins, leave: ends, rested: false }
    : { begins, leave: ends + rest.minutes, rested: true };
}
