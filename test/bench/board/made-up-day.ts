import type { BoardSnapshot, BoardTechnician, BoardVisit } from '#store/views';

const DAY = Date.parse('2026-03-03T05:00:00Z'); // midnight in New York
const HOUR = 3_600_000;
const iso = (t: number) => new Date(t).toISOString();
const id = (kind: number, n: number) => `0000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A day of so many technicians with so many visits each: the same whenever it is made. */
export function madeUpDay(technicians: number, visitsEach: number): BoardSnapshot {
  const team = Array.from({ length: technicians }, (_, n) => technician(n));
  return {
    cursor: '1.1',
    clock: { shows: iso(DAY + 10 * HOUR), rate: 1 },
    company: 'Made-up Fiber',
    zone: 'America/New_York',
    day: '2026-03-03',
    span: { from: iso(DAY), to: iso(DAY + 24 * HOUR) },
    technicians: team,
    visits: team.flatMap((he, n) => Array.from({ length: visitsEach }, (_, at) => visit(he, n, at))),
    alerts: [],
  };
}

const technician = (n: number): BoardTechnician => ({
  id: id(1, n),
  name: `Technician ${String(n).padStart(3, '0')}`,
  skills: ['fiber', n % 2 ? 'heating' : 'appliance'],
  territory: 'Harbor',
  zone: 'America/New_York',
  shifts: [{ from: iso(DAY + 7 * HOUR), to: iso(DAY + 18 * HOUR) }],
  breaks: [{ from: iso(DAY + 12 * HOUR), to: iso(DAY + 12.5 * HOUR) }],
});

function visit({ id: technicianId, name }: BoardTechnician, n: number, at: number): BoardVisit {
  const from = DAY + (7.25 + at * 1.5) * HOUR;
  const planned = { from: iso(from), to: iso(from + HOUR) };
  return {
    appointmentId: id(2, n * 100 + at),
    workOrderId: id(3, n * 100 + at),
    ref: `R${n}-${at}`,
    code: '0000',
    customer: `Customer ${n}-${at}`,
    street: `${n} Oak St`,
    lat: 39.27 + n / 1e4,
    lng: -76.6 + at / 1e3,
    work: 'Repair',
    zone: 'America/New_York',
    state: 'confirmed',
    revision: 1,
    version: 1,
    window: planned,
    eta: null,
    told: null,
    atRisk: false,
    missed: false,
    ticket: {
      id: id(4, n * 100 + at),
      technicianId,
      technician: name,
      state: 'acknowledged',
      planned,
      expected: planned,
      alarmed: false,
    },
    after: null,
    suspended: false,
    block: null,
    asked: false,
    unanswered: false,
  };
}
