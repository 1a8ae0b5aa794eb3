import { type Refused, refuse } from '#visits/refused';
import type { Slot } from '#routes/slot-search';
import { visitOf } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { readRoutes, slotsOn } from '#flows/steps/slots';

/** The windows somebody can really keep for this visit, soonest first, the cheapest technician for each. */
export const findWindows =
  (house: Doorward) =>
  async (ask: { appointmentId: string; days?: number }): Promise<Slot[] | Refused> => {
    const reader = { sql: house.store.read };
    const visit = await visitOf(reader, ask.appointmentId);
    if (!visit) return refuse('absent', 'There is no such visit.');
    const search = { visit, now: await house.store.now(), days: ask.days ?? house.settings.DAYS_AHEAD };
    return slotsOn(await readRoutes(reader, search), house.settings, search);
  };

/** A few of them for somebody who has just lost one to another customer. */
export async function freshWindows(house: Doorward, appointmentId: string): Promise<Slot[]> {
  const found = await findWindows(house)({ appointmentId, days: 2 });
  return 'refused' in found ? [] : found.slice(0, FEW);
}

const FEW = 3;
