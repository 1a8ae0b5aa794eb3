import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { answerBells, type Answers } from '#queue/answering';
import { openBackend, type QueuePlace } from '#queue/backend';
import { openDoorbell } from '#queue/doorbell';
import { JOB_NAMES, type JobName } from '#queue/jobs';
import { freshDatabase } from '#test/setup/database';
import { redisServer, startRedis } from '#test/setup/redis';

type Opened = { readonly place: QueuePlace; empty(): Promise<void>; close(): Promise<void> };

const NEVER = 3600;

/** Answers that are counted; `answered` waits until a job was answered so many times since the start. */
function counted(answer: (job: JobName, time: number) => Promise<void> = async () => undefined) {
  const times: Record<JobName, number[]> = { react: [], send: [], answer: [], timers: [], legs: [] };
  const waiting = new Set<() => void>();
  const answers = Object.fromEntries(
    JOB_NAMES.map((job) => [
      job,
      async () => {
        const count = times[job].push(Date.now());
        for (const look of waiting) look();
        await answer(job, count);
      },
    ]),
  ) as Answers;
  const answered = (isEnough: (count: Record<JobName, number[]>) => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isEnough(times)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { answers, times, answered };
}

/** Closing twice is closing once. */
const onlyOnce = (close: () => Promise<void>) => {
  let closed: Promise<void> | null = null;
  return () => (closed ??= close());
};

/** A promise with its key outside. */
function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

const bell = (job: JobName, delayMs = 0) => ({ job, delayMs, urgency: 0 });

function bells(open: () => Promise<Opened>) {
  let opened: Opened;
  const ended: (() => Promise<void>)[] = [];
  const errors: (readonly [JobName, string])[] = [];
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    errors.length = 0;
    await opened.empty();
  });
  afterEach(async () => {
    for (const end of ended.splice(0).reverse()) await end();
  });

  const answering = async (answers: Answers, sweepSeconds: number) => {
    const onError = (job: JobName, error: unknown) => errors.push([job, (error as Error).message]);
    const open = await answerBells(opened.place, answers, { sweepSeconds, onError });
    const close = onlyOnce(open.close);
    ended.push(close);
    return { close };
  };
  const doorbell = () => {
    const lost: unknown[] = [];
    const door = openDoorbell(opened.place, (error) => lost.push(error));
    const close = onlyOnce(door.close);
    ended.push(close);
    return { ring: door.ring, close, lost };
  };

  it('a worker begins with a sweep, and then answers the bell that is rung and no other', async () => {
    const { answers, times, answered } = counted();
    await answering(answers, NEVER);
    await answered((t) => JOB_NAMES.every((job) => t[job].length === 1));
    doorbell().ring([bell('send')]);
    await answered((t) => t.send.length === 2);
    expect(JOB_NAMES.map((job) => times[job].length)).toEqual([1, 2, 1, 1, 1]);
  });

  it('what nobody rings for is swept, again and again', async () => {
    const { answers, answered } = counted();
    await answering(answers, 0.05);
    await answered((t) => JOB_NAMES.every((job) => t[job].length >= 4));
  });

  it('an answer that throws is told of and tried again at the next sweep; the others go on', async () => {
    const { answers, answered } = counted(async (job, count) => {
      if (job === 'react' && count < 3) throw new Error(`no ${count}`);
    });
    await answering(answers, 0.05);
    await answered((t) => t.react.length >= 4 && t.timers.length >= 4);
    expect(errors).toEqual([
      ['react', 'no 1'],
      ['react', 'no 2'],
    ]);
  });

  it('an answer to a bell that throws is told of, and the next bell is answered', async () => {
    const { answers, answered } = counted(async (job, count) => {
      if (job === 'answer' && count === 2) throw new Error('not now');
    });
    await answering(answers, NEVER);
    await answered((t) => t.timers.length === 1);
    const door = doorbell();
    door.ring([bell('answer')]);
    await answered((t) => t.answer.length === 2);
    door.ring([bell('answer')]);
    await answered((t) => t.answer.length === 3);
    expect(errors).toEqual([['answer', 'not now']]);
  });

  it.each([
    ['a sweep', 1],
    ['a bell', 2],
  ])('close waits for work that %s has begun', async (_, which) => {
    const [begun, finish] = [gate(), gate()];
    const said: string[] = [];
    const { answers, answered } = counted(async (job, count) => {
      if (job !== 'send' || count !== which) return;
      begun.open();
      await finish.opened;
      said.push('done');
    });
    const open = await answering(answers, NEVER);
    if (which === 2) {
      await answered((t) => t.timers.length === 1);
      doorbell().ring([bell('send')]);
    }
    await begun.opened;
    const closed = open.close().then(() => said.push('closed'));
    finish.open();
    await closed;
    expect(said).toEqual(['done', 'closed']);
  });

  it('sweeps do not pile up behind a slow one, and close waits for none that has not begun', async () => {
    const finish = gate();
    const { answers, times, answered } = counted(async (job, count) => {
      if (job === 'react' && count === 1) await finish.opened;
    });
    const open = await answering(answers, 0.02);
    doorbell().ring([bell('timers', 400)]); // twenty sweeps would have been due by then
    await answered((t) => t.timers.length === 1);
    finish.open();
    await open.close();
    expect(times.react.length).toBeLessThanOrEqual(2);
  });

  it('a bell for later is answered then and not before', async () => {
    const { answers, times, answered } = counted();
    await answering(answers, NEVER);
    await answered((t) => t.timers.length === 1);
    const due = Date.now() + 300.25;
    doorbell().ring([bell('timers', 300.25)]);
    await answered((t) => t.timers.length === 2);
    expect(times.timers[1]).toBeGreaterThanOrEqual(due - 2);
  });

  it('of many bells for one moment each later one is still heard: nothing that falls due waits for a sweep', async () => {
    const { answers, answered } = counted();
    await answering(answers, NEVER);
    await answered((t) => t.timers.length === 1);
    const door = doorbell();
    const second = 1000 - (Date.now() % 1000); // all of them within one second of the clock on the wall
    const delays = [110, 150, 330, 480, 700, 890].map((ms) => second + ms);
    const due = Date.now() + delays.at(-1)!;
    door.ring(delays.map((delay) => bell('timers', delay)));
    await answered((t) => t.timers.some((time) => time >= due - 2));
    expect(door.lost).toEqual([]);
  }, 8_000);

  it('a bell hung while another is answered is heard as well', async () => {
    const door = doorbell();
    const { answers, answered } = counted(async (job, count) => {
      if (job === 'timers' && count > 1 && count < 6) door.ring([bell('timers', 5)]);
    });
    await answering(answers, NEVER);
    await answered((t) => t.timers.length === 1);
    door.ring([bell('timers', 5)]);
    await answered((t) => t.timers.length === 6);
  }, 8_000);

  it('what lies more than an hour ahead is left to the sweep', async () => {
    const door = doorbell();
    door.ring([bell('timers', 3_600_001), bell('timers', 3_599_000)]);
    await door.close();
    const backend = openBackend(opened.place);
    const queue = backend.queue('timers');
    expect(await queue.getDelayedCount()).toBe(1);
    await queue.close();
    await backend.close();
  });

  it('a hundred bells at once are a few, and none is rung before the last who asked for it', async () => {
    const { answers, times, answered } = counted();
    await answering(answers, NEVER);
    await answered((t) => t.timers.length === 1);
    const door = doorbell();
    door.ring(Array.from({ length: 100 }, () => bell('send')));
    await door.close(); // when all are hung
    await answered((t) => t.send.length === 3);
    expect(times.send.length).toBe(3);
  });

  it('two workers share the bells and neither answers what the other has', async () => {
    const [one, other] = [counted(), counted()];
    await answering(one.answers, NEVER);
    await answering(other.answers, NEVER);
    await Promise.all([one, other].map(({ answered }) => answered((t) => t.timers.length === 1)));
    const door = doorbell();
    const all = new Promise<void>((resolve) => {
      const look = () => one.times.timers.length + other.times.timers.length === 12 && resolve();
      void one.answered(() => (look(), false));
      void other.answered(() => (look(), false));
    });
    door.ring(Array.from({ length: 10 }, (_, i) => bell('timers', 50 * i + 1)));
    await all;
  });
}

