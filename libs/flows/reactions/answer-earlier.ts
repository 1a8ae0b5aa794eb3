import { isRefused } from '#visits/refused';
import { keepVisit } from '#flows/steps/held-choice';
import { mayWait, soonerTimes } from '#flows/steps/sooner-times';
import { beginWaiting } from '#flows/steps/waiting';
import { type Heard, reply } from '#flows/reactions/answer';
import { offerAnew } from '#flows/reactions/answer-digit';

/** Words in answer to an earlier time. A plain no keeps what he has; a yes is asked for as the digit that acts. */
export async function answerEarlier(heard: Heard): Promise<boolean> {
  const { tx, visit, reading, actor } = heard;
  const says = (intent: 'confirm' | 'decline') =>
    reading.intents.includes(intent) && reading.intents.every((one) => one === intent || one === 'thanks');
  if (says('decline')) {
    const kept = await keepVisit(tx, visit!.appointmentId, actor);
    return isRefused(kept) ? reply(heard, 'already-done') : true;
  }
  return says('confirm') && reply(heard, 'earlier');
}

/** His yes came too late: nothing has changed, and he hears so. */
export const tellGone = (heard: Heard): true => reply(heard, 'earlier-gone');

/** "Anything sooner?": what is free before his time is held for him; when nothing is, he is told of it once it is. */
export async function soonerOrWait(heard: Heard): Promise<true> {
  const { tx, house, visit, actor } = heard;
  if (!mayWait(visit!) || (await soonerTimes(tx, house, visit!)).length) return offerAnew(heard, 'asked');
  await beginWaiting(tx, visit!, actor);
  return reply(heard, 'waiting');
}
