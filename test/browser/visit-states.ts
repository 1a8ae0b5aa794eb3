import { plusMinutes } from '#time/minutes';
import type { Language } from '#time/language';
import type { Menu } from '#conversation/facts';
import type { Slot } from '#routes/slot-search';
import type { Visit } from '#store/visit';
import type { EarlierOffer } from '#flows/messages/earlier-offer';
import { EVERY_PAGE } from '#apps/api/customer/every-page';
import type { Page } from '#apps/api/customer/page';
import { type Said, sentenceOf } from '#apps/api/customer/said';
import type { Seen } from '#apps/api/customer/seen';
import { speak } from '#apps/api/customer/speak';

/*
 * The customer's page in every state, made of visits that nobody ever booked: to be looked at, and to be tried by what
 * finds faults in pages.
 */

const at = (time: string) => new Date(`2026-03-03T${time}:00-05:00`);
const window = (from: string, to: string) => ({ from: at(from), to: at(to) });
const HOME = { lat: 39.29, lng: -76.61 };

/** Words that may stand in every field; hostile ones are tried, too. */
export type Names = {
  readonly customer: string;
  readonly technician: string;
  readonly street: string;
  readonly said: string;
};
const PLAIN: Names = {
  customer: 'Dave Miller',
  technician: 'Ana Ruiz',
  street: '12 Oak St',
  said: 'the line outside is broken',
};

const ticket = (names: Names, more: Partial<NonNullable<Visit['ticket']>> = {}): NonNullable<Visit['ticket']> => ({
  id: '01a204a2-0ff9-7795-b569-253170d72e2a',
  technicianId: '01a204a2-0ff9-7795-b569-253170d72e2b',
  technician: names.technician,
  technicianPhone: '+15550201',
  state: 'acknowledged',
  since: at('07:10'),
  planned: window('08:40', '09:25'),
  announced: null,
  outcome: null,
  createdAt: at('07:00'),
  version: 1,
  seenAt: null,
  ...more,
});

const visitOf = (names: Names, language: Language, more: Partial<Visit> = {}): Visit => ({
  appointmentId: '01a204a2-0ff9-7795-b569-253170d72e2c',
  workOrderId: '01a204a2-0ff9-7795-b569-253170d72e2d',
  ref: 'K7QF',
  notes: '',
  closedAt: null,
  customer: { id: '01a204a2-0ff9-7795-b569-253170d72e2e', name: names.customer, phone: '+15550100', language },
  place: { street: names.street, city: 'Doorward', ...HOME, zone: 'America/New_York', region: null, territoryId: 'x' },
  work: { code: 'repair', name: 'Repair', nameEs: 'Reparación', skills: [], minutes: 45, windowMinutes: 60 },
  state: 'confirmed',
  revision: 1,
  version: 1,
  window: window('08:30', '09:30'),
  eta: { p10: at('08:35'), p50: at('08:45'), p90: at('09:00'), asOf: at('07:40'), basis: 'progress', stopsBefore: 1 },
  told: null,
  atRiskAt: null,
  missedAt: null,
  arrivedAt: null,
  endedAt: null,
  needs: null,
  isNeeded: false,
  followsId: null,
  part: null,
  notBefore: null,
  suspendedAt: null,
  block: null,
  ticket: ticket(names),
  ...more,
});

const NOTHING: Seen = {
  ends: null,
  steps: {},
  before: null,
  cancelled: null,
  changed: null,
  call: null,
  position: null,
  prompt: null,
};
const ACCEPTED = { 'ticket.accepted': at('07:10') };
const ON_THE_WAY = { ...ACCEPTED, 'technician.on-the-way': at('08:20') };
const PROMPT = { id: '01a204a2-0ff9-7795-b569-253170d72e30', kind: 'choice' };

const pageOf = (visit: Visit, more: Partial<Page> = {}): Page => ({
  visit,
  others: [],
  path: '/v/AAAAAAAAAAAAAAAA',
  company: 'Acme Fiber',
  desk: '555-0142',
  zone: 'America/New_York',
  now: at('07:41'),
  texts: true,
  language: visit.customer.language,
  say: speak(visit.customer.language),
  ...more,
});

type Shown = Parameters<typeof EVERY_PAGE.visit>[1];
type Showing = Partial<Omit<Shown, 'said' | 'seen'>> & { seen?: Partial<Seen>; said?: Said; menu?: Menu };

function show(visit: Visit, { seen, said, menu, ...more }: Showing = {}, page: Partial<Page> = {}): string {
  const whole = pageOf(visit, page);
  const all = { ...NOTHING, ...seen };
  return EVERY_PAGE.visit(whole, {
    menus: menu ? new Map([[visit.appointmentId, menu]]) : new Map(),
    earlier: null,
    waits: null,
    ...more,
    seen: all,
    said: sentenceOf(said, whole, all),
  });
}

