import { z } from 'zod';
import { LANGUAGES } from '#time/language';
import { daysBetween } from '#time/zone';
import { WHY_NOT } from '#visits/next-visit';
import { WORDS } from '#visits/word';
import { FIGURES } from '#eta/figure-visits';
import { HORIZONS } from '#eta/visit-record';
import { SNOOZES } from '#flows/commands/snooze';

/** What may come in at the doors, one schema for each body: checks the request and describes it in the API's documents. */

export const uuid = z.uuid('must be an id');

/** No calendar of ours reaches further, and the year 10000 is written as neither PostgreSQL nor a browser expects it. */
const isOurTime = (at: Date) => at.getUTCFullYear() >= 2000 && at.getUTCFullYear() < 2100;
export const instant = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2026-03-03T08:30:00Z' })
  .transform((text) => new Date(text))
  .refine(isOurTime, 'must lie between the years 2000 and 2100');

/** Words as PostgreSQL can keep them: no NUL, and no half of a character that takes two. */
export const text = () =>
  z.string().refine((said) => !/[\0\p{Surrogate}]/u.test(said), 'has signs in it that cannot be written down');
export const name = text().trim().min(1, 'is needed').max(80, 'has at most 80 characters');
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a number like +15550100');
export const email = z.email('must be an e-mail address').max(120, 'has at most 120 characters');
const words = (most: number) => text().trim().max(most, `has at most ${most} characters`).default('');

export const SignIn = z.strictObject({
  email: text().trim().min(3).max(120),
  password: text().min(1).max(200),
});

const contact = z.strictObject({ name, phone, email: email.optional() });

export const NewWorkOrder = z.strictObject({
  customer: z.strictObject({
    name,
    phone,
    email: email.optional(),
    language: z
      .enum(LANGUAGES)
      .optional()
      .describe(
        'What the customer is spoken to in; without it the setting LANGUAGE, or what he is spoken to in by now',
      ),
  }),
  address: z
    .strictObject({
      street: name,
      city: name,
      lat: z.number().min(-90).max(90).optional(),
      lng: z.number().min(-180).max(180).optional(),
      territory: name,
      region: z
        .string()
        .regex(/^[A-Z]{2}$/, 'must be a state such as FL')
        .optional(),
    })
    .refine(({ lat, lng }) => (lat === undefined) === (lng === undefined), {
      error: 'needs both lat and lng, or neither: then the address is looked up',
    }),
  workType: text().min(1).max(40),
  notes: words(500),
  contacts: z.array(contact).max(4, 'at most 4 further people').default([]),
  invite: z.boolean().default(true),
});

export const NewContact = contact;
/** Of the customer, or of a contact, whoever has this phone. */
export const PutEmail = z.strictObject({ phone, email: email.nullable() });

export const ChooseWindow = z.strictObject({
  technicianId: uuid,
  window: z.strictObject({ from: instant, to: instant }).refine((w) => w.from < w.to, 'must end after it begins'),
});

/** Said to the customer in a text: a longer one would not fit, a shorter one says nothing. */
const MOST_LINK = 80;
const link = z
  .url({ protocol: /^https$/, error: 'must be an https address' })
  .max(MOST_LINK, `must be at most ${MOST_LINK} characters: it goes out in a text`);

/** Another department's stop on a visit. */
export const NewBlock = z.strictObject({
  owner: text().trim().min(1, 'says which department it is').max(40),
  reason: text().trim().min(1, 'says why, for the desk').max(200),
  customerText: text().trim().min(1, 'is what the customer is told').max(60),
  expiresAt: instant,
  atExpiry: z.enum(['lapse', 'escalate'], 'must be lapse (the visit goes ahead) or escalate (a person decides)'),
  /** What the customer can do about it himself. */
  action: z.strictObject({ words: text().trim().min(1).max(24), url: link }).optional(),
});

