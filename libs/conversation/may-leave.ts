import { minutesBetween, plusMinutes } from '#time/minutes';
import { dayAt } from '#time/zone';
import { type Manner, mannerOf, speaksFor } from '#conversation/kinds';
import { isQuiet, tomorrow, whenAwake, type Where } from '#conversation/quiet';
import type { SpeakingHours } from '#conversation/speaking-hours';

/** Of texts he did not ask for, a phone gets so many in a day over all its visits, ... */
export const PHONE_A_DAY = 4;
/** ... and a visit is spoken of so often in a day, receipts included. */
export const VISIT_A_DAY = 6;
/** Minutes between two of them, unless the news is worse. */
export const APART_MINUTES = 10;

/** A text that has left. */
export type Left = {
  readonly kind: string;
  readonly isReply: boolean;
  readonly appointmentId: string | null;
  readonly at: Date;
};

/** A text that would leave now. */
export type Leaving = {
  readonly kind: string;
  readonly isReply: boolean;
  readonly appointmentId: string | null;
  /** False when it is news that is no worse than what was told: that can wait. */
  readonly isWorse: boolean;
  /** After this it has no use to have been told; null when there is no such moment. */
  readonly mustKnowBy: Date | null;
  /** The kinds of the texts about the same visit that were said after it and wait as well. */
  readonly saidSince: readonly string[];
};

export type Situation = {
  readonly now: Date;
  readonly where: Where;
  readonly speaking: SpeakingHours;
  /** What has left to the same phone since yesterday at least. */
  readonly left: readonly Left[];
};

/** Whether a text leaves now, and if not what becomes of it; `why` is for the timeline. */
export type Verdict =
  | { readonly does: 'leave' }
  | { readonly does: 'wait'; readonly until: Date; readonly why: string }
  /** A newer text says what this one would have said. */
  | { readonly does: 'fold'; readonly why: string }
  /** It must be known and may not be texted: a person tells it. */
  | { readonly does: 'call'; readonly why: string };

const LEAVE: Verdict = { does: 'leave' };

/** Whether a text may leave now. What waits is asked about again when its time has come, and is written anew then. */
export function mayLeave(text: Leaving, situation: Situation): Verdict {
  const manner = mannerOf(text.kind, text.isReply);
  const newer = text.saidSince.find((kind) => speaksFor(kind, text.kind));
  if (newer && !text.isReply) return { does: 'fold', why: `a newer text (${newer}) says what is true now` };
  return night(text, manner, situation) ?? cap(text, manner, situation) ?? spacing(text, manner, situation) ?? LEAVE;
}

function night(text: Leaving, { atNight }: Manner, { now, where, speaking }: Situation): Verdict | null {
  if (atNight === 'leaves' || !isQuiet(now, where, speaking)) return null;
  const until = whenAwake(now, where, speaking);
  const isNeeded = text.mustKnowBy !== null && text.mustKnowBy <= until;
  return atNight === 'leaves if needed' && isNeeded
    ? null
    : { does: 'wait', until, why: 'it is night at the address, and it can wait' };
}

function cap(text: Leaving, manner: Manner, { now, where, speaking, left }: Situation): Verdict | null {
  if (manner.counts !== 'phone and visit') return null;
  const today = left.filter(({ at }) => dayAt(at, where.zone) === dayAt(now, where.zone));
  const counted = today.map((it) => ({ ...it, counts: mannerOf(it.kind, it.isReply).counts }));
  const onVisit = counted.filter((it) => it.counts !== 'no' && it.appointmentId === text.appointmentId).length;
  const onPhone = counted.filter((it) => it.counts === 'phone and visit').length;
  const full =
    text.appointmentId !== null && onVisit >= VISIT_A_DAY
      ? `${onVisit} texts about this visit today`
      : onPhone >= PHONE_A_DAY
        ? `${onPhone} texts to this phone today`
        : null;
  if (full === null) return null;
  return isPressing(text, manner)
    ? { does: 'call', why: full }
    : { does: 'wait', until: tomorrow(now, where, speaking), why: full };
}

function spacing(text: Leaving, manner: Manner, { now, left }: Situation): Verdict | null {
  if (manner.counts !== 'phone and visit' || isPressing(text, manner)) return null;
  const last = left
    .filter(({ kind, isReply }) => mannerOf(kind, isReply).counts === 'phone and visit')
    .reduce<Date | null>((newest, { at }) => (newest && newest > at ? newest : at), null);
  return last && minutesBetween(last, now) < APART_MINUTES
    ? {
        does: 'wait',
        until: plusMinutes(last, APART_MINUTES),
        why: `a text left less than ${APART_MINUTES} minutes ago`,
      }
    : null;
}

/** News he must have, and that is worse than what he knows. */
const isPressing = ({ isWorse }: Leaving, { nature }: Manner) => nature === 'essential' && isWorse;
