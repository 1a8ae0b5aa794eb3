import type { BrokenDay, DayVisit, Mended, Move } from '#routes/mend/day';
import { type Chain, type Link, openChains } from '#routes/mend/chains';
import { type Direct, directly } from '#routes/mend/directly';
import { carrying, EPSILON, type Loads, withVisit } from '#routes/mend/loads';

/** So many orphans are looked at together: every subset of them is. More are done in turn, the soonest promises first. */
const MOST_AT_ONCE = 10;
/** For the sake of one orphan so many other visits change hands at most. */
const MOST_HANDED_ON = 2;
/** Chains looked at after the first that helps: one of the next may drive less. */
const LOOK_ON = 7;
/** How long it goes on looking for fewer moves when it has a plan: technicians looked at, chains tried. */
const MOST_LOOKED_AT = 40_000;
/** Among so few technicians an orphan nobody can take may still be helped by what is moved for another one. */
const FEW = 6;

/** What is settled: visits that change hands in chains, and what that makes of everybody's load. */
type Settled = { readonly links: readonly Link[]; readonly loads: Loads };
/** A whole plan: the chains settled, and the best that can be done directly for the other orphans. */
type Plan = Settled & { readonly rest: readonly DayVisit[]; readonly direct: Direct; readonly minutes: number };

/**
 * Mends a day: finds somebody who keeps the promised window of each orphan. Above all the most promises are kept, then
 * the fewest visits change hands, then the least driving is added; nobody is moved who need not be.
 *
 * The best plan in which only orphans move is exact and comes first. While promises remain that nobody keeps so, other
 * visits are handed on to make room, one or two for an orphan (an ejection chain), and then with what time there is
 * fewer moves are looked for. Yields the best plan so far at every step, null while there is none; it can be stopped at any
 * of them.
 */