export const Assign = z.strictObject({ technicianId: uuid, version: z.number().int().min(1) });
/** A technician, and a time at his door. */
export const PlaceVisit = z.strictObject({ technicianId: uuid, at: instant, version: z.number().int().min(1) });
export const SpotsOf = z.strictObject({
  technician: uuid,
  day: z.iso.date('must be a day such as 2026-03-03').optional(),
});
const seen = z.strictObject({ appointmentId: uuid, version: z.number().int().min(1) });
export const Swap = z.strictObject({
  visits: z
    .tuple([seen, seen], 'must be two visits, each with the version that was seen')
    .refine(([one, other]) => one.appointmentId !== other.appointmentId, 'must be two different visits'),
});
export const Mend = z.strictObject({
  trouble: z.enum(['sick', 'broken-down', 'late'], 'must be sick, broken-down or late'),
  from: instant.optional(),
});
export const ApplyMending = z.strictObject({ rows: z.array(uuid).max(500).optional() });
export const Versioned = z.strictObject({ version: z.number().int().min(1) });
export const Note = z.strictObject({ note: words(300) });
export const DeskReply = z.strictObject({ body: text().trim().min(1).max(300) });
export const Reason = z.strictObject({ reason: text().trim().min(1).max(200) });
export const Snoozed = z.strictObject({ until: z.enum(SNOOZES) });
export const DeskTexts = z.strictObject({ texts: z.boolean(), reason: text().trim().min(1).max(200) });
const degrees = (most: number) => {
  const error = `must be degrees from ${-most} to ${most}`;
  return z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,15})?$/, error)
    .transform(Number)
    .refine((value) => Math.abs(value) <= most, error);
};
export const AddressQuery = z.strictObject({
  q: text().trim().min(1).max(200),
  near: z
    .string()
    .regex(/^[^,]+,[^,]+$/, 'must be lat,lng such as 39.29,-76.61')
    .transform((pair) => pair.split(',').map((part) => part.trim()))
    .pipe(z.tuple([degrees(90), degrees(180)]))
    .transform(([lat, lng]) => ({ lat, lng }))
    .optional(),
});
export const Search = z.strictObject({ q: text().trim().min(1).max(80) });
export const PlaceQuery = z.strictObject({ lat: degrees(90), lng: degrees(180) });

export const Day = z.strictObject({ day: z.iso.date('must be a day such as 2026-03-03').optional() });

const MOST_DAYS = 400;
export const localDay = z.iso
  .date('must be a day such as 2026-03-03')
  .refine((day) => day >= '2000-01-01' && day < '2100-01-01', 'must lie between the years 2000 and 2100');
const dayCount = (from: string, to: string) => daysBetween(from, to) + 1;

const figureDays = { from: localDay.optional(), to: localDay.optional(), territory: uuid.optional() };
type FigureDays = { readonly from?: string | undefined; readonly to?: string | undefined };
const isForward = ({ from, to }: FigureDays) => !from || !to || from <= to;
const isShort = ({ from, to }: FigureDays) => !from || !to || dayCount(from, to) <= MOST_DAYS;
const backward = { path: ['from'], error: 'the first day must not lie after the last' };
const tooLong = { path: ['to'], error: `at most ${MOST_DAYS} days can be looked at together` };

/** Without days: the last four weeks. */
export const FiguresOf = z.strictObject(figureDays).refine(isForward, backward).refine(isShort, tooLong);

/** The visits behind a figure, or behind a part of it. */
export const FigureVisitsOf = z
  .strictObject({
    ...figureDays,
    figure: z.enum(FIGURES, `must be one of ${FIGURES.join(', ')}`),
    horizon: z.coerce
      .number()
      .pipe(z.literal(HORIZONS, `must be one of ${HORIZONS.join(', ')}`))
      .optional(),
    hour: z.coerce
      .number('must be an hour from 0 to 23')
      .int('must be an hour from 0 to 23')
      .min(0, 'must be an hour from 0 to 23')
      .max(23, 'must be an hour from 0 to 23')
      .optional(),
    technician: uuid.optional(),
    work: text().min(1).max(40).optional(),
    quarter: text()
      .regex(/^20\d\d-Q[1-4]$/, 'must be a quarter such as 2026-Q1')
      .optional(),
    after: z.coerce.number('must be a number').int('must be a whole number').min(0, 'must not be negative').default(0),
  })
  .refine(isForward, backward)
  .refine(isShort, tooLong);

/** What a visit that cannot be completed needs next. Without `from` nobody knows yet when the part can be had. */
const NextVisitNeeds = z
  .strictObject({
    why: z.enum(WHY_NOT, `must be one of ${WHY_NOT.join(', ')}`),
    part: text().trim().min(1).max(60).optional(),
    skill: text().trim().min(1).max(40).optional(),
    from: localDay.optional(),
    minutes: z.number().int().min(5).max(720).optional(),
  })
  .refine(({ why, part }) => why !== 'part' || part !== undefined, { path: ['part'], error: 'is needed: which part?' })
  .refine(({ why, skill }) => why !== 'skill' || skill !== undefined, {
    path: ['skill'],
    error: 'is needed: which skill?',
  });

const appointments = z
  .array(uuid)
  .min(1, 'must name a visit')
  .max(300, 'must be 300 visits at most')
  .refine((ids) => new Set(ids).size === ids.length, 'must name each visit once')
  .optional();
