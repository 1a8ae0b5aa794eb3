import type { Place } from '#routes/route';
import { type Company, NOW, type Shift, type Stay, WORK_MINUTES } from '#test/bench/slots/company';

/*
 * Whether an offered window can be kept, worked out anew from the plan of the company: nothing of the search is used here,
 * neither its way around gaps nor its travel times.
 */

/** What was offered: by whom, and for which window (milliseconds). */
export type Offered = { readonly technicianId: string; readonly from: number; readonly to: number };

const MINUTE = 60_000;
const SLACK = 10 * MINUTE;

/** The distance over a sphere by the cosine law, and the minutes it is said to take in the README. */
export function minutesBetweenPlaces(a: Place, b: Place): number {
  if (a.lat === b.lat && a.lng === b.lng) return 0;
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const cosine =
    Math.sin(rad(a.lat)) * Math.sin(rad(b.lat)) +
    Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.cos(rad(a.lng - b.lng));
  const km = 6371 * Math.acos(Math.min(1, cosine));
  return km < 0.03 ? 0 : (136 + 69.5 * km) / 60;
}

/** Why nobody could keep it; null when he can. */
export function whyImpossible(company: Company, at: Place, offered: Offered): string | null {
  const worker = company.workers.find(({ id }) => id === offered.technicianId);
  if (!worker || worker.territory !== 0) return 'a technician of elsewhere';
  const able = worker.days.some((day) => isAble(day, worker.home, at, offered));
  return able ? null : `${offered.technicianId} cannot be there from ${new Date(offered.from).toISOString()}`;
}

/** Every quarter of a minute in the window is tried, and the moments right after a drive. */
function isAble(day: Shift, home: Place, at: Place, { from, to }: Offered): boolean {
  const ends = day.stays.map(({ stay, place }) => stay.to.getTime() + minutesBetweenPlaces(place, at) * MINUTE);
  const first = Math.max(day.shift.from.getTime(), NOW.getTime()) + minutesBetweenPlaces(home, at) * MINUTE;
  const begins = [from, first, ...ends].map(Math.ceil);
  for (let t = from; t <= to - SLACK; t += MINUTE / 4) begins.push(t);
  return begins.some((t) => t >= from && t <= to - SLACK && fits(day, home, at, t));
}

function fits({ shift, stays }: Shift, home: Place, at: Place, begin: number): boolean {
  const end = begin + WORK_MINUTES * MINUTE;
  const before = stays.filter(({ stay }: Stay) => stay.from.getTime() < begin).at(-1);
  const after = stays.find(({ stay }: Stay) => stay.from.getTime() >= begin);
  const free = before ? before.stay.to.getTime() : Math.max(shift.from.getTime(), NOW.getTime());
  const there = minutesBetweenPlaces(before ? before.place : home, at) * MINUTE;
  const onward = after ? minutesBetweenPlaces(at, after.place) * MINUTE : 0;
  // A hair for the rounding of the other side's milliseconds and of the cosine.
  const hair = 50;
  return (
    begin >= free + there - hair &&
    end <= shift.to.getTime() &&
    (!after || end + onward <= after.stay.from.getTime() + hair)
  );
}
