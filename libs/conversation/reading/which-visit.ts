import { dayAt } from '#time/zone';
import type { Window } from '#time/window';
import { plain, wordsOf } from '#conversation/reading/plain';
import { whenSaid } from '#conversation/reading/when';
import type { Reading } from '#conversation/reading/asked';

/** A visit as somebody may name it. */
export type NamedVisit = {
  readonly id: string;
  readonly ref: string;
  /** What is done, in every language it has a name in. */
  readonly works: readonly string[];
  readonly technicianFirst: string | null;
  /** Null while no time is promised. */
  readonly window: Window | null;
  readonly zone: string;
};

/**
 * The one of several visits a text speaks of: by its reference, its work, its technician, its day. Null when it names
 * none of them, or more than one.
 */
export function visitNamed(text: string, reading: Reading, visits: readonly NamedVisit[], now: Date): string | null {
  const { words } = plain(text);
  const said = words.split(' ');
  const has = (name: string) => name !== '' && ` ${words} `.includes(` ${name} `);
  const byRef = visits.filter(({ ref }) => said.includes(wordsOf(ref)));
  if (byRef.length) return only(byRef);
  const days = (zone: string) => daysIn(text, reading, zone, now);
  const byName = visits.filter(
    ({ works, technicianFirst }) =>
      works.some((work) => has(wordsOf(work))) || (technicianFirst !== null && has(wordsOf(technicianFirst))),
  );
  const byDay = visits.filter(({ window, zone }) => window && days(zone).includes(dayAt(window.from, zone)));
  const both = byName.filter((visit) => byDay.includes(visit));
  return only(both) ?? (byName.length && byDay.length ? null : (only(byName) ?? only(byDay)));
}

const only = (visits: readonly NamedVisit[]): string | null => (visits.length === 1 ? visits[0]!.id : null);

/** The single days a text names; of a cancellation those that it cancels: "cancel my wed thing keep today" means Wednesday. */
function daysIn(text: string, { intents }: Reading, zone: string, now: Date): readonly string[] {
  const spoken = intents.includes('cancel-visit') ? text.replace(KEEPING, ' ') : text;
  const { day } = whenSaid(spoken, { now, zone }).when;
  return day?.split(',').filter((one) => !one.includes('/')) ?? [];
}

const KEEPING =
  /\b(?:but |and |y |pero )?(?:keep|leave|not|don'?t cancel|deje|dejen|mantenga|mantengan|no)\b[^.;,!?]*/gi;

/** What one can ask about the visit of today without saying so: nobody asks how late somebody is who comes next week. */
export const isAboutToday = ({ intents }: Reading) =>
  intents.length > 0 &&
  intents.every((intent) => OF_TODAY.has(intent)) &&
  intents.some((intent) => intent !== 'thanks');

const OF_TODAY = new Set(['eta', 'running-late-customer', 'thanks', 'eta-ack']);
