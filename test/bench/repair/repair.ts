import type { BrokenDay, DayVisit, Mended } from '#routes/mend/day';
import { mend } from '#routes/mend/mend';
import { estimatedMinutes } from '#travel/estimate';
import type { Aim, Line, Play } from '#test/bench/bench';
import { p50, p99, quantile, sum } from '#test/bench/figures';
import { load, machine } from '#test/bench/machine';
import { beyondAnyPlan, needlessly, wrongsOf } from '#test/bench/repair/check';
import { book, type Crew, drawDay, ILL_AT, REQUESTS, TECHNICIANS, VISITS } from '#test/bench/repair/days';
import { greedy } from '#test/bench/repair/peer';
import { asJson, asTable } from '#test/bench/say';

const DAYS = 10;
/** As many fall ill on each day, one at a time: each is a trial of its own. */
const ILL = 30;
/** What an app would wait for a better plan, ms. */
const BUDGET_MS = 2000;

/** Somebody is ill at ten; how fast the day goes on, and how many promises it costs. */
export const repair: Play = {
  name: 'repair',
  about: '[DAYS]: 200 technicians x 8 visits, one ill at 10:00 (ours/greedy insertion/bound), and requests all day',
  play([given, ...rest]) {
    const days = given === undefined ? DAYS : Number(given);
    if (rest.length || !Number.isInteger(days) || days < 1)
      return (console.error('repair: how many days, or nothing'), 2);
    const before = load();
    const result = measure(days);
    const said = { bench: 'repair', machine: machine(null), load: { before, after: load() }, ...result };
    console.log(`${asJson(said)}\n\nrepair: ${repair.about}\n${asTable(said)}`);
    return result.wrong.length ? 1 : 0;
  },
};

type Trial = {
  readonly orphans: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly peerMs: number;
  /** Of this process alone, whatever else the machine does. */
  readonly cpuMs: number;
  readonly peerCpuMs: number;
  readonly broken: number;
  readonly brokenAtFirst: number;
  readonly peerBroken: number;
  readonly bound: number;
  readonly handedOn: number;
  readonly minutes: number;
  readonly directMinutes: number | null;
  readonly peerMinutes: number | null;
  readonly isStopped: boolean;
};

function measure(days: number) {
  const trials: Trial[] = [];
  const wrong: string[] = [];
  const bookMs: number[] = [];
  const turnedAway: number[] = [];
  for (let seed = 1; seed <= days; seed++) {
    const drawn = drawDay(seed);
    const [early, late] = [
      drawn.requests.filter(({ at }) => at < ILL_AT),
      drawn.requests.filter(({ at }) => at >= ILL_AT),
    ];
    let crew: Crew = drawn;
    let refused = 0;
    const take = (requests: typeof early) => {
      for (const request of requests) {
        const began = performance.now();
        const booked = book(crew, request);
        bookMs.push(performance.now() - began);
        if (booked) crew = booked;
        else refused++;
      }
    };
    take(early);
    for (let n = 0; n < ILL; n++) trials.push(trial(crew, (seed * 31 + n * 7) % TECHNICIANS, wrong));
    // The day goes on with the last of them ill, and what is asked for later has to fit into what was mended.
    crew = after(crew, (seed * 31 + (ILL - 1) * 7) % TECHNICIANS);
    take(late);
    turnedAway.push(refused);
  }
  return { wrong, ...figures(trials, bookMs, turnedAway, days) };
}

/** The day without what the one who is ill has ahead of him; what he has begun stays his. */
function breakDay({ routes, visits }: Crew, ill: number): BrokenDay {
  const illId = routes[ill]!.technician.id;
  const isAhead = ({ stay }: { stay: { from: Date } }) => stay.from > ILL_AT;
  const orphans: DayVisit[] = routes[ill]!.stops.filter(isAhead).map(({ id }) => visits.get(id)!);
  const others = routes.flatMap(({ technician, stops }) =>
    technician.id === illId ? [] : stops.filter(isAhead).map(({ id }) => visits.get(id)!),
  );
  return {
    orphans,
    others,
    routes: routes.map((route, n) =>
      n === ill
        ? { ...route, shift: { ...route.shift, to: ILL_AT }, stops: route.stops.filter((stop) => !isAhead(stop)) }
        : route,
    ),
    travel: estimatedMinutes,
    now: ILL_AT,
  };
}

