import { seeded } from '#carriers/loopback/seeded';
import type { Place } from '#routes/route';
import { ceilTo, plusMinutes } from '#time/minutes';
import type { Window } from '#time/window';
import { estimatedMinutes } from '#travel/estimate';
import { local } from '#test/world/company';
import { uuids } from '#test/bench/town/uuids';

/** The clock shows this when the measuring begins: everybody is at his first visit. */
export const MORNING = local('08:30:00');

export const TERRITORIES = 10;
const TECHNICIANS = 20;
const VISITS = 8;
/** Every job takes this long; a booking of the `long` kind fills its window. */
export const WORK_MINUTES = 45;
export const LONG_MINUTES = 60;
/** After the last but one visit everybody rests; a delay of half an hour ends there. */
const REST_MINUTES = 30;
/** Nobody promises an arrival for the last minutes of a window. */
const SLACK_MINUTES = 10;

/** A customer with one address and one work order. */
export type Customer = {
  readonly customerId: string;
  readonly addressId: string;
  readonly workOrderId: string;
  readonly linkId: string;
  readonly customer: string;
  readonly phone: string;
  readonly street: string;
  readonly place: Place;
};

export type PlannedVisit = Customer & {
  readonly appointmentId: string;
  readonly assignmentId: string;
  readonly stay: Window;
  readonly window: Window;
};

export type PlannedTechnician = {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly token: string;
  readonly territory: number;
  readonly home: Place;
  readonly visits: readonly PlannedVisit[];
};

export type Town = { readonly territoryIds: readonly string[]; readonly technicians: readonly PlannedTechnician[] };

/**
 * A town of 10 territories with 20 technicians each, every one with 8 visits today, drawn from a seed. The days are
 * tight: one job follows the other with nothing but the drive between, and each window ends 10 to 40 minutes after the
 * planned arrival, so that 35 minutes more at the first job break about five promises.
 *
 *   ┤ 1, at work ├─┤ 2 ├─┤ 3 ├─┤ 4 ├─┤ 5 ├─┤ 6 ├─┤ 7 ├── rest ──┤ 8 ├
 */
export function planTown(seed: number): Town {
  const random = seeded(seed);
  const uuid = uuids(random);
  const technicians = Array.from({ length: TERRITORIES * TECHNICIANS }, (_, n): PlannedTechnician => {
    const territory = n % TERRITORIES;
    const home = placeIn(territory, random);
    return {
      id: uuid(),
      name: `${FIRST[n % FIRST.length]} ${LAST[Math.floor(random() * LAST.length)]}`,
      phone: `+1555${String(9_000_000 + n)}`,
      token: `device-token-of-technician-${n}`,
      territory,
      home,
      visits: dayFrom({ n, territory, random, uuid }),
    };
  });
  return { territoryIds: Array.from({ length: TERRITORIES }, uuid), technicians };
}

type Drawing = { readonly territory: number; readonly random: () => number; readonly uuid: () => string };

/** A customer for each of these phones, somewhere in the territory. */
export const customersOf = ({ territory, random, uuid, phones }: Drawing & { phones: readonly string[] }): Customer[] =>
  phones.map((phone) => ({
    customerId: uuid(),
    addressId: uuid(),
    workOrderId: uuid(),
    linkId: uuid(),
    customer: `${FIRST[Math.floor(random() * FIRST.length)]} ${LAST[Math.floor(random() * LAST.length)]}`,
    phone,
    street: `${1 + Math.floor(random() * 98)} ${STREETS[Math.floor(random() * STREETS.length)]}`,
    place: placeIn(territory, random),
  }));

function dayFrom({ n, territory, random, uuid }: Drawing & { n: number }): PlannedVisit[] {
  const phones = Array.from({ length: VISITS }, (_, i) => `+1555${String(1_000_000 + n * VISITS + i)}`);
  let free = plusMinutes(local('08:00:00'), Math.floor(random() * 10));
  let from: Place | null = null;
  return customersOf({ territory, random, uuid, phones }).map((customer, i) => {
    const { place } = customer;
    const rest = i === VISITS - 1 ? REST_MINUTES : 0;
    const start: Date = ceilTo(plusMinutes(free, rest + (from ? estimatedMinutes(from, place) : 0)), 1);
    const stay = { from: start, to: plusMinutes(start, WORK_MINUTES) };
    const to = ceilTo(plusMinutes(start, SLACK_MINUTES), 30);
    free = stay.to;
    from = place;
    const window = { from: plusMinutes(to, -60), to };
    return { ...customer, appointmentId: uuid(), assignmentId: uuid(), stay, window };
  });
}

/** Territories lie 20 km apart, each a square of 6 km. */
export const placeIn = (territory: number, random: () => number): Place => ({
  lat: 39 + territory * 0.18 + random() * 0.054,
  lng: -76.6 + random() * 0.07,
});

const FIRST = ['Maria', 'Sam', 'Lena', 'Tom', 'Aisha', 'Ben', 'Ivy', 'Omar', 'Nora', 'Peter', 'Ruth', 'Glenn'] as const;
const LAST = ['Gomez', 'Reed', 'Fischer', 'Baker', 'Khan', 'Lopez', 'Chen', 'Haddad', 'Kim', 'Hall', 'Young'] as const;
const STREETS = ['Oak St', 'Maple Ave', 'Mill Rd', 'Harbor Way', 'Cedar Ln', 'Church St', 'Elm St', 'Bay St'] as const;
