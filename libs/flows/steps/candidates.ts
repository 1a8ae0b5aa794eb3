import type { Window } from '#time/window';
import { dayAt, daySpan, type LocalDay } from '#time/zone';
import { isRefused } from '#visits/refused';
import { type Candidate, candidates, type Member } from '#routes/candidates';
import type { Asked } from '#routes/objections';
import { MOST_OVERTIME_MINUTES, withOvertime } from '#routes/overtime';
import { type Route, type Technician, type TravelMinutes, without } from '#routes/route';
import type { Slot } from '#routes/slot-search';
import { beginsAt } from '#routes/spots';
import { routesOf } from '#store/route';
import { teamNear, type Taker, takersOf } from '#store/team';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { rulesOf } from '#flows/steps/rules';
import { travelAround } from '#flows/steps/drives';
import { fitAgain, readRoutesOf } from '#flows/steps/slots';
import { termsOf } from '#flows/steps/terms';

type Reader = Pick<Tx, 'sql'>;

/** Who is looked at, how many of them at most (null: all), and what may be asked of them. */
type Looking = {
  /** Only those who have these. */
  readonly skills: readonly string[];
  readonly most: number | null;
  readonly overtimeMinutes: number;
  /** How likely somebody is visited late is reckoned and told. */
  readonly tellsChances: boolean;
  /** Visits that go to somebody else in the same commit. */
  readonly besides?: readonly string[];
};

/** For the engine: those who have the skills, within their shifts. */
export const forTheEngine = ({ work }: Visit): Looking => ({
  skills: work.skills,
  most: null,
  overtimeMinutes: 0,
  tellsChances: false,
});
/** For a dispatcher: the whole territory, with the reasons. */
export const FOR_THE_DESK: Looking = {
  skills: [],
  most: 100,
  overtimeMinutes: MOST_OVERTIME_MINUTES,
  tellsChances: true,
};

/** What a look at the team found: everybody weighed, and the days it was reckoned on, without the visit itself. */
export type Team = {
  readonly candidates: readonly Candidate[];
  readonly routes: readonly Route[];
  readonly takers: readonly Taker[];
  readonly travel: TravelMinutes;
};

/** Everybody near, with the reasons for and against giving him this visit in the window already promised. */
export async function candidatesFor(tx: Reader, visit: Visit, now: Date, looking: Looking): Promise<Team> {
  const { place } = visit;
  const near = { territoryId: place.territoryId, near: place, skills: looking.skills, most: looking.most };
  const technicians = await teamNear(tx, near);
  const { team, asked, ...days } = await weighing(
    tx,
    visit,
    technicians,
    dayAt(visit.window!.from, place.zone),
    now,
    looking,
  );
  return { candidates: candidates(team, asked), travel: asked.travel, ...days };
}

/** What weighing these technicians for a visit on a day rests on. */
export async function weighing(
  tx: Reader,
  visit: Visit,
  technicians: readonly Technician[],
  day: LocalDay,
  now: Date,
  looking: Looking,
): Promise<{
  readonly team: readonly Member[];
  readonly asked: Asked;
  readonly routes: readonly Route[];
  readonly takers: readonly Taker[];
}> {
  const { place, work } = visit;
  const window = visit.window!;
  const ids = technicians.map(({ id }) => id);
  const span = daySpan(day, place.zone);
  const all = await routesOf(tx, ids, span);
  const travel = await travelAround(tx, all, place);
  const takers = await takersOf(tx, ids, span);
  const others = (looking.besides ?? []).reduce((left, id) => without(left, id), all);
  const routes = without(others, visit.appointmentId);
  const team = technicians.map((technician) => ({
    technician,
    routes: routes.filter((route) => route.technician.id === technician.id),
  }));
  const terms = await termsOf(tx, visit);
  const rules = await rulesOf(tx, { LATE_LIMIT: 1 }, visit, now);
  const asked = {
    work: { skills: work.skills, minutes: work.minutes, place, lasts: rules.lasts },
    window,
    travel,
    now,
    zone: place.zone,
    ...(isRefused(terms) ? { never: terms.refused } : { terms }),
    ...(looking.tellsChances ? { chances: rules.chances } : {}),
    overtimeMinutes: looking.overtimeMinutes,
    calls: callsOf(takers),
  };
  return { team, asked, routes, takers };
}

const callsOf = (takers: readonly Taker[]) => (technicianId: string, appointmentId: string) => {
  const taker = takers.find((it) => it.technicianId === technicianId && it.appointmentId === appointmentId);
  return `${taker?.isHeld ? 'the time held for' : 'the promise to'} ${taker?.customer ?? 'another customer'}`;
};

type Wanted = {
  readonly technicianId: string;
  /** A visit of his that goes to somebody else in the same commit. */
  readonly besides?: string;
  /** The stay begins then, give or take some minutes; without it, as early as it may. */
  readonly at?: Date;
  /** The window to keep; without it, the promised one. */
  readonly window?: Window;
};

/**
 * The stay with which this technician keeps the visit's window when a dispatcher says so; looked for behind the locks. In
 * the promised window he may work overtime for it.
 */
export async function slotByHand(tx: Tx, visit: Visit, wanted: Wanted): Promise<Slot | null> {
  const { technicianId, besides, at, window } = wanted;
  const terms = await termsOf(tx, visit);
  if (isRefused(terms)) return null;
  const slot = { technicianId, window: window ?? visit.window! };
  const read = await readRoutesOf(tx, [slot]);
  const days = window ? read : read.map((route) => withOvertime(route, MOST_OVERTIME_MINUTES));
  const routes = besides ? without(days, besides) : days;
  const exact = at ? beginsAt(at, visit.work, terms) : terms;
  return fitAgain(routes, { visit, now: tx.now, terms: exact }, slot, await travelAround(tx, routes, visit.place));
}

/** Why he cannot take it, as a sentence. `besides` are visits that go to somebody else in the same commit. */
export async function whyNot(
  tx: Tx,
  visit: Visit,
  technicianId: string,
  besides: readonly string[] = [],
): Promise<string> {
  const { candidates: all } = await candidatesFor(tx, visit, tx.now, { ...FOR_THE_DESK, besides });
  const him = all.find((candidate) => candidate.technicianId === technicianId);
  const why = him?.against.length ? him.against.join('; ') : 'does not fit into that day without breaking a promise';
  return `${him?.name ?? 'That technician'} cannot take ${visit.customer.name}: ${why}.`;
}
