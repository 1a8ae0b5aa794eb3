import type { BoardAlert } from '#store/views';
import type { Desk } from '../live/desk';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { useNow } from '../live/use-now';

/** Whether somebody has laid an alert aside, at this time of the house (milliseconds since 1970). */
export const isAside = ({ snoozed }: BoardAlert, now: number): boolean =>
  snoozed !== null && Date.parse(snoozed.until) > now;

/** The alerts that want somebody now, as they are listed. */
export const awakeAlerts = ({ store, clock }: Desk): readonly BoardAlert[] =>
  store.alerts.get().filter((alert) => !isAside(alert, clock.now.get()));

/** The same for what is drawn, and those that were laid aside: the first to come back on top. */
export function useAlerts(): { readonly awake: readonly BoardAlert[]; readonly aside: readonly BoardAlert[] } {
  const alerts = useCell(useDesk().store.alerts);
  const now = useNow(15);
  const back = ({ snoozed }: BoardAlert) => Date.parse(snoozed!.until);
  return {
    awake: alerts.filter((alert) => !isAside(alert, now)),
    aside: alerts.filter((alert) => isAside(alert, now)).sort((a, b) => back(a) - back(b)),
  };
}
