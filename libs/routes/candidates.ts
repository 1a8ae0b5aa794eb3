import { minutesBetween } from '#time/minutes';
import { overlaps, type Window } from '#time/window';
import { fit, type Terms } from '#routes/slot-search';
import { lacking, type Route, type TravelMinutes, type Work } from '#routes/route';

/** Somebody who might take a visit, with the reasons for and against in words. */
export type Candidate = {
  readonly technicianId: string;
  readonly name: string;
  readonly stay: Window | null;
  readonly against: readonly string[];
  readonly for: readonly string[];
};

type Question = {
  readonly work: Work;
  readonly window: Window;
  readonly travel: TravelMinutes;
  readonly now: Date;
  readonly terms?: Terms;
};

/** `null` when the rule is content, otherwise the reason a person can read. */
type Policy = (route: Route, question: Question) => string | null;

const hasTheSkill: Policy = ({ technician }, { work }) => {
  const [skill] = lacking(technician, work);
  return skill === undefined ? null : `has no ${skill} skill`;
};
const isOnShift: Policy = ({ shift }, { window }) => (overlaps(shift, window) ? null : 'is not on shift then');
const fitsTheDay: Policy = (route, question) =>
  stayOf(route, question) ? null : 'cannot be there in that window without breaking another promise';

/** Hard before soft; the first one that objects is the reason worth saying. */
export const POLICIES = [hasTheSkill, isOnShift, fitsTheDay] as const;

/** Everybody, feasible ones first and nearest first among them. */
export function candidates(routes: readonly Route[], question: Question): Candidate[] {
  return routes
    .map((route) => weigh(route, question))
    .sort(
      (a, b) => a.against.length - b.against.length || a.driveMinutes - b.driveMinutes || (a.name < b.name ? -1 : 1),
    )
    .map(({ driveMinutes: _, ...candidate }) => candidate);
}

function weigh(route: Route, question: Question): Candidate & { driveMinutes: number } {
  const objection = POLICIES.map((policy) => policy(route, question)).find((reason) => reason !== null);
  const slot = objection ? null : stayOf(route, question);
  const driveMinutes = slot ? Math.max(0, slot.detourMinutes) : Number.POSITIVE_INFINITY;
  return {
    technicianId: route.technician.id,
    name: route.technician.name,
    stay: slot?.stay ?? null,
    against: objection ? [objection] : [],
    for: slot ? reasonsFor(driveMinutes, question, slot.stay) : [],
    driveMinutes,
  };
}

const stayOf = (route: Route, { work, window, travel, now, terms }: Question) =>
  fit(route, window, { work, travel, notBefore: now, terms });

const reasonsFor = (driveMinutes: number, { work, window }: Question, stay: Window) => [
  `has ${work.skills.join(' and ')}`,
  `${Math.round(driveMinutes)} min extra driving`,
  `there ${Math.round(minutesBetween(stay.from, window.to))} min before the window ends`,
];
