import fc from 'fast-check';
import { improve } from '#routes/plan/improve';
import type { AskedVisit, Plan, Problem, Stretch } from '#routes/plan/problem';

/** The best plan after `pauses` milliseconds of work, growing calmer to the end. */
function planOf(problem: Problem, pauses = 20, seed = 1) {
  const planning = improve(problem, seed);
  let { value: best } = planning.next(0);
  for (let i = 1; i <= pauses; i++) best = planning.next(i / pauses).value;
  return { cost: best.cost, ...best.plan() };
}

/** One tour gone through stay by stay, knowing nothing of the planner: when each begins, or what is wrong with it. */
function driven(
  problem: Problem,
  stretch: Stretch,
  tour: readonly number[],
): { begins: number[]; wrong: string | null } {
  const leg = (from: number, to: number) => problem.travel[from * problem.places + to]!;
  const { rest } = stretch;
  const begins: number[] = [];
  let [here, free, load, rested] = [stretch.start, stretch.from, 0, rest === null];
  const stops = [
    ...tour.map((v) => problem.visits[v]!),
    { place: stretch.end, duration: 0, from: stretch.from, to: stretch.to },
  ];
  for (const stop of stops) {
    let begin = Math.max(free + leg(here, stop.place), stop.from);
    if (!rested && begin >= rest!.from) {
      begin = Math.max(rest!.from + rest!.minutes, free + rest!.minutes + leg(here, stop.place), stop.from);
      rested = true;
    }
    if (begin > stop.to + 1e-9) return { begins, wrong: 'somebody is too late' };
    begins.push(begin);
    free = begin + stop.duration;
    if (!rested && free >= rest!.from) {
      free += rest!.minutes;
      rested = true;
    }
    here = stop.place;
    if ('skills' in stop) {
      const asked = stop as AskedVisit;
      load += asked.demand;
      if (!asked.skills.every((skill) => stretch.skills.includes(skill)))
        return { begins, wrong: 'a skill is lacking' };
    }
  }
  return { begins, wrong: load > stretch.capacity ? 'it is too much to carry' : null };
}

const costOf = (problem: Problem, tours: readonly (readonly number[])[]) => {
  const leg = (from: number, to: number) => problem.travel[from * problem.places + to]!;
  const driving = tours.reduce((sum, tour, s) => {
    const along = [
      problem.stretches[s]!.start,
      ...tour.map((v) => problem.visits[v]!.place),
      problem.stretches[s]!.end,
    ];
    return sum + along.slice(1).reduce((length, place, i) => length + leg(along[i]!, place), 0);
  }, 0);
  const planned = new Set(tours.flat());
  const missed = problem.visits.reduce((sum, { penalty }, v) => sum + (planned.has(v) ? 0 : (penalty ?? 1e6)), 0);
  return driving + missed;
};

/** What is wrong with a plan, in words; nothing when it is right. */
function breaches(problem: Problem, plan: Plan): string[] {
  const wrong = plan.tours.flatMap((tour, s) => {
    const found = driven(
      problem,
      problem.stretches[s]!,
      tour.map(({ visit }) => visit),
    );
    if (found.wrong) return [found.wrong];
    return tour.every(({ begins }, i) => Math.abs(begins - found.begins[i]!) < 1e-9)
      ? []
      : ['a stay begins at another time'];
  });
  const all = [...plan.tours.flat().map(({ visit }) => visit), ...plan.leftOut].sort((a, b) => a - b);
  if (all.join() !== problem.visits.map((_, v) => v).join()) wrong.push('somebody is there twice or not at all');
  return wrong;
}

