import type { Page } from 'playwright-core';
import { barriers } from '#test/browser/barriers';
import { onScreens, people, playInTown, town } from '#test/browser/stage';
import { books, openJob } from '#test/browser/of-a-morning';
import { seen } from '#test/browser/people';

/** The technician's phone: a day on it, without signal, with a job that changes hands, and lost. */

playInTown();

const DAVE = 'Dave Miller';

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
    const { phone } = await books(await people.phone(DAVE));
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

/** Who else may have the job, by the board's own list of candidates. */
async function giveToAnother(board: Page, customer: string): Promise<string> {
  const [row] = await town.sql<{ id: string; version: number; technicianId: string }>(
    `SELECT a.id, a.version, s.technician_id AS "technicianId" FROM appointment a JOIN work_order w ON w.id = a.work_order_id
     JOIN customer c ON c.id = w.customer_id JOIN assignment s ON s.appointment_id = a.id AND s.state IN ('acknowledged', 'delivered', 'created')
     WHERE c.name = $1`,
    [customer],
  );
  const answer = await board.request.get(`${town.url}/api/appointments/${row!.id}/candidates`);
  const candidates = (await answer.json()) as { technicianId: string; name: string; stay: unknown }[];
  const other = candidates.find(({ stay, technicianId }) => stay && technicianId !== row!.technicianId)!;
  const given = await board.request.post(`${town.url}/api/appointments/${row!.id}/assignment`, {
    data: { technicianId: other.technicianId, version: row!.version },
    headers: { origin: town.url },
  });
  expect(given.status()).toBe(200);
  return other.name;
}

const HOSTILE = '<img src=x onerror=alert(1)>';

onScreens(
  'a job given to another while he had no signal is said in words, his photo is kept, and the customer hears nothing of it',
  async () => {
    await town.invite({ name: HOSTILE, phone: '+15550178' }, HOSTILE);
    const customer = await people.phone(HOSTILE);
    const { phone } = await books(customer);
    const board = await people.board();
    await openJob(phone, HOSTILE);
    await press(phone, /^Accept/);
    await seen(phone.locator('.state').first(), 'Accepted');
    await phone.getByText('waiting').waitFor({ state: 'detached' });
    await isKept(phone);
    await phone.context().setOffline(true);
    await settled(phone);
    await press(phone, 'On my way');
    await settled(phone);
    await press(phone, 'Arrived');
    await phone.locator('input[type=file]').setInputFiles({ name: 'meter.png', mimeType: 'image/png', buffer: PNG });
    await seen(phone.locator('.photo'), 'not yet sent');
    const other = await giveToAnother(board, HOSTILE);
    const heard = await customer.texts.count();
    await phone.context().setOffline(false);
    const banner = phone.getByRole('alert').filter({ hasText: 'Not your job any more' }).first();
    await seen(banner, `given to ${other}`);
    await seen(banner, 'is kept and the desk sees it');
    await expectEventually(async () => (await town.sql('SELECT 1 FROM photo')).length === 1);
    await expectEventually(async () => (await told(HOSTILE, 'technician.told-too-late')) === 2);
    // However often he had tapped: one banner, which says all of it, and one touch.
    await seen(banner, 'Arrived');
    expect(await phone.getByText('Not your job any more').count()).toBe(1);
    expect(await phone.getByRole('heading', { name: 'was taken from you' }).count()).toBe(0);
    await press(phone, 'OK, seen');
    await banner.waitFor({ state: 'detached' });
    expect(await told(HOSTILE, 'technician.arrived')).toBe(0);
    expect(await customer.texts.count()).toBe(heard);
    expect(await phone.locator('img').count()).toBe(0);
    expect(people.complaints().filter((said) => /dialog|Content Security/.test(said))).toEqual([]);
  },
  90_000,
);

/** One dark pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

async function expectEventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 150 && !(await isSo()); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await isSo()).toBe(true);
}

onScreens('a lost phone that the desk signs out forgets its day within five seconds', async () => {
  const phone = await people.technician('Ivy');
  const board = await people.board();
  const keptDay = () =>
    phone.evaluate(() => [localStorage, sessionStorage].map((place) => place.getItem('doorward.day')).join(''));
  expect(await keptDay()).toContain('Ivy');
  const [ivy] = await town.sql<{ id: string }>(`SELECT id FROM technician WHERE name LIKE 'Ivy%'`);
  const phones = (await (await board.request.get(`${town.url}/api/technicians/${ivy!.id}/phones`)).json()) as {
    id: string;
    name: string;
    seenAt: string;
  }[];
  expect(phones).toEqual([
    expect.objectContaining({ name: expect.stringMatching(/Chrome/), seenAt: expect.any(String) }),
  ]);
  const signedOut = await board.request.delete(`${town.url}/api/technicians/${ivy!.id}/phones/${phones[0]!.id}`, {
    headers: { origin: town.url },
  });
  expect(signedOut.status()).toBe(204);
  await phone.getByRole('heading', { name: 'Who are you?' }).waitFor({ timeout: 5_000 });
  expect(await keptDay()).toBe('');
  expect(await phone.evaluate(() => document.body.innerText)).not.toContain('Ivy Chen\nShift');
});

onScreens('a page whose script is gone with an upgrade says how to load it again', async () => {
  const { page } = await people.open('about:blank');
  await page.route('**/tech/assets/*.js', (route) => route.fulfill({ status: 404 }));
  await page.goto(`${town.url}/tech`);
  const again = page.getByText('Load it again');
  await again.waitFor();
  await page.unroute('**/tech/assets/*.js');
  await again.click();
  await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
  expect(await again.count()).toBe(0);
});

onScreens('nothing serious stands in the way of who cannot see or point', async () => {
  const phone = await people.technician('Tom');
  for (const page of ['Now', /^Today/, 'Phone'] as const) {
    await phone.getByRole('link', { name: page }).first().click();
    expect([page, await barriers(phone)]).toEqual([page, []]);
    const small = await phone.evaluate(() =>
      [...document.querySelectorAll('button, a.button, nav a, summary')]
        .map((it) => [it.textContent, it.getBoundingClientRect().height] as const)
        .filter(([, height]) => height > 0 && height < 64),
    );
    expect(small).toEqual([]);
  }
});

onScreens(
  'taps left behind by a closed page are sent by the phone itself once it has signal',
  async () => {
    const phone = await people.technician('Lena');
    await isKept(phone);
    await phone.getByRole('button', { name: 'On my way' }).waitFor();
    const context = phone.context();
    await context.setOffline(true);
    await phone.getByText('No signal', { exact: true }).first().waitFor();
    await press(phone, 'On my way');
    await seen(phone.locator('.state').first(), 'On the way');
    const customer = await phone.locator('main h1').innerText();
    await settled(phone);
    const page = await context.newPage();
    await phone.close();
    await context.setOffline(false);
    await page.goto(`${town.url}/tech/icon.svg`);
    expect(await told(customer, 'technician.on-the-way')).toBe(0);
    const devtools = await context.newCDPSession(page);
    const registered = new Promise<string>((resolve) =>
      devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) =>
        registrations.forEach(({ registrationId, scopeURL }) => scopeURL.endsWith('/tech/') && resolve(registrationId)),
      ),
    );
    await devtools.send('ServiceWorker.enable');
    await devtools.send('ServiceWorker.dispatchSyncEvent', {
      origin: town.url,
      registrationId: await registered,
      tag: 'operations',
      lastChance: false,
    });
    await expectEventually(async () => (await told(customer, 'technician.on-the-way')) === 1);
  },
  60_000,
);
