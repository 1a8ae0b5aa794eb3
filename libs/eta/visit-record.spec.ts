import { judgeVisit, type VisitRecord } from '#eta/visit-record';

const ZONE = 'America/New_York';
/** A time of Tuesday, 3 March 2026, in New York. */
const at = (clock: string, day = '2026-03-03') => new Date(`${day}T${clock}:00-05:00`);
const span = (from: string, to: string, day?: string) => ({ from: at(from, day), to: at(to, day) });
const range = (p10: string, p50: string, p90: string) => ({ p10: at(p10), p50: at(p50), p90: at(p90) });
const YESTERDAY = at('18:00', '2026-03-02');
const LATER = at('12:00', '2026-03-05');

/** Promised 8:30-9:30 the evening before, and nothing else has happened. */
const promised: VisitRecord = {
  appointmentId: 'a',
  workOrderId: 'w',
  ref: '3KYH',
  customer: 'Dave Miller',
  zone: ZONE,
  technicianId: 'maria',
  technician: 'Maria Gomez',
  workCode: 'repair',
  work: 'Repair',
  state: 'confirmed',
  windows: [{ window: span('08:30', '09:30'), at: YESTERDAY, byCustomer: true }],
  told: [],
  lateTexts: [],
  offers: [],
  texts: 2,
  arrivedAt: null,
  endedAt: null,
  standing: [],
};
const judge = (more: Partial<VisitRecord>, now = LATER) => judgeVisit({ ...promised, ...more }, now);
const came = (clock: string, more: Partial<VisitRecord> = {}) => judge({ arrivedAt: at(clock), ...more });
const late = { lateTexts: [at('08:01')], told: [{ ...range('11:15', '11:35', '11:55'), at: at('08:01') }] };
const moved = (clock: string, byCustomer: boolean, to = span('13:00', '14:00')) => [
  ...promised.windows,
  { window: to, at: at(clock), byCustomer },
];

describe('the first promise', () => {
  it.each([
    ['08:00', true],
    ['09:29', true],
    ['09:30', false],
    ['10:10', false],
  ])('promised until 9:30 and come at %s, it was kept: %s', (clock, isKept) => {
    expect(came(clock)).toMatchObject({ outcome: 'due', keptFirst: isKept, second: null });
  });

  it('is the window the customer moved it to, when he did so before any trouble', () => {
    const judged = came('13:30', { windows: moved('07:00', true) });
    expect(judged).toMatchObject({ first: span('13:00', '14:00'), isMovedByUs: false, keptFirst: true, second: null });
  });

  it.each<[string, Partial<VisitRecord>]>([
    ['we moved it', { windows: moved('07:00', false) }],
    ['he moved it after word of the delay', { windows: moved('08:06', true), ...late }],
    ['he moved it after the desk had offered other times', { windows: moved('07:00', true), offers: [at('06:50')] }],
    ['he moved it after its window had ended', { windows: moved('09:30', true) }],
  ])('is broken when %s, however punctual the second is', (_, more) => {
    expect(came('13:30', more)).toMatchObject({
      first: span('08:30', '09:30'),
      isMovedByUs: true,
      keptFirst: false,
      second: { to: at('14:00'), isTold: false },
      keptSecond: true,
    });
  });

  it('of a visit the customer moved and we then moved is the one he moved it to', () => {
    const windows = [...moved('07:00', true), { window: span('16:00', '17:00'), at: at('10:00'), byCustomer: false }];
    expect(came('16:30', { windows })).toMatchObject({ first: span('13:00', '14:00'), isMovedByUs: true });
  });
});

describe('what is promised in its place', () => {
  it.each([
    ['11:40', true],
    ['11:55', true],
    ['11:56', false],
  ])('told 11:15-11:55 and come at %s, it was kept: %s', (clock, isKept) => {
    expect(came(clock, late)).toMatchObject({ second: { isTold: true }, keptSecond: isKept, keptFirst: false });
  });

  it('is the newest range, after news of the delay', () => {
    const told = [...late.told, { ...range('12:10', '12:20', '12:40'), at: at('10:00') }];
    expect(came('12:30', { ...late, told })).toMatchObject({ second: { to: at('12:40') }, keptSecond: true });
  });

  it('is nothing when the arrival told lies within the window', () => {
    const told = [{ ...range('09:00', '09:10', '09:20'), at: at('08:45') }];
    expect(came('09:15', { told })).toMatchObject({ second: null, keptFirst: true, heardAt: null });
  });

  it('was not kept when nobody came', () => expect(judge(late)).toMatchObject({ outcome: 'due', keptSecond: false }));
});

