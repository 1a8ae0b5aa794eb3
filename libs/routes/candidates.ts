import { minutesBetween } from '#time/minutes';
import { sayMinutes, sayTime } from '#time/say';
import type { Window } from '#time/window';
import { type Asked, fitIn, objections } from '#routes/objections';
import { lacking, type Place, type Route, type Technician } from '#routes/route';
import type { Slot } from '#routes/slot-search';

/** Somebody who might take a visit, with the reasons for and against in words. */
export type Candidate = {
  readonly technicianId: string;
  readonly name: string;
  /** When he would be there; null when he cannot. */
  readonly stay: Window | null;
  readonly for: readonly string[];
  /** Why he cannot take it. */
  readonly against: readonly string[];
  /** What would have to be lived with: it only puts him further down the list. */
  readonly drawbacks: readonly string[];
};

/** One of the team, with his shifts of that day; none on a day off. */
export type Member = { readonly technician: Technician; readonly routes: readonly Route[] };

/** A drive of so many minutes is worth a word. */
const LONG_DRIVE_MINUTES = 30;
/** Who gets there with less than this to spare may be late for any reason. */
const TIGHT_MINUTES = 20;

/** From here on the chance that somebody is visited late is worth a word. */
const TIGHT_CHANCE = 0.1;
const sayChance = (risk: number) =>
  risk >= 0.5 ? 'more likely late than in time' : `a 1 in ${Math.round(1 / risk)} chance that somebody is visited late`;

/**
 * Everybody of a team: first who can, those with the fewest drawbacks and then the least extra driving at the top; then
 * who cannot, by the number of reasons. Equals stand by name.
 */
export function candidates(team: readonly Member[], asked: Asked): Candidate[] {
  return team
    .map((member) => weigh(member, asked))
    .sort(
      (a, b) =>
        a.against.length - b.against.length ||
        a.drawbacks.length - b.drawbacks.length ||
        a.extraMinutes - b.extraMinutes ||
        (a.name < b.name ? -1 : 1),
    )
    .map(({ extraMinutes: _, ...candidate }) => candidate);
}

function weigh({ technician, routes }: Member, asked: Asked): Candidate & { extraMinutes: number } {
  // What he lacks is one reason, what his day has no room for another: both are said.
  const anybody = { ...asked, work: { ...asked.work, skills: [] } };
  const found = bestOf(routes, anybody);
  const against = [
    ...lacking(technician, asked.work).map((skill) => `has no ${skill} skill`),
    ...(found ? [] : objections(routes, withoutChances(anybody))),
  ];
  return {
    technicianId: technician.id,
    name: technician.name,
    stay: found && !against.length ? found.slot.stay : null,
    for: found && !against.length ? speaksFor(found, asked) : [],
    against,
    drawbacks: found ? drawbacksOf(found, asked) : [],
    extraMinutes: found ? Math.max(0, found.slot.detourMinutes) : Number.POSITIVE_INFINITY,
  };
}

/** What stands in the way has nothing to do with chances, and looking for it is dear. */
const withoutChances = ({ chances: _, ...asked }: Asked): Asked => asked;

type Found = { readonly route: Route; readonly slot: Slot };

/** On the shift on which it costs the least driving; in overtime only where it does not fit otherwise. */
function bestOf(routes: readonly Route[], asked: Asked): Found | null {
  for (const overtime of [0, asked.overtimeMinutes]) {
    const found = routes.flatMap((route): Found[] => {
      const slot = fitIn(route, asked, overtime);
      return slot ? [{ route, slot }] : [];
    });
    const [best] = found.sort((a, b) => a.slot.detourMinutes - b.slot.detourMinutes);
    if (best) return best;
  }
  return null;
}

const speaksFor = (found: Found, { work, travel }: Asked) => [
  `${sayMinutes(travel(startOf(found), work.place))} away`,
  ...(work.skills.length ? [`has ${work.skills.join(' and ')}`] : []),
  found.route.stops.length ? 'keeps everybody on time' : 'has nothing else that day',
];

function drawbacksOf(found: Found, { work, window, travel, zone }: Asked): string[] {
  const { slot, route } = found;
  const overtime = Math.ceil(minutesBetween(route.shift.to, slot.stay.to));
  const spare = Math.floor(minutesBetween(slot.stay.from, window.to));
  const drive = travel(startOf(found), work.place);
  return [
    ...(overtime > 0 ? [`would finish ${sayMinutes(overtime)} after shift`] : []),
    ...(slot.risk === undefined && spare < TIGHT_MINUTES
      ? [`tight: there at ${sayTime(slot.stay.from, zone)}, ${spare} min to spare`]
      : []),
    ...(slot.risk !== undefined && slot.risk >= TIGHT_CHANCE ? [`tight: ${sayChance(slot.risk)}`] : []),
    ...(drive >= LONG_DRIVE_MINUTES ? [`a drive of ${sayMinutes(drive)}`] : []),
  ];
}

/** Where he sets out from for it: the stop he is at until then, or home. */
const startOf = ({ route: { technician, stops }, slot }: Found): Place =>
  stops.filter(({ stay }) => stay.from < slot.stay.from).sort((a, b) => +b.stay.to - +a.stay.to)[0]?.place ??
  technician.home;
