import type { Browser, Page } from 'playwright-core';
import { hasBrowser, openBrowser } from '#test/browser/chromium';
import { type Handset, type People, peopleOf, seen } from '#test/browser/people';
import { openTown, type Town } from '#test/browser/town';
import { freshDatabase, type FreshDatabase } from '#test/setup/database';

/** The technician's phone: a day on it, without signal, with a job that changes hands, and lost. */

let database: FreshDatabase;
let town: Town;
let browser: Browser;
let people: People;

if (!hasBrowser()) console.warn('The technician’s phone was not tried: no Chromium or Chrome was found.');
const onScreens = hasBrowser() ? it : it.skip;

beforeAll(async () => {
  if (!hasBrowser()) return;
  database = await freshDatabase();
  [town, browser] = await Promise.all([openTown(database.url), openBrowser()]);
}, 60_000);

beforeEach(() => {
  people = peopleOf(browser, town);
});
afterEach(() => people.close());

afterAll(async () => {
  await browser?.close();
  await town?.close();
  await database?.drop();
}, 30_000);

const DAVE = 'Dave Miller';

/** Dave books with whoever is offered; his technician's phone shows it. */
async function daveBooks(dave: Handset): Promise<{ phone: Page; first: string }> {
  await dave.reads('choose a time for your repair visit');
  const visit = await dave.screen.opens(() => dave.texts.last().getByRole('link').click());
  await visit.getByRole('button', { name: '8:30-9:30am' }).first().click();
  const first = /(\w+) \w\. arrives/.exec(await visit.locator('main').innerText())![1]!;
  const phone = await people.technician(first);
  await visit.getByRole('button', { name: 'Confirm this time' }).click();
  await phone.getByRole('button', { name: /^Accept/ }).waitFor();
  return { phone, first };
}

const openJob = async (phone: Page, customer: string) => {
  await phone.getByRole('link', { name: /^Today/ }).click();
  await phone.getByRole('link', { name: customer }).click();
  await phone.getByRole('heading', { name: customer }).waitFor();
};
const press = (phone: Page, name: string | RegExp) =>
  phone
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
/** A second touch right after the first does nothing. */
const settled = (phone: Page) => phone.waitForTimeout(900);

/** The page is kept on the phone: from now on it opens without signal. */
const isKept = (phone: Page) => phone.evaluate(async () => void (await navigator.serviceWorker.ready));

/** What the desk knows of a job, by kind of event. */
const told = async (customer: string, type: string) =>
  (
    await town.sql<{ many: number }>(
      `SELECT count(*)::int AS many FROM timeline e JOIN work_order w ON w.id = e.work_order_id JOIN customer c ON c.id = w.customer_id
       WHERE c.name = $1 AND e.type = $2`,
      [customer, type],
    )
  )[0]!.many;

onScreens(
  'taps made without signal survive a reload without signal, and reach the server once each',
  async () => {
    const { phone } = await daveBooks(await people.phone(DAVE));
    await isKept(phone);
    await phone.reload();
    await openJob(phone, DAVE);
    await phone.context().setOffline(true);
    await phone.getByText('No signal', { exact: true }).first().waitFor();
    await press(phone, /^Accept/);
    await settled(phone);
    await press(phone, 'On my way');
    await settled(phone);
    await press(phone, 'Arrived');
    await settled(phone);
    await phone.reload();
    await phone.getByText('updates waiting').waitFor();
    await seen(phone.locator('.state').first(), 'On site');
    await press(phone, 'Start');
    await seen(phone.locator('.state').first(), 'In work');
    expect(await told(DAVE, 'technician.arrived')).toBe(0);
    await phone.context().setOffline(false);
    await phone.getByText('Live', { exact: true }).waitFor();
    await phone.getByText('waiting').waitFor({ state: 'detached' });
    for (const type of ['ticket.accepted', 'technician.on-the-way', 'technician.arrived', 'technician.started'])
      expect([type, await told(DAVE, type)]).toEqual([type, 1]);
  },
  90_000,
);
