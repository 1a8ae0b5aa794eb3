import { later, plusMinutes } from '#time/minutes';
import { estimatedMinutes } from '#travel/estimate';
import { type PlannedTechnician, type PlannedVisit, WORK_MINUTES } from '#test/bench/town/plan';

/**
 * Whose windows break when the technician's first job takes `minutes` longer, worked out from the plan alone, without
 * the code that is measured: each job follows the last, nobody comes before his planned time, and a visit is late when
 * he arrives `after` minutes past the end of its window.
 */
function lateVisits({ visits }: PlannedTechnician, minutes: number, after: number): PlannedVisit[] {
  const [first, ...rest] = visits;
  let free = plusMinutes(first!.stay.to, minutes);
  let from = first!.place;
  return rest.filter((visit) => {
    const arrival = later(plusMinutes(free, estimatedMinutes(from, visit.place)), visit.stay.from);
    free = plusMinutes(arrival, WORK_MINUTES);
    from = visit.place;
    return arrival >= plusMinutes(visit.window.to, after);
  });
}

/** An engine that knows that jobs are seldom shorter and often longer than planned expects them this much later. */
const SKEW_MINUTES = 40;

/** Who has to be told, whatever one thinks of the lengths of jobs. */
export const surelyLate = (technician: PlannedTechnician, minutes: number) => lateVisits(technician, minutes, 0);
/** Who may be told: his arrival is so near the end of his window that the jobs before it may well bring him past it. */
export const maybeLate = (technician: PlannedTechnician, minutes: number) =>
  lateVisits(technician, minutes, -SKEW_MINUTES);
