import { mayComeSooner } from '#visits/sooner';
import { type Refused, refuse } from '#visits/refused';
import { lockVisit } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { beginWaiting, endWaiting } from '#flows/steps/waiting';

type Wish = {
  readonly appointmentId: string;
  readonly actor: string;
  /** Whether he would rather come sooner; no takes an earlier yes back. */
  readonly wants: boolean;
};

/** The customer waits for an earlier time from now on, or no longer. Saying the same twice is no fault. */
export const waitForEarlier =
  (house: Doorward) =>
  ({ appointmentId, actor, wants }: Wish): Promise<{ waits: boolean } | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await lockVisit(tx, appointmentId);
      if (!visit) return refuse('absent', 'There is no such visit.');
      if (!wants) await endWaiting(tx, visit, 'the time he has suits him', actor);
      else if (!mayComeSooner(visit)) return refuse('closed', 'Nobody can come to this visit sooner any more.');
      else await beginWaiting(tx, visit, actor);
      return { waits: wants };
    });
