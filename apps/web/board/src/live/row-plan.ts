import type { BoardVisit } from '#store/views';
import { stayOf } from './stay';

/** Where the visits of one row stand: bars that would cover each other get lanes of their own. */
export type RowPlan = {
  readonly lanes: number;
  readonly places: readonly { readonly appointmentId: string; readonly lane: number }[];
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
  const places = stays.map(({ visit, from, to }) => {
    const open = freeFrom.findIndex((end) => end <= from);
    const lane = open === -1 ? freeFrom.length : open;
    freeFrom[lane] = to;
    return { appointmentId: visit.appointmentId, lane };
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
  a.places.every(
    ({ appointmentId, lane }, i) => appointmentId === b.places[i]?.appointmentId && lane === b.places[i].lane,
  );

function timesOf(visit: BoardVisit): { from: number; to: number } {
  const stay = stayOf(visit);
  return stay ? { from: Date.parse(stay.from), to: Date.parse(stay.to) } : { from: 0, to: 0 };
}
