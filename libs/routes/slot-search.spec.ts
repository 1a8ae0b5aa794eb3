import fc from 'fast-check';
import { minutesBetween, plusMinutes } from '#time/minutes';
import type { Window } from '#time/window';
import type { Place, Route, Stop, Work } from '#routes/route';
import { everySlot, fit, SLACK_MINUTES, slots } from '#routes/slot-search';

/*
 * A small town: places are whole minutes apart on a grid, everything happens on whole minutes. So all possible stays
 * can be tried one by one, and what the search finds compared with what there is.
 */
const morning = new Date('2026-03-03T13:00:00Z');
const at = (minute: number) => plusMinutes(morning, minute);
const span = (from: number, to: number): Window => ({ from: at(from), to: at(to) });
const travel = (a: Place, b: Place) => Math.abs(a.lat - b.lat) + Math.abs(a.lng - b.lng);
const HOME = { lat: 0, lng: 0 };
const technician = (id: string, skills = ['fiber']) => ({ id, name: id, skills, home: HOME });
const stop = (from: number, to: number, place: Place = HOME): Stop => ({
  id: `${from}`,
  place,
  stay: span(from, to),
  window: span(from, to),
});

describe('a day from minute 0 to 480 with a stop from 100 to 160, 20 minutes from home and 15 from the work', () => {
  const route: Route = {
    technician: technician('maria'),
    shift: span(0, 480),
    breaks: [],
    stops: [stop(100, 160, { lat: 20, lng: 0 })],
  };
  const work = { skills: ['fiber'], minutes: 60, place: { lat: 5, lng: 0 } };
  const found = (window: Window, now = -1000) => {
    const slot = fit(route, window, { work, travel, notBefore: at(now) });
    return slot && minutesBetween(at(0), slot.stay.from);
  };

  it.each([
    ['the drive from home comes first', span(-30, 60), -1000, 5],
    ['it begins with the window', span(20, 80), -1000, 20],
    ['the drive to the next stop is left', span(25, 30 + 60), -1000, 25],
    ['a minute less before the next stop is too little', span(26, 90), -1000, null],
    ['the drive from the stop before is counted', span(150, 210), -1000, 175],
    ['inside the last ten minutes of a window is too late', span(126, 184), -1000, null],
    ['ten minutes before its end is early enough', span(126, 185), -1000, 175],
    ['the work ends with the shift', span(420, 480), -1000, 420],
    ['and not a minute after it', span(421, 480), -1000, null],
    ['nobody sets out in the past', span(0, 60), 10, 15],
    ['nobody is at the next place this very minute', span(180, 300), 190, 205],
  ])('%s', (_, window, now, from) => expect(found(window, now)).toBe(from));

  it('without the skill there is no slot', () => {
    const search = { work: { ...work, skills: ['fiber', 'copper'] }, travel, notBefore: at(-1000) };
    expect(fit(route, span(0, 480), search)).toBeNull();
  });

  it('the detour is the way there and onward less the way he would have driven anyway', () => {
    const slot = fit(route, span(20, 80), { work: { ...work, place: { lat: 10, lng: 3 } }, travel, notBefore: at(0) });
    expect(slot?.detourMinutes).toBe(13 + 13 - 20);
  });
});

it('a job that overruns across a later stop still holds him: planned and expected stays may overlap', () => {
  // At the first customer until 180 instead of 60; the second, planned 90-150, is now expected at 190.
  const stops = [stop(0, 60), stop(0, 180), stop(90, 150), stop(200, 260)];
  const route: Route = { technician: technician('maria'), shift: span(0, 480), breaks: [], stops };
  const work = { skills: ['fiber'], minutes: 20, place: HOME };
  const search = { work, travel, notBefore: at(-1000) };
  expect(fit(route, span(150, 175), search)).toBeNull();
  expect(fit(route, span(150, 240), search)?.stay).toEqual(span(180, 200));
});

it('a break that a new stay pushes behind the next visit has to fit there', () => {
  const far = { lat: 20, lng: 0 };
  const breaks = [{ from: at(60), minutes: 30 }];
  const route = (...stops: Stop[]): Route => ({ technician: technician('maria'), shift: span(0, 480), breaks, stops });
  const search = { work: { skills: ['fiber'], minutes: 30, place: far }, travel, notBefore: at(-1000) };
  // From 20 to 50 at the new place, and 20 minutes to the next visit at 100: no half hour is left after 60.
  expect(fit(route(stop(100, 160)), span(0, 40), search)?.stay).toEqual(span(20, 50));
  expect(fit(route(stop(100, 160), stop(165, 200)), span(0, 40), search)).toBeNull();
  expect(fit(route(stop(100, 160), stop(190, 200)), span(0, 40), search)?.stay).toEqual(span(20, 50));
});

