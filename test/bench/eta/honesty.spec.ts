import { plusMinutes } from '#time/minutes';
import { experience, honestyOf } from '#test/bench/eta/honesty';
import type { Visit } from '#test/bench/eta/replay';
import type { Text } from '#test/bench/eta/talk';

const nine = new Date('2026-03-03T14:00:00Z');
const minute = (m: number) => plusMinutes(nine, m);
/** At minute `at`, told an arrival about minute `about`, `wide` either way. */
const text = (at: number, about: number, wide = 10, kind: Text['kind'] = 'late'): Text => ({
  at: minute(at),
  kind,
  told: { p10: minute(about - wide), p50: minute(about), p90: minute(about + wide) },
});
/** Promised from minute 0 to minute 60. */
const visit = (arrived: number, ...texts: readonly Text[]): Visit => ({
  day: 0,
  technician: 'maria',
  stop: { id: 'a', window: { from: minute(0), to: minute(60) }, arrived: minute(arrived) } as Visit['stop'],
  accounts: new Map([['us', { tally: { horizons: [], atStart: null, add: () => undefined }, texts }]]),
});
const seen = (one: Visit) => experience(one, one.accounts.get('us')!.texts);

describe('late by surprise', () => {
  it.each<[string, Visit, boolean]>([
    ['in the window, nothing said', visit(60), false],
    ['after the window, nothing said', visit(61), true],
    ['within what was told', visit(80, text(0, 75)), false],
    ['after what was told', visit(86, text(0, 75)), true],
    ['after what was told, with a newer text between', visit(86, text(0, 75), text(80, 90)), false],
    ['told only when he was there', visit(86, text(0, 75), text(87, 90)), true],
    ['in the window, but after what was told', visit(50, text(0, 30)), true],
  ])('%s: %#', (_, one, is) => expect(seen(one).lateBySurprise).toBe(is));
});

describe('a word that lapsed', () => {
  it.each<[string, Visit, boolean]>([
    ['nothing said, in time', visit(60), false],
    ['the text came before the window ended', visit(80, text(59, 75)), false],
    ['the text came when the window ended', visit(80, text(60, 75)), true],
    ['the range ended and only then the next was told', visit(100, text(0, 75), text(85, 100)), true],
    ['the next was told before', visit(100, text(0, 75), text(84, 100)), false],
    ['the last range ended', visit(120, text(0, 75), text(84, 100)), true],
  ])('%s', (_, one, is) => expect(seen(one).lapsed).toBe(is));
});

describe('the warning', () => {
  it('counts from the first text after which the customer always knew', () => {
    expect(seen(visit(90, text(10, 75), text(30, 85))).warningMinutes).toBe(50);
    expect(seen(visit(90, text(10, 75), text(20, 40, 10, 'better'), text(30, 85))).warningMinutes).toBe(30);
  });

  it('is missed when the delay was taken back, never told, or told when the window was over', () => {
    for (const texts of [[], [text(10, 75), text(20, 40)], [text(60, 90)]])
      expect(seen(visit(90, ...texts))).toMatchObject({ isMissed: true, warningMinutes: 0 });
  });

  it('is false when he came in time after all', () => {
    const visits = [visit(50, text(10, 75)), visit(50), visit(90, text(10, 75)), visit(55, text(10, 40))];
    expect(honestyOf(visits, 'us').falseAlarms).toEqual({ ofVisits: 25, ofWarned: 50 });
  });
});

it('two texts within a quarter of an hour flap, unless the second says that he has set out', () => {
  expect(seen(visit(90, text(10, 75), text(24, 85))).flapping).toBe(true);
  expect(seen(visit(90, text(10, 75), text(25, 85))).flapping).toBe(false);
  expect(seen(visit(90, text(10, 75), text(20, 85, 10, 'on-the-way'))).flapping).toBe(false);
});

it('texts are counted by kind, those after the arrival too', () => {
  const visits = [visit(90, text(10, 75), text(95, 120, 10, 'overdue')), visit(30)];
  expect(honestyOf(visits, 'us')).toMatchObject({
    textsPerVisit: 1,
    textsByKind: { late: 50, overdue: 50 },
    afterArrival: 50,
    trulyLate: 50,
    lateBySurprise: 50,
  });
});