/** The least cost there is: every way to share the visits out, in every order. */
function least(problem: Problem): number {
  const tours: number[][] = problem.stretches.map(() => []);
  let best = Infinity;
  const put = (visit: number): void => {
    if (visit === problem.visits.length) {
      if (tours.every((tour, s) => driven(problem, problem.stretches[s]!, tour).wrong === null))
        best = Math.min(best, costOf(problem, tours));
      return;
    }
    put(visit + 1);
    for (const tour of tours)
      for (let i = 0; i <= tour.length; i++) {
        tour.splice(i, 0, visit);
        put(visit + 1);
        tour.splice(i, 1);
      }
  };
  put(0);
  return best;
}

const anyVisit = (penalties: fc.Arbitrary<number | null>) =>
  fc
    .record({
      x: fc.integer({ min: 0, max: 60 }),
      y: fc.integer({ min: 0, max: 60 }),
      duration: fc.integer({ min: 0, max: 60 }),
      from: fc.integer({ min: 0, max: 420 }),
      width: fc.integer({ min: 0, max: 240 }),
      skills: fc.subarray(['fiber', 'copper']),
      demand: fc.integer({ min: 0, max: 5 }),
      penalty: penalties,
    })
    .map(({ width, ...visit }) => ({ ...visit, to: visit.from + width }));
const anyStretch = fc
  .record({
    x: fc.integer({ min: 0, max: 60 }),
    y: fc.integer({ min: 0, max: 60 }),
    from: fc.integer({ min: 0, max: 120 }),
    length: fc.integer({ min: 120, max: 480 }),
    skills: fc.subarray(['fiber', 'copper']),
    capacity: fc.integer({ min: 0, max: 20 }),
    rest: fc.option(fc.record({ from: fc.integer({ min: 60, max: 300 }), minutes: fc.integer({ min: 15, max: 60 }) })),
  })
  .map(({ length, ...stretch }) => ({ ...stretch, to: stretch.from + length }));

type At = { readonly x: number; readonly y: number };
function problemOf(
  visits: readonly (Omit<AskedVisit, 'place'> & At)[],
  stretches: readonly (Omit<Stretch, 'start' | 'end'> & At)[],
): Problem {
  const places = [...visits, ...stretches];
  return {
    visits: visits.map((visit, i) => ({ ...visit, place: i })),
    stretches: stretches.map((stretch, i) => ({ ...stretch, start: visits.length + i, end: visits.length + i })),
    places: places.length,
    travel: Float64Array.from(places.flatMap((a) => places.map((b) => Math.hypot(a.x - b.x, a.y - b.y)))),
  };
}
const anyProblem = (visits: number, stretches: number, penalties: fc.Arbitrary<number | null>) =>
  fc
    .tuple(
      fc.array(anyVisit(penalties), { minLength: 1, maxLength: visits }),
      fc.array(anyStretch, { minLength: 1, maxLength: stretches }),
    )
    .map(([asked, all]) => problemOf(asked, all));
const somePenalty = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 400 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

describe('whatever is asked', () => {
  it('a plan keeps every window, shift, skill, load and break, and forgets nobody', () => {
    fc.assert(
      fc.property(anyProblem(40, 5, somePenalty), fc.integer(), (problem, seed) => {
        const plan = planOf(problem, 5, seed);
        expect(breaches(problem, plan)).toEqual([]);
        expect(plan.driving).toBeCloseTo(
          costOf(
            problem,
            plan.tours.map((tour) => tour.map(({ visit }) => visit)),
          ) - missed(problem, plan),
          6,
        );
      }),
      { seed: 5203, numRuns: 150 },
    );
  });

  it('of few visits the plan is the best there is, whatever may be left out', () => {
    fc.assert(
      fc.property(anyProblem(5, 2, somePenalty), (problem) => {
        const plan = planOf(problem, 12);
        expect(breaches(problem, plan)).toEqual([]);
        const tours = plan.tours.map((tour) => tour.map(({ visit }) => visit));
        expect(costOf(problem, tours)).toBeCloseTo(least(problem), 6);
      }),
      { seed: 88, numRuns: 120 },
    );
  });
});

const missed = (problem: Problem, { leftOut }: Plan) =>
  leftOut.reduce((sum, v) => sum + (problem.visits[v]!.penalty ?? 1e6), 0);

