import type { Language } from '#time/language';
import { at, flag, id, int, key, maybe, real, span, starting, table, text, unique, uuid } from '#store/tables/table';

export type TerritoryRow = {
  id: string;
  name: string;
  zone: string;
  /** Of every drive, the minutes no road network knows of. */
  learnedDoorMinutes: number;
  /** Of the logarithm of a drive (standard deviation); null until there is evidence. */
  learnedDriveSpread: number | null;
  /** For each hour of the week, the share by which the road takes longer then; null until there is evidence. */
  learnedPaces: number[] | null;
  /** For each hour of the day, the minutes between the end of a visit and setting out; null until there is evidence. */
  learnedTurns: number[] | null;
  /** How many drives that rests on. */
  learnedFrom: number;
  /** A window is offered only when it begins at least so many minutes from now. */
  leadMinutes: number;
  /** From this minute of the local day on, the next day is not offered any more. */
  cutOffMinutes: number | null;
  /** The percentage of its technicians' free minutes that holds may keep. */
  holdPercent: number;
};
export const Territory = table<TerritoryRow>(
  'territory',
  {
    id,
    name: unique(text),
    zone: text,
    learnedDoorMinutes: starting(real, 0),
    learnedDriveSpread: maybe(real),
    learnedPaces: maybe({ type: 'double precision', array: true }),
    learnedTurns: maybe({ type: 'double precision', array: true }),
    learnedFrom: starting(int, 0),
    leadMinutes: starting(int, 0),
    cutOffMinutes: maybe(int),
    holdPercent: starting(int, 15),
  },
  {},
  {
    checks: [
      { name: 'territory_lead_minutes_check', expression: 'lead_minutes BETWEEN 0 AND 43200' },
      { name: 'territory_cut_off_minutes_check', expression: 'cut_off_minutes BETWEEN 0 AND 1439' },
      { name: 'territory_hold_percent_check', expression: 'hold_percent BETWEEN 0 AND 100' },
    ],
  },
);

/** A day on which nobody is sent anywhere in a territory. */
export type BlackoutRow = { territoryId: string; day: string; reason: string };
export const Blackout = table<BlackoutRow>(
  'blackout',
  { territoryId: key(uuid), day: key({ type: 'date' }), reason: text },
  { territoryId: 'territory' },
);

export type TechnicianRow = {
  id: string;
  territoryId: string;
  name: string;
  phone: string;
  skills: string[];
  homeLat: number;
  homeLng: number;
  active: boolean;
  /** The share of his chances to be early that he took: 0 waits for the window, 1 rings at once. */
  learnedEarly: number;
  /** Since when he has said that he is off shift; it counts for the shift in which he said so. */
  offSince: Date | null;
};
export const Technician = table<TechnicianRow>(
  'technician',
  {
    id,
    territoryId: uuid,
    name: text,
    phone: unique(text),
    skills: { type: 'text', array: true },
    homeLat: real,
    homeLng: real,
    active: starting(flag, true),
    learnedEarly: starting(real, 0),
    offSince: maybe(at),
  },
  { territoryId: 'territory' },
  { indices: [{ name: 'technician_territory_id_idx', columns: ['territoryId'] }] },
);

/** A shift, with the break that is taken in it at the end of the first visit that ends after `breakFrom`. */
export type ShiftRow = {
  id: string;
  technicianId: string;
  during: string;
  breakFrom: Date | null;
  breakMinutes: number | null;
};
export const Shift = table<ShiftRow>(
  'shift',
  { id, technicianId: uuid, during: span, breakFrom: maybe(at), breakMinutes: maybe(int) },
  { technicianId: 'technician' },
  {
    checks: [{ name: 'shift_break_minutes_check', expression: 'break_minutes BETWEEN 5 AND 240' }],
    exclusions: [{ name: 'shift_one_at_a_time', expression: 'USING gist (technician_id WITH =, during WITH &&)' }],
  },
);

export type CustomerRow = {
  id: string;
  name: string;
  phone: string;
  createdAt: Date;
  language: Language;
  email: string | null;
};
export const Customer = table<CustomerRow>(
  'customer',
  { id, name: text, phone: unique(text), createdAt: at, language: starting(text, 'en'), email: maybe(text) },
  {},
  { checks: [{ name: 'customer_language_check', expression: "language IN ('en', 'es')" }] },
);

