import type { TimerKind } from '#store/timer-kind';
import type { Tx } from '#store/tx';
import type { Doorward } from '#flows/doorward';
import { learn } from '#flows/steps/learn';
import { notSetBack, takeOne } from '#flows/steps/take-one';
import { eraseHowToGetIn } from '#flows/timers/access';
import { endOfBlock } from '#flows/timers/block';
import { breakCallBack, remindDesk } from '#flows/timers/call-back';
import { judgeFirstPromise } from '#flows/timers/credit';
import { endWindow, etaDue, lookAgain } from '#flows/timers/day';
import { lookAtDoor } from '#flows/timers/door';
import type { Due } from '#flows/timers/due';
import { askAboutGap } from '#flows/timers/gap';
import { giveUpdate } from '#flows/timers/update';
import { tidyAtNight } from '#flows/timers/night';
import { askSurvey, expireHold, expirePrompt } from '#flows/timers/questions';
import { letGo } from '#flows/timers/suspension';
import { alarmDesk, expireTicket, remindTechnician, textWithdrawal } from '#flows/timers/ticket';

/** What is done when something falls due. Every handler looks at the rows first: the timer may be out of date. */
export const TIMERS: Record<TimerKind, (tx: Tx, timer: Due, house: Doorward) => Promise<void>> = {
  'ticket.remind': remindTechnician,
  'ticket.alarm': alarmDesk,
  'ticket.hand-over': expireTicket,
  'ticket.withdrawn': textWithdrawal,
  'route.look': lookAgain,
  'door.look': lookAtDoor,
  'hold.expire': expireHold,
  'prompt.expire': expirePrompt,
  'gap.ask': askAboutGap,
  'window.end': endWindow,
  'credit.due': judgeFirstPromise,
  'eta.due': etaDue,
  'update.due': giveUpdate,
  'call-back.remind': remindDesk,
  'call-back.due': breakCallBack,
  'survey.ask': askSurvey,
  'suspension.end': letGo,
  'block.end': endOfBlock,
  'access.erase': eraseHowToGetIn,
  night: tidyAtNight,
  learn: (tx) => learn(tx),
};

/** Does the one thing that has been due the longest. True when there was one. */
export const ringOnce = async (house: Doorward): Promise<boolean> =>
  (await takeOne(house, 'timer', nextDue, async (tx, timer) => {
    // Taken away first: the handler may set the very same timer again.
    await tx.sql('DELETE FROM timer WHERE key = $1', [timer.key]);
    await TIMERS[timer.kind](tx, timer, house);
  })) !== 'nothing';

const nextDue = async (tx: Tx) =>
  (
    await tx.sql<Due & { id: string }>(
      `SELECT key AS id, key, kind, subject, due_at AS "dueAt" FROM timer WHERE due_at <= $1 AND ${notSetBack('timer', 'timer.key')}
       ORDER BY due_at, key FOR UPDATE SKIP LOCKED LIMIT 1`,
      [tx.now],
    )
  )[0];
