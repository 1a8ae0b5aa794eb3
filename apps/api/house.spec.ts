import { readSettings } from '#flows/settings';
import { planDay } from '#flows/commands/plan-day';
import { isRefused } from '#visits/refused';
import { type House, openHouse } from '#apps/api/house';
import { type FreshDatabase, freshDatabase } from '#test/setup/database';
import { DAY, foundCompany, local, TERRITORY } from '#test/world/company';
import { TECHNICIANS } from '#test/branches/morning';

let database: FreshDatabase;
let house: House;
const errors: { what: string; error: string }[] = [];
beforeEach(async () => {
  errors.length = 0;
  database = await freshDatabase();
  await foundCompany(database.url, TECHNICIANS, local('07:42'));
  const settings = readSettings({
    DATABASE_URL: database.url,
    PUBLIC_URL: 'https://go.acme.example',
    APP_SECRET: 'a-secret-of-the-tests-only-0123456789abcdef',
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'token-of-the-loopback-carrier',
    TWILIO_FROM: '+15550111',
  });
  const quiet = () => undefined;
  const error = (said: unknown) => void errors.push(said as (typeof errors)[number]);
  house = await openHouse(settings, { info: quiet, warn: quiet, debug: quiet, error } as never);
});
afterEach(async () => {
  await house.close();
  await database.drop();
});

it('what the api has begun and cannot do stands in its log with the place where it broke', async () => {
  await house.store.read('ALTER TABLE shift RENAME COLUMN during TO moved_away');
  const planning = await planDay(house)({ territory: TERRITORY, day: DAY, dispatcher: 'Lee Park' });
  if (isRefused(planning)) throw new Error(planning.refused);
  await planning.done;
  expect(errors).toMatchObject([{ what: expect.stringContaining('plan'), error: expect.stringContaining('    at ') }]);
});
