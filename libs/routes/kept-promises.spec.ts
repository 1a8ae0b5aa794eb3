import fc from 'fast-check';
import { minutesBetween, plusMinutes } from '#time/minutes';
import type { Window } from '#time/window';
import { lateness } from '#routes/risk';
import type { Lasts, Place, Route, Stop } from '#routes/route';
import { everySlot, fit, type Search, slots } from '#routes/slot-search';

/*
 * Who takes a time must not make somebody else late. Every minute at which a stay could begin is tried, the day with it is
 * reckoned as a whole, and what the search offers is held against that.
 */
const morning = new Date('2026-03-03T13:00:00Z');
const at = (minute: number) => plusMinutes(morning, minute);
const span = (from: number, to: number): Window => ({ from: at(from), to: at(to) });
const travel = (a: Place, b: Place) => Math.abs(a.lat - b.lat) + Math.abs(a.lng - b.lng);
const HOME = { lat: 0, lng: 0 };
const chances = { limit: 0.04, drive: { mean: 1.1, sd: 0.4 }, day: 0.12 };

const minute = (min: number, max: number) => fc.integer({ min, max });
const place = fc.record({ lat: minute(0, 12), lng: minute(0, 12) });
const spread = fc.constantFrom(0.1, 0.3, 0.5);
const visit = fc.record({ place, gap: minute(0, 110), minutes: minute(10, 70), spread, early: minute(0, 15), open: minute(30, 120) }); // prettier-ignore

/** One after the other, each planned somewhere within its window. */
const routes = fc
  .record({ plan: fc.array(visit, { maxLength: 5 }), from: minute(-200, 60), late: minute(30, 200) })
  .map(({ plan, from, late }): Route => {
    let [free, here] = [from, HOME];
    const stops = plan.map(({ place, gap, minutes, spread, early, open }, i): Stop => {
      const begin = free + travel(here, place) + gap;
      [free, here] = [begin + minutes, place];
      const work: Lasts = { mean: minutes * (1 + spread ** 2), sd: minutes * spread };
      return { id: `${i}`, place, stay: span(begin, free), window: span(begin - early, begin - early + open), work };
    });
    const technician = { id: 'maria', name: 'Maria', skills: ['fiber'], home: HOME };
    return { technician, shift: span(from, free + late), breaks: [], stops };
  });

const question = fc.record({
  window: fc.tuple(minute(-30, 250), minute(15, 90)).map(([from, length]) => span(from, from + length)),
  work: fc.record({ minutes: minute(15, 60), place, spread }),
  now: minute(-60, 200),
});

const searchOf = ({ work, now }: { work: { minutes: number; place: Place; spread: number }; now: number }): Search => ({
  work: {
    skills: ['fiber'],
    minutes: work.minutes,
    place: work.place,
    lasts: { mean: work.minutes, sd: work.minutes * work.spread },
  },
  travel,
  notBefore: at(now),
  chances,
});

/** Whether a day with this stay leaves everybody's chances as they have to be, the new one's included. */
function keepsPromises(route: Route, window: Window, begin: number, search: Search): boolean {
  const { work, notBefore: now } = search;
  const added: Stop = {
    id: 'new',
    place: work.place,
    window,
    stay: span(begin, begin + work.minutes),
    work: work.lasts,
  };
  const stops = [...route.stops, added].sort((a, b) => a.stay.from.getTime() - b.stay.from.getTime());
  const chancesOf = (of: readonly Stop[]) => {
    const late = lateness({ ...route, stops: of }, { travel, now, chances });
    return new Map(of.map(({ id }, i) => [id, late[i]!]));
  };
  const [before, after] = [chancesOf(route.stops), chancesOf(stops)];
  return [...after].every(([id, chance]) => chance <= Math.max(chances.limit, before.get(id) ?? 0));
}

const runs = { seed: 4471, numRuns: 1500 };

it('a time is offered exactly when no promise becomes too likely to be broken, and it is the earliest', () => {
  let [kept, refused] = [0, 0];
  fc.assert(
    fc.property(routes, question, (route, asked) => {
      const search = searchOf(asked);
      const { chances: _, ...careless } = search;
      let earliest: number | null = null;
      for (let begin = minutesBetween(at(0), asked.window.from); at(begin) < asked.window.to; begin++) {
        const exactly = { from: at(begin), to: plusMinutes(at(begin), 10) };
        // Without chances the search is held against every minute in a spec of its own.
        const fits = at(begin + 10) <= asked.window.to && fit(route, exactly, careless)?.stay.from.getTime() === at(begin).getTime(); // prettier-ignore
        if (fits && keepsPromises(route, asked.window, begin, search)) {
          earliest = begin;
          break;
        }
      }
      const slot = fit(route, asked.window, search);
      expect(slot && minutesBetween(at(0), slot.stay.from)).toBe(earliest);
      if (slot) kept++;
      const hasty = fit(route, asked.window, careless);
      if (hasty && hasty.stay.from.getTime() !== slot?.stay.from.getTime()) refused++;
    }),
    runs,
  );
  // The limit does refuse, and it does not refuse everything.
  expect(kept).toBeGreaterThan(runs.numRuns / 15);
  expect(refused).toBeGreaterThan(runs.numRuns / 50);
});

it('the best slot of a window is one of all its slots, and none of them costs less', () => {
  const team = fc
    .tuple(routes, routes, routes)
    .map((all) => all.map((route, i) => ({ ...route, technician: { ...route.technician, id: `t${i}` } })));
  fc.assert(
    fc.property(team, question, minute(-100, 100), (all, asked, later) => {
      const windows = [
        asked.window,
        { from: plusMinutes(asked.window.from, later), to: plusMinutes(asked.window.to, later) },
      ];
      const search = { ...searchOf(asked), known: 't1' };
      const every = everySlot(all, windows, search);
      const best = slots(all, windows, search);
      expect(best).toEqual(windows.flatMap((window) => every.filter((slot) => slot.window === window).slice(0, 1)));
    }),
    { ...runs, numRuns: 400 },
  );
});

it('a promise that is likely broken anyway is not made likelier to be: what comes after it may, what comes before may not', () => {
  const slow: Stop = { id: 'slow', place: HOME, stay: span(0, 60), window: span(0, 60), work: { mean: 120, sd: 20 } };
  const late: Stop = {
    id: 'late',
    place: HOME,
    stay: span(100, 160),
    window: span(60, 100),
    work: { mean: 60, sd: 20 },
  };
  const technician = { id: 'maria', name: 'Maria', skills: [], home: HOME };
  const route: Route = { technician, shift: span(0, 480), breaks: [], stops: [slow, late] };
  const search: Search = {
    work: { skills: [], minutes: 30, place: HOME },
    travel,
    notBefore: at(-60),
    chances: { ...chances, limit: 0.25 },
  };
  expect(fit(route, span(60, 240), { ...search, chances: undefined })?.stay).toEqual(span(60, 90));
  expect(fit(route, span(60, 240), search)?.stay).toEqual(span(160, 190));
});
