import { plusMinutes } from '#time/minutes';
import { layDay, type WantedVisit } from '#routes/plan/day';
import { improve } from '#routes/plan/improve';
import type { Place, Route } from '#routes/route';

const morning = new Date('2026-03-03T13:00:00Z');
const at = (minutes: number) => plusMinutes(morning, minutes);
const span = (from: number, to: number) => ({ from: at(from), to: at(to) });
const travel = (a: Place, b: Place) => Math.abs(a.lat - b.lat);
const place = (lat: number) => ({ lat, lng: 0 });

const route = (
  name: string,
  change: {
    skills?: string[];
    stays?: [lat: number, from: number, to: number][];
    rest?: [from: number, minutes: number];
    home?: number;
  } = {},
): Route => ({
  technician: { id: name, name, skills: change.skills ?? ['fiber'], home: place(change.home ?? 0) },
  shift: span(0, 480),
  breaks: change.rest ? [{ from: at(change.rest[0]), minutes: change.rest[1] }] : [],
  stops: (change.stays ?? []).map(([lat, from, to]) => ({
    id: `${from}`,
    place: place(lat),
    stay: span(from, to),
    window: span(from, to),
  })),
});
const wanted = (lat: number, change: Partial<WantedVisit> = {}): WantedVisit => ({
  place: place(lat),
  minutes: 60,
  skills: ['fiber'],
  from: at(0),
  to: at(480),
  technicianId: null,
  ...change,
});
/** `who visit from extra`, earliest first. */
function planned(routes: readonly Route[], visits: readonly WantedVisit[], now = morning) {
  const laying = layDay(routes, visits, now, travel);
  let laid = laying.next();
  while (!laid.done) laid = laying.next();
  const day = laid.value;
  const planning = improve(day.problem, 1);
  let { value: best } = planning.next(0);
  for (let i = 1; i <= 10; i++) best = planning.next(i / 10).value;
  return day.read(best.plan()).map(({ visit, technicianId, stay, extraMinutes }) => {
    const from = (stay.from.getTime() - morning.getTime()) / 60_000;
    return `${technicianId} ${visit} ${from} +${extraMinutes}`;
  });
}

it('what is asked for goes into the waits between what stands, and what stands stays', () => {
  const maria = route('maria', {
    stays: [
      [10, 60, 120],
      [30, 240, 300],
    ],
  });
  expect(planned([maria], [wanted(20), wanted(40)])).toEqual(['maria 0 130 +0', 'maria 1 310 +10']);
});

it('a wait too short for the drive on is no place', () => {
  const maria = route('maria', {
    stays: [
      [0, 0, 200],
      [30, 289, 480],
    ],
  });
  expect(planned([maria], [wanted(0, { to: at(210) })])).toEqual([]);
  const later = route('maria', {
    stays: [
      [0, 0, 200],
      [30, 290, 480],
    ],
  });
  expect(planned([later], [wanted(0, { to: at(210) })])).toEqual(['maria 0 200 +0']);
});

it('a stay that overruns keeps him until it ends', () => {
  const maria = route('maria', {
    stays: [
      [0, 0, 300],
      [0, 60, 120],
    ],
  });
  expect(planned([maria], [wanted(0)])).toEqual(['maria 0 300 +0']);
});

it('nobody sets out in the past', () => {
  expect(planned([route('maria')], [wanted(20)], at(100))).toEqual(['maria 0 120 +20']);
});

it('skills, and a technician who is asked for by name', () => {
  const both = [route('maria'), route('sam', { skills: ['fiber', 'copper'], home: 50 })];
  expect(planned(both, [wanted(10, { skills: ['copper'] })])).toEqual(['sam 0 40 +40']);
  expect(planned(both, [wanted(10, { technicianId: 'sam' })])).toEqual(['sam 0 40 +40']);
  expect(planned(both, [wanted(10)])).toEqual(['maria 0 10 +10']);
});

it('a break falls where a search sees it: in the wait, or at the end of the stay that lasts over it', () => {
  const waits = route('maria', { rest: [30, 30] });
  expect(planned([waits], [wanted(40, { to: at(70) })])).toEqual(['maria 0 70 +40']);
  const lasts = route('maria', { rest: [30, 30], stays: [[0, 0, 60]] });
  expect(planned([lasts], [wanted(0)])).toEqual(['maria 0 90 +0']);
});

it('with room for one of two the first of the list has it', () => {
  const full = route('maria', { stays: [[0, 60, 480]] });
  expect(planned([full], [wanted(0), wanted(0)])).toEqual(['maria 0 0 +0']);
});
