import { readFileSync } from 'node:fs';
import { readSettings, SETTINGS, SettingsError } from '#flows/settings';

const GOOD = {
  DATABASE_URL: 'postgres://doorward:secret@db:5432/doorward',
  APP_SECRET: 'a'.repeat(64),
  TWILIO_ACCOUNT_SID: `AC${'0a'.repeat(16)}`,
  TWILIO_AUTH_TOKEN: 'b'.repeat(32),
  TWILIO_FROM: '+15550142000',
};
const OPTIONAL = {
  REDIS_URL: 'redis://redis:6379',
  TWILIO_API_BASE: 'http://127.0.0.1:4010/',
  TWILIO_AUTH_TOKEN_OLD: 'c'.repeat(32),
  ROADS: 'osrm',
  ROADS_URL: 'http://osrm:5000',
  ROADS_DIR: '/var/roads',
  SENDER_CLASS: 'toll-free',
  CARRIER_SEGMENTS_PER_SECOND: '2',
  CARRIER_SEGMENTS_PER_MINUTE: '60',
  CARRIER_SEGMENTS_PER_DAY: '1000',
};

/** What is printed when these settings stop a start. */
function complaint(change: Record<string, string | undefined>): string {
  try {
    readSettings({ ...GOOD, ...change });
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
  throw new Error(`accepted: ${JSON.stringify(change)}`);
}

const NUMBER = (from: number, to: number) => `must be a number from ${from} to ${to}`;
const WHOLE = (from: number, to: number) => `must be a whole number from ${from} to ${to}`;
const MAKE_ONE = `make one with: node -e "console.log(crypto.randomBytes(32).toString('hex'))"`;

/** Each variable, a value that cannot be right, and what the person is told to do about it. */
const BAD: readonly (readonly [name: string, value: string | undefined, fix: string])[] = [
  ['DATABASE_URL', undefined, 'is missing; give a PostgreSQL 18 address such as postgres://user:password@host'],
  ['DATABASE_URL', 'mysql://db/doorward', 'must begin with postgres://'],
  ['DATABASE_CONNECTIONS', 'many', WHOLE(4, 200)],
  ['DATABASE_CONNECTIONS', '3', WHOLE(4, 200)],
  ['DATABASE_CONNECTIONS', '10.5', WHOLE(4, 200)],
  ['REDIS_URL', 'localhost:6379', 'must begin with redis:// (leave it out to queue in PostgreSQL)'],
  ['PUBLIC_URL', 'go.acme.example', 'must be an address such as https://go.example.com; set PUBLIC_URL to one'],
  ['PUBLIC_URL', 'ftp://go.acme.example', 'must be an address such as https://go.example.com'],
  ['PORT', 'http', WHOLE(1, 65535)],
  ['PORT', '65536', WHOLE(1, 65535)],
  ['APP_SECRET', undefined, `is missing; ${MAKE_ONE}`],
  ['APP_SECRET', 'short', `is too short; ${MAKE_ONE}`],
  ['TWILIO_ACCOUNT_SID', undefined, 'is missing; see README, "Configured for real"'],
  ['TWILIO_ACCOUNT_SID', 'SK123', 'must be AC and 32 hex digits, as the Twilio console shows it'],
  ['TWILIO_AUTH_TOKEN', undefined, 'is missing; without it nobody could tell a webhook of Twilio from a forged one'],
  ['TWILIO_AUTH_TOKEN', 'token', 'is too short to be a Twilio auth token'],
  ['TWILIO_AUTH_TOKEN_OLD', 'token', 'is too short to be a Twilio auth token'],
  ['TWILIO_FROM', undefined, 'is missing; see README, "Configured for real"'],
  ['TWILIO_FROM', '555-0142', 'must be a phone number like +15550142 (plus, country code, number)'],
  ['TWILIO_API_BASE', 'loopback', 'must be an address such as https://go.example.com; set TWILIO_API_BASE to one'],
  ['CARRIER_TIMEOUT_SECONDS', '0', NUMBER(1, 30)],
  ['CARRIER_RECEIPT_SECONDS', '3601', NUMBER(0, 3600)],
  ['CARRIER_RETRY_SECONDS', '-1', NUMBER(0, 3600)],
  ['CARRIER_DOWN_SECONDS', 'soon', NUMBER(0, 3600)],
  ['CARRIER_PROBE_SECONDS', '601', NUMBER(0, 600)],
  ['VOICE', 'loud', 'must be true or false'],
  ['SENDER_CLASS', '10dlc', 'must be one of low-volume, standard-low,'],
  ['CARRIER_SEGMENTS_PER_SECOND', '0', WHOLE(1, 10_000)],
  ['CARRIER_SEGMENTS_PER_MINUTE', '9', WHOLE(10, 600_000)],
  ['CARRIER_SEGMENTS_PER_DAY', 'all', WHOLE(100, 100_000_000)],
  ['SPEAKING_HOURS', 'FL 20-8', 'must be hours by state, such as * 9-20, FL 8-20, TX sun 12-21'],
  ['MESSAGE_LEASE_SECONDS', '1', NUMBER(2, 120)],
  ['MESSAGE_LEASE_SECONDS', '10', 'must be longer than CARRIER_TIMEOUT_SECONDS'],
  ['CARRIER_LIST_SECONDS', '-1', NUMBER(0, 300)],
  ['SWEEP_SECONDS', 'often', NUMBER(0.2, 60)],
  ['COMPANY_NAME', 'The Most Wonderful Company', 'must have 1 to 24 characters'],
  ['COMPANY_SHORT_NAME', 'Thirteen chars', 'must have 1 to 12 characters'],
  ['DESK_NUMBER', '1', 'must have 3 to 16 characters'],
  ['VISIT_LINE', '1', 'must have 3 to 16 characters'],
  ['LANGUAGE', 'fr', 'must be en or es'],
  ['ZONE', 'EST5', 'must be a time zone such as America/New_York'],
  ['DAY_OPENS', '8', 'must be a time like 08:00'],
  ['DAY_OPENS', '08:60', 'must be a time like 08:00'],
  ['DAY_CLOSES', '24:30', 'must be a time like 08:00'],
  ['DAY_CLOSES', '08:59', 'must lie at least an hour after DAY_OPENS'],
  ['WINDOW_EVERY_MINUTES', '5', WHOLE(15, 240)],
  ['DAYS_AHEAD', '0', WHOLE(1, 60)],
  ['MISSED_WINDOW_CREDIT', '25', 'must be an amount and a currency, such as 25 USD or 12.50 EUR'],
  ['LATE_LIMIT', '0', 'must be a number from 0.01 to 1'],
  ['ROADS', 'google', 'must be one of estimate, valhalla, osrm'],
  ['ROADS_URL', 'localhost:5000', 'must be an address such as https://go.example.com; set ROADS_URL to one'],
  ['PUSH_HOSTS', 'https://push.example/x', 'must be host names with commas between'],
  ['POSITION_DAYS', '366', WHOLE(1, 365)],
  ['PHOTO_DAYS', '-1', WHOLE(0, 3650)],
  ['DEMO', 'maybe', 'must be true or false'],
  ['DEMO', 'true', 'cannot be on with a real Twilio account: the demo would text strangers; set DEMO=false'],
  ['LOG_LEVEL', 'loud', 'must be one of debug, info, warn, error, silent'],
];

it.each(BAD)('%s=%s stops the start: it %s', (name, value, fix) => {
  expect(complaint({ [name]: value })).toContain(`\n  ${name} ${fix}`);
});

it('every variable has a bad value here, but the ones that can be anything', () => {
  const anything = ['HOST', 'ROADS_DIR'];
  const names = Object.keys(readSettings({ ...GOOD, ...OPTIONAL }));
  expect([...new Set(BAD.map(([name]) => name)), ...anything].sort()).toEqual(names.sort());
});

it.each(['valhalla', 'osrm'])('ROADS=%s needs to know where', (ROADS) => {
  expect(complaint({ ROADS })).toContain('\n  ROADS_URL is missing; give the address of the server that ROADS names');
  expect(readSettings({ ...GOOD, ROADS, ROADS_URL: 'http://127.0.0.1:3020/' }).ROADS_URL).toBe('http://127.0.0.1:3020');
});

it('all that is wrong is said at once, a line each, and no secret is repeated', () => {
  const message = complaint({
    DATABASE_URL: 'mysql://root:hunter2@db',
    APP_SECRET: 'hunter2',
    PORT: '0',
    ZONE: 'Mars',
  });
  expect(
    message
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(' ')[0]),
  ).toEqual(['DATABASE_URL', 'PORT', 'APP_SECRET', 'ZONE']);
  expect(message).not.toContain('hunter2');
});

