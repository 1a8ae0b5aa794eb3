import { plusMinutes } from '#time/minutes';
import { candidates } from '#routes/candidates';
import type { Place, Route } from '#routes/route';

const morning = new Date('2026-03-03T13:00:00Z');
const span = (from: number, to: number) => ({ from: plusMinutes(morning, from), to: plusMinutes(morning, to) });
const travel = (a: Place, b: Place) => Math.abs(a.lat - b.lat) + Math.abs(a.lng - b.lng);

function route(
  name: string,
  change: { skills?: string[]; km?: number; shift?: [number, number]; busy?: [number, number] },
): Route {
  const home = { lat: change.km ?? 10, lng: 0 };
  return {
    technician: { id: name.toLowerCase(), name, skills: change.skills ?? ['fiber'], home },
    shift: span(...(change.shift ?? ([0, 480] as const))),
    breaks: [],
    stops: change.busy ? [{ id: 'x', place: home, stay: span(...change.busy), window: span(...change.busy) }] : [],
  };
}

const question = {
  work: { skills: ['fiber'], minutes: 60, place: { lat: 0, lng: 0 } },
  window: span(60, 120),
  travel,
  now: plusMinutes(morning, -60),
};

it('everybody is weighed: who can and is nearest comes first, everybody else with the reason against him', () => {
  const team = [
    route('Ana', { skills: ['copper', 'tv'] }),
    route('Ben', { shift: [240, 480] }),
    route('Cleo', { busy: [70, 200] }),
    route('Sam', { km: 20 }),
    route('Dora', { km: 4 }),
  ];
  expect(candidates(team, question)).toEqual([
    {
      technicianId: 'dora',
      name: 'Dora',
      stay: span(60, 120),
      for: ['has fiber', '4 min extra driving', 'there 60 min before the window ends'],
      against: [],
    },
    {
      technicianId: 'sam',
      name: 'Sam',
      stay: span(60, 120),
      for: ['has fiber', '20 min extra driving', 'there 60 min before the window ends'],
      against: [],
    },
    { technicianId: 'ana', name: 'Ana', stay: null, for: [], against: ['has no fiber skill'] },
    { technicianId: 'ben', name: 'Ben', stay: null, for: [], against: ['is not on shift then'] },
    {
      technicianId: 'cleo',
      name: 'Cleo',
      stay: null,
      for: [],
      against: ['cannot be there in that window without breaking another promise'],
    },
  ]);
});

it('one reason is said, the hardest', () => {
  const lost = route('Ana', { skills: [], shift: [240, 480], busy: [60, 200] });
  expect(candidates([lost], question)[0]!.against).toEqual(['has no fiber skill']);
});

it('equals stand by name, whatever the order they came in', () => {
  const team = ['Cleo', 'Ana', 'Ben'].map((name) => route(name, {}));
  const names = (routes: Route[]) => candidates(routes, question).map(({ name }) => name);
  expect(names(team)).toEqual(['Ana', 'Ben', 'Cleo']);
  expect(names(team.reverse())).toEqual(['Ana', 'Ben', 'Cleo']);
});