const LATE = {
  p10: at('09:50'),
  p50: at('10:05'),
  p90: at('10:20'),
  asOf: at('08:01'),
  basis: 'reported',
  stopsBefore: 1,
} as const;

const menuOf = (names: Names): Menu => ({
  keep: 1,
  heldUntil: at('08:31'),
  choices: [
    {
      digit: 2,
      window: window('09:30', '10:30'),
      technician: { first: firstOf(names), short: names.technician },
      sameTechnician: false,
    },
    {
      digit: 3,
      window: window('13:00', '14:00'),
      technician: { first: 'Ben', short: 'Ben T.' },
      sameTechnician: false,
    },
  ],
});
const firstOf = ({ technician }: Names) => technician.split(' ')[0]!;

const earlier = (names: Names): EarlierOffer => ({
  window: window('08:00', '09:00'),
  technician: { first: firstOf(names), short: names.technician },
  by: at('07:55'),
  isHeld: true,
  digits: { '1': { does: 'take-earlier', offerId: 'x' }, '2': { does: 'keep' } },
});

const slotsOf = (days: number): Slot[] =>
  Array.from({ length: days }, (_, day) => day).flatMap((day) =>
    [8, 8.5, 9, 10, 11.5, 13, 14, 15.5].map((hour) => {
      const from = plusMinutes(at('00:00'), day * 1440 + hour * 60);
      return {
        technicianId: '01a204a2-0ff9-7795-b569-253170d72e2b',
        window: { from, to: plusMinutes(from, 60) },
      } as Slot;
    }),
  );

const later = { now: at('08:02') };

