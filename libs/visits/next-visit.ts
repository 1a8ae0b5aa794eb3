import { sayDate } from '#time/say';
import { startOfDay } from '#time/zone';

/** Why a visit could not be completed, as a technician says it with one tap. */
export const WHY_NOT = ['part', 'skill', 'absent', 'no-access', 'wrong-job', 'helper', 'unsafe', 'time'] as const;
export type WhyNot = (typeof WHY_NOT)[number];

/** About these a person speaks with the customer before any time is offered. */
const DESK_FIRST = ['no-access', 'wrong-job', 'helper', 'unsafe'] as const satisfies readonly WhyNot[];
/** What a customer reads beside the times he is offered at once; `unsafe` where the desk has opened the next visit. */
export type WhyTold = Exclude<WhyNot, 'no-access' | 'wrong-job' | 'helper'>;

/** What the next visit needs. */
export type Needs = {
  readonly why: WhyNot;
  /** For `part`: what has to be brought. */
  readonly part?: string;
  /** For `skill`: what whoever comes has to have beyond the work's own skill. */
  readonly skill?: string;
  /** The local day since when the part can be had, `2026-03-05`; without it nobody knows yet. */
  readonly from?: string;
  /** How long it takes; without it as long as this kind of work usually does. */
  readonly minutes?: number;
};

/** How it stands on the timeline and before the desk. */
export function sayNeeds({ why, part, skill, from }: Needs): string {
  switch (why) {
    case 'part':
      return `a part is needed: ${part ?? 'not named'}${from ? `, to be had from ${dayOf(from)}` : ', nobody knows yet from when'}`;
    case 'skill':
      return `another skill is needed: ${skill ?? 'not named'}`;
    case 'absent':
      return 'nobody was there';
    case 'no-access':
      return 'there was no way in';
    case 'wrong-job':
      return 'the work is another one than was ordered';
    case 'helper':
      return 'a second pair of hands is needed';
    case 'unsafe':
      return 'it was not safe to work there';
    case 'time':
      return 'more time is needed than was planned';
  }
}

/** `Thu Mar 5`. */
const dayOf = (day: string) => sayDate(startOfDay(day, 'UTC'), 'UTC');

/**
 * Whether times for the next visit can be offered at once. Where it is not safe, there is no way in, the work is
 * another one, two are needed, or nobody knows when the part comes, a person has to speak with the customer first.
 */
export const canBePlanned = ({ why, from }: Needs): boolean =>
  why === 'part' ? from !== undefined : !(DESK_FIRST as readonly WhyNot[]).includes(why);
