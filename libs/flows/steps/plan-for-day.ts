import { earlier, later, plusMinutes } from '#time/minutes';
import type { Window } from '#time/window';
import { dayAt, daysBetween, daySpan, type LocalDay } from '#time/zone';
import { isRefused } from '#visits/refused';
import { type DayProblem, layDay, type WantedVisit } from '#routes/plan/day';
import { type Best, improve } from '#routes/plan/improve';
import { lacking, type Place, type Route, type TravelMinutes, withStays } from '#routes/route';
import { SLACK_MINUTES, type Terms } from '#routes/slot-search';
import type { ProposedVisit, Proposal } from '#store/day-plans';
import type { Pair } from '#store/legs';
import { routesOf } from '#store/route';
import type { Tx } from '#store/tx';
import { type Visit, visitsOf } from '#store/visit';
import type { Settings } from '#flows/settings';
import { along, drivesBetween, ESTIMATES } from '#flows/steps/drives';
import { openRules, type Rules } from '#flows/steps/rules';
import { fitAgain, windowsFor } from '#flows/steps/slots';
import { termsOf } from '#flows/steps/terms';

type Reader = Pick<Tx, 'sql'>;
type Ask = {
  readonly territory: { readonly id: string; readonly zone: string };
  readonly day: LocalDay;
  /** Those to be planned, the most important first; null for all that wait, the oldest first. */
  readonly appointmentIds: readonly string[] | null;
  readonly now: Date;
};

/** A visit that can be planned, with what holds for it. */
type Candidate = {
  readonly visit: Visit;
  readonly terms: Terms;
  readonly windows: readonly Window[];
  readonly rules: Rules;
};
type LeftOut = { readonly visit: Visit; readonly why: string };

/** Everything about a day that its planning looks at, read once. */
export type DaySeen = {
  readonly now: Date;
  readonly routes: readonly Route[];
  readonly travel: TravelMinutes;
  readonly candidates: readonly Candidate[];
  readonly leftOut: readonly LeftOut[];
};

/** More visits than these are not planned at once: the oldest are. */
export const MOST_VISITS = 300;

export async function lookAtDay(tx: Reader, settings: Settings, ask: Ask): Promise<DaySeen> {
  const { territory, day, now } = ask;
  const daysAhead = daysBetween(dayAt(now, territory.zone), day);
  const span = daySpan(day, territory.zone);
  const technicians = await tx.sql<{ id: string }>('SELECT id FROM technician WHERE territory_id = $1 AND active', [
    territory.id,
  ]);
  const routes = await routesOf(
    tx,
    technicians.map(({ id }) => id),
    { from: later(span.from, now), to: span.to },
  );
  const { visits, leftOut } = await wantedOn(tx, ask);
  const candidates: Candidate[] = [];
  const rulesOf = openRules(tx, settings, now);
  for (const visit of visits) {
    const terms = await termsOf(tx, visit);
    if (isRefused(terms)) {
      leftOut.push({ visit, why: terms.refused });
      continue;
    }
    const rules = await rulesOf(visit);
    const windows = windowsFor({ visit, now, days: daysAhead + 1, terms, rules }, settings).filter(
      ({ from }) => from >= span.from && from < span.to,
    );
    candidates.push({ visit, terms, windows, rules });
  }
  const travel = await travelAmong(
    tx,
    routes,
    candidates.map(({ visit }) => visit.place),
  );
  return { now, routes, travel, candidates, leftOut };
}

/** The visits that wait for a time, and those that were asked for and do not. */
async function wantedOn(
  tx: Reader,
  { territory, appointmentIds }: Ask,
): Promise<{ visits: Visit[]; leftOut: LeftOut[] }> {
  const rows = await tx.sql<{ id: string; isHeld: boolean; block: string | null }>(
    `SELECT a.id, EXISTS (SELECT 1 FROM hold h WHERE h.appointment_id = a.id AND h.state = 'active' AND h.expires_at > doorward_now()) AS "isHeld",
            b.owner || ' has put it on hold: ' || b.reason AS block
     FROM appointment a JOIN work_order w ON w.id = a.work_order_id JOIN address d ON d.id = w.address_id
     LEFT JOIN block b ON b.appointment_id = a.id AND b.ended_at IS NULL
     WHERE d.territory_id = $1 AND CASE WHEN $2::uuid[] IS NULL THEN a.state = 'requested' AND w.closed_at IS NULL ELSE a.id = ANY($2) END
     ORDER BY array_position($2::uuid[], a.id), w.opened_at, a.id`,
    [territory.id, appointmentIds],
  );
  const seen = new Map(
    (
      await visitsOf(
        tx,
        rows.map(({ id }) => id),
      )
    ).map((visit) => [visit.appointmentId, visit]),
  );
  const visits: Visit[] = [];
  const leftOut: LeftOut[] = [];
  for (const { id, isHeld, block } of rows) {
    const visit = seen.get(id)!;
    const why =
      visit.state !== 'requested'
        ? `it is ${visit.state} already`
        : isHeld
          ? 'the customer is deciding about a time that is held for him'
          : (block ??
            (visits.length < MOST_VISITS ? null : `${MOST_VISITS} visits that come first are planned before it`));
    if (why === null) visits.push(visit);
    else leftOut.push({ visit, why });
  }
  return { visits, leftOut };
}