const visit = (x: number, change: Partial<AskedVisit & { y: number }> = {}) => ({
  x,
  y: 0,
  duration: 60,
  from: 0,
  to: 480,
  skills: [],
  demand: 0,
  penalty: null,
  ...change,
});
const shift = (change: Partial<Stretch> = {}) => ({
  x: 0,
  y: 0,
  from: 0,
  to: 480,
  skills: [],
  capacity: 9,
  rest: null,
  ...change,
});

it('seven visits on a line are driven there and back, and no further', () => {
  const problem = problemOf(
    [30, 10, 50, 20, 60, 40, 5].map((x) => visit(x, { duration: 10 })),
    [shift()],
  );
  expect(planOf(problem)).toMatchObject({ leftOut: [], driving: 120 });
});

it('when there is no room for all, what costs least to leave out is left out', () => {
  const penalties = [300, 900, 500, 700, 1000, 800];
  const problem = problemOf(
    penalties.map((penalty) => visit(10, { penalty, duration: 120 })),
    [shift()],
  );
  expect(planOf(problem).leftOut).toEqual([0, 2, 3]);
});

it('what must be there goes before anything that need not be, however dear', () => {
  const problem = problemOf([visit(10, { duration: 400, penalty: 5000 }), visit(10, { duration: 400 })], [shift()]);
  expect(planOf(problem).leftOut).toEqual([0]);
});

it('what costs more driving than leaving it out is left out', () => {
  const problem = problemOf([visit(100, { penalty: 150 }), visit(100, { penalty: 250 })], [shift()]);
  expect(planOf(problem)).toMatchObject({ leftOut: [], driving: 200 });
  const alone = problemOf([visit(100, { penalty: 150 })], [shift()]);
  expect(planOf(alone)).toMatchObject({ leftOut: [0], driving: 0 });
});

it('the break is taken before the stay that would begin in it, and a day without room for it is not planned', () => {
  const rest = { from: 200, minutes: 60 };
  const late = problemOf([visit(0, { from: 210, to: 260 })], [shift({ rest })]);
  expect(planOf(late).tours[0]).toEqual([{ visit: 0, begins: 260 }]);
  const tooLate = problemOf([visit(0, { from: 210, to: 259 })], [shift({ rest })]);
  expect(planOf(tooLate).leftOut).toEqual([0]);
});

it('a window is kept to the very minute, and missed by a hair it is missed', () => {
  const at = (to: number) => planOf(problemOf([visit(30, { to })], [shift()])).leftOut;
  expect(at(30)).toEqual([]);
  expect(at(29.999)).toEqual([0]);
});

it('one seed gives one plan', () => {
  const problem = problemOf(
    Array.from({ length: 30 }, (_, i) => visit((i * 37) % 60, { y: (i * 23) % 60, duration: 10 })),
    [shift(), shift()],
  );
  expect(planOf(problem, 10, 7)).toEqual(planOf(problem, 10, 7));
});

it.each([0, 1])('nothing to do, or nobody to do it: %i', (technicians) => {
  const nothing = problemOf(
    [],
    Array.from({ length: technicians }, () => shift()),
  );
  expect(planOf(nothing)).toMatchObject({ cost: 0, leftOut: [] });
  expect(planOf(problemOf([visit(1)], [])).leftOut).toEqual([0]);
});

it('the first answer is a whole plan, later ones are never worse', () => {
  const problem = problemOf(
    Array.from({ length: 60 }, (_, i) => visit((i * 37) % 100, { y: (i * 53) % 100, duration: 10 })),
    [shift(), shift(), shift()],
  );
  const planning = improve(problem, 3);
  const costs = Array.from({ length: 30 }, (_, i) => planning.next(i / 30).value.cost);
  expect(costs).toEqual([...costs].sort((a, b) => b - a));
  expect(costs[29]).toBeLessThan(costs[0]!);
});
