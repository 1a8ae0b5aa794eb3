import fc from 'fast-check';
import { minutesBetween, plusMinutes } from '#time/minutes';
import { dayAt } from '#time/zone';
import { KINDS, mannerOf, type MessageKind } from '#conversation/kinds';
import { type Leaving, type Left, mayLeave, PHONE_A_DAY, type Situation, VISIT_A_DAY } from '#conversation/may-leave';
import { isQuiet } from '#conversation/quiet';
import { SPEAKING_HOURS } from '#conversation/speaking-hours';

const NEW_YORK = { zone: 'America/New_York', region: null };
const at = (hhmm: string, day = '2026-03-03') => new Date(`${day}T${hhmm}:00-05:00`);
const text = (kind: MessageKind, change: Partial<Leaving> = {}): Leaving => ({
  kind,
  isReply: false,
  appointmentId: 'visit',
  isWorse: true,
  mustKnowBy: null,
  saidSince: [],
  ...change,
});
const situation = (now: Date, left: readonly Left[] = []): Situation => ({
  now,
  where: NEW_YORK,
  speaking: SPEAKING_HOURS,
  left,
});
const left = (kind: MessageKind, when: Date, change: Partial<Left> = {}): Left => ({
  kind,
  isReply: false,
  appointmentId: 'visit',
  at: when,
  ...change,
});

describe('at night', () => {
  it('the survey waits for the morning', () =>
    expect(mayLeave(text('survey'), situation(at('22:30')))).toMatchObject({
      does: 'wait',
      until: at('08:00', '2026-03-04'),
    }));

  it('a delay of a visit at half past eight is told, one of a visit at noon waits', () => {
    const early = text('late', { mustKnowBy: at('07:30', '2026-03-04') });
    expect(mayLeave(early, situation(at('22:30')))).toEqual({ does: 'leave' });
    const noon = text('late', { mustKnowBy: at('11:00', '2026-03-04') });
    expect(mayLeave(noon, situation(at('22:30')))).toMatchObject({ does: 'wait' });
  });

  it.each(['answers', 'stopped', 'on-the-way', 'ticket'] as const)('%s leaves', (kind) =>
    expect(mayLeave(text(kind), situation(at('02:00')))).toEqual({ does: 'leave' }),
  );
});

describe('with four texts today', () => {
  const four = ['09:00', '10:00', '11:00', '12:00'].map((when) => left('news', at(when), { appointmentId: when }));

  it('what can wait waits for tomorrow', () =>
    expect(mayLeave(text('survey'), situation(at('15:00'), four))).toMatchObject({
      does: 'wait',
      until: at('08:00', '2026-03-04'),
      why: '4 texts to this phone today',
    }));
  it('what must be known is told by a person', () =>
    expect(mayLeave(text('late'), situation(at('15:00'), four))).toMatchObject({ does: 'call' }));
  it('good news is none of that', () =>
    expect(mayLeave(text('news', { isWorse: false }), situation(at('15:00'), four))).toMatchObject({ does: 'wait' }));
  it('a reply leaves', () =>
    expect(mayLeave(text('how-late', { isReply: true }), situation(at('15:00'), four))).toEqual({ does: 'leave' }));
  it('the next day is a new one', () =>
    expect(mayLeave(text('late'), situation(at('08:00', '2026-03-04'), four))).toEqual({ does: 'leave' }));
});

it('six texts about one visit are enough, its receipts among them', () => {
  const six = ['booked', 'accepted', 'late', 'on-the-way', 'could-not-complete', 'next-visit'] as const;
  const today = six.map((kind, nth) => left(kind, plusMinutes(at('09:00'), 60 * nth)));
  expect(mayLeave(text('survey'), situation(at('16:00'), today))).toMatchObject({ does: 'wait' });
  expect(mayLeave(text('survey', { appointmentId: 'another' }), situation(at('16:00'), today))).toEqual({
    does: 'leave',
  });
});

describe('ten minutes apart', () => {
  const before = [left('late', at('09:00'))];
  it('good news waits for the rest of them', () =>
    expect(mayLeave(text('news', { isWorse: false }), situation(at('09:04'), before))).toMatchObject({
      does: 'wait',
      until: at('09:10'),
    }));
  it('worse news does not', () =>
    expect(mayLeave(text('news'), situation(at('09:04'), before))).toEqual({ does: 'leave' }));
  it('neither a receipt nor a reply makes anything wait', () => {
    const others = [left('booked', at('09:00')), left('survey', at('09:00'), { isReply: true })];
    expect(mayLeave(text('survey'), situation(at('09:04'), others))).toEqual({ does: 'leave' });
  });
});

it('of two that tell of the arrival the newer one speaks', () => {
  expect(mayLeave(text('late', { saidSince: ['survey'] }), situation(at('09:00')))).toEqual({ does: 'leave' });
  expect(mayLeave(text('late', { saidSince: ['on-the-way'] }), situation(at('09:00')))).toMatchObject({ does: 'fold' });
});

