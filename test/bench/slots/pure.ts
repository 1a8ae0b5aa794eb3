import { momentsOf } from '#eta/law';
import { AS_USUAL } from '#eta/pace';
import type { Place, Route, TravelMinutes } from '#routes/route';
import { type Search, type Slot, slots } from '#routes/slot-search';
import { windowsAhead } from '#routes/windows';
import { ZONE } from '#test/world/company';
import { type Company, DAYS, NOW, WINDOW_MINUTES, WORK_MINUTES, WORK_SPREAD } from '#test/bench/slots/company';
import { minutesBetweenPlaces } from '#test/bench/slots/check';

/** The search alone, on days that have been read, with drives that are known. */
export type Ground = {
  readonly routes: readonly Route[];
  searchFor(place: Place): Search;
};

const GRID = { opens: 480, closes: 1080, lengthMinutes: WINDOW_MINUTES, everyMinutes: 30 };
const WINDOWS = windowsAhead(NOW, DAYS, ZONE, GRID);

/** The days of the first territory, as a search takes them. */
export function groundOf({ workers }: Company): Ground {
  const work = momentsOf({ minutes: WORK_MINUTES, spread: WORK_SPREAD });
  const routes = workers
    .filter(({ territory }) => territory === 0)
    .flatMap(({ id, home, days }): Route[] =>
      days.map(({ shift, stays }) => ({
        technician: { id, name: id, skills: ['fiber', 'copper'], home },
        shift,
        breaks: [],
        stops: stays.map((stay) => ({ ...stay, work })),
      })),
    );
  const along = legsAlong(routes);
  return {
    routes,
    searchFor: (place) => ({
      work: { skills: ['fiber'], minutes: WORK_MINUTES, place, lasts: work },
      travel: cached(along, routes, place),
      notBefore: NOW,
      chances: { limit: 0.25, drive: momentsOf({ minutes: 1, spread: 0.35 }), day: AS_USUAL.sd },
    }),
  };
}

type Legs = Map<Place, number>;

const legsAlong = (routes: readonly Route[]): Legs =>
  new Map(
    routes.flatMap(({ technician, stops }) =>
      stops.map((stop, i): [Place, number] => [
        stop.place,
        minutesBetweenPlaces(i ? stops[i - 1]!.place : technician.home, stop.place),
      ]),
    ),
  );

/** To and from the place, and along the days: looked up, as a matrix that was asked before would be. */
function cached(along: Legs, routes: readonly Route[], place: Place): TravelMinutes {
  const around: Legs = new Map();
  for (const { technician, stops } of routes)
    for (const at of [technician.home, ...stops.map((stop) => stop.place)])
      if (!around.has(at)) around.set(at, minutesBetweenPlaces(at, place));
  return (from, to) => (to === place ? around.get(from)! : from === place ? around.get(to)! : along.get(to)!);
}

export const search = ({ routes }: Ground, asked: Search): Slot[] => slots(routes, WINDOWS, asked);

/** A plain look at each gap: whether the work and the drives fit between two stays. Windows, skills and chances are not asked. */
export function floorOf({ routes }: Ground): (place: Place) => number {
  const gaps = routes.flatMap(({ technician, shift, stops }) =>
    [...stops, null].map((stop, i) => ({
      from: i ? stops[i - 1]!.place : technician.home,
      to: stop?.place ?? null,
      free: (i ? stops[i - 1]!.stay.to : shift.from).getTime(),
      until: (stop?.stay.from ?? shift.to).getTime(),
    })),
  );
  const numbers = (of: (gap: (typeof gaps)[number]) => number) => Float64Array.from(gaps, of);
  const [free, until] = [numbers((g) => g.free), numbers((g) => g.until)];
  const [fromLat, fromLng] = [numbers((g) => g.from.lat), numbers((g) => g.from.lng)];
  const [toLat, toLng] = [numbers((g) => g.to?.lat ?? Number.NaN), numbers((g) => g.to?.lng ?? Number.NaN)];
  return ({ lat, lng }) => {
    let found = 0;
    for (let i = 0; i < free.length; i++) {
      const there = 136_000 + 7_700_000 * Math.sqrt((fromLat[i]! - lat) ** 2 + ((fromLng[i]! - lng) * 0.78) ** 2);
      const onward = Number.isNaN(toLat[i]!)
        ? 0
        : 136_000 + 7_700_000 * Math.sqrt((toLat[i]! - lat) ** 2 + ((toLng[i]! - lng) * 0.78) ** 2);
      if (free[i]! + there + WORK_MINUTES * 60_000 + onward <= until[i]!) found++;
    }
    return found;
  };
}