it('a variable that is set to nothing is as good as not set', () => {
  expect(readSettings({ ...GOOD, PORT: '', REDIS_URL: '', ZONE: '' })).toEqual(readSettings(GOOD));
  expect(complaint({ APP_SECRET: '' })).toContain('APP_SECRET is missing');
});

it.each([
  ['PUBLIC_URL', 'https://go.acme.example//', 'https://go.acme.example'],
  ['DAY_OPENS', '07:30', 450],
  ['DAY_CLOSES', '24:00', 1440],
  ['PORT', '8080', 8080],
  ['MISSED_WINDOW_CREDIT', '', null],
  ['MISSED_WINDOW_CREDIT', '12.50 EUR', { cents: 1250, currency: 'EUR' }],
  ['SWEEP_SECONDS', '0.2', 0.2],
  ['ZONE', 'Australia/Lord_Howe', 'Australia/Lord_Howe'],
] as const)('%s=%s is read as %j', (name, value, read) => {
  expect(readSettings({ ...GOOD, [name]: value })[name]).toEqual(read);
});

it('the demo runs with the loopback carrier, and nobody changes settings later', () => {
  const settings = readSettings({ ...GOOD, ...OPTIONAL, DEMO: 'true' });
  expect(settings.DEMO).toBe(true);
  expect(() => Object.assign(settings, { PORT: 1 })).toThrow(TypeError);
});

it('what else stands in the environment is none of our business', () => {
  expect(readSettings({ ...GOOD, PATH: '/bin', npm_lifecycle_event: 'start' })).toEqual(readSettings(GOOD));
});

const read = (name: string) => readFileSync(name, 'utf8');

it('the README says what each setting is', () => {
  // `CARRIER_SEGMENTS_PER_SECOND`, `_PER_MINUTE`: what is named after another one goes on with its end.
  const isSaid = (name: string) =>
    [name, name.replace(/^.*(?=_PER_)/, '')].some((said) => README.includes(`\`${said}\``));
  const README = read('README.md');
  expect(SETTINGS.filter((name) => !isSaid(name))).toEqual([]);
});

it('docker compose hands each setting on, but where the image itself listens', () => {
  const [, shared] = /^x-doorward:([^]*?)^services:/m.exec(read('docker/compose.yml'))!;
  const handedOn = [...shared!.matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name]) => name!);
  const ofTheImage = ['PORT', 'HOST'];
  expect([...handedOn, ...ofTheImage].sort()).toEqual([...SETTINGS].sort());
});