describe('against every stay there could be', () => {
  const minute = (min: number, max: number) => fc.integer({ min, max });
  const place = fc.record({ lat: minute(0, 12), lng: minute(0, 12) });
  const day = fc.array(fc.record({ place, gap: minute(-5, 60), minutes: minute(10, 70), overrun: minute(-60, 90) }), {
    maxLength: 4,
  });

  /** Stops one after another with the drive between them (now and then too little), some of them running late. */
  function stopsOf(plan: { place: Place; gap: number; minutes: number; overrun: number }[], from: number): Stop[] {
    let [free, place] = [from, HOME];
    return plan
      .flatMap((visit) => {
        const begin = free + travel(place, visit.place) + visit.gap;
        [free, place] = [begin + visit.minutes, visit.place];
        const planned = stop(begin, free, place);
        return visit.overrun > 0 ? [planned, stop(begin, free + visit.overrun, place)] : [planned];
      })
      .sort((a, b) => a.stay.from.getTime() - b.stay.from.getTime());
  }

  const breaks = fc.array(fc.record({ after: minute(0, 200), minutes: minute(5, 45) }), { maxLength: 2 });

  const routeOf = (id: string) =>
    fc
      .record({
        plan: day,
        from: minute(0, 60),
        length: minute(120, 420),
        isSkilled: fc.boolean(),
        late: minute(0, 9),
        breaks,
      })
      .map(({ plan, from, length, isSkilled, late, breaks }): Route => {
        const first = breaks[0] && from + breaks[0].after;
        return {
          technician: technician(id, isSkilled || late ? ['fiber'] : ['copper']),
          shift: span(from, from + length),
          breaks: breaks.map(({ minutes, after }, i) => ({ from: at(first! + i * after), minutes })),
          stops: stopsOf(plan, from),
        };
      });

  type Question = { readonly window: Window; readonly work: Work; readonly now: number };
  const question: fc.Arbitrary<Question> = fc.record({
    window: fc.tuple(minute(-30, 400), minute(15, 150)).map(([from, length]) => span(from, from + length)),
    work: fc.record({ skills: fc.constant(['fiber']), minutes: minute(5, 90), place }),
    now: minute(-60, 300),
  });

  /** The law, minute by minute, written without looking at the search. */
  function isPossible(route: Route, { window, work, now }: Question, begin: number): boolean {
    const stay = span(begin, begin + work.minutes);
    if (!route.technician.skills.includes(work.skills[0]!)) return false;
    if (stay.from < window.from || stay.from > plusMinutes(window.to, -SLACK_MINUTES)) return false;
    if (stay.to > route.shift.to) return false;
    const isBefore = (s: Stop) => s.stay.to <= stay.from;
    const isAfter = (s: Stop) => s.stay.from >= stay.to;
    if (!route.stops.every((s) => isBefore(s) || isAfter(s))) return false;
    const last = route.stops.filter(isBefore).reduce<Stop | null>((a, b) => (a && a.stay.to > b.stay.to ? a : b), null);
    const next = route.stops.filter(isAfter)[0];
    if (!leavesBreaks(route, { ...stay, place: work.place }, now)) return false;
    const free = last ? last.stay.to : route.shift.from;
    const drive = travel(last ? last.place : HOME, work.place);
    if (minutesBetween(free, stay.from) < drive || begin - now < drive) return false;
    return !next || minutesBetween(stay.to, next.stay.from) >= travel(work.place, next.place);
  }

  type Wait = { readonly before: string; readonly had: number; readonly isShort: boolean };

  /** The waits of a day, minute by minute: which breaks fall into them, and whether they are too short for what is to be done. */
  function waitsOf(
    route: Route,
    stays: readonly (Window & { readonly place: Place; readonly id: string })[],
    now: number,
  ) {
    const minuteOf = (t: Date) => minutesBetween(at(0), t);
    const due = route.breaks.map(({ from, minutes }) => ({ from: minuteOf(from), minutes }));
    const begun = stays[0] ? minuteOf(stays[0].from) : Infinity;
    let had = 0;
    while (due[had] && due[had]!.from < now && due[had]!.from <= begun) had++;
    const start = Math.max(minuteOf(route.shift.from), now);
    let [clock, place, ends] = [start, HOME, -Infinity];
    const waits: Wait[] = [];
    const wait = (before: string, until: number) => {
      const already = had;
      // Due: taken now, whatever comes next. Not due yet: taken in this wait if there is time for it.
      for (let t = clock; ; t++) {
        const next = due[had];
        if (next && next.from <= t && t === clock)
          [clock, had, t] = [clock + next.minutes, had + 1, t + next.minutes - 1];
        else break;
      }
      const isShort = clock > until;
      let t = clock;
      while (due[had] && Math.max(t, due[had]!.from) + due[had]!.minutes <= until) {
        t = Math.max(t, due[had]!.from) + due[had]!.minutes;
        had++;
      }
      waits.push({ before, had: already, isShort });
    };
    for (const stay of stays) {
      if (minuteOf(stay.from) >= clock) wait(stay.id, minuteOf(stay.from) - travel(place, stay.place));
      if (minuteOf(stay.to) >= ends) [ends, place] = [minuteOf(stay.to), stay.place];
      clock = Math.max(start, ends);
    }
    // The last breaks end with the shift, and there is no need to wait for those that are not due.
    const last = had;
    while (due[had] && due[had]!.from <= clock) clock += due[had++]!.minutes;
    waits.push({ before: 'the end', had: last, isShort: clock > minuteOf(route.shift.to) });
    return waits;
  }

  /** Whether no wait is too short for its breaks that was not so, and in the same way, without the new stay. */
  function leavesBreaks(route: Route, added: Window & { place: Place }, now: number): boolean {
    if (!route.breaks.length) return true;
    const stays = route.stops.map(({ stay, place }, i) => ({ ...stay, place, id: `${i}` }));
    const all = [...stays, { ...added, id: 'added' }].sort((a, b) => a.from.getTime() - b.from.getTime());
    const next = all[all.findIndex(({ id }) => id === 'added') + 1]?.id ?? 'the end';
    const without = waitsOf(route, stays, now);
    return waitsOf(route, all, now).every(
      ({ before, had, isShort }) =>
        !isShort ||
        (before !== 'added' &&
          before !== next &&
          without.some((w) => w.before === before && w.had === had && w.isShort)),
    );
  }

  const earliest = (route: Route, asked: Question) => {
    const [first, last] = [asked.window.from, asked.window.to].map((t) => minutesBetween(at(0), t)) as [number, number];
    for (let begin = first; begin <= last; begin++) if (isPossible(route, asked, begin)) return begin;
    return null;
  };

  const runs = { seed: 4471, numRuns: 3000 };

  it('what is found can be kept, it is the earliest, and nothing is missed', () => {
    let kept = 0;
    fc.assert(
      fc.property(routeOf('maria'), question, (route, asked) => {
        const slot = fit(route, asked.window, { work: asked.work, travel, notBefore: at(asked.now) });
        const begin = earliest(route, asked);
        expect(slot && minutesBetween(at(0), slot.stay.from)).toBe(begin);
        if (slot) expect(minutesBetween(slot.stay.from, slot.stay.to)).toBe(asked.work.minutes);
        if (slot) kept++;
      }),
      runs,
    );
    // The cases are neither all easy nor all hopeless.
    expect(kept).toBeGreaterThan(runs.numRuns / 5);
    expect(kept).toBeLessThan((runs.numRuns * 4) / 5);
  });

  it('so it is with the last minutes of a shift', () => {
    const work = fc.record({ skills: fc.constant(['fiber']), minutes: minute(5, 90), place });
    fc.assert(
      fc.property(routeOf('maria'), work, minute(-2, 2), (route, work, off) => {
        const from = plusMinutes(route.shift.to, off - work.minutes);
        const window = { from, to: plusMinutes(from, 60) };
        const slot = fit(route, window, { work, travel, notBefore: at(-1000) });
        expect(slot && minutesBetween(at(0), slot.stay.from)).toBe(earliest(route, { window, work, now: -1000 }));
      }),
      { ...runs, numRuns: 500 },
    );
  });

  it('a window is offered exactly when somebody can keep it, with the least extra driving', () => {
    const routes = fc.tuple(routeOf('maria'), routeOf('sam'), routeOf('ana'));
    fc.assert(
      fc.property(routes, question, fc.array(minute(-200, 200), { maxLength: 3 }), (team, asked, shifts) => {
        const windows = [0, ...shifts].map((m) => ({
          from: plusMinutes(asked.window.from, m),
          to: plusMinutes(asked.window.to, m),
        }));
        const search = { work: asked.work, travel, notBefore: at(asked.now) };
        const able = (window: Window) => team.filter((route) => earliest(route, { ...asked, window }) !== null);
        expect(slots(team, windows, search).map(({ window }) => window)).toEqual(windows.filter((w) => able(w).length));
        const every = everySlot(team, windows, search);
        expect(every.map((s) => s.technicianId).sort()).toEqual(
          windows.flatMap((w) => able(w).map((route) => route.technician.id)).sort(),
        );
        for (const best of slots(team, windows, search))
          for (const other of every.filter(({ window }) => window === best.window))
            expect(best.detourMinutes).toBeLessThanOrEqual(other.detourMinutes);
      }),
      { ...runs, numRuns: 300 },
    );
  });
});
