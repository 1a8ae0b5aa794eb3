import type { Aim, Bench, Line, Result } from '#test/bench/bench';
import { p50, p99 } from '#test/bench/figures';
import type { Grounds } from '#test/bench/grounds';
import { timeOfCalcom } from '#test/bench/slots/calcom';
import { whyImpossible } from '#test/bench/slots/check';
import { type Company, planCompany } from '#test/bench/slots/company';
import { askOverHttp, type Http } from '#test/bench/slots/http';
import { floorOf, groundOf, search } from '#test/bench/slots/pure';

const SEED = 20260303;
const TECHNICIANS = 200;
const GROWING = [10, 100, 1000, 10_000] as const;
const RUNS = 25;
/** Of a company of thousands fewer will do. */
const FEW_RUNS = 5;
/** Of the other territories in the larger company over HTTP: so many times the bookings, none of them candidates. */
const OTHERS = 4;

/** Which times are free: the pure search, and the whole answer over HTTP. */
export const slots: Bench = {
  name: 'slots',
  about:
    'which times are free, for 200 technicians x 14 days x 6 visits; peer: Cal.com, no driving; floor: a plain scan',
  async measure(grounds) {
    const company = planCompany(SEED, 1, TECHNICIANS);
    const pure = measurePure(company);
    const growth = GROWING.map((technicians) => ({
      technicians,
      cpuMs: cpuOfSearch(planCompany(SEED, 1, technicians)),
    }));
    const peer = await timeOfCalcom(company);
    const http = await overHttp(grounds, 'slots', company);
    const crowded = await overHttp(grounds, 'slots_crowded', planCompany(SEED, 1 + OTHERS, TECHNICIANS));
    return judged({ pure, growth, peer, http, crowded });
  },
};

type Pure = {
  readonly cpuMs: number;
  readonly floorMs: number;
  readonly wrong: readonly string[];
  readonly windows: number;
};

function measurePure(company: Company): Pure {
  const ground = groundOf(company);
  const floor = floorOf(ground);
  const wrong: string[] = [];
  let windows = 0;
  const places = placesOf(company);
  for (const place of places) {
    const found = search(ground, ground.searchFor(place));
    windows += found.length;
    for (const { technicianId, window } of found) {
      const why = whyImpossible(company, place, { technicianId, from: +window.from, to: +window.to });
      if (why) wrong.push(`in process: ${why}`);
    }
  }
  const floorMs = p50(places.map((place) => cpuOf(() => void floor(place))));
  return { cpuMs: cpuOfSearch(company), floorMs, wrong, windows: windows / places.length };
}

/** Where somebody wants a visit: at the doors of some customers, a little aside. */
const placesOf = ({ workers }: Company) =>
  Array.from({ length: workers.length > 500 ? FEW_RUNS : RUNS }, (_, n) => {
    const { lat, lng } = workers[n % workers.length]!.days[n % 14]!.stays[n % 6]!.place;
    return { lat: lat + 0.001, lng: lng - 0.001 };
  });

function cpuOfSearch(company: Company): number {
  const ground = groundOf(company);
  const asked = placesOf(company).map((place) => ground.searchFor(place));
  for (const each of asked.slice(0, FEW_RUNS)) search(ground, each);
  return p50(asked.map((each) => cpuOf(() => void search(ground, each))));
}

function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function overHttp(grounds: Grounds, name: string, company: Company): Promise<Http> {
  return askOverHttp(grounds, name, company);
}

type Measured = {
  readonly pure: Pure;
  readonly growth: readonly { readonly technicians: number; readonly cpuMs: number }[];
  readonly peer: { readonly cpuMs: number; readonly slots: number } | { readonly why: string };
  readonly http: Http;
  readonly crowded: Http;
};

/** The slope of the logarithms, by least squares: 1 is in proportion. */
function exponentOf(points: Measured['growth']): number {
  const [x, y] = [points.map((p) => Math.log(p.technicians)), points.map((p) => Math.log(p.cpuMs))];
  const [mx, my] = [x, y].map((all) => all.reduce((sum, value) => sum + value, 0) / all.length) as [number, number];
  const xy = x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  return xy / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}

function judged({ pure, growth, peer, http, crowded }: Measured): Result {
  const cal = 'cpuMs' in peer ? peer.cpuMs : null;
  const exponent = exponentOf(growth);
  const table: Line[] = [
    { what: 'search in process, 200 technicians', unit: 'CPU-ms', ours: pure.cpuMs, peer: cal, floor: pure.floorMs },
    ...growth.map(({ technicians, cpuMs }) => ({ what: `search in process, ${technicians} technicians`, unit: 'CPU-ms', ours: cpuMs })), // prettier-ignore
    ...linesOf('over HTTP', http),
    ...linesOf(`over HTTP, ${1 + OTHERS} territories`, crowded),
  ];
  const aims: Aim[] = [
    { what: 'search in process, 200 technicians, CPU-ms', is: pure.cpuMs, atMost: 10 },
    { what: 'growth with the candidates, exponent', is: exponent, atMost: 1.1 },
    { what: 'windows over HTTP, p50, ms', is: p50(http.alone), atMost: 40 },
    { what: 'windows over HTTP, p99, ms', is: p99(http.alone), atMost: 120 },
    { what: 'windows over HTTP, 20 at once, p99, ms', is: p99(http.together), atMost: 120 },
  ];
  return {
    table,
    aims,
    wrong: [...pure.wrong, ...http.wrong, ...crowded.wrong],
    facts: { peer, exponent, windowsInProcess: pure.windows, windowsOverHttp: http.windows, first: http.first },
  };
}

const linesOf = (what: string, { alone, together, afterBooking }: Http): Line[] => [
  { what: `${what}, one after the other, p50`, unit: 'ms', ours: p50(alone) },
  { what: `${what}, one after the other, p99`, unit: 'ms', ours: p99(alone) },
  { what: `${what}, 20 at once, p50`, unit: 'ms', ours: p50(together) },
  { what: `${what}, 20 at once, p99`, unit: 'ms', ours: p99(together) },
  { what: `${what}, right after a hold, p50`, unit: 'ms', ours: p50(afterBooking) },
];
