import { plusMinutes } from '#time/minutes';
import { candidates, type Member } from '#routes/candidates';
import type { Place, Stop } from '#routes/route';

const morning = new Date('2026-03-03T13:00:00Z'); // 8:00am in New York
const span = (from: number, to: number) => ({ from: plusMinutes(morning, from), to: plusMinutes(morning, to) });
const travel = (a: Place, b: Place) => Math.abs(a.lat - b.lat) + Math.abs(a.lng - b.lng);

type Change = { skills?: string[]; km?: number; shift?: [number, number] | null; busy?: [number, number][] };

function member(name: string, { skills = ['fiber'], km = 10, shift = [0, 480], busy = [] }: Change): Member {
  const technician = { id: name.toLowerCase(), name, skills, home: { lat: km, lng: 0 } };
  const stops = busy.map(([from, to], n): Stop => ({
    id: `${name} ${n}`,
    place: technician.home,
    stay: span(from, to),
    window: span(from, from + 60),
  }));
  return { technician, routes: shift ? [{ technician, shift: span(...shift), breaks: [], stops }] : [] };
}

const asked = {
  work: { skills: ['fiber'], minutes: 60, place: { lat: 0, lng: 0 } },
  window: span(60, 120),
  travel,
  now: plusMinutes(morning, -60),
  zone: 'America/New_York',
  overtimeMinutes: 60,
  calls: (_: string, id: string) => `the promise to ${id}`,
};
const weighed = (team: Member[], change: Partial<typeof asked> = {}) =>
  Object.fromEntries(candidates(team, { ...asked, ...change }).map(({ name, ...rest }) => [name, rest]));

it('everybody is weighed: who can and is nearest comes first, everybody else with the reasons against him', () => {
  const team = [
    member('Ana', { skills: ['copper', 'tv'] }),
    member('Ben', { shift: [240, 480] }),
    member('Cleo', { busy: [[70, 200]] }),
    member('Sam', { km: 20, busy: [[300, 360]] }),
    member('Dora', { km: 4 }),
  ];
  expect(candidates(team, asked)).toEqual([
    {
      technicianId: 'dora',
      name: 'Dora',
      stay: span(60, 120),
      for: ['4 min away', 'has fiber', 'has nothing else that day'],
      against: [],
      drawbacks: [],
    },
    {
      technicianId: 'sam',
      name: 'Sam',
      stay: span(60, 120),
      for: ['20 min away', 'has fiber', 'keeps everybody on time'],
      against: [],
      drawbacks: [],
    },
    expect.objectContaining({ name: 'Ana', stay: null, for: [], against: ['has no fiber skill'] }),
    expect.objectContaining({ name: 'Ben', against: ['is not on shift then (works 12-4pm)'] }),
    expect.objectContaining({
      name: 'Cleo',
      against: ['does not fit without breaking the promise to Cleo 0, 9:10-10:10am'],
    }),
  ]);
});

it('all that speaks against somebody is said, what he lacks first', () => {
  const lost = weighed([member('Ana', { skills: [], busy: [[60, 200]] }), member('Ben', { skills: [], shift: null })]);
  expect(lost['Ana']!.against).toEqual([
    'has no fiber skill',
    'does not fit without breaking the promise to Ana 0, 9-10am',
  ]);
  expect(lost['Ben']!.against).toEqual(['has no fiber skill', 'is off that day']);
});

it('a shift that ends too soon is a drawback up to the limit, and a reason beyond it', () => {
  const team = [
    member('Ana', { shift: [0, 120] }),
    member('Ben', { shift: [0, 100] }),
    member('Cleo', { shift: [0, 59] }),
  ];
  const found = weighed(team);
  expect(found['Ana']!.drawbacks).toEqual([]);
  expect(found['Ben']).toMatchObject({ drawbacks: ['would finish 20 min after shift'], stay: span(60, 120) });
  expect(found['Cleo']).toMatchObject({ against: ['would finish 1h01 after shift'], stay: null });
  expect(weighed(team, { overtimeMinutes: 0 })['Ben']!.stay).toBeNull();
});

it('a long drive and little to spare rank somebody behind one without drawbacks', () => {
  const far = member('Ana', { km: 45 });
  const tight = member('Ben', { km: 1, busy: [[0, 105]] });
  const plain = member('Cleo', { km: 29 });
  const found = candidates([far, tight, plain], asked);
  expect(found.map(({ name }) => name)).toEqual(['Cleo', 'Ben', 'Ana']);
  expect(found[1]!.drawbacks).toEqual(['tight: there at 9:46am, 14 min to spare']);
  expect(found[2]!.drawbacks).toEqual(['a drive of 45 min']);
});

it('who is in the way in several ways is told of each', () => {
  const both = weighed([
    member('Ana', {
      busy: [
        [50, 115],
        [116, 220],
      ],
    }),
  ]);
  expect(both['Ana']!.against).toEqual([
    'does not fit with the promise to Ana 0, 8:50-9:50am',
    'does not fit with the promise to Ana 1, 9:56-10:56am',
  ]);
});

it('who cannot get there in time says from when he could', () => {
  const late = weighed([member('Ana', { km: 30 })], { now: plusMinutes(morning, 100) });
  expect(late['Ana']!.against).toEqual(['cannot be there before 10:10am']);
});

it('equals stand by name, whatever the order they came in', () => {
  const team = ['Cleo', 'Ana', 'Ben'].map((name) => member(name, {}));
  const names = (members: Member[]) => candidates(members, asked).map(({ name }) => name);
  expect(names(team)).toEqual(['Ana', 'Ben', 'Cleo']);
  expect(names(team.reverse())).toEqual(['Ana', 'Ben', 'Cleo']);
});

it('where chances are known, a likely delay is said as one, and refuses nobody', () => {
  const chances = { drive: { mean: 1, sd: 0.5 }, day: 0.2 };
  const team = [member('Ana', { km: 1, busy: [[0, 100]] }), member('Ben', { km: 1 })];
  const found = candidates(team, { ...asked, window: span(60, 115), chances });
  expect(found.map(({ name, stay }) => [name, stay !== null])).toEqual([
    ['Ben', true],
    ['Ana', true],
  ]);
  expect(found[1]!.drawbacks).toEqual([expect.stringMatching(/^tight: (a 1 in \d+ chance|more likely late)/)]);
});
