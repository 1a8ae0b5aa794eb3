import { seeded } from '#carriers/loopback/seeded';
import { floorTo, plusMinutes } from '#time/minutes';
import type { Window } from '#time/window';
import type { DayVisit } from '#routes/mend/day';
import type { Place, Route, Stop, Work } from '#routes/route';
import { SLACK_MINUTES, slots } from '#routes/slot-search';
import { estimatedMinutes } from '#travel/estimate';
import { local } from '#test/world/company';

export const TECHNICIANS = 200;
export const VISITS = 8;
/** Of as many visits as technicians and their visits make, so many more are asked for on the day itself. */
export const REQUESTS = 160;
/** The shift, and when somebody falls ill. */
const SHIFT: Window = { from: local('08:00:00'), to: local('17:00:00') };
export const ILL_AT = local('10:00:00');
/** The last request comes at this minute of the shift. */
const LAST_REQUEST_MINUTES = 360;

/** A day in the making: who goes where when, and every visit that is promised, by its id. */
export type Crew = { readonly routes: readonly Route[]; readonly visits: ReadonlyMap<string, DayVisit> };
export type Request = { readonly id: string; readonly at: Date; readonly work: Work };
export type DrawnDay = Crew & { readonly requests: readonly Request[] };

/**
 * A day of 200 technicians with 8 visits each, drawn from a seed: homes in a square of 27 km, visits within a few km of
 * home, 25 to 55 minutes of work, windows of one to two hours, about two hours of the shift free in gaps. Of ten
 * technicians six splice fiber and one does what is rare; of ten visits three and half a one need it.
 */
export function drawDay(seed: number): DrawnDay {
  const random = seeded(seed);
  const between = (from: number, to: number) => from + random() * (to - from);
  const near = ({ lat, lng }: Place): Place => ({
    lat: lat + between(-0.045, 0.045),
    lng: lng + between(-0.058, 0.058),
  });
  const visits = new Map<string, DayVisit>();

  const routes = Array.from({ length: TECHNICIANS }, (_, n): Route => {
    const home = { lat: 39 + between(0, 0.243), lng: -76.6 + between(0, 0.312) };
    const skills = ['copper', ...(random() < 0.6 ? ['fiber'] : []), ...(random() < 0.1 ? ['rare'] : [])];
    const id = `t${n}`;
    const stops: Stop[] = [];
    let [free, from] = [SHIFT.from, home];
    for (let i = 0; i < VISITS; i++) {
      const work = { skills: [drawSkill(skills, random)], minutes: Math.round(between(25, 55)), place: near(home) };
      const start = plusMinutes(free, estimatedMinutes(from, work.place) + (random() < 0.4 ? between(0, 60) : 0));
      const stay = { from: start, to: plusMinutes(start, work.minutes) };
      if (stay.to > SHIFT.to) break;
      const window = windowAround(start, random);
      stops.push({ id: `${id}-${i}`, place: work.place, stay, window });
      visits.set(`${id}-${i}`, { id: `${id}-${i}`, technicianId: id, work, window });
      [free, from] = [stay.to, work.place];
    }
    return { technician: { id, name: id, skills, home }, shift: SHIFT, breaks: [], stops };
  });

  const requests = Array.from({ length: REQUESTS }, (_, n): Request => {
    const { home } = routes[Math.floor(random() * TECHNICIANS)]!.technician;
    const work = { skills: [drawSkill(['fiber'], random)], minutes: Math.round(between(25, 55)), place: near(home) };
    return { id: `r${n}`, at: plusMinutes(SHIFT.from, between(0, LAST_REQUEST_MINUTES)), work };
  }).sort((a, b) => a.at.getTime() - b.at.getTime());
  return { routes, visits, requests };
}

const drawSkill = (skills: readonly string[], random: () => number): string => {
  const drawn = random();
  if (drawn < 0.05 && skills.includes('rare')) return 'rare';
  return drawn < 0.35 && skills.includes('fiber') ? 'fiber' : 'copper';
};

/** A window of one hour, of one and a half or of two that begins on a half hour and leaves the slack at its end. */
function windowAround(start: Date, random: () => number): Window {
  const length = 60 + 30 * Math.floor(random() * 3);
  const earliest = Math.max(0, length - SLACK_MINUTES - 30);
  const from = floorTo(plusMinutes(start, -random() * earliest), 30);
  return { from, to: plusMinutes(from, length) };
}

/** A request gets the first window of two hours that somebody can keep; null when there is none today. */
export function book({ routes, visits }: Crew, { id, at, work }: Request): Crew | null {
  const windows = Array.from({ length: 16 }, (_, n) => plusMinutes(floorTo(at, 30), 30 * (n + 1)))
    .map((from) => ({ from, to: plusMinutes(from, 120) }))
    .filter(({ from }) => from < SHIFT.to);
  const [slot] = slots(routes, windows, { work, travel: estimatedMinutes, notBefore: at }, 1);
  if (!slot) return null;
  const { technicianId, window, stay } = slot;
  const stop: Stop = { id, place: work.place, stay, window };
  return {
    visits: new Map(visits).set(id, { id, technicianId, work, window }),
    routes: routes.map((route) =>
      route.technician.id === technicianId
        ? { ...route, stops: [...route.stops, stop].sort((a, b) => a.stay.from.getTime() - b.stay.from.getTime()) }
        : route,
    ),
  };
}
