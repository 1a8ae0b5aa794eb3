import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from 'playwright-core';
import { hasBrowser, openBrowser } from '#test/browser/chromium';
import { type EmptyHouse, openEmptyHouse } from '#test/browser/empty-house';
import { seen } from '#test/browser/people';
import type { Screen } from '#test/browser/screen';
import { freshDatabase, type FreshDatabase } from '#test/setup/database';

let database: FreshDatabase;
let house: EmptyHouse;
let browser: Browser;
let screen: Screen;
let page: Page;
const onScreens = hasBrowser() ? it : it.skip;

beforeAll(async () => {
  if (!hasBrowser()) return;
  database = await freshDatabase();
  [house, browser] = await Promise.all([openEmptyHouse(database.url), openBrowser()]);
  screen = await house.supervisor(browser);
  page = screen.page;
}, 60_000);

afterAll(async () => {
  await screen?.close();
  await browser?.close();
  await house?.close();
  await database?.drop();
}, 30_000);

const part = (name: string) => page.getByRole('navigation', { name: 'Setup' }).getByRole('link', { name }).click();
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const fill = async (values: Readonly<Record<string, string>>) => {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
};
/** A refusal itself is written into the console by the browser. */
const complaints = () => screen.complaints.filter((said) => !/status of 4\d\d/.test(said));

const HOSTILE = `<img src=x onerror=alert(1)>"';--`;

async function isAccessible(): Promise<void> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
  });
  expect([page.url(), violations]).toEqual([page.url(), []]);
}

onScreens(
  'from an empty house to a booked visit, by the setup pages alone',
  async () => {
    await page.getByRole('link', { name: 'Set up by hand' }).click();
    await page.getByRole('heading', { name: 'Setup', exact: true }).waitFor();
    await isAccessible();

    await page.getByRole('link', { name: 'Add a territory' }).first().click();
    await fill({ Name: 'Harbor', 'Time zone': 'Nowhere/Atlantis', 'Lead time (minutes)': '30' });
    await press('Save territory');
    await seen(page.locator('form'), 'must be a time zone such as America/New_York');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Harbor');
    await fill({ 'Time zone': 'America/New_York', 'Blackout days': '2026-12-25 Christmas' });
    await press('Save territory');
    await seen(page.getByRole('status'), 'Harbor is saved.');
    await isAccessible();

    await part('Work types');
    await fill({ Name: 'Fiber repair', 'Name in Spanish': 'Reparación de fibra', 'Skill it needs': 'Fiber' });
    await fill({ 'Takes (minutes)': 'soon' });
    await press('Save work type');
    await seen(page.locator('form'), 'must be a whole number from 5 to 720');
    await fill({ 'Takes (minutes)': '45' });
    await page.getByLabel('Takes (minutes)').press('Enter');
    await seen(page.getByRole('status'), 'Fiber repair is saved.');

    await part('Technicians');
    await fill({ Name: 'Maria Gomez', Phone: '+1 555', Skills: 'fiber, ladder' });
    await fill({ 'or latitude': '39.29', 'and longitude': '-76.61' });
    await press('Save technician');
    await seen(page.locator('form'), 'is no phone number');
    await fill({ Phone: '(555) 010-0201' });
    await press('Save technician');
    await seen(page.getByRole('row'), '+15550100201');
    await isAccessible();

    await page.getByRole('link', { name: 'none yet' }).click();
    await fill({ 'Monday to': '07:00' });
    await press('Set these weeks');
    await seen(page.getByRole('alert'), 'Monday: the shift must end after it begins');
    await fill({ 'Monday to': '17:00' });
    await press('Set these weeks');
    await seen(page.getByRole('status'), '28 days are saved');
    await isAccessible();

    await part('New visit');
    await fill({ Customer: 'Dave Miller', Phone: '+1 555 010 0100', Street: '12 Oak St', City: 'Harbor' });
    await press('Open the visit');
    await seen(page.getByRole('alert'), 'please give its lat and lng');
    expect(await page.getByLabel('Customer', { exact: true }).inputValue()).toBe('Dave Miller');
    await fill({ Latitude: '39.3', Longitude: '-76.6' });
    await press('Open the visit');
    await page.getByRole('list', { name: 'Times' }).getByRole('button').first().click();
    await seen(page.getByRole('status'), 'Booked: ref');
    await page.getByRole('link', { name: 'Go to the board' }).click();
    await page
      .getByRole('listitem', { name: 'Maria Gomez', exact: true })
      .getByRole('button', { name: 'Dave Miller' })
      .waitFor();
    expect(complaints()).toEqual([]);
  },
  90_000,
);

