import type { TimerKind } from '#store/timer-kind';
import type { Tx } from '#store/tx';
import type { Doorward } from '#flows/doorward';
import { breakCallBack, remindDesk } from '#flows/timers/call-back';
import { endWindow, etaDue, lookAgain } from '#flows/timers/day';
import type { Due } from '#flows/timers/due';
import { askSurvey, expireHold, expirePrompt } from '#flows/timers/questions';
import { alarmDesk, expireTicket, remindTechnician, textWithdrawal } from '#flows/timers/ticket';

/** What is done when something falls due. Every handler looks at the rows first: the timer may be out of date. */
export const TIMERS: Record<TimerKind, (tx: Tx, timer: Due) => Promise<void>> = {
  'ticket.remind': remindTechnician,
  'ticket.alarm': alarmDesk,
  'ticket.hand-over': expireTicket,
  'ticket.withdrawn': textWithdrawal,
  'route.look': lookAgain,
  'hold.expire': expireHold,
  'prompt.expire': expirePrompt,
  'window.end': endWindow,
  'eta.due': etaDue,
  'call-back.remind': remindDesk,
  'call-back.due': breakCallBack,
  'survey.ask': askSurvey,
};

/** Does the one thing that has been due the longest. True when there was one. */
export const ringOnce = (house: Doorward): Promise<boolean> =>
  house.store.commit(async (tx) => {
    const [timer] = await tx.sql<Due>(
      `DELETE FROM timer WHERE key = (SELECT key FROM timer WHERE due_at <= $1 ORDER BY due_at, key FOR UPDATE SKIP LOCKED LIMIT 1)
       RETURNING key, kind, subject, due_at AS "dueAt"`,
      [tx.now],
    );
    if (!timer) return false;
    await TIMERS[timer.kind](tx, timer);
    return true;
  });
