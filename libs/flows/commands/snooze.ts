import { dayAt, instantOf, plusDays, startOfDay } from '#time/zone';
import { earlier, plusMinutes } from '#time/minutes';
import { sayDay, sayTime } from '#time/say';
import { type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import { byDispatcher, type Doorward } from '#flows/doorward';
import type { AlertKind } from '#flows/steps/alerts';
import type { Settings } from '#flows/settings';

/** For how long an alert may be laid aside. */
export const SNOOZES = ['in-15-minutes', 'tomorrow'] as const;
export type Snooze = (typeof SNOOZES)[number];

type OpenAlert = {
  readonly kind: AlertKind;
  readonly workOrderId: string | null;
  readonly technicianId: string | null;
  readonly dueAt: Date | null;
};

/**
 * A dispatcher lays an alert aside for a while. It stays open, everybody sees by whom and until when, and it comes back
 * at once when there is news about it; never later than when it falls due.
 */
export const snoozeAlert =
  (house: Doorward) =>
  (command: { alertId: string; until: Snooze; dispatcher: string }): Promise<{ until: Date } | Refused> =>
    house.store.commit(async (tx) => {
      const { alertId, dispatcher } = command;
      const [alert] = await tx.sql<OpenAlert>(
        `SELECT kind, work_order_id AS "workOrderId", technician_id AS "technicianId", due_at AS "dueAt"
         FROM alert WHERE id = $1 AND closed_at IS NULL FOR UPDATE`,
        [alertId],
      );
      if (!alert) return refuse('closed', 'That alert is closed already.');
      const { kind, dueAt, ...about } = alert;
      const { settings } = house;
      const wanted = endOf(command.until, tx.now, settings);
      const until = dueAt && dueAt > tx.now ? earlier(wanted, dueAt) : wanted;
      await tx.sql('UPDATE alert SET snoozed_until = $2, snoozed_by = $3 WHERE id = $1', [alertId, until, dispatcher]);
      tx.record({
        ...about,
        type: 'alert.snoozed',
        actor: byDispatcher(dispatcher),
        reason: `until ${sayUntil(until, tx.now, settings.ZONE)}`,
        data: { kind, until },
      });
      return { until };
    });

/** Takes an alert up again before its time. */
export const wakeAlert =
  (house: Doorward) =>
  (command: { alertId: string; dispatcher: string }): Promise<{ awake: true } | Refused> =>
    house.store.commit(async (tx) => {
      const woken = await wake(tx, command.alertId);
      if (!woken) return refuse('closed', 'That alert is not laid aside any more.');
      const { kind, workOrderId, technicianId } = woken;
      tx.record({
        type: 'alert.woken',
        actor: byDispatcher(command.dispatcher),
        reason: 'taken up again',
        workOrderId,
        technicianId,
        data: { kind },
      });
      return { awake: true as const };
    });

async function wake(tx: Tx, alertId: string): Promise<OpenAlert | undefined> {
  const [woken] = await tx.sql<OpenAlert>(
    `UPDATE alert SET snoozed_until = NULL, snoozed_by = NULL
     WHERE id = $1 AND closed_at IS NULL AND snoozed_until > $2
     RETURNING kind, work_order_id AS "workOrderId", technician_id AS "technicianId", due_at AS "dueAt"`,
    [alertId, tx.now],
  );
  return woken;
}

function endOf(until: Snooze, now: Date, { ZONE, DAY_OPENS }: Pick<Settings, 'ZONE' | 'DAY_OPENS'>): Date {
  if (until === 'in-15-minutes') return plusMinutes(now, 15);
  const tomorrow = plusDays(dayAt(now, ZONE), 1);
  // On a day of a change of clocks that minute may not exist.
  return instantOf(tomorrow, DAY_OPENS, ZONE) ?? startOfDay(tomorrow, ZONE);
}

const sayUntil = (until: Date, now: Date, zone: string): string =>
  dayAt(until, zone) === dayAt(now, zone)
    ? sayTime(until, zone)
    : `${sayDay(until, now, zone)} ${sayTime(until, zone)}`;