onScreens(
  'who has visits to come is not let go, a shift with one is not cut, and both are said with the visit',
  async () => {
    await page.goto(`${house.url}/board/setup?part=technicians`);
    await press('Change Maria Gomez');
    await page.getByLabel('At work').uncheck();
    await press('Save technician');
    await seen(page.getByRole('alert'), /Maria Gomez still has a visit to come: Dave Miller, .* \(ref \w+\)/);
    await press('Leave it');
    await part('Shifts');
    await press('Change Tue, Mar 3');
    await page.getByRole('form', { name: 'Tue, Mar 3' }).getByLabel('Works').uncheck();
    await press('Save day');
    await seen(page.getByRole('alert'), /would not be there any more for a visit: Dave Miller/);
    expect(complaints()).toEqual([]);
  },
  60_000,
);

onScreens(
  'users and keys: what opens a door is shown once, the last supervisor stays, and a deactivated user is out',
  async () => {
    await page.goto(`${house.url}/board/setup?part=people`);
    await press('Deactivate Supervisor');
    await seen(page.getByRole('alert'), 'Supervisor is the last supervisor');
    await press('Add a user');
    await fill({ Name: HOSTILE, Email: 'kim@acme.example' });
    await press('Save user');
    const password = await page.locator('[data-secret]').innerText();
    expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
    await press('I have it');
    expect(await page.content()).not.toContain(password);
    await part('API keys');
    await press('Make a key');
    await fill({ 'Which program': 'CRM' });
    await press('Make the key');
    const key = await page.locator('[data-secret]').innerText();
    const ask = () => fetch(`${house.url}/api/addresses?q=12+Oak+St`, { headers: { authorization: `Bearer ${key}` } });
    expect((await ask()).status).not.toBe(401);
    await press('Take back the key for CRM');
    await seen(page.getByRole('row'), 'taken back');
    expect((await ask()).status).toBe(401);
    expect(complaints()).toEqual([]);
  },
  60_000,
);

onScreens(
  'every message stands in both languages with what it costs, and one may try words of one’s own',
  async () => {
    await page.goto(`${house.url}/board/setup?part=messages`);
    await page.getByLabel('Try a text of your own').fill('Mañana €5');
    await seen(page.getByRole('status'), 'GSM-7, 10 of 160 characters, 1 part');
    await page.getByLabel('Try a text of your own').fill('🚚'.repeat(40));
    await seen(page.getByRole('status'), 'UCS-2, 80 of 134 units, 2 parts');
    await page.getByLabel('Find a message').fill('consent.ended');
    await seen(page.getByRole('row'), 'ya no enviamos mensajes a este');
    await isAccessible();
    expect(complaints()).toEqual([]);
  },
  60_000,
);

onScreens(
  'a list is looked through, its errors and duplicates are shown, it is brought in once, and its result reckons nothing',
  async () => {
    const csv = [
      'Nombre;Teléfono;Dirección;Ciudad;Lat;Lng',
      'Ida Roth;+1 555 010 0109;5 New St;Harbor;39.31;-76.61',
      'Otto Kern;+1 555;6 New St;Harbor;39.31;-76.61',
      'David Miller;555 010 0100;12 Oak St;Harbor;39.3;-76.6',
      `"${HOSTILE.replaceAll('"', '""')}";555 010 0111;7 New St;Harbor;39.31;-76.61`,
      '=cmd|x;555 010 0112;8 New St;Harbor;39.31;-76.61',
    ].join('\r\n');
    const bring = async () => {
      await page.goto(`${house.url}/board/setup?part=import`);
      await page
        .getByLabel('File')
        .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv, 'latin1') });
      await seen(page.locator('main'), '5 rows, Latin-1, semicolons between the cells');
      await press('Look through it');
    };
    await bring();
    await seen(page.getByRole('list', { name: 'Rows with errors' }), 'row 3: +1 555 is no phone number');
    const twin = page.getByRole('group', { name: 'Row 4' });
    await seen(twin, 'Dave Miller');
    await seen(twin, 'David Miller');
    await isAccessible();
    await page.getByLabel('What to do with row 4').selectOption('theirs');
    await press('Bring in 4 rows');
    await seen(page.getByRole('status'), 'Done. 3 brought in, 1 changed, 1 with errors, not brought in.');
    const names = await house.sql<{ name: string }>('SELECT name FROM customer ORDER BY name');
    expect(names.map(({ name }) => name).toSorted()).toEqual(
      ['=cmd|x', HOSTILE, 'David Miller', 'Ida Roth'].toSorted(),
    );
    const link = await page.getByRole('link', { name: 'Download the result' }).getAttribute('href');
    const result = await (await page.request.get(house.url + link!)).text();
    expect(result.split('\r\n').filter((line) => /^[=+\-@]|[,"][=+\-@]/.test(line.replace(/-?\d+\.\d+/g, '')))).toEqual(
      [],
    );
    expect(result).toContain("'=cmd|x");

    await bring();
    await press('Bring in 4 rows');
    await seen(page.getByRole('status'), 'Done. 4 here already, 1 with errors, not brought in.');
    expect((await house.sql('SELECT 1 FROM customer')).length).toBe(4);
    expect(await house.sql(`SELECT 1 FROM message WHERE kind = 'booking-link'`)).toEqual([]);
    expect(complaints()).toEqual([]);
  },
  60_000,
);

