import fc from 'fast-check';
import { type Bucket, drip, fullBucket, isDayFull, type Rate, slow, take } from '#carriers/bucket';
import { rateOf, SENDER_CLASSES } from '#carriers/sender-class';

const START = new Date('2026-03-03T12:00:00Z');
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const DAY = '2026-03-03';
const LOW = SENDER_CLASSES['low-volume'];
const full = (rate: Rate = LOW) => fullBucket(rate, START, DAY);
const one = { segments: 1, isReply: false };
const reply = { segments: 1, isReply: true };

/** Takes as many as it gives at one moment. */
function drain(rate: Rate, bucket: Bucket, text: typeof one, now: Date): [number, Bucket] {
  let [taken, held] = [0, bucket];
  for (let next = take(rate, held, text, now, DAY); next; next = take(rate, held, text, now, DAY))
    [taken, held] = [taken + 1, next];
  return [taken, held];
}

it('a full queue leaves half of what may leave at once to replies', () => {
  const [bulk, rest] = drain(LOW, full(), one, START);
  expect(bulk).toBe(3);
  const [replies] = drain(LOW, rest, reply, START);
  expect(replies).toBe(3);
});

it('the last tenth of a day is for replies', () => {
  const rate = { atOnce: 100, perMinute: 6000, perDay: 100 };
  const [bulk, rest] = drain(rate, { ...full(rate), tokens: 100 }, { ...one }, START);
  expect(bulk).toBe(50);
  const later = { ...rest, tokens: 100 };
  const [more, done] = drain(rate, later, one, after(60));
  expect(bulk + more).toBe(90);
  expect(isDayFull(rate, done, DAY)).toBe(true);
  expect(take(rate, { ...done, tokens: 100 }, reply, after(60), DAY)).not.toBeNull();
  expect(take(rate, { ...done, tokens: 100 }, one, after(60), '2026-03-04')).not.toBeNull();
});

it('each refusal of another burst halves the drip, each minute without one doubles it', () => {
  const first = slow(full(), START);
  expect(drip(LOW, first, START)).toBeCloseTo(69 / 60 / 2);
  expect(slow(first, after(2)).slowed).toBe(1); // the rest of the same burst
  const second = slow(first, after(10));
  expect(drip(LOW, second, after(10))).toBeCloseTo(69 / 60 / 4);
  expect(drip(LOW, second, after(71))).toBeCloseTo(69 / 60 / 2);
  expect(drip(LOW, second, after(131))).toBeCloseTo(69 / 60);
  expect(take(LOW, second, reply, after(10), DAY)).toBeNull();
});

it('however often it is refused, something drips', () => {
  let bucket = full();
  for (let n = 0; n < 50; n++) bucket = slow(bucket, after(n * 10));
  expect(drip(LOW, bucket, after(500))).toBeCloseTo(69 / 60 / 16);
});

it('what is set for a sender stands in for its class', () => {
  expect(rateOf('unlimited', {})).toBeNull();
  expect(rateOf('low-volume', {})).toEqual(LOW);
  expect(rateOf('low-volume', { perMinute: 30 })).toEqual({ atOnce: 6, perMinute: 30, perDay: 2000 });
  expect(rateOf('unlimited', { perSecond: 1 })).toMatchObject({ atOnce: 2, perMinute: 60 });
});

const rate = fc.record({
  atOnce: fc.integer({ min: 2, max: 20 }),
  perMinute: fc.integer({ min: 80, max: 300 }),
  perDay: fc.constant(1_000_000),
});
const wants = fc.array(
  fc.record({
    gap: fc.double({ min: 0, max: 3, noNaN: true }),
    segments: fc.integer({ min: 1, max: 2 }),
    isReply: fc.boolean(),
  }),
  { minLength: 50, maxLength: 400 },
);

it('in no minute leaves more than the carrier takes in one, whatever is wanted when', () =>
  fc.assert(
    fc.property(rate, wants, (rate, wants) => {
      let [seconds, bucket] = [0, full(rate)];
      const left: { at: number; segments: number }[] = [];
      for (const { gap, ...text } of wants) {
        seconds += gap;
        const next = take(rate, bucket, text, after(seconds), DAY);
        if (next) left.push({ at: seconds, segments: text.segments });
        bucket = next ?? bucket;
      }
      for (const { at } of left) {
        const minute = left.filter((it) => it.at >= at && it.at < at + 60);
        // One, for a menu that leaves where a single segment would have.
        expect(minute.reduce((sum, { segments }) => sum + segments, 0)).toBeLessThanOrEqual(rate.perMinute + 1);
      }
    }),
  ));

it('a reply waits for replies only: bulk never takes what is kept for it', () =>
  fc.assert(
    fc.property(rate, wants, (rate, wants) => {
      let [seconds, bucket] = [0, full(rate)];
      for (const { gap, segments } of wants) {
        seconds += gap;
        bucket = take(rate, bucket, { segments, isReply: false }, after(seconds), DAY) ?? bucket;
        const answer = take(rate, bucket, { segments: 1, isReply: true }, after(seconds), DAY);
        if (rate.atOnce >= 4) expect(answer).not.toBeNull();
      }
    }),
  ));
