import { isOnSite } from '#visits/assignment';
import { isRefused } from '#visits/refused';
import type { Window } from '#time/window';
import type { Candidate } from '#routes/candidates';
import { MOST_OVERTIME_MINUTES, withOvertime } from '#routes/overtime';
import { without } from '#routes/route';
import type { Tx } from '#store/tx';
import { type Visit, visitsOf } from '#store/visit';
import type { Team } from '#flows/steps/candidates';
import { openTravel } from '#flows/steps/drives';
import { fitAgain } from '#flows/steps/slots';
import { termsOf } from '#flows/steps/terms';

/** A visit of another technician with which this one could change hands, both promises kept. */
export type SwapChoice = {
  readonly appointmentId: string;
  readonly version: number;
  readonly customer: string;
  readonly window: Window;
};

/** Each look costs a search: a dispatcher wants a few to choose from, not all there are. */
const MOST_SWAPS = 12;
const MOST_EACH = 2;

/** By technician: what he could give for this visit, where he cannot just take it. */
export async function swapsFor(
  tx: Pick<Tx, 'sql'>,
  visit: Visit,
  team: Team,
  now: Date,
): Promise<ReadonlyMap<string, readonly SwapChoice[]>> {
  const found = new Map<string, SwapChoice[]>();
  if (!visit.ticket) return found;
  const { technicianId: holder } = visit.ticket;
  const wanting = team.candidates.filter((candidate) => wouldRather(candidate) && candidate.technicianId !== holder);
  const theirs = await visitsOf(tx, visitsOfThem(team, wanting));
  const around = await openTravel(tx);
  const days = team.routes.map((route) => withOvertime(route, MOST_OVERTIME_MINUTES));
  const holders = days.filter(({ technician }) => technician.id === holder);
  const terms = await termsOf(tx, visit);
  if (isRefused(terms)) return found;
  let count = 0;
  for (const other of theirs) {
    const him = other.ticket?.technicianId;
    const his = found.get(him ?? '') ?? [];
    if (!him || !maySwap(other) || count >= MOST_SWAPS || his.length >= MOST_EACH) continue;
    const there = { technicianId: him, window: visit.window! };
    if (!fitAgain(without(days, other.appointmentId), { visit, now, terms }, there, team.travel)) continue;
    const back = { technicianId: holder, window: other.window! };
    const others = await termsOf(tx, other);
    if (isRefused(others)) continue;
    const travel = await around(holders, other.place);
    if (!fitAgain(holders, { visit: other, now, terms: others }, back, travel)) continue;
    const { appointmentId, version, customer } = other;
    found.set(him, [...his, { appointmentId, version, customer: customer.name, window: other.window! }]);
    count++;
  }
  return found;
}

/** Who can take it as things are need not give anything for it. */
const wouldRather = ({ stay, drawbacks }: Candidate) => stay === null || drawbacks.length > 0;

const visitsOfThem = ({ takers }: Team, them: readonly Candidate[]): string[] =>
  takers
    .filter(({ technicianId, isHeld }) => !isHeld && them.some((candidate) => candidate.technicianId === technicianId))
    .map(({ appointmentId }) => appointmentId);

const maySwap = ({ state, window, ticket }: Visit) =>
  state === 'confirmed' && window !== null && ticket !== null && !isOnSite(ticket.state);