describe('what counts', () => {
  it.each<[string, Partial<VisitRecord>, string, string]>([
    ['before the end of the window', {}, '09:29', 'open'],
    ['at its end', {}, '09:30', 'due'],
    ['while the told arrival is still ahead', late, '11:50', 'open'],
    ['once it is over', late, '11:55', 'due'],
    ['cancelled in time', { state: 'cancelled', endedAt: at('07:00') }, '12:00', 'cancelled'],
    ['cancelled after word of a delay', { state: 'cancelled', endedAt: at('08:20'), ...late }, '12:00', 'due'],
    ['cancelled after the window', { state: 'cancelled', endedAt: at('09:45') }, '12:00', 'due'],
    ['given up at the door', { state: 'failed', arrivedAt: at('09:00'), endedAt: at('09:10') }, '12:00', 'due'],
  ])('a visit %s', (_, more, now, outcome) => expect(judge(more, at(now)).outcome).toBe(outcome));
});

describe('the warning', () => {
  it.each<[string, Partial<VisitRecord>, number | null]>([
    ['told at 8:01', { arrivedAt: at('11:40'), ...late }, 89],
    ['told at 9:40, after the window', { arrivedAt: at('11:40'), lateTexts: [at('09:40')] }, -10],
    ['told nothing and learned at the door', { arrivedAt: at('09:50') }, -20],
    ['told nothing and cancelled', { state: 'cancelled', endedAt: at('10:00') }, -30],
    ['moved by us', { arrivedAt: at('13:30'), windows: moved('07:30', false) }, 120],
    [
      'offered other times, then moved',
      { arrivedAt: at('13:30'), windows: moved('07:30', true), offers: [at('07:00')] },
      150,
    ],
    ['kept', { arrivedAt: at('09:00') }, null],
  ])('of a visit %s is %s minutes', (_, more, minutes) => expect(judge(more).warningMinutes).toBe(minutes));
});

describe('a surprise', () => {
  it.each<[string, Partial<VisitRecord>, boolean]>([
    ['in the window', { arrivedAt: at('09:29') }, false],
    ['after the window, nothing told', { arrivedAt: at('09:30') }, true],
    ['after the window, announced before', { arrivedAt: at('11:50'), ...late }, false],
    ['after the range told', { arrivedAt: at('11:56'), ...late }, true],
    [
      'after the range told, with a new word in between',
      { arrivedAt: at('12:30'), ...late, lateTexts: [at('08:01'), at('12:00')] },
      false,
    ],
    [
      'after a range told within the window',
      { arrivedAt: at('09:25'), told: [{ ...range('09:00', '09:10', '09:20'), at: at('08:45') }] },
      true,
    ],
    ['never, and nothing told', {}, true],
    ['never, and told until noon', { ...late, state: 'cancelled', endedAt: at('10:00') }, false],
  ])('%s: %s', (_, more, is) => expect(judge(more).isSurprise).toBe(is));

  it('forgets what was told about an earlier window', () => {
    expect(came('13:30', { windows: moved('08:06', true), ...late })).toMatchObject({
      lastTold: null,
      isSurprise: false,
    });
  });
});

describe('a false alarm', () => {
  it.each<[string, Partial<VisitRecord>, boolean | null]>([
    ['announced late and in time', { arrivedAt: at('09:20'), ...late }, true],
    ['announced late and late', { arrivedAt: at('11:40'), ...late }, false],
    ['not announced', { arrivedAt: at('11:40') }, null],
    ['announced late and moved', { arrivedAt: at('13:30'), ...late, windows: moved('08:06', true) }, null],
    ['announced late and cancelled', { state: 'cancelled', endedAt: at('08:20'), ...late }, null],
  ])('%s: %s', (_, more, is) => expect(judge(more).isFalseAlarm).toBe(is));
});

it('hour and quarter are those of the place, whatever the clocks do that day', () => {
  const on = (from: string, to: string) => [
    { window: { from: new Date(from), to: new Date(to) }, at: YESTERDAY, byCustomer: true },
  ];
  expect(judge({ windows: on('2026-03-08T12:30:00Z', '2026-03-08T13:30:00Z') })).toMatchObject({
    hour: 8,
    quarter: '2026-Q1',
  });
  expect(judge({ windows: on('2026-07-01T03:00:00Z', '2026-07-01T04:00:00Z') })).toMatchObject({
    hour: 23,
    quarter: '2026-Q2',
  });
});
