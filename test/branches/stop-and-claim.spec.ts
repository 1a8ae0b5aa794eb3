import fc from 'fast-check';
import type { Doorward } from '#flows/doorward';
import { chooseTexts } from '#flows/commands/consent';
import { claimNext } from '#flows/messages/claim';
import type { Tx } from '#store/tx';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';

/*
 * A text is claimed while its customer opts out. Whatever the order of their statements: once the opt-out is confirmed
 * to whoever made it, no commit that decides to send a text to that number is still under way.
 */

let morning: Morning;
beforeAll(async () => void (morning = await openMorning()));
afterAll(() => morning.close());

/** The house, with a pause of so many turns of the event loop before every statement of a commit, and after its last. */
function withPauses(pauses: readonly number[], onDone: () => void = () => undefined): Doorward {
  const { store } = morning.house;
  let at = 0;
  const pause = async () => {
    for (let n = pauses[at++ % pauses.length]!; n > 0; n--) await new Promise(setImmediate);
  };
  return {
    ...morning.house,
    store: {
      ...store,
      commit: (work) =>
        store.commit(async (tx) => {
          const sql = tx.sql.bind(tx);
          tx.sql = async <Row>(query: string, parameters?: unknown[]) => {
            await pause();
            return sql<Row>(query, parameters);
          };
          const done = await work(tx as Tx);
          await pause();
          onDone();
          return done;
        }),
    },
  };
}

const say = (key: string) =>
  morning.house.store.commit(async (tx) =>
    tx.say({
      key,
      kind: 'desk-reply',
      phone: DAVE,
      workOrderId: morning.workOrderId,
      appointmentId: morning.appointmentId,
      facts: { body: 'hello' },
      usefulUntil: new Date(tx.now.getTime() + 1e6),
    }),
  );

const choose = (house: Doorward, texts: boolean) =>
  chooseTexts(house)({ workOrderId: morning.workOrderId, texts, actor: 'test', source: 'test' });

const pauses = fc.array(fc.nat(12), { minLength: 4, maxLength: 16 });

it('no text is on its way to a number once its opt-out has been taken', async () => {
  let race = 0;
  const met = { sent: 0, kept: 0 };
  await fc.assert(
    fc.asyncProperty(pauses, pauses, async (forClaim, forStop) => {
      await choose(morning.house, true);
      await morning.sql(`UPDATE message SET state = 'suppressed' WHERE state IN ('pending', 'sending')`);
      await say(`race:${race++}`);
      let isStopped = false;
      let decidedAfterStop = false;
      const claiming = claimNext(withPauses(forClaim, () => void (decidedAfterStop = isStopped)));
      const stopping = choose(withPauses(forStop), false).then(() => void (isStopped = true));
      const [claim] = await Promise.all([claiming, stopping]);
      const isSent = typeof claim === 'object';
      met[isSent ? 'sent' : 'kept']++;
      expect(isSent && decidedAfterStop).toBe(false);
    }),
    { numRuns: 60, seed: 7 },
  );
  expect(Math.min(met.sent, met.kept)).toBeGreaterThan(0);
});
