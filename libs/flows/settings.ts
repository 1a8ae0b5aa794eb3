import { z } from 'zod';
import { LANGUAGES } from '#time/language';
import { isZone } from '#time/zone';
import { SENDER_CLASS_NAMES } from '#carriers/sender-class';
import { readMoney } from '#visits/money';
import { readSpeakingHours } from '#conversation/speaking-hours';

/** Everything that can be configured, read and checked once at the start of a process. */
export type Settings = z.infer<typeof schema>;

/** The start stops with this: one line for each variable, with its name and the mend. */
export class SettingsError extends Error {}

const origin = (name: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be an address such as https://go.example.com; set ${name} to one` })
    .transform((url) => url.replace(/\/+$/, ''));

const e164 = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be a phone number like +15550142 (plus, country code, number)');
const number = (least: number, most: number) => {
  const error = `must be a number from ${least} to ${most}`;
  return z.coerce.number(error).min(least, error).max(most, error);
};
const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number(error).int(error).min(least, error).max(most, error);
};
const words = (least: number, most: number) => {
  const error = `must have ${least} to ${most} characters`;
  return z.string().min(least, error).max(most, error);
};
const clockTime = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time like 08:00')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const schema = z
  .object({
    DATABASE_URL: z
      .string({
        error:
          'is missing; give a PostgreSQL 18 address such as postgres://user:password@host:5432/doorward, or use npm start, which brings its own',
      })
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://'),
    DATABASE_CONNECTIONS: whole(4, 200).default(16),
    REDIS_URL: z
      .string()
      .regex(/^rediss?:\/\//, 'must begin with redis:// (leave it out to queue in PostgreSQL)')
      .optional(),
    PUBLIC_URL: origin('PUBLIC_URL').default('http://localhost:3000'),
    PORT: whole(1, 65535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    APP_SECRET: z
      .string({ error: 'is missing; make one with: node -e "console.log(crypto.randomBytes(32).toString(\'hex\'))"' })
      .min(32, 'is too short; make one with: node -e "console.log(crypto.randomBytes(32).toString(\'hex\'))"'),
    TWILIO_ACCOUNT_SID: z
      .string()
      .regex(/^AC[0-9a-f]{32}$/i, 'must be AC and 32 hex digits, as the Twilio console shows it'),
    TWILIO_AUTH_TOKEN: z
      .string({ error: 'is missing; without it nobody could tell a webhook of Twilio from a forged one' })
      .min(16, 'is too short to be a Twilio auth token'),
    TWILIO_AUTH_TOKEN_OLD: z.string().min(16, 'is too short to be a Twilio auth token').optional(),
    TWILIO_FROM: e164,
    TWILIO_API_BASE: origin('TWILIO_API_BASE').optional(),
    CARRIER_TIMEOUT_SECONDS: number(1, 30).default(10),
    SENDER_CLASS: z.enum(SENDER_CLASS_NAMES, `must be one of ${SENDER_CLASS_NAMES.join(', ')}`).optional(),
    CARRIER_SEGMENTS_PER_SECOND: whole(1, 10_000).optional(),
    CARRIER_SEGMENTS_PER_MINUTE: whole(10, 600_000).optional(),
    CARRIER_SEGMENTS_PER_DAY: whole(100, 100_000_000).optional(),
    MESSAGE_LEASE_SECONDS: number(2, 120).default(25),
    CARRIER_LIST_SECONDS: number(0, 300).default(30),
    CARRIER_RECEIPT_SECONDS: number(0, 3600).default(120),
    CARRIER_RETRY_SECONDS: number(0, 3600).default(120),
    CARRIER_DOWN_SECONDS: number(0, 3600).default(180),
    CARRIER_PROBE_SECONDS: number(0, 600).default(30),
    VOICE: z.stringbool({ error: 'must be true or false' }).default(true),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\/\S+$/, 'must begin with smtp:// or smtps:// (leave it out to send no e-mail)')
      .optional(),
    MAIL_FROM: z
      .string()
      .regex(/^[^@\n]+@[^@\s]+\.[^@\s]+$/, 'must be an e-mail address such as Acme Fiber <visits@acme.example>')
      .optional(),
    SWEEP_SECONDS: number(0.2, 60).default(5),
    COMPANY_NAME: words(1, 24).default('Acme Fiber'),
    COMPANY_SHORT_NAME: words(1, 12).default('Acme'),
    DESK_NUMBER: words(3, 16).default('555-0142'),
    VISIT_LINE: words(3, 16).default('555-0143'),
    LANGUAGE: z.enum(LANGUAGES, { error: 'must be en or es' }).default('en'),
    ZONE: z.string().refine(isZone, 'must be a time zone such as America/New_York').default('America/New_York'),
    DAY_OPENS: clockTime.default(480),
    DAY_CLOSES: clockTime.default(1080),
    WINDOW_EVERY_MINUTES: whole(15, 240).default(30),
    DAYS_AHEAD: whole(1, 60).default(7),
    SPEAKING_HOURS: z
      .string()
      .default('')
      .transform((text, c) => {
        const read = readSpeakingHours(text);
        if (read) return read;
        c.addIssue('must be hours by state, such as * 9-20, FL 8-20, TX sun 12-21');
        return z.NEVER;
      }),
    MISSED_WINDOW_CREDIT: z
      .string()
      .default('')
      .transform((text, c) => {
        const read = readMoney(text);
        if (read || text === '') return read;
        c.addIssue('must be an amount and a currency, such as 25 USD or 12.50 EUR (leave it out to give no credit)');
        return z.NEVER;
      }),
    LATE_LIMIT: number(0.01, 1).default(0.25),
    ROADS: z.enum(['estimate', 'valhalla', 'osrm'], 'must be one of estimate, valhalla, osrm').default('estimate'),
    ROADS_URL: origin('ROADS_URL').optional(),
    ROADS_DIR: z.string().default('.doorward/roads'),
    POSITION_DAYS: whole(1, 365).default(60),
    PHOTO_DAYS: whole(0, 3650).default(120),
    PUSH_HOSTS: z
      .string()
      .default('fcm.googleapis.com,push.services.mozilla.com,push.apple.com,notify.windows.com')
      .transform((list) => list.split(',').map((host) => host.trim().toLowerCase()))
      .refine(
        (hosts) => hosts.every((host) => /^[a-z0-9.-]{1,253}$/.test(host)),
        'must be host names with commas between',
      ),
    DEMO: z.stringbool({ error: 'must be true or false' }).default(false),
    LOG_LEVEL: z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be one of debug, info, warn, error, silent')
      .default('info'),
  })
  .refine((s) => s.DAY_OPENS + 60 <= s.DAY_CLOSES, {
    path: ['DAY_CLOSES'],
    error: 'must lie at least an hour after DAY_OPENS',
  })
  .refine((s) => s.CARRIER_TIMEOUT_SECONDS < s.MESSAGE_LEASE_SECONDS, {
    path: ['MESSAGE_LEASE_SECONDS'],
    error:
      'must be longer than CARRIER_TIMEOUT_SECONDS: else a text is taken for lost while the carrier may still answer',
  })
  .refine((s) => s.ROADS === 'estimate' || s.ROADS_URL !== undefined, {
    path: ['ROADS_URL'],
    error: 'is missing; give the address of the server that ROADS names, or leave ROADS out to estimate driving times',
  })
  .refine((s) => (s.SMTP_URL === undefined) === (s.MAIL_FROM === undefined), {
    path: ['MAIL_FROM'],
    error: 'and SMTP_URL go together: give both to send e-mail, or neither',
  })
  .refine((s) => !s.DEMO || s.TWILIO_API_BASE !== undefined, {
    path: ['DEMO'],
    error: 'cannot be on with a real Twilio account: the demo would text strangers; set DEMO=false',
  });

/** Every variable that is read as a setting. */
export const SETTINGS: readonly string[] = Object.keys(schema.shape);

/** Reads the settings. Throws a SettingsError that names every variable at fault and says how to mend it. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = schema.safeParse(given);
  if (read.success) return Object.freeze(read.data);
  const lines = read.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    const said =
      message.startsWith('Invalid input') && !(name in given)
        ? 'is missing; see README, "Configured for real"'
        : message;
    return `  ${name} ${said}`;
  });
  throw new SettingsError(`Doorward cannot start with these settings:\n${lines.join('\n')}`);
}