/** A stream of news over some days: what happens when, to which of three visits of one phone. */
type News = {
  readonly minute: number;
  readonly kind: MessageKind;
  readonly isReply: boolean;
  readonly visit: number;
  readonly isWorse: boolean;
  /** Hours until the visit begins. */
  readonly ahead: number;
};
const news: fc.Arbitrary<News> = fc.record({
  // News comes in bursts: some within minutes of each other, and then none for hours.
  minute: fc.tuple(fc.nat(11), fc.nat(15)).map(([burst, after]) => burst * 360 + after),
  kind: fc.constantFrom(...(Object.keys(KINDS) as MessageKind[])),
  isReply: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  visit: fc.nat(2),
  isWorse: fc.boolean(),
  ahead: fc.integer({ min: 0, max: 30 }),
});
const stream = fc.array(news, { minLength: 20, maxLength: 120 });
const where = fc.record({
  zone: fc.constantFrom(
    'America/New_York',
    'America/Los_Angeles',
    'Australia/Lord_Howe',
    'Europe/Dublin',
    'Asia/Kathmandu',
  ),
  region: fc.constantFrom(null, 'FL', 'CT', 'TX'),
});
/** Days around both changes of the clocks, north and south. */
const start = fc.constantFrom('2026-03-06', '2026-03-27', '2026-04-03', '2026-10-02', '2026-10-23', '2026-10-30');

type Played = {
  readonly sent: readonly (Left & { readonly text: Leaving })[];
  readonly called: readonly Leaving[];
  readonly folded: readonly Leaving[];
  readonly open: readonly Leaving[];
};

/** Plays a stream as the claims do: what waits is asked about again when its time has come. */
function play(stream: readonly News[], from: Date, at: Situation['where']): Played {
  const waiting: { text: Leaving; at: Date; said: number }[] = stream
    .toSorted((a, b) => a.minute - b.minute)
    .map(({ minute, kind, isReply, visit, isWorse, ahead }, said) => ({
      said,
      at: plusMinutes(from, minute),
      text: text(kind, {
        isReply,
        appointmentId: `visit ${visit}`,
        isWorse,
        mustKnowBy: plusMinutes(from, minute + ahead * 60),
      }),
    }));
  const [sent, called, folded]: [(Left & { text: Leaving })[], Leaving[], Leaving[]] = [[], [], []];
  for (let looks = 0; waiting.length && looks < 5000; looks++) {
    waiting.sort((a, b) => a.at.getTime() - b.at.getTime() || a.said - b.said);
    const one = waiting[0]!;
    const saidSince = waiting
      .filter((it) => it.said > one.said && it.at <= one.at && it.text.appointmentId === one.text.appointmentId)
      .map((it) => it.text.kind);
    const verdict = mayLeave(
      { ...one.text, saidSince },
      { now: one.at, where: at, speaking: SPEAKING_HOURS, left: sent },
    );
    if (verdict.does === 'wait') {
      expect(verdict.until > one.at).toBe(true); // or it would be asked about for ever
      one.at = verdict.until;
      continue;
    }
    waiting.shift();
    if (verdict.does === 'fold') folded.push(one.text);
    else if (verdict.does === 'call') called.push(one.text);
    else sent.push({ ...one.text, at: one.at, text: one.text });
  }
  return { sent, called, folded, open: waiting.map((it) => it.text) };
}

describe('whatever happens on some days', () => {
  const played = fc.tuple(stream, start, where).map(([news, day, at]) => ({
    at,
    news,
    ...play(news, new Date(`${day}T12:00:00Z`), at),
  }));
  const runs = { numRuns: 100, seed: 30 };
  const isCapped = ({ kind, isReply }: Left) => mannerOf(kind, isReply).counts === 'phone and visit';

  it('no phone gets more than four texts a day that it did not ask for, and no visit more than six', () =>
    fc.assert(
      fc.property(played, ({ at, sent }) => {
        for (const [nth, one] of sent.entries()) {
          if (!isCapped(one)) continue;
          const before = sent.slice(0, nth).filter((it) => dayAt(it.at, at.zone) === dayAt(one.at, at.zone));
          expect(before.filter(isCapped).length).toBeLessThan(PHONE_A_DAY);
          const onVisit = before.filter(
            (it) => it.appointmentId === one.appointmentId && mannerOf(it.kind, it.isReply).counts !== 'no',
          );
          expect(onVisit.length).toBeLessThan(VISIT_A_DAY);
        }
      }),
      runs,
    ));

  it('two of them lie ten minutes apart, unless the later one is worse news', () =>
    fc.assert(
      fc.property(played, ({ sent }) => {
        const capped = sent.filter(isCapped);
        for (const [nth, one] of capped.entries()) {
          const isPressing = mannerOf(one.kind, one.isReply).nature === 'essential' && one.text.isWorse;
          if (nth > 0 && !isPressing) expect(minutesBetween(capped[nth - 1]!.at, one.at)).toBeGreaterThanOrEqual(10);
        }
      }),
      runs,
    ));

  it('nothing that can wait is said at night', () =>
    fc.assert(
      fc.property(played, ({ at, sent }) => {
        for (const one of sent)
          if (mannerOf(one.kind, one.isReply).atNight === 'waits')
            expect(isQuiet(one.at, at, SPEAKING_HOURS)).toBe(false);
      }),
      runs,
    ));

  it('all that must be known is told, or a person tells it, or a newer text does; nothing is lost', () =>
    fc.assert(
      fc.property(played, ({ news, sent, called, folded, open }) => {
        expect(open).toEqual([]);
        expect(sent.length + called.length + folded.length).toBe(news.length);
        for (const one of folded) expect(mannerOf(one.kind, one.isReply).tellsOf).not.toBeNull();
        for (const one of called) expect(mannerOf(one.kind, one.isReply).nature).toBe('essential');
      }),
      runs,
    ));

  it('an answer leaves at once, always', () =>
    fc.assert(
      fc.property(played, ({ news, sent }) => {
        const isReply = ({ kind, isReply }: { kind: string; isReply: boolean }) =>
          ['reply', 'legal'].includes(mannerOf(kind, isReply).nature) && mannerOf(kind, isReply).atNight === 'leaves';
        expect(sent.filter(isReply).length).toBe(news.filter(isReply).length);
      }),
      runs,
    ));
});
