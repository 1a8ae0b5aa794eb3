import { DAVE, type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

const texts = () => morning.texts(DAVE).length;

describe('who was told of a delay and hears of a further one', () => {
  beforeEach(async () => {
    await morning.until('08:20');
    await morning.tap('late', { minutes: 60 });
    expect(morning.last()).toContain('now about 9:30am');
  });

  it('is told until when the times held for him are his, and their digits keep their meaning', async () => {
    await morning.until('08:30');
    await morning.tap('late', { minutes: 30 });
    expect(morning.last()).toContain('Maria is now about 10:00am');
    expect(morning.last()).toContain('Replies 1-4 or 0 still work until 8:40am.');
    await morning.hears(DAVE, '1');
    expect(morning.last()).toContain('Kept: Maria about 10:00am');
  });

  it('gets other times by the digit that the text names', async () => {
    await morning.hears(DAVE, '1');
    await morning.until('08:50');
    await morning.tap('late', { minutes: 30 });
    expect(morning.last()).toContain('Reply 2 for other times, 0 a person calls you.');
    await morning.hears(DAVE, '2');
    expect(morning.last()).toContain('Other times, held until 9:10am');
  });

  it('and has another question open, can still answer that one', async () => {
    await morning.until('08:50');
    await morning.hears(DAVE, 'please cancel my visit');
    await morning.tap('late', { minutes: 30 });
    expect(morning.last()).toContain('Maria is now about 10:00am');
    expect(morning.last()).toContain('Reply 0 and a person calls you.');
    await morning.hears(DAVE, '9');
    expect(morning.last()).toContain('is cancelled');
  });
});

it('on the road a few minutes more are no news, even if they end after the window', async () => {
  await morning.until('09:16');
  await morning.tap('on-my-way');
  expect(morning.last()).toContain('Maria is on the way, arriving about 9:26am');
  const before = texts();
  await morning.tap('late', { minutes: 5 });
  await morning.until('09:30');
  expect(texts()).toBe(before);
});
