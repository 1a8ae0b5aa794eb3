import { mayComeSooner } from '#visits/sooner';
import { isRefused } from '#visits/refused';
import { keepVisit } from '#flows/steps/held-choice';
import { offerSooner } from '#flows/steps/offer-sooner';
import { beginWaiting } from '#flows/steps/waiting';
import { type Heard, reply } from '#flows/reactions/answer';
import { callPerson, tellEta } from '#flows/reactions/answer-wishes';

/** Words in answer to an earlier time. A plain no keeps what he has; a yes is asked for as the digit that acts. */
export async function answerEarlier(heard: Heard): Promise<boolean> {
  const { tx, visit, reading, actor } = heard;
  const says = (intent: 'confirm' | 'decline') =>
    reading.intents.includes(intent) && reading.intents.every((one) => one === intent || one === 'thanks');
  if (says('decline')) {
    const kept = await keepVisit(tx, visit!.appointmentId, actor, { phone: heard.phone });
    return isRefused(kept) ? reply(heard, 'already-done') : true;
  }
  return says('confirm') && reply(heard, 'earlier');
}

/** His yes came too late: nothing has changed, and he hears so. */
export const tellGone = (heard: Heard): true => reply(heard, 'earlier-gone');

/**
 * "Anything sooner?": what is free before his time is held for him; when nothing is, he is told of it once it is. Who is
 * late hears how late instead, as does whose technician has set out; what another department holds is a person's matter.
 */
export async function soonerOrWait(heard: Heard): Promise<boolean> {
  const { tx, house, actor } = heard;
  const visit = heard.visit!;
  if (visit.block) return callPerson(heard, `asks for a sooner time while ${visit.block.owner} holds the visit`);
  if (!mayComeSooner(visit)) return tellEta(heard);
  if (await offerSooner(tx, house, visit, { phone: heard.phone }))
    return reply(heard, 'fresh-choices', { why: 'asked' });
  if (visit.atRiskAt) return tellEta(heard);
  await beginWaiting(tx, visit, actor);
  return reply(heard, 'waiting');
}
