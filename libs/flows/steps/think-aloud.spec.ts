import { thinkAloud } from '#flows/steps/think-aloud';

/** Counts up to `most`; each step takes 100 ms of its own clock. */
function counting(most: number) {
  let time = 0;
  function* count() {
    for (let n = 1; n <= most; n++) {
      time += 100;
      yield n;
    }
    return 'done';
  }
  return { work: count(), clock: () => time };
}

it('says how far it is now and then, not at every step', async () => {
  const said: number[] = [];
  const { work, clock } = counting(9);
  const say = async (step: number) => said.push(step) > 0;
  const answer = await thinkAloud({}, work, { clock, budgetMs: 1e9, say, what: 'a test' });
  expect(answer).toMatchObject({ ended: 'finished', done: 'done' });
  expect(said).toEqual([3, 6, 9]);
});

it('stops when nobody wants it any more', async () => {
  const { work, clock } = counting(1000);
  const answer = await thinkAloud({}, work, { clock, budgetMs: 1e9, say: async () => false, what: 'a test' });
  expect(answer.ended).toBe('cancelled');
  expect(answer.last).toBeLessThan(10);
});

it('goes on where it cannot be said, and tells of that', async () => {
  const failures: string[] = [];
  const { work, clock } = counting(4);
  const say = () => Promise.reject(new Error('no database'));
  const house = { onFailure: (what: string) => void failures.push(what) };
  const answer = await thinkAloud(house, work, { clock, budgetMs: 1e9, say, what: 'planning a day' });
  expect([answer.ended, failures]).toEqual(['finished', ['planning a day: saying how far it is']]);
});

it('has what it has found when its time is over', async () => {
  const { work, clock } = counting(1000);
  const answer = await thinkAloud({}, work, { clock, budgetMs: 500, say: async () => true, what: 'a test' });
  expect(answer).toEqual({ ended: 'out-of-time', last: 5 });
});
