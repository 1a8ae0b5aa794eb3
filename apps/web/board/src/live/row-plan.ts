import type { BoardVisit } from '#store/views';
import { sayMinutes } from '../time/say-minutes';
import { stayOf } from './stay';

type Place = {
  readonly appointmentId: string;
  readonly lane: number;
  /** Whose visit takes some of the same time, and how much of it; null where none does. */
  readonly overlap: string | null;
};

/** Where the visits of one row stand: bars that would cover each other get lanes of their own. */
export type RowPlan = {
  readonly lanes: number;
  readonly places: readonly Place[];
  /** Tickets of this row that nobody has accepted yet. */
  readonly notAccepted: number;
  /** Minutes of visits in it, and when the first begins; milliseconds since 1970, null without any. */
  readonly minutes: number;
  readonly starts: number | null;
};

export const EMPTY_ROW: RowPlan = { lanes: 1, places: [], notAccepted: 0, minutes: 0, starts: null };

export function planRow(visits: readonly BoardVisit[]): RowPlan {
  const stays = visits.map((visit) => ({ visit, ...timesOf(visit) })).sort((a, b) => a.from - b.from || a.to - b.to);
  const freeFrom: number[] = [];
  const places = stays.map((stay) => {
    const { visit, from, to } = stay;
    const open = freeFrom.findIndex((end) => end <= from);
    const lane = open === -1 ? freeFrom.length : open;
    freeFrom[lane] = to;
    return { appointmentId: visit.appointmentId, lane, overlap: overlapOf(stay, stays) };
  });
  return {
    lanes: Math.max(1, freeFrom.length),
    places,
    notAccepted: visits.filter(isNotAccepted).length,
    minutes: Math.round(stays.reduce((sum, { from, to }) => sum + (to - from) / 60_000, 0)),
    starts: stays[0]?.from ?? null,
  };
}

export const isNotAccepted = ({ ticket, state }: BoardVisit): boolean =>
  state === 'confirmed' && (ticket?.state === 'created' || ticket?.state === 'delivered');

/** Two plans that draw the same. */
export const isSamePlan = (a: RowPlan, b: RowPlan): boolean =>
  a.lanes === b.lanes &&
  a.notAccepted === b.notAccepted &&
  a.minutes === b.minutes &&
  a.starts === b.starts &&
  a.places.length === b.places.length &&
  a.places.every(({ appointmentId, lane, overlap }, i) => {
    const other = b.places[i]!;
    return appointmentId === other.appointmentId && lane === other.lane && overlap === other.overlap;
  });

type Stay = { readonly visit: BoardVisit; readonly from: number; readonly to: number };

/** `overlaps Nora Kim, 20 min`: he cannot be in two places. What is over can overlap nothing any more. */
function overlapOf(own: Stay, stays: readonly Stay[]): string | null {
  if (!isAhead(own.visit)) return null;
  const shared = ({ from, to }: Stay) => (Math.min(to, own.to) - Math.max(from, own.from)) / 60_000;
  const [most] = stays
    .filter((stay) => stay !== own && isAhead(stay.visit) && shared(stay) >= 1)
    .sort((a, b) => shared(b) - shared(a));
  return most ? `overlaps ${most.visit.customer}, ${sayMinutes(shared(most))}` : null;
}

const OVER = new Set(['completed', 'cannot_complete']);
const isAhead = ({ state, ticket }: BoardVisit) => state === 'confirmed' && ticket !== null && !OVER.has(ticket.state);

function timesOf(visit: BoardVisit): { from: number; to: number } {
  const stay = stayOf(visit);
  return stay ? { from: Date.parse(stay.from), to: Date.parse(stay.to) } : { from: 0, to: 0 };
}
