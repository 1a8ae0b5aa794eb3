import { reassign } from '#flows/commands/reassign';
import { report } from '#flows/commands/report';
import { claimNext } from '#flows/messages/claim';
import { reactOnce } from '#flows/reactions/reactions';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';
import { report as status } from '#test/world/room';

let morning: Morning;
afterEach(() => morning.close());

/** Reports without letting anything be sent yet. */
const quietly = async (act: 'late' | 'arrive' | 'on-my-way' | 'done', minutes?: number) => {
  const { id, technicianId } = await morning.ticket();
  await report(morning.house)({ assignmentId: id, technicianId, act, ...(minutes === undefined ? {} : { minutes }) });
};
const messages = () =>
  morning.sql<{ kind: string; state: string; reason: string | null }>(
    'SELECT kind, state, reason FROM message ORDER BY id',
  );

describe('a text is true at the moment it leaves', () => {
  beforeEach(async () => void (morning = await openMorning()));

  it('a delay that has grown before the text left is told as it is then, and the timeline says so', async () => {
    await morning.until('08:20');
    await quietly('late', 90);
    await reactOnce(morning.house);
    await quietly('late', 60);
    await morning.settle();
    expect(morning.texts(DAVE).filter((text) => text.includes('is late'))).toHaveLength(1);
    expect(morning.last()).toContain('now about 11:00am');
    expect(await morning.sql(`SELECT reason FROM timeline WHERE type = 'message.rewritten'`)).toHaveLength(1);
  });

  it('news of a delay is not sent to somebody at whose door the technician stands by then', async () => {
    await morning.until('08:30');
    await morning.tap('on-my-way');
    await quietly('late', 90);
    await quietly('arrive');
    await morning.settle();
    expect(morning.last()).toContain('Maria is on the way');
    expect((await messages()).at(-1)).toEqual({ kind: 'news', state: 'suppressed', reason: 'the technician is there' });
  });

  it('"on the way" is not said of a technician who no longer has the visit', async () => {
    await morning.until('08:20');
    await quietly('on-my-way');
    const [{ version }] = (await morning.sql<{ version: number }>('SELECT version FROM appointment')) as [
      { version: number },
    ];
    await reassign(morning.house)({
      appointmentId: morning.appointmentId,
      technicianId: morning.sam,
      version,
      dispatcher: 'Lee Park',
    });
    await morning.settle();
    expect(morning.texts(DAVE).some((text) => text.includes('on the way'))).toBe(false);
  });

  it.each([
    ['a courtesy that comes too late to be of use is laid aside', 'help', 'expired'],
    ['news that comes too late for a text is put before a person', 'desk-reply', 'with-person'],
  ])('%s', async (_, kind, state) => {
    await morning.house.store.commit(async (tx) => {
      tx.say({
        key: 'old',
        kind,
        phone: DAVE,
        facts: { body: 'old news' },
        usefulUntil: new Date(tx.now.getTime() - 1),
      });
    });
    await morning.settle();
    expect((await messages()).at(-1)).toMatchObject({ state });
  });

  it('a survey comes once, half an hour after the end, and not while a call-back is open', async () => {
    await morning.until('08:40');
    for (const act of ['on-my-way', 'arrive', 'done'] as const) await morning.tap(act);
    await morning.hears(DAVE, '0');
    await morning.until('09:20');
    expect(morning.texts(DAVE).some((text) => text.includes('one question'))).toBe(false);
    await morning.sql(`UPDATE promise SET state = 'kept' WHERE kind = 'call-back'`);
    await morning.until('12:00');
    expect(morning.texts(DAVE).filter((text) => text.includes('one question'))).toHaveLength(1);
  });

  it('a survey that falls into the night waits for the morning', async () => {
    await morning.until('20:40');
    for (const act of ['on-my-way', 'arrive', 'done'] as const) await morning.tap(act);
    await morning.until('23:00');
    expect(morning.texts(DAVE).some((text) => text.includes('one question'))).toBe(false);
    await morning.until('32:00');
    expect(morning.texts(DAVE).filter((text) => text.includes('one question'))).toHaveLength(1);
  });

  it('no survey follows a visit that could not be completed', async () => {
    await morning.until('08:40');
    for (const act of ['on-my-way', 'arrive'] as const) await morning.tap(act);
    await morning.tap('cannot-complete', { note: 'a part is missing' });
    expect(morning.last()).toContain('could not finish your repair: a part is missing');
    await morning.until('15:00');
    expect(morning.texts(DAVE).some((text) => text.includes('one question'))).toBe(false);
  });
});

describe('no text is lost or doubled', () => {
  beforeEach(async () => void (morning = await openMorning()));

  it('after a lost answer the carrier is asked before anything is sent again', async () => {
    morning.carrier.misbehave({ acceptThenDropNext: 1 });
    await morning.tap('late', { minutes: 120 });
    await until(async () => (await messages()).at(-1)?.state !== 'unknown');
    expect(morning.texts(DAVE).filter((text) => text.includes('is late'))).toHaveLength(1);
  });

  it('what the carrier never took is sent once more', async () => {
    morning.carrier.misbehave({ busyNext: 2 });
    await morning.tap('late', { minutes: 120 });
    await morning.settle();
    expect(morning.texts(DAVE).filter((text) => text.includes('is late'))).toHaveLength(1);
  });

  it('a sender that died is found out by its lease, and the carrier is asked', async () => {
    await quietly('late', 120);
    await reactOnce(morning.house);
    await claimNext(morning.house); // and nobody sends it
    await until(async () => {
      await morning.settle();
      return morning.texts(DAVE).some((text) => text.includes('is late'));
    });
    expect(morning.texts(DAVE).filter((text) => text.includes('is late'))).toHaveLength(1);
  });

  it('a status report alone settles a doubt, and a status never goes backwards', async () => {
    await morning.tap('late', { minutes: 120 });
    const [{ id, sid }] = (await morning.sql<{ id: string; sid: string }>(
      `SELECT id, carrier_sid AS sid FROM message WHERE kind = 'late'`,
    )) as [{ id: string; sid: string }];
    await morning.sql(`UPDATE message SET state = 'unknown', carrier_sid = NULL WHERE id = $1`, [id]);
    await morning.sql('DELETE FROM message_attempt WHERE message_id = $1', [id]);
    for (const word of ['delivered', 'sent', 'queued', 'undelivered', 'delivered'])
      await status(morning.house, id, sid, word);
    expect(await morning.sql('SELECT state, carrier_sid AS sid FROM message WHERE id = $1', [id])).toEqual([
      { state: 'delivered', sid },
    ]);
  });
});

/** Waits on real time only where a lease runs on it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    await morning.settle();
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not come about');
}
