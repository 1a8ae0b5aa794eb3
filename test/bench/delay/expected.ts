import { later, plusMinutes } from '#time/minutes';
import { estimatedMinutes } from '#travel/estimate';
import { type PlannedTechnician, type PlannedVisit, WORK_MINUTES } from '#test/bench/town/plan';

/**
 * Whose windows break when the technician's first job takes `minutes` longer, worked out from the plan alone, without
 * the code that is measured: each job follows the last, nobody comes before his planned time, and a visit is late when
 * he arrives at the end of its window or after it.
 */
export function lateVisits({ visits }: PlannedTechnician, minutes: number): PlannedVisit[] {
  const [first, ...rest] = visits;
  let free = plusMinutes(first!.stay.to, minutes);
  let from = first!.place;
  return rest.filter((visit) => {
    const arrival = later(plusMinutes(free, estimatedMinutes(from, visit.place)), visit.stay.from);
    free = plusMinutes(arrival, WORK_MINUTES);
    from = visit.place;
    return arrival >= visit.window.to;
  });
}
