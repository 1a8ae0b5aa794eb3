import { wireOf } from '#apps/web/tech/queue/operation';
import { openQueue } from '#apps/web/tech/queue/queue';
import { keepSending, type Sent } from '#apps/web/tech/queue/sender';
import { aloneAs } from '../src/operations/alone';
import type { Sender } from '../src/operations/database';
import { sendersKept } from '../src/operations/senders';
import { shelfOf } from '../src/operations/shelf';
import { ask } from '../src/wire/ask';

const run = `worker ${Math.random().toString(36).slice(2, 10)}`;
const clocksShow = () => ({ wall: Date.now(), ticks: Math.round(performance.now()), run });

/** Sends everything that waits on this phone, as the page would; throws where something stays, and the phone wakes us again. */
export async function sendWaiting(): Promise<void> {
  const left = await Promise.all((await sendersKept()).map(sendOf));
  if (left.some((many) => many > 0)) throw new Error('not everything could be sent yet');
}

async function sendOf({ technicianId, token }: Sender): Promise<number> {
  const queue = openQueue(shelfOf(technicianId), token.slice(0, 12), () => undefined);
  const send = async (operation: Parameters<typeof wireOf>[0]): Promise<Sent> => {
    const answer = await ask('POST', '/api/tech/operations', wireOf(operation, clocksShow()), { token });
    if (answer.kind === 'early') return { expects: answer.expects };
    if (answer.kind === 'signed-out') return 'stop';
    // What is refused is for the page to show: it stays until a page sends it and hears why.
    return answer.kind === 'answered' && !(answer.body as { kept?: string }).kept ? 'taken' : 'again';
  };
  const once = new Promise<void>((done) => {
    const sender = keepSending(queue, {
      send,
      alone: async (work) => {
        await aloneAs(`doorward.sender.${technicianId}`)(work);
        done();
      },
      now: Date.now,
      chance: Math.random,
      // Once is enough: the phone wakes us again.
      after: () => () => undefined,
    });
    // A page that is gone lets nobody undo any more.
    void queue.release(Infinity).then(sender.hurry);
  });
  await once;
  queue.close();
  return queue.waiting().length;
}