/** Without visits: all that wait for a time. */
export const NewDayPlan = z.strictObject({
  territory: name,
  day: localDay,
  appointments,
  seconds: z.number().min(0.1).max(60).optional(),
});
/** Without visits: all of the plan. */
export const PlannedOffers = z.strictObject({ appointments });

const ms = z.number().min(-8.64e15).max(8.64e15);
const Stamp = z.strictObject({ wall: ms, ticks: ms, run: text().min(1).max(40) });

/** What a phone's clocks showed when he tapped, when it was sent, and when phone and server last spoke before the tap. */
const TapTimesGiven = z.strictObject({
  tapped: Stamp,
  sent: Stamp,
  contact: Stamp.extend({ server: ms }).nullable(),
});

export const TechnicianOperation = z
  .strictObject({
    operationId: text().min(8).max(64),
    assignmentId: uuid,
    act: z.enum([
      'receive',
      'accept',
      'decline',
      'on-my-way',
      'arrive',
      'start',
      'pause',
      'done',
      'cannot-complete',
      'late',
      'seen',
      'take-next',
    ]),
    minutes: z.number().int().min(5).max(480).optional(),
    note: text().trim().max(300).optional(),
    reason: text().trim().max(200).optional(),
    needs: NextVisitNeeds.optional(),
    holdId: uuid.optional(),
    /** Which of this device's taps it is, counted from 1. */
    seq: z.number().int().min(1).max(2_000_000_000).optional(),
    times: TapTimesGiven.optional(),
  })
  .refine((op) => op.needs === undefined || op.act === 'cannot-complete', {
    path: ['needs'],
    error: 'belongs to a job that cannot be completed',
  })
  .refine((op) => (op.act === 'take-next') === (op.holdId !== undefined), {
    path: ['holdId'],
    error: 'is needed to take a time for the next visit, and for nothing else',
  })
  .refine((op) => op.act !== 'late' || op.minutes !== undefined, {
    path: ['minutes'],
    error: 'is needed to say how late',
  });

const maybe = (least: number, most: number) =>
  z
    .number()
    .min(least)
    .max(most)
    .nullish()
    .transform((it) => it ?? null);

const TechnicianPosition = z.strictObject({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
  accuracy: maybe(0, 100_000),
  /** Meters a second. */
  speed: maybe(0, 1_000),
  /** Degrees clockwise from north. */
  heading: maybe(0, 360),
  mocked: z.boolean().default(false),
  at: instant,
});

/** One position, or those of some hours without signal. */
export const TechnicianPositions = z.union(
  [TechnicianPosition, z.strictObject({ fixes: z.array(TechnicianPosition).min(1).max(500) })],
  {
    error: ({ input, errors }) => {
      const isBatch = typeof input === 'object' && input !== null && 'fixes' in input;
      const [issue] = (errors as readonly (readonly Issue[])[] | undefined)?.[isBatch ? 1 : 0] ?? [];
      return issue ? [...issue.path, issue.message].map(String).join(': ') : 'must be a position, or {"fixes": [...]}';
    },
  },
);
type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

export const PhoneSays = z.strictObject({ name: text().trim().max(60) });
export const ShiftSaid = z.strictObject({ off: z.boolean() });

const base64url = (bytes: number) =>
  z.string().regex(new RegExp(`^[\\w-]{${Math.ceil((bytes * 4) / 3)}}=*$`), `must be ${bytes} bytes in base64url`);

/** What a browser gives as its push subscription: a P-256 point and 16 bytes to encrypt with. */
export const PushGiven = z.strictObject({
  endpoint: z.url('must be the address of a push service').max(1_000),
  keys: z.strictObject({ p256dh: base64url(65), auth: base64url(16) }),
});

/** What the customer is to be told. */
export const WordGiven = z.strictObject({ word: z.enum(WORDS, `must be one of ${WORDS.join(', ')}`) });

export const ByMinutes = z.strictObject({
  minutes: z.coerce
    .number('must be a number of minutes')
    .int('must be whole minutes')
    .min(5, 'must be 5 at least')
    .max(480, 'must be 480 at most'),
});

/** How long ago a picture was taken, in ms; it waited for signal. */
export const PhotoAge = z.strictObject({
  age: z.coerce
    .number('must be a number')
    .min(0, 'must not be negative')
    .max(86_400_000, 'must be a day at most')
    .default(0),
});

export const NewTracker = z.strictObject({ name: name.default('Phone') });

export const SetClock = z.strictObject({
  rate: z.number().min(0).max(3600).optional(),
  advanceMinutes: z.number().min(0).max(43_200).optional(),
  jumpTo: instant.optional(),
});
