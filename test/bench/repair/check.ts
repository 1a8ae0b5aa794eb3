import { MINUTE, minutesBetween, plusMinutes } from '#time/minutes';
import type { BrokenDay, DayVisit, Mended } from '#routes/mend/day';
import type { Place, Route, Stop } from '#routes/route';

/** A visit planned for the last minutes of its window is no promise kept. */
const SLACK_MINUTES = 10;
/** The search reckons in whole milliseconds. */
const SECOND = 1 / 60;

type Stay = { readonly id: string; readonly place: Place; readonly from: Date; readonly to: Date };

/** What is wrong with a plan, in words. Knows nothing of how plans are made. */
export function wrongsOf(day: BrokenDay, { moves, unkept }: Mended): string[] {
  const wrong: string[] = [];
  const mayMove = new Map([...day.orphans, ...day.others].map((visit) => [visit.id, visit]));
  if (new Set(moves.map(({ visitId }) => visitId)).size < moves.length) wrong.push('a visit is moved twice');
  for (const { id } of day.orphans)
    if (moves.filter(({ visitId }) => visitId === id).length + Number(unkept.includes(id)) !== 1)
      wrong.push(`${id} is neither kept nor given up, or both`);
  for (const { visitId, from, to, stay, window } of moves) {
    const visit = mayMove.get(visitId);
    const taker = day.routes.find(({ technician }) => technician.id === to);
    if (!visit || !taker || visit.technicianId !== from || from === to) {
      wrong.push(`${visitId} may not go from ${from} to ${to}`);
      continue;
    }
    if (window.from.getTime() !== visit.window.from.getTime() || window.to.getTime() !== visit.window.to.getTime())
      wrong.push(`${visitId}: the promise was changed`);
    if (stay.from < visit.window.from || stay.from > plusMinutes(visit.window.to, -SLACK_MINUTES))
      wrong.push(`${visitId} begins outside its window`);
    if (Math.abs(minutesBetween(stay.from, stay.to) - visit.work.minutes) > SECOND)
      wrong.push(`${visitId} has not the time it needs`);
    if (stay.to > taker.shift.to) wrong.push(`${visitId} ends after the shift of ${to}`);
    for (const skill of visit.work.skills)
      if (!taker.technician.skills.includes(skill)) wrong.push(`${to} has no ${skill} for ${visitId}`);
  }
  for (const route of day.routes)
    if (moves.some(({ to }) => to === route.technician.id)) wrong.push(...unreached(day, route, moves, mayMove));
  return wrong;
}

/** Where a technician who takes something over is not in time any more. */
function unreached(
  { travel, now }: BrokenDay,
  { technician, shift, stops }: Route,
  moves: Mended['moves'],
  visits: ReadonlyMap<string, DayVisit>,
): string[] {
  const wrong: string[] = [];
  let [free, place, isAfterNew] = [shift.from > now ? shift.from : now, technician.home, false];
  for (const { id, place: next, from, to } of staysOf(stops, technician.id, moves, visits)) {
    const isNew = moves.some(({ visitId }) => visitId === id);
    if ((isNew || isAfterNew) && minutesBetween(free, from) < travel(place, next) - SECOND)
      wrong.push(`${technician.id} does not reach ${id} in time`);
    [free, place, isAfterNew] = [to > now ? to : now, next, isNew];
  }
  return wrong;
}

function staysOf(
  stops: readonly Stop[],
  technicianId: string,
  moves: Mended['moves'],
  visits: ReadonlyMap<string, DayVisit>,
): Stay[] {
  const stays = stops
    .filter(({ id }) => !moves.some(({ visitId }) => visitId === id))
    .map(({ id, place, stay }) => ({ id, place, ...stay }));
  for (const { visitId, to, stay } of moves)
    if (to === technicianId) stays.push({ id: visitId, place: visits.get(visitId)!.work.place, ...stay });
  return stays.sort((a, b) => a.from.getTime() - b.from.getTime());
}

/**
 * The orphans that no plan whatever keeps: nobody else who has the skills could be there in the window and back in time
 * for what cannot be moved, even if he had nothing else to do. A lower bound of the promises broken: it gives every
 * orphan a technician to itself and moves everybody else's visits away for nothing.
 */
export function beyondAnyPlan({ routes, orphans, others, travel, now }: BrokenDay): number {
  const movable = new Set(others.map(({ id }) => id));
  return orphans.filter(
    (orphan) =>
      !routes.some(({ technician, shift, stops }) => {
        if (technician.id === orphan.technicianId) return false;
        if (orphan.work.skills.some((skill) => !technician.skills.includes(skill))) return false;
        const pinned = stops.filter(({ id }) => !movable.has(id));
        const begins = [shift.from, now, orphan.window.from].reduce((a, b) => (a > b ? a : b)).getTime();
        const ends = Math.min(plusMinutes(orphan.window.to, -SLACK_MINUTES).getTime(), shift.to.getTime());
        // From the minute he could be there, minute by minute.
        for (let at = begins; at <= ends; at += MINUTE) {
          const [from, to] = [new Date(at), plusMinutes(new Date(at), orphan.work.minutes)];
          if (to > shift.to) break;
          const before = pinned.filter(({ stay }) => stay.from < from);
          const last = before.reduce<(typeof pinned)[number] | null>(
            (a, b) => (a && a.stay.to > b.stay.to ? a : b),
            null,
          );
          const free = last && last.stay.to > now ? last.stay.to : now > shift.from ? now : shift.from;
          const there = plusMinutes(free, travel(last?.place ?? technician.home, orphan.work.place) - 1);
          const isFree = pinned.every(({ stay }) => stay.to <= from || stay.from >= to);
          const next = pinned.find(({ stay }) => stay.from >= to);
          const isBack = !next || minutesBetween(to, next.stay.from) >= travel(orphan.work.place, next.place) - 1;
          if (isFree && isBack && there <= from) return true;
        }
        return false;
      }),
  ).length;
}

/** Orphans for whose sake somebody else was moved although, with those back in their places, another could just take it. */
export function needlessly(day: BrokenDay, { moves }: Mended): string[] {
  const visits = new Map([...day.orphans, ...day.others].map((visit) => [visit.id, visit]));
  const isChained = ({ id }: DayVisit) => moves.filter(({ orphanId }) => orphanId === id).length > 1;
  return day.orphans.filter(isChained).flatMap((orphan) => {
    const rest = moves.filter(({ orphanId }) => orphanId !== orphan.id);
    const could = day.routes.some((route) => couldTake(day, route, orphan, rest, visits));
    return could ? [orphan.id] : [];
  });
}

function couldTake(
  day: BrokenDay,
  route: Route,
  { id, technicianId, work, window }: DayVisit,
  rest: Mended['moves'],
  visits: ReadonlyMap<string, DayVisit>,
): boolean {
  const { technician, shift } = route;
  if (technician.id === technicianId || work.skills.some((skill) => !technician.skills.includes(skill))) return false;
  const last = Math.min(
    plusMinutes(window.to, -SLACK_MINUTES).getTime(),
    plusMinutes(shift.to, -work.minutes).getTime(),
  );
  for (let at = Math.max(day.now.getTime(), window.from.getTime()); at <= last; at += MINUTE) {
    const from = new Date(at);
    const stay = { from, to: plusMinutes(from, work.minutes) };
    const it = { visitId: id, from: technicianId, to: technician.id, window, stay, detourMinutes: 0, orphanId: id };
    if (!unreached(day, route, [...rest, it], visits).length) return true;
  }
  return false;
}
