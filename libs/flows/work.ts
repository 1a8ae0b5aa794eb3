import type { Carrier } from '#carriers/carrier';
import type { Doorbell } from '#queue/doorbell';
import type { Answers } from '#queue/answering';
import type { SureTravel } from '#travel/travel';
import type { Doorward } from '#flows/doorward';
import { askRoads } from '#flows/legs';
import { pushAll } from '#flows/messages/push';
import { type OtherWays, sendAll } from '#flows/messages/send';
import { answerOnce } from '#flows/reactions/answer';
import { reactOnce } from '#flows/reactions/reactions';
import { ringOnce } from '#flows/timers/timers';

/** What a worker does at each bell: everything there is to do of that kind. `travel` is the roads, where there are any; `others` carry what no text reaches. */
export const workAt = (
  house: Doorward,
  carrier: Carrier,
  bell: Pick<Doorbell, 'ring'>,
  travel?: SureTravel,
  others: OtherWays = {},
): Answers => ({
  react: () => untilDone(() => reactOnce(house)),
  send: async () => {
    // A push service that is slow must not hold up a text.
    await Promise.all([sendAll(house, carrier, others)(), pushAll(house)]);
  },
  answer: () => untilDone(() => answerOnce(house)),
  timers: async () => {
    await untilDone(() => ringOnce(house));
    await hangNext(house, bell);
  },
  // Without roads nobody wants to know anything of them.
  legs: async () => void (travel && (await untilDone(() => askRoads(house, travel)))),
});

async function untilDone(once: () => Promise<boolean>): Promise<void> {
  while (await once());
}

/** Hangs up the bell of what falls due next, at the pace the clock runs now. */
async function hangNext({ store }: Doorward, bell: Pick<Doorbell, 'ring'>): Promise<void> {
  const [next] = await store.read<{ delayMs: number | null }>(
    `SELECT CASE WHEN rate > 0 THEN greatest(0, extract(epoch FROM due - doorward_now()) * 1000 / rate)::float8 END AS "delayMs"
     FROM (SELECT min(due_at) AS due, coalesce((SELECT rate FROM clock), 1) AS rate FROM timer) t WHERE due IS NOT NULL`,
  );
  if (next && next.delayMs !== null) bell.ring([{ job: 'timers', delayMs: Math.max(1, next.delayMs), urgency: 0 }]);
}