/** The drives that a plan may put together: along the routes, there, on from there, and from each visit to each other. */
async function travelAmong(tx: Reader, routes: readonly Route[], visits: readonly Place[]): Promise<TravelMinutes> {
  const [roads] = await tx.sql('SELECT 1 FROM road_network');
  if (!roads) return (from, to) => ESTIMATES.of(from, to).minutes;
  const places = routes.flatMap(({ technician, stops }) => [technician.home, ...stops.map(({ place }) => place)]);
  const pairs = [
    ...along(routes),
    ...visits.flatMap((visit) =>
      places.flatMap((place): Pair[] => [
        [place, visit],
        [visit, place],
      ]),
    ),
    ...visits.flatMap((from) => visits.map((to): Pair => [from, to])),
  ];
  const drives = await drivesBetween(tx, pairs);
  return (from, to) => drives.of(from, to).minutes;
}

/** Looks for a plan until its time is over, or until nothing better has come for long. */
export function* thinkOver(
  seen: DaySeen,
  clock: () => number,
  budgetMs: number,
): Generator<Thought | null, void, void> {
  const began = clock();
  const day = yield* layDay(seen.routes, seen.candidates.map(wantedOf), seen.now, seen.travel);
  const planning = improve(day.problem, SEED);
  const enough = PATIENCE * day.problem.visits.length;
  const thought = (best: Best, share: number): Thought => ({ share, best, day });
  let { value: best } = planning.next(0);
  for (let last = { cost: Infinity, tries: 0 }; best.tries - last.tries <= enough;) {
    const share = (clock() - began) / budgetMs;
    yield thought(best, share);
    if (best.cost < last.cost) last = { cost: best.cost, tries: best.tries };
    best = planning.next(share).value;
  }
}

/** The best plan so far, and the share of the time that is used up. */
export type Thought = { readonly share: number; readonly best: Best; readonly day: DayProblem };

/** One day is planned alike however often it is asked for. */
const SEED = 1;
/** So many tries for each visit without a better plan are enough. */
const PATIENCE = 2000;

const wantedOf = ({ visit, terms, windows }: Candidate): WantedVisit => {
  const first = windows[0]?.from ?? NEVER.from;
  const last = windows.at(-1)?.to ?? NEVER.to;
  const latest = plusMinutes(last, -SLACK_MINUTES);
  return {
    place: visit.place,
    minutes: visit.work.minutes,
    skills: visit.work.skills,
    from: terms.from ? later(first, terms.from) : first,
    to: terms.until ? earlier(latest, plusMinutes(terms.until, -visit.work.minutes)) : latest,
    technicianId: terms.technicianId ?? null,
  };
};

/** A time in which nothing begins. */
const NEVER = { from: new Date(1), to: new Date(0) };

/**
 * What is proposed: each stay with the window it is told by, as a search finds it again among all that stands and all
 * that is proposed before it; and in words why the others are not. Pauses after every visit.
 */
export function* proposalOf(seen: DaySeen, thought: Thought | null): Generator<null, Proposal, void> {
  let routes = seen.routes;
  const visits: ProposedVisit[] = [];
  const leftOut = seen.leftOut.map(({ visit, why }) => ({ ...who(visit), why }));
  for (const { visit: nth, technicianId, stay, extraMinutes } of thought?.day.read(thought.best.plan()) ?? []) {
    yield null;
    const { visit, terms, windows, rules } = seen.candidates[nth]!;
    const again = { visit, now: seen.now, terms: { ...terms, from: stay.from, technicianId }, rules };
    const slot = windowsAround(stay.from, windows)
      .map((window) => fitAgain(routes, again, { technicianId, window }, seen.travel))
      .find((found) => found !== null);
    if (!slot) continue;
    routes = withStays(routes, { id: visit.appointmentId, place: visit.place }, [slot]);
    const { technician } = routes.find((route) => route.technician.id === technicianId)!;
    visits.push({
      ...who(visit),
      technicianId,
      technician: technician.name,
      window: slot.window,
      stay: slot.stay,
      extraMinutes,
    });
  }
  const proposed = new Set(visits.map(({ appointmentId }) => appointmentId));
  for (const [nth, candidate] of seen.candidates.entries()) {
    if (proposed.has(candidate.visit.appointmentId)) continue;
    yield null;
    const why =
      whyNever(seen, candidate) ??
      (thought?.day.fitsAlone(nth)
        ? `there is no room for it beside the ${proposed.size} that are planned`
        : 'it fits nowhere around what is promised already');
    leftOut.push({ ...who(candidate.visit), why });
  }
  return { visits, leftOut, extraMinutes: visits.reduce((sum, { extraMinutes }) => sum + extraMinutes, 0) };
}

const who = ({ appointmentId, ref, customer, work }: Visit) => ({
  appointmentId,
  ref,
  customer: customer.name,
  work: work.name,
});

/** The windows a stay may be told by: those it begins in, the latest first so that there is room behind it, then the next. */
function windowsAround(begins: Date, windows: readonly Window[]): Window[] {
  const around = windows
    .filter(({ from, to }) => from <= begins && begins <= plusMinutes(to, -SLACK_MINUTES))
    .reverse();
  const next = windows.find(({ from }) => from > begins);
  return next ? [...around, next] : around;
}

/** What rules a visit out whatever else is planned; null when nothing does. */
function whyNever(seen: DaySeen, { visit, terms, windows }: Candidate): string | null {
  if (!windows.length) return 'no window of that day can be promised any more';
  const able = seen.routes.filter(({ technician }) => !lacking(technician, visit.work).length);
  if (!able.length) return `nobody with ${visit.work.skills.join(' and ')} works that day`;
  if (terms.technicianId && !able.some(({ technician }) => technician.id === terms.technicianId))
    return 'the technician who has to do it does not work that day';
  return null;
}
