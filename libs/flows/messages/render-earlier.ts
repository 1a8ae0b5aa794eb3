import { earlierGone, earlierTime, waiting } from '#conversation/texts/earlier';
import { isSooner } from '#visits/sooner';
import { earlierOffer } from '#flows/messages/earlier-offer';
import { isWaiting } from '#flows/steps/waiting';
import { aboutVisit, type Context, type Rendered } from '#flows/messages/context';

/** An earlier time, as long as it is on offer. */
export async function tellEarlier(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(c);
  const offered = await earlierOffer(c.tx, visit.appointmentId, c.now);
  if (!offered || !isSooner(visit, offered.window)) return { suppress: 'the earlier time is gone by now' };
  return {
    body: earlierTime({
      company: c.company,
      visit: said,
      offered: { window: offered.window, technician: offered.technician, by: offered.by },
      isHeld: offered.isHeld,
      now: c.now,
    }),
  };
}

export async function tellEarlierGone(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(c);
  const waits = await isWaiting(c.tx, visit.appointmentId);
  return { body: earlierGone({ visit: said, waits, now: c.now }) };
}

export function tellWaiting(c: Context): Rendered {
  return { body: waiting({ visit: aboutVisit(c).said, now: c.now }) };
}