export function* mend(day: BrokenDay): Generator<Mended | null, Mended> {
  const orphans = [...day.orphans].sort(
    (a, b) => a.window.to.getTime() - b.window.to.getTime() || (a.id < b.id ? -1 : 1),
  );
  const carries = carrying(day);
  const chains = openChains(day, carries);
  let settled: Settled = { links: [], loads: new Map() };
  let [latest, said]: [Plan | null, Mended | null] = [null, null];
  for (let from = 0; from === 0 || from < orphans.length; from += MOST_AT_ONCE) {
    const some = orphans.slice(from, from + MOST_AT_ONCE);
    for (const plan of improve(settled, some)) {
      if (plan && plan !== latest) [latest, said, settled] = [plan, asMended(plan), settle(plan)];
      yield said;
    }
  }
  return asMended(yield* planOf(settled, []));

  /** Ever better plans for these orphans, the last of them the best; null or the same one again where it only thinks. */
  function* improve(settled: Settled, some: readonly DayVisit[]): Generator<Plan | null> {
    let best = yield* planOf(settled, some);
    yield best;
    for (;;) {
      const better = yield* pausing(best, makeRoom(best));
      if (!better) break;
      yield (best = better);
    }
    if (best.links.length > settled.links.length || best.direct.kept < best.rest.length) {
      for (const better of lookThrough(settled, some, best)) yield (best = better ?? best);
    }
  }

  /** The plan with one promise more that is kept, by the shortest chain; null when there is none. */
  function* makeRoom(plan: Plan): Generator<null, Plan | null> {
    const isKept = (visit: DayVisit) => plan.direct.takers[plan.rest.indexOf(visit)] !== null;
    const inTurn = [...plan.rest].sort((a, b) => Number(isKept(a)) - Number(isKept(b)));
    if (inTurn.every(isKept)) return null;
    for (let handedOn = 1; handedOn <= MOST_HANDED_ON; handedOn++)
      for (const orphan of inTurn) {
        let [best, more] = [null as Plan | null, LOOK_ON];
        for (const chain of chains.of(orphan, plan.loads, handedOn)) {
          yield null;
          if (!chain) continue;
          const next = yield* withChain(plan, orphan, chain);
          if (keptBy(next) > keptBy(plan) && (!best || isBetter(next, best))) best = next;
          if (best && more-- === 0) break;
        }
        if (best) return best;
      }
    return null;
  }

  /** Everything with one, two, three ... visits handed on, until nothing better can come or enough has been looked at. */
  function* lookThrough(settled: Settled, some: readonly DayVisit[], first: Plan): Generator<Plan | null> {
    let [best, left] = [first, MOST_LOOKED_AT];
    const isHopeless = day.routes.length > FEW ? yield* hopeless(settled, first) : () => false;
    const most = keptBy(yield* planOf(settled, [])) + some.filter((visit) => !isHopeless(visit)).length;
    const start = yield* planOf(settled, some);
    for (let handedOn = 1; left > 0 && handedOn <= MOST_HANDED_ON * some.length; handedOn++) {
      if (keptBy(best) === most && handedOn >= handedOnBy(best)) return;
      yield* further(start, handedOn);
    }

    function* further(plan: Plan, handedOn: number): Generator<Plan | null> {
      for (const orphan of plan.rest) {
        if (isHopeless(orphan)) continue;
        for (let length = 1; length <= Math.min(MOST_HANDED_ON, handedOn); length++)
          for (const chain of chains.of(orphan, plan.loads, length)) {
            if (left <= 0) return;
            if (!chain) {
              yield null;
              continue;
            }
            left -= day.routes.length;
            const next = yield* withChain(plan, orphan, chain);
            if (isBetter(next, best)) yield (best = next);
            else yield null;
            if (length < handedOn) yield* further(next, handedOn - length);
          }
      }
    }
  }

  /** Those of the orphans not kept that nobody can keep, whoever else is moved. */
  function* hopeless({ loads }: Settled, { rest, direct }: Plan): Generator<null, (visit: DayVisit) => boolean> {
    const found = new Set<DayVisit>();
    for (const orphan of rest.filter((_, i) => direct.takers[i] === null))
      if (!(yield* hasWay(orphan, loads))) found.add(orphan);
    return (visit) => found.has(visit);
  }

  function* hasWay(orphan: DayVisit, loads: Loads): Generator<null, boolean> {
    for (let handedOn = 0; handedOn <= MOST_HANDED_ON; handedOn++)
      for (const chain of chains.of(orphan, loads, handedOn)) {
        if (chain) return true;
        yield null;
      }
    return false;
  }

  function* planOf({ links, loads }: Settled, rest: readonly DayVisit[]): Generator<null, Plan> {
    const direct = yield* directly(carries, day.routes.length, rest, loads, chains.mayTake);
    const before = [...loads].reduce((sum, [route, load]) => sum + carries(route, load)!.minutes, 0);
    return { links, loads, rest, direct, minutes: before + direct.minutes };
  }

  function withChain(plan: Plan, orphan: DayVisit, { links, loads }: Chain): Generator<null, Plan> {
    return planOf(
      { links: [...plan.links, ...links], loads },
      plan.rest.filter((visit) => visit !== orphan),
    );
  }

  /** With what is done directly settled, too. */
  function settle({ links, loads, rest, direct }: Plan): Settled {
    const all = { links: [...links], loads };
    rest.forEach((visit, i) => {
      const route = direct.takers[i]!;
      if (route === null) return;
      all.links.push({ visit, route, orphanId: visit.id });
      all.loads = withVisit(all.loads, route, visit, null);
    });
    return all;
  }

  function asMended(plan: Plan): Mended {
    const { links, loads } = settle(plan);
    const moves = links.map(({ visit, route, orphanId }): Move => {
      const { stay, detourMinutes } = carries(route, loads.get(route)!)!.slots.get(visit.id)!;
      const { technicianId, id, window } = visit;
      return {
        visitId: id,
        from: technicianId,
        to: day.routes[route]!.technician.id,
        window,
        stay,
        detourMinutes,
        orphanId,
      };
    });
    const unkept = orphans.map(({ id }) => id).filter((id) => !moves.some(({ visitId }) => visitId === id));
    return { moves, unkept, minutes: plan.minutes };
  }
}

/** Goes on with the best so far while something else is thought of. */
function* pausing<Answer>(best: Plan, thinking: Generator<null, Answer>): Generator<Plan, Answer> {
  for (;;) {
    const { done, value } = thinking.next();
    if (done) return value;
    yield best;
  }
}

const keptBy = ({ links, direct }: Plan) => new Set(links.map(({ orphanId }) => orphanId)).size + direct.kept;
const handedOnBy = ({ links }: Plan) => links.length - new Set(links.map(({ orphanId }) => orphanId)).size;

const isBetter = (a: Plan, b: Plan): boolean => {
  const more = keptBy(a) - keptBy(b) || handedOnBy(b) - handedOnBy(a);
  return more > 0 || (more === 0 && a.minutes < b.minutes - EPSILON);
};