function trial(crew: Crew, ill: number, wrong: string[]): Trial {
  const day = breakDay(crew, ill);
  const cpu = process.cpuUsage();
  const began = performance.now();
  const thinking = mend(day);
  let step = thinking.next();
  while (!step.value) step = thinking.next();
  const firstMs = performance.now() - began;
  const first = step.value;
  while (!step.done && performance.now() - began < BUDGET_MS) step = thinking.next();
  const lastMs = performance.now() - began;
  const cpuMs = cpuSince(cpu);
  const mended = step.value!;
  const peerCpu = process.cpuUsage();
  const peerBegan = performance.now();
  const peer = greedy(day);
  const peerMs = performance.now() - peerBegan;
  const peerCpuMs = cpuSince(peerCpu);
  for (const plan of [first, mended, peer]) wrong.push(...wrongsOf(day, plan));
  wrong.push(...needlessly(day, mended).map((id) => `somebody was moved for ${id} who need not have been`));
  if (mended.unkept.length > first.unkept.length) wrong.push('a later plan keeps less');
  const isSame = ({ unkept }: Mended) => unkept.length === mended.unkept.length;
  return {
    orphans: day.orphans.length,
    firstMs,
    lastMs,
    peerMs,
    cpuMs,
    peerCpuMs,
    broken: mended.unkept.length,
    brokenAtFirst: first.unkept.length,
    peerBroken: peer.unkept.length,
    bound: beyondAnyPlan(day),
    handedOn: mended.moves.length - (day.orphans.length - mended.unkept.length),
    minutes: mended.minutes,
    directMinutes: isSame(first) ? first.minutes : null,
    peerMinutes: isSame(peer) ? peer.minutes : null,
    isStopped: !step.done,
  };
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The day as it goes on after the plan. */
function after(crew: Crew, ill: number): Crew {
  const day = breakDay(crew, ill);
  const thinking = mend(day);
  let step = thinking.next();
  while (!step.done) step = thinking.next();
  const mended = step.value;
  const visits = new Map(crew.visits);
  let routes = day.routes;
  for (const { visitId, from, to, stay, window } of mended.moves) {
    const visit = visits.get(visitId)!;
    visits.set(visitId, { ...visit, technicianId: to });
    routes = routes.map((route) => {
      if (route.technician.id === from) return { ...route, stops: route.stops.filter(({ id }) => id !== visitId) };
      if (route.technician.id !== to) return route;
      const stops = [...route.stops, { id: visitId, place: visit.work.place, stay, window }];
      return { ...route, stops: stops.sort((a, b) => a.stay.from.getTime() - b.stay.from.getTime()) };
    });
  }
  for (const id of mended.unkept) visits.delete(id);
  return { routes, visits };
}

function figures(trials: readonly Trial[], bookMs: readonly number[], turnedAway: readonly number[], days: number) {
  const all = (of: (trial: Trial) => number) => trials.map(of);
  const total = (of: (trial: Trial) => number) => sum(all(of));
  const [last, first, peer] = [all(({ lastMs }) => lastMs), all(({ firstMs }) => firstMs), all(({ peerMs }) => peerMs)];
  const alike = trials.filter(({ peerMinutes }) => peerMinutes !== null);
  const [broken, bound] = [total((t) => t.broken), total((t) => t.bound)];
  const table: Line[] = [
    { what: 'a whole plan, p50', unit: 'ms', ours: p50(first), peer: p50(peer) },
    { what: 'a whole plan, p99', unit: 'ms', ours: p99(first), peer: p99(peer) },
    { what: 'the best plan, p50', unit: 'ms', ours: p50(last), peer: p50(peer) },
    { what: 'the best plan, p99', unit: 'ms', ours: p99(last), peer: p99(peer) },
    { what: 'its CPU, p50', unit: 'ms', ours: p50(all((t) => t.cpuMs)), peer: p50(all((t) => t.peerCpuMs)) },
    { what: 'its CPU, p99', unit: 'ms', ours: p99(all((t) => t.cpuMs)), peer: p99(all((t) => t.peerCpuMs)) },
    {
      what: 'promised windows broken, of all orphans',
      unit: 'visits',
      ours: broken,
      peer: total((t) => t.peerBroken),
      floor: bound,
    },
    { what: 'the same in the first plan', unit: 'visits', ours: total((t) => t.brokenAtFirst), floor: bound },
    { what: 'visits of others that change hands', unit: 'visits', ours: total((t) => t.handedOn), peer: 0 },
    {
      what: 'extra driving where both keep as many',
      unit: 'min/plan',
      ours: sum(alike.map((t) => t.minutes)) / alike.length,
      peer: sum(alike.map((t) => t.peerMinutes!)) / alike.length,
    },
    { what: 'a request during the day gets its window, p50', unit: 'ms', ours: p50(bookMs) },
    { what: 'a request during the day gets its window, p99', unit: 'ms', ours: p99(bookMs) },
  ];
  const aims: Aim[] = [
    { what: 'the best plan, p50, ms', is: p50(last), atMost: 500 },
    { what: 'the best plan, p99, ms', is: p99(last), atMost: 2000 },
    {
      what: 'promised windows broken, times the bound',
      is: bound ? broken / bound : broken ? Infinity : 1,
      atMost: 1.1,
    },
  ];
  const facts = {
    trials: trials.length,
    technicians: TECHNICIANS,
    visitsEach: VISITS,
    requestsEach: REQUESTS,
    turnedAway: sum(turnedAway) / days,
    orphans: { all: total((t) => t.orphans), most: Math.max(...all((t) => t.orphans)) },
    slowestMs: quantile(last, 1),
    stopped: trials.filter(({ isStopped }) => isStopped).length,
  };
  return { table, aims, facts };
}
