import { homeAt } from '#conversation/reading/home';
import { later, plusMinutes } from '#time/minutes';
import { sayTime } from '#time/say';
import { type Meeting, meetingOf, WAIT_MINUTES } from '#visits/meeting';
import type { Visit } from '#store/visit';
import { openAlert } from '#flows/steps/alerts';
import { noteDown } from '#flows/steps/note-down';
import { otherTimesDigit } from '#flows/steps/other-times';
import { type Heard, quoted } from '#flows/reactions/answer';
import { hasOpenChoice } from '#flows/reactions/answer-wishes';
import { holdAnew } from '#flows/reactions/answer-digit';

export type Late = {
  readonly meeting: Meeting;
  readonly home: Date | null;
  /** The digit that asks for other times; null where another question is open. */
  readonly otherTimes: number | null;
  readonly offersTimes: boolean;
  readonly needsCall: boolean;
};

/**
 * He will be home late himself. Whoever comes is told when he will be there; where he comes in time to wait no longer
 * than a technician may, the visit stands; else other times are held for him, or, where somebody stands at his door, a
 * person calls. Nothing is moved without him, and nobody's next customer waits for it.
 */
export async function beLate(heard: Heard): Promise<Late> {
  const { tx, visit, phone } = heard;
  const expected = visit!.arrivedAt ?? expectedAt(visit!);
  const due = later(visit!.window!.from, visit!.told?.p50 ?? visit!.window!.from);
  const home = homeAt(heard.body, { now: tx.now, zone: visit!.place.zone }, visit!.arrivedAt ? tx.now : due);
  const meeting = meetingOf(home, visit!.arrivedAt ? later(expected, plusMinutes(tx.now, -WAIT_MINUTES)) : expected);
  if (!heard.reading.note) await noteDown(tx, visit!, { note: noteOf(heard, home, meeting), actor: heard.actor });
  const misses = meeting === 'misses';
  if (misses) await tellDesk(heard, home!);
  const offersTimes = misses && !visit!.arrivedAt;
  if (offersTimes && !(await hasOpenChoice(heard))) await holdAnew(heard);
  const otherTimes =
    meeting === 'unknown' && !visit!.arrivedAt ? await otherTimesDigit(tx, visit!, expected, phone) : null;
  return { meeting, home, otherTimes, offersTimes, needsCall: misses && visit!.arrivedAt !== null };
}

const expectedAt = ({ eta, window }: Visit): Date => later(eta?.p50 ?? window!.from, window!.from);

function noteOf({ visit, body }: Heard, home: Date | null, meeting: Meeting): string {
  if (!home) return `Customer is running late: ${body.slice(0, 120)}`;
  const at = sayTime(home, visit!.place.zone);
  if (meeting === 'misses') return `Customer is home at ${at} only and was offered other times`;
  return meeting === 'waits' ? `Customer is home at ${at}: please wait until then` : `Customer is home at ${at}`;
}

const tellDesk = (heard: Heard, home: Date) =>
  openAlert(heard.tx, {
    kind: 'late-customer',
    subject: heard.visit!.appointmentId,
    workOrderId: heard.visit!.workOrderId,
    says: `${heard.visit!.customer.name} is home at ${sayTime(home, heard.visit!.place.zone)} only: ${quoted(heard)}`,
    dueAt: home,
  });