/** Each state in a language, with the words that stand in its fields. */
export const STATES: Readonly<Record<string, (language: Language, names?: Names) => string>> = {
  choose: (language, names = PLAIN) =>
    EVERY_PAGE.times(
      pageOf(visitOf(names, language, { state: 'requested', window: null, revision: 0, eta: null, ticket: null })),
      { slots: slotsOf(6), moves: false, without: null, firstHeld: null },
      null,
    ),
  'just-taken': (language, names = PLAIN) => {
    const page = pageOf(visitOf(names, language));
    return EVERY_PAGE.times(
      page,
      { slots: slotsOf(3), moves: false, without: null, firstHeld: null },
      sentenceOf('taken-noted', page, null),
    );
  },
  'no-times': (language, names = PLAIN) =>
    EVERY_PAGE.times(
      pageOf(visitOf(names, language)),
      { slots: [], moves: false, without: null, firstHeld: null },
      null,
    ),
  confirm: (language, names = PLAIN) => {
    const visit = visitOf(names, language);
    const held = {
      id: PROMPT.id,
      visit,
      window: window('13:00', '14:00'),
      until: at('07:46'),
      technician: names.technician,
    };
    return EVERY_PAGE.confirm(pageOf(visit), [held]);
  },
  booked: (language, names = PLAIN) =>
    show(visitOf(names, language, { ticket: ticket(names, { state: 'created' }) }), { waits: false, said: 'booked' }),
  'ticket-seen': (language, names = PLAIN) =>
    show(visitOf(names, language), { waits: true, seen: { steps: ACCEPTED } }),
  'other-day': (language, names = PLAIN) =>
    show(
      visitOf(names, language),
      { waits: false, seen: { steps: ACCEPTED } },
      { now: new Date('2026-03-01T15:00:00-05:00') },
    ),
  'other-zone': (language, names = PLAIN) =>
    show(visitOf(names, language), { waits: false, seen: { steps: ACCEPTED } }, { zone: 'America/Chicago' }),
  'earlier-time': (language, names = PLAIN) =>
    show(visitOf(names, language), {
      earlier: earlier(names),
      seen: { steps: ACCEPTED, prompt: { ...PROMPT, kind: 'earlier' } },
    }),
  finding: (language, names = PLAIN) => show(visitOf(names, language, { ticket: null, eta: null })),
  reassigned: (language, names = PLAIN) =>
    show(visitOf(names, language, { ticket: ticket(names, { technician: 'Ben Tran' }) }), {
      seen: { before: firstOf(names), steps: { 'ticket.accepted': at('07:38') } },
    }),
  late: (language, names = PLAIN) =>
    show(
      visitOf(names, language, { atRiskAt: at('08:01'), eta: LATE, ticket: ticket(names, { announced: at('10:05') }) }),
      { menu: menuOf(names), seen: { steps: ACCEPTED, prompt: PROMPT } },
      later,
    ),
  missed: (language, names = PLAIN) =>
    show(
      visitOf(names, language, {
        atRiskAt: at('08:01'),
        missedAt: at('09:30'),
        eta: { ...LATE, basis: 'silence', asOf: at('09:31') },
      }),
      { seen: { steps: ACCEPTED, call: { agent: 'Lee', by: at('09:45') } }, said: 'called' },
      { now: at('09:31') },
    ),
  'on-the-way': (language, names = PLAIN) =>
    show(
      visitOf(names, language, {
        ticket: ticket(names, { state: 'en_route', since: at('08:20'), seenAt: at('08:24') }),
        eta: {
          p10: at('08:38'),
          p50: at('08:42'),
          p90: at('08:50'),
          asOf: at('08:25'),
          basis: 'progress',
          stopsBefore: 0,
        },
      }),
      { seen: { steps: ON_THE_WAY, position: { lat: 39.33, lng: -76.57, at: at('08:24') } } },
      { now: at('08:25') },
    ),
  arrived: (language, names = PLAIN) =>
    show(
      visitOf(names, language, { arrivedAt: at('08:41'), ticket: ticket(names, { state: 'on_site' }) }),
      { seen: { steps: { ...ON_THE_WAY, 'technician.arrived': at('08:41') } } },
      { now: at('08:43') },
    ),
  working: (language, names = PLAIN) =>
    show(
      visitOf(names, language, { arrivedAt: at('08:41'), ticket: ticket(names, { state: 'working' }) }),
      { seen: { steps: { ...ON_THE_WAY, 'technician.arrived': at('08:41') }, ends: at('09:26') } },
      { now: at('08:50') },
    ),
  done: (language, names = PLAIN) =>
    show(
      visitOf(names, language, {
        state: 'fulfilled',
        arrivedAt: at('08:41'),
        endedAt: at('09:22'),
        ticket: ticket(names, { state: 'completed' }),
      }),
      { seen: { steps: { ...ON_THE_WAY, 'technician.arrived': at('08:41') }, prompt: { ...PROMPT, kind: 'survey' } } },
      { now: at('09:40') },
    ),
  'needs-another': (language, names = PLAIN) => {
    const before = visitOf(names, language, {
      appointmentId: 'before',
      state: 'failed',
      arrivedAt: at('08:41'),
      endedAt: at('09:22'),
      ticket: ticket(names, { state: 'cannot_complete', outcome: names.said }),
    });
    const next = visitOf(names, language, {
      state: 'requested',
      window: null,
      revision: 0,
      eta: null,
      followsId: 'before',
    });
    return show(next, { menu: { ...menuOf(names), keep: null } }, { others: [before], now: at('09:40') });
  },
  'cancelled-by-you': (language, names = PLAIN) =>
    show(visitOf(names, language, { state: 'cancelled', ticket: null, eta: null, endedAt: at('07:30') }), {
      seen: { cancelled: { by: 'customer', at: at('07:30'), reason: null } },
      said: 'cancelled',
    }),
  'cancelled-by-us': (language, names = PLAIN) =>
    show(visitOf(names, language, { state: 'cancelled', ticket: null, eta: null, endedAt: at('07:30') }), {
      seen: { cancelled: { by: 'desk', at: at('07:30'), reason: names.said } },
    }),
  suspended: (language, names = PLAIN) =>
    show(
      visitOf(names, language, {
        suspendedAt: at('07:20'),
        needs: {
          firstId: 'first',
          work: 'Survey',
          workEs: 'Medición',
          state: 'cancelled',
          window: null,
          ends: null,
          technicianId: null,
          gapMinutes: 1440,
          sameTechnician: false,
        },
      }),
    ),
  blocked: (language, names = PLAIN) =>
    show(
      visitOf(names, language, {
        block: {
          id: 'block',
          owner: 'Billing',
          reason: 'invoice 4471 is open',
          customerText: names.said,
          action: { words: 'Pay it here', url: 'https://pay.example/4471' },
          expiresAt: at('08:00'),
          atExpiry: 'lapse',
          escalatedAt: null,
        },
      }),
    ),
  changed: (language, names = PLAIN) =>
    show(visitOf(names, language), {
      seen: { steps: ACCEPTED, changed: { by: 'customer', at: at('07:39'), reason: null } },
      said: 'changed',
    }),
  'wrong-person': (language) =>
    EVERY_PAGE.wrongPerson({ company: 'Acme Fiber', desk: '555-0142', language, say: speak(language) }),
  expired: (language) => EVERY_PAGE.sorry('over', { company: 'Acme Fiber', desk: '555-0142', language, back: null }),
  'no-link': (language) => EVERY_PAGE.sorry('link', { company: 'Acme Fiber', desk: '555-0142', language, back: null }),
};