/** A further phone on a work order, and whose it is. */
export type ContactRow = {
  id: string;
  workOrderId: string;
  phone: string;
  name: string;
  language: Language;
  addedAt: Date;
  email: string | null;
};
export const Contact = table<ContactRow>(
  'contact',
  {
    id,
    workOrderId: uuid,
    phone: text,
    name: text,
    language: starting(text, 'en'),
    addedAt: at,
    email: maybe(text),
  },
  { workOrderId: 'work_order' },
  {
    indices: [
      { name: 'contact_phone_idx', columns: ['phone', 'workOrderId'], unique: true },
      { name: 'contact_work_order_id_idx', columns: ['workOrderId'] },
    ],
    checks: [{ name: 'contact_language_check', expression: "language IN ('en', 'es')" }],
  },
);

/** A number whose owner says that he is not whom we mean. */
export type WrongNumberRow = { phone: string; said: string; at: Date };
export const WrongNumber = table<WrongNumberRow>('wrong_number', { phone: key(text), said: text, at });

export type ConsentRow = { phone: string; texts: boolean; source: string; changedAt: Date };
export const Consent = table<ConsentRow>('consent', { phone: key(text), texts: flag, source: text, changedAt: at });

export type AddressRow = {
  id: string;
  customerId: string;
  territoryId: string;
  street: string;
  city: string;
  lat: number;
  lng: number;
  zone: string;
  /** The state it is in (`FL`), by whose hours what can wait is said; null where nobody has said. */
  region: string | null;
};
export const Address = table<AddressRow>(
  'address',
  {
    id,
    customerId: uuid,
    territoryId: uuid,
    street: text,
    city: text,
    lat: real,
    lng: real,
    zone: text,
    region: maybe(text),
  },
  { customerId: 'customer', territoryId: 'territory' },
  {
    indices: [{ name: 'address_customer_id_idx', columns: ['customerId'] }],
    checks: [{ name: 'address_region_check', expression: "region ~ '^[A-Z]{2}$'" }],
  },
);

export type PositionRow = {
  technicianId: string;
  at: Date;
  lat: number;
  lng: number;
  accuracy: number | null;
  receivedAt: Date;
  /** Meters a second. */
  speed: number | null;
  /** Degrees clockwise from north. */
  heading: number | null;
  source: PositionSource;
  /** The phone itself says that the position is made up. */
  mocked: boolean;
  /** Why nothing is reckoned with it; null for a good one. */
  refused: string | null;
};
export type PositionSource = 'page' | 'traccar' | 'owntracks';
export const Position = table<PositionRow>(
  'position',
  {
    technicianId: key(uuid),
    at: key(at),
    lat: real,
    lng: real,
    accuracy: maybe(real),
    receivedAt: at,
    speed: maybe(real),
    heading: maybe(real),
    source: starting(text, 'page'),
    mocked: starting(flag, false),
    refused: maybe(text),
  },
  { technicianId: 'technician' },
  {
    checks: [{ name: 'position_source_check', expression: "source IN ('page', 'traccar', 'owntracks')" }],
  },
);

export type ClockRow = { onlyOne: boolean; setAt: Date; shows: Date; rate: number };
export const Clock = table<ClockRow>(
  'clock',
  { onlyOne: { type: 'boolean', primary: true, default: true }, setAt: at, shows: at, rate: real },
  {},
  {
    checks: [
      { name: 'clock_only_one_check', expression: 'only_one' },
      { name: 'clock_rate_check', expression: 'rate >= 0 AND rate <= 3600' },
    ],
  },
);

export type DispatcherRow = {
  id: string;
  name: string;
  email: string;
  role: 'desk' | 'supervisor';
  passwordHash: string;
  active: boolean;
  failedLogins: number;
  lockedUntil: Date | null;
};
export const Dispatcher = table<DispatcherRow>(
  'dispatcher',
  {
    id,
    name: text,
    email: unique(text),
    role: text,
    passwordHash: text,
    active: starting(flag, true),
    failedLogins: starting(int, 0),
    lockedUntil: maybe(at),
  },
  {},
  { checks: [{ name: 'dispatcher_role_check', expression: "role IN ('desk', 'supervisor')" }] },
);