describe('bells in PostgreSQL', () => {
  bells(async () => {
    const database = await freshDatabase();
    const place = { databaseUrl: database.url };
    return { place, empty: () => emptyQueues(place), close: () => database.drop() };
  });

  it('a doorbell whose database is gone tells of each bell, throws nothing and closes', async () => {
    const lost: unknown[] = [];
    const door = openDoorbell({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' }, (error) => lost.push(error));
    door.ring([bell('send'), bell('timers', 50)]);
    await door.close();
    expect(lost).toHaveLength(2);
  }, 10_000);
});

const redis = redisServer();
if (redis)
  describe('bells in Redis', () => {
    bells(async () => {
      const server = await startRedis(redis);
      const place = { databaseUrl: 'postgres://not-used', redisUrl: server.url };
      return { place, empty: server.empty, close: server.stop };
    });

    it('a Redis that dies as the worker starts is swept for, and when it is back its bells are answered', async () => {
      const server = await startRedis(redis);
      const place = { databaseUrl: 'postgres://not-used', redisUrl: server.url };
      const { answers, times, answered } = counted();
      const open = await answerBells(place, answers, { sweepSeconds: 0.5, onError: () => undefined });
      const door = openDoorbell(place, () => undefined);
      await answered((t) => t.timers.length === 1);
      await server.kill();
      await answered((t) => t.timers.length >= 2);
      server.revive();
      const swept = times.send.length;
      door.ring(Array.from({ length: 50 }, (_, i) => bell('send', 50 * i + 1)));
      await answered((t) => t.send.length >= swept + 50);
      await Promise.all([open.close(), door.close()]);
      await server.stop();
    }, 20_000);

    it('a process whose Redis is dead comes to its end all the same', async () => {
      const server = await startRedis(redis);
      const child = spawn(process.execPath, ['--input-type=module', '-e', RINGS_AND_ANSWERS, server.url]);
      await once(child.stdout, 'data');
      await server.kill();
      child.stdin.write('end');
      expect(await once(child, 'exit')).toEqual([0, null]);
      server.revive();
      await server.empty(); // our own connection is well again, and closes at once
      await server.stop();
    }, 20_000);
  });
else it.skip('bells in Redis: left out, there is no redis-server on the PATH', () => undefined);

/** A process that rings and answers, and closes both when it is told to. */
const RINGS_AND_ANSWERS = `
  import { answerBells } from '#queue/answering';
  import { openDoorbell } from '#queue/doorbell';
  const place = { databaseUrl: 'postgres://not-used', redisUrl: process.argv[1] };
  const rest = async () => undefined;
  const answers = { react: rest, send: rest, answer: rest, timers: rest, legs: rest };
  const open = await answerBells(place, answers, { sweepSeconds: 3600, onError: () => undefined });
  const door = openDoorbell(place, () => undefined);
  const ring = () => door.ring([{ job: 'send', delayMs: 0, urgency: 0 }]);
  process.stdin.once('data', async () => {
    ring();
    await Promise.all([open.close(), door.close()]);
    process.exit(0);
  });
  ring();
  console.log('ready');
`;

async function emptyQueues(place: QueuePlace): Promise<void> {
  const backend = openBackend(place);
  for (const job of JOB_NAMES) {
    const queue = backend.queue(job);
    await queue.obliterate({ force: true });
    await queue.close();
  }
  await backend.close();
}
