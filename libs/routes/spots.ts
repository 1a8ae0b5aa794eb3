import { earlier, later, plusMinutes } from '#time/minutes';
import type { Window } from '#time/window';
import { candidates, type Member } from '#routes/candidates';
import type { Asked } from '#routes/objections';
import type { Work } from '#routes/route';
import { SLACK_MINUTES, type Terms } from '#routes/slot-search';

/** What becomes of a visit that is put to a technician at a time. */
export type Spot = {
  readonly at: Date;
  /** `fits`: within the promise; `asks`: the customer has to agree to another window; `never`: it cannot be. */
  readonly is: 'fits' | 'asks' | 'never';
  /** The window that holds there: the promised one, or the one the customer would be asked about. */
  readonly window: Window;
  /** Why it cannot be, or what would have to be lived with. */
  readonly says: readonly string[];
};

/** A stay that is asked for at a time may begin so much later: nobody drives by the second. */
const NEARLY_MINUTES = 5;

/** What is asked of a promise beyond the day it stands in. */
export type Promising = {
  readonly promised: Window;
  /** Why a window must not be offered, as a sentence; null when it may. */
  readonly whyNotOffered: (window: Window) => string | null;
};

/** The terms of a visit, and a stay that begins then, give or take. */
export function beginsAt(at: Date, { minutes }: Pick<Work, 'minutes'>, terms: Terms = {}): Terms {
  const end = plusMinutes(at, NEARLY_MINUTES + minutes);
  return {
    ...terms,
    from: terms.from ? later(terms.from, at) : at,
    until: terms.until ? earlier(terms.until, end) : end,
  };
}

/** Whether a stay that begins then keeps a promise, with the slack every plan has. */
export const isWithin = (at: Date, { from, to }: Window): boolean =>
  at >= from && at <= plusMinutes(to, -SLACK_MINUTES);

/** A window of the promised length that begins at `at`. */
export const windowAt = (at: Date, { from, to }: Window): Window => ({
  from: at,
  to: new Date(at.getTime() + to.getTime() - from.getTime()),
});

/**
 * Weighs a visit at each of some times in the day of one technician. Within the promise he may work overtime, since a
 * person answers for it; a new promise is made for his shift only.
 */
export function weighSpots(member: Member, asked: Asked, starts: readonly Date[], promising: Promising): Spot[] {
  return starts.map((at) => weighSpot(member, asked, at, promising));
}

function weighSpot(member: Member, asked: Asked, at: Date, { promised, whyNotOffered }: Promising): Spot {
  const isKept = isWithin(at, promised);
  const window = isKept ? promised : windowAt(at, promised);
  const never = (says: readonly string[]): Spot => ({ at, is: 'never', window, says });
  if (at < asked.now) return never(['that time has passed']);
  const forbidden = isKept ? null : whyNotOffered(window);
  if (forbidden !== null) return never([forbidden]);
  const here: Asked = isKept ? asked : { ...asked, overtimeMinutes: 0 };
  const [found] = candidates([member], { ...here, window, terms: beginsAt(at, here.work, here.terms) });
  if (found!.stay) return { at, is: isKept ? 'fits' : 'asks', window, says: found!.drawbacks };
  // Asked without the narrow terms, the reasons are about his day and not about the minute.
  const [him] = candidates([member], {
    ...here,
    window: { from: at, to: plusMinutes(at, SLACK_MINUTES + NEARLY_MINUTES) },
  });
  const says = him!.against.length ? him!.against : found!.against;
  return never(says.length ? says : ['is not free then']);
}
