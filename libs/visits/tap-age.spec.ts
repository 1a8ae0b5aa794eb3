import fc from 'fast-check';
import { ageOfTap, type Stamp } from '#visits/tap-age';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** The server's time when the phone last spoke with it, and by how much the phone's wall clock is off. */
const SERVER = Date.UTC(2026, 2, 3, 13);

/** What the phone shows `after` ms of true time after the contact: its wall clock off by `wrong`, its page having slept for `slept`. */
const shows = (after: number, { wrong = 0, slept = 0, run = 'a' } = {}): Stamp => ({
  wall: SERVER + after + wrong,
  ticks: 1_000 + after - slept,
  run,
});
const spoke = (wrong = 0) => ({ ...shows(0, { wrong }), server: SERVER });

const moments = fc
  .tuple(fc.integer({ min: 0, max: 600 * MINUTE }), fc.integer({ min: 0, max: 600 * MINUTE }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const wrongBy = fc.integer({ min: -3 * DAY, max: 3 * DAY });

it('a clock that was set while there was no signal falsifies nothing, whatever it showed before and after', () => {
  fc.assert(
    fc.property(moments, wrongBy, wrongBy, wrongBy, ([tap, send], first, then, last) => {
      const times = {
        contact: spoke(first),
        tapped: shows(tap, { wrong: then }),
        sent: shows(send, { wrong: last }),
      };
      expect(Math.abs(ageOfTap(times, SERVER + send) - (send - tap))).toBeLessThanOrEqual(2_000);
    }),
  );
});

it('a phone that slept, or was started anew, tells the true age by its wall clock, however wrong that is', () => {
  fc.assert(
    fc.property(
      moments,
      wrongBy,
      fc.integer({ min: 10_000, max: 60 * MINUTE }),
      fc.boolean(),
      ([tap, send], wrong, slept, anew) => {
        const asleep = Math.min(slept, send - tap);
        const times = {
          contact: spoke(wrong),
          tapped: shows(tap, { wrong }),
          sent: anew ? { ...shows(send, { wrong, run: 'b' }), ticks: 7 } : shows(send, { wrong, slept: asleep }),
        };
        const error = Math.abs(ageOfTap(times, SERVER + send) - (send - tap));
        // A sleep too short to be told from a slow network is not made good.
        expect(error).toBeLessThanOrEqual(anew || asleep > 5_000 ? 0 : asleep);
      },
    ),
  );
});

it('whatever a phone says, a tap is neither in the future nor before the last contact', () => {
  const any = fc.record({ wall: fc.double(), ticks: fc.double(), run: fc.constantFrom('a', 'b') });
  fc.assert(
    fc.property(any, any, any, fc.nat(DAY), (tapped, sent, contact, since) => {
      const age = ageOfTap({ tapped, sent, contact: { ...contact, server: SERVER } }, SERVER + since);
      expect(Number.isNaN(age) || (age >= 0 && age <= since)).toBe(true);
    }),
  );
});

it('a page that reloaded and a clock that was set: the tap counts as made no earlier than the last contact', () => {
  const times = { contact: spoke(), tapped: shows(MINUTE), sent: { wall: SERVER + 3 * DAY, ticks: 5, run: 'b' } };
  expect(ageOfTap(times, SERVER + 10 * MINUTE)).toBe(10 * MINUTE);
});