/** The parts of the setup, as they are named in its menu, each with its heading. */
const PARTS = {
  Start: 'Setup',
  Territories: 'Territories',
  'Work types': 'Work types',
  Technicians: 'Technicians',
  Shifts: 'Shifts',
  Skills: 'Skills',
  'New visit': 'New visit',
  'Import lists': 'Import lists',
  Messages: 'Messages',
  Users: 'Users',
  'API keys': 'API keys',
  'Hours and numbers': 'Hours and numbers',
};

onScreens(
  'every part can be read by a screen reader, on a desk and on a small phone, by day and by night',
  async () => {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 320, height: 640 },
    ])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        await page.goto(`${house.url}/board/setup`);
        for (const [name, heading] of Object.entries(PARTS)) {
          await part(name);
          await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
          await isAccessible();
          expect([name, await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)]).toEqual([
            name,
            false,
          ]);
        }
      }
    // A row that is laid out as a card is a row all the same.
    await part('Technicians');
    await page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: 'Maria Gomez' }) })
      .waitFor();
    await page.goto(`${house.url}/board`);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1440, height: 900 });
    expect(complaints()).toEqual([]);
  },
  120_000,
);

onScreens(
  'by keyboard alone: a form takes the focus and gives it back, and what is wrong in it is gone to',
  async () => {
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);
    await page.goto(`${house.url}/board/setup?part=technicians`);
    await page.getByRole('button', { name: 'Change Maria Gomez' }).focus();
    await page.keyboard.press('Enter');
    const name = page.getByLabel('Name', { exact: true });
    await expectFocus(name);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await seen(page.locator('form'), 'is needed');
    await expectFocus(name);
    await page.keyboard.type('Maria Gomez');
    await page.keyboard.press('Enter');
    await seen(page.getByRole('status'), 'Maria Gomez is saved.');
    expect(await focused()).toBe('Change Maria Gomez');
    await part('Users');
    await page.getByRole('button', { name: 'Add a user' }).focus();
    await page.keyboard.press('Enter');
    await expectFocus(name);
    await page.getByRole('button', { name: 'Leave it' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('form').waitFor({ state: 'detached' });
    expect(await focused()).toBe('Add a user');
    expect(complaints()).toEqual([]);
  },
  60_000,
);

const expectFocus = (field: Locator) =>
  field.evaluate(
    (element) =>
      new Promise<void>((focused) => {
        if (document.activeElement === element) focused();
        else element.addEventListener('focus', () => focused(), { once: true });
      }),
  );

onScreens(
  'a list is found again where it was left, and is brought in only as it was looked through',
  async () => {
    const csv = 'name,other,phone\nIda Brown,Brown Ida,+15550120\n';
    await page.goto(`${house.url}/board/setup?part=import`);
    await page.getByLabel('File').setInputFiles({ name: 'left.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await press('Look through it');
    await page.getByRole('button', { name: 'Bring in 1 row' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Bring in 1 row' }).waitFor();
    await page.getByLabel('Name (needed)').selectOption('1');
    await seen(page.getByRole('status'), 'look through the list again');
    expect(await page.getByRole('button', { name: /^Bring in/ }).count()).toBe(0);
    await press('Look through it');
    await press('Bring in 1 row');
    await seen(page.getByRole('status'), 'Done. 1 brought in.');
    expect(await house.sql(`SELECT name FROM customer WHERE phone = '+15550120'`)).toEqual([{ name: 'Brown Ida' }]);
    await page.goto(`${house.url}/board/setup?part=import&whose=00000000-0000-4000-8000-000000000000`);
    await seen(page.getByRole('alert'), 'There is no such list');
    await page.getByLabel('File').waitFor();
    expect(complaints()).toEqual([]);
  },
  60_000,
);
