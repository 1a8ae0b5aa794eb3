import { plusMinutes } from '#time/minutes';
import { type Refused, refuse } from '#visits/refused';
import type { TimerKind } from '#store/timer-kind';
import type { ClockFace } from '#store/views';
import { clockFace } from '#store/board';
import type { Doorward } from '#flows/doorward';

export type SetClock = {
  readonly rate?: number | undefined;
  readonly advanceMinutes?: number | undefined;
  readonly jumpTo?: Date | undefined;
  readonly actor: string;
};

const FURTHEST_MINUTES = 366 * 1440;

/**
 * Sets the one clock of the demo: how fast it runs, or what it shows. It only goes forward: nothing that has happened
 * can come to lie ahead. Every process reads it from the same row, and every timer follows it.
 */
export const setClock =
  (house: Doorward) =>
  (command: SetClock): Promise<ClockFace | Refused> =>
    house.store.commit(async (tx) => {
      const { rate: before } = await clockFace(tx);
      const to = command.jumpTo ?? plusMinutes(tx.now, command.advanceMinutes ?? 0);
      if (to < tx.now) return refuse('infeasible', 'The clock only goes forward.');
      if (to > plusMinutes(tx.now, FURTHEST_MINUTES)) return refuse('infeasible', 'The clock jumps a year at most.');
      const rate = command.rate ?? before;
      await tx.sql(
        `INSERT INTO clock (set_at, shows, rate) VALUES (clock_timestamp(), $1, $2)
       ON CONFLICT (only_one) DO UPDATE SET set_at = excluded.set_at, shows = excluded.shows, rate = excluded.rate`,
        [to, rate],
      );
      tx.record({
        type: 'clock.set',
        actor: command.actor,
        reason: `${to.toISOString()} at x${rate}`,
        data: { to, rate },
      });
      tx.clockSet({ shows: to, rate });
      // What the jump has made due is done now; what comes next is hung up by whoever does it.
      const [first] = await tx.sql<{ key: string; kind: TimerKind; subject: string; dueAt: Date }>(
        'SELECT key, kind, subject, due_at AS "dueAt" FROM timer ORDER BY due_at LIMIT 1',
      );
      if (first) tx.wake(first);
      return { shows: to.toISOString(), rate };
    });
