import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { STYLE_HASH } from '#apps/api/customer/style';
import { barriers } from '#test/browser/barriers';
import { hasBrowser, openBrowser } from '#test/browser/chromium';
import { openScreen, type Screen } from '#test/browser/screen';
import { type Names, STATES } from '#test/browser/visit-states';

/* The customer's page in every state, as it is served and with its own policy, but from no server. */

const HERE = 'http://visit.example';
const SCRIPT = readFileSync('apps/web/visit/visit.js', 'utf8');
const POLICY = `default-src 'self'; script-src 'self'; style-src ${STYLE_HASH}; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'`;
const HOSTILE: Names = {
  customer: `<script>alert('x')</script>${'😀'.repeat(150)}`,
  technician: `"><img/src=x/onerror=alert(1)> ‮דניאל`,
  street: `12 </title><svg onload=alert(1)> ${'W'.repeat(120)} شارع`,
  said: `\${7*7}{{7*7}}</textarea><iframe src=javascript:alert(1)> ${'😀'.repeat(150)}`,
};

let browser: Browser;
let screens: Screen[] = [];
const onScreens = hasBrowser() ? it : it.skip;

beforeAll(async () => {
  if (hasBrowser()) browser = await openBrowser();
}, 60_000);
afterEach(async () => void (await Promise.all(screens.splice(0).map((screen) => screen.close()))));
afterAll(() => browser?.close());

type Options = Parameters<typeof openScreen>[1];

/** A page that shows what `html` gives at each request; `live` answers the line that is held open for news. */
async function shows(html: () => string | null, options: Options = {}): Promise<Screen> {
  const screen = await openScreen(browser, { viewport: { width: 390, height: 844 }, ...options });
  screens.push(screen);
  await screen.page.route(`${HERE}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/assets/visit.js') return route.fulfill({ contentType: 'text/javascript', body: SCRIPT });
    if (pathname.endsWith('/live') && html() !== null)
      return route.fulfill({ contentType: 'text/event-stream', body: NEWS });
    const body = html();
    if (body === null) return route.abort('connectionrefused');
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': POLICY },
      body,
    });
  });
  return screen;
}
/** The line is cut after that, and taken up again at once. */
const NEWS = 'retry: 50\nevent: beat\ndata:\n\nevent: news\ndata:\n\n';

const LANGUAGES = ['en', 'es'] as const;
const states = Object.keys(STATES);

onScreens(
  'nothing serious is found on any state, in either language, by day and by night',
  async () => {
    // What looks for faults has to be let into the page, which its policy forbids.
    const { page } = await openScreen(browser, { viewport: { width: 390, height: 844 }, javaScriptEnabled: true });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // The words weigh nothing by night that they did not by day.
      for (const language of colorScheme === 'light' ? LANGUAGES : (['en'] as const))
        for (const state of states) {
          await page.setContent(STATES[state]!(language).replace(/<script src[^>]*><\/script>/, ''));
          await page.evaluate(() => document.querySelectorAll('details').forEach((it) => (it.open = true)));
          const faults = await barriers(page, { all: true });
          expect([state, language, colorScheme, faults]).toEqual([state, language, colorScheme, []]);
        }
    }
    await page.context().close();
  },
  180_000,
);

onScreens.each([
  ['a phone', 320],
  ['a phone at twice the size', 195],
] as const)(
  'every state fits on %s, whatever stands in its fields, and runs nothing of it',
  async (_, width) => {
    let html = '';
    const screen = await shows(() => html, { viewport: { width, height: 640 } });
    const { page, complaints } = screen;
    for (const state of states)
      for (const language of LANGUAGES) {
        html = STATES[state]!(language, HOSTILE);
        await page.goto(`${HERE}/v/AAAAAAAAAAAAAAAA`);
        expect(await page.locator('main img, main iframe, main script, main svg:not(.sketch)').count()).toBe(0);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect([state, language, wide]).toEqual([state, language, 0]);
      }
    expect(complaints).toEqual([]);
  },
  120_000,
);

onScreens(
  'the page can be read after one request, and asks nobody else for anything',
  async () => {
    let html = '';
    let asked: string[] = [];
    const { page } = await shows(() => html);
    page.on('request', (request) => asked.push(request.url()));
    for (const state of states) {
      html = STATES[state]!('en');
      await page.goto('about:blank');
      asked = [];
      await page.goto(`${HERE}/v/AAAAAAAAAAAAAAAA`);
      expect(asked[0]).toBe(`${HERE}/v/AAAAAAAAAAAAAAAA`);
      expect(asked.filter((url) => !url.startsWith(`${HERE}/`) && !url.startsWith('data:'))).toEqual([]);
      expect(asked.filter((url) => /\.css|font|\.woff|\.png/.test(url))).toEqual([]);
    }
  },
  60_000,
);

onScreens(
  'news comes in while somebody writes: his words, his place and what he has opened stay',
  async () => {
    let state = 'ticket-seen';
    const { page, complaints } = await shows(() => STATES[state]!('en'));
    await page.goto(`${HERE}/v/AAAAAAAAAAAAAAAA`);
    await page.getByText('Cancel this visit').click();
    const note = page.getByLabel('Something your technician should know');
    await note.fill('gate code 4471');
    await note.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(3, 5));
    await page.evaluate(() => scrollTo(0, 400));
    const before = await page.evaluate(() => scrollY);
    state = 'late';
    await page.getByRole('heading', { name: 'Ana arrives about 10:05am' }).waitFor();
    expect(await note.inputValue()).toBe('gate code 4471');
    const field = await note.evaluate((it: HTMLTextAreaElement) => [
      document.activeElement === it,
      it.selectionStart,
      it.selectionEnd,
    ]);
    expect(field).toEqual([true, 3, 5]);
    expect(await page.getByLabel('House number').isVisible()).toBe(true);
    expect(Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(600);
    expect(complaints).toEqual([]);
  },
  60_000,
);

onScreens(
  'without its server it keeps what is last known, says how old that is, and whom to call',
  async () => {
    let isUp = true;
    const { page } = await shows(() => (isUp ? STATES['late']!('en') : null));
    await page.clock.install();
    await page.goto(`${HERE}/v/AAAAAAAAAAAAAAAA`);
    await page.getByText('Checked just now.').waitFor();
    isUp = false;
    await page.waitForEvent('requestfailed');
    await page.clock.fastForward(65_000);
    await page.getByText('Checked 1 min ago.').waitFor();
    await page.clock.fastForward(90_000);
    const stale = page.getByRole('alert');
    await stale.waitFor();
    expect(await stale.innerText()).toMatch(/^Last known 3 min ago: .* call 555-0142\.$/);
    expect(await page.locator('h1').innerText()).toContain('Ana arrives about 10:05am');
    // A button that cannot be sent says so, and can be pressed again.
    await page.getByRole('button', { name: 'Call me back' }).click();
    await page.getByRole('status').getByText('could not be sent; nothing was changed').waitFor();
    expect(await page.getByRole('button', { name: 'Call me back' }).isEnabled()).toBe(true);
  },
  60_000,
);

onScreens(
  'a button that was pressed says that it is being sent, and cannot be pressed twice',
  async () => {
    const { page } = await shows(() => STATES['ticket-seen']!('es'));
    let posts = 0;
    let answer: (() => void) | null = null;
    await page.route(`${HERE}/**/call-me`, async (route) => {
      posts += route.request().method() === 'POST' ? 1 : 0;
      await new Promise<void>((resolve) => (answer = resolve));
      await route.fulfill({ contentType: 'text/html', body: STATES['missed']!('es') });
    });
    await page.goto(`${HERE}/v/AAAAAAAAAAAAAAAA`);
    await page.getByRole('button', { name: 'Que me llamen' }).click();
    const sending = page.getByRole('button', { name: 'Enviando...' });
    await sending.waitFor();
    expect(await sending.isDisabled()).toBe(true);
    await sending.click({ force: true }).catch(() => undefined);
    answer!();
    await page.getByRole('status').getByText('Lee le llama antes de las 9:45am').waitFor();
    expect(posts).toBe(1);
  },
  60_000,
);

onScreens.each([
  ['America/New_York', false],
  ['America/Detroit', false],
  ['America/Los_Angeles', true],
  ['Europe/Madrid', true],
])('a phone in %s is told whose time it is: %s', async (timezoneId, isTold) => {
  const { page } = await shows(() => STATES['ticket-seen']!('en'), { timezoneId });
  await page.goto(`${HERE}/v/AAAAAAAAAAAAAAAA`);
  await page.getByText('Checked just now.').waitFor();
  expect(await page.getByText('Times are in Eastern Standard Time').isVisible()).toBe(isTold);
});

onScreens('without a script the zone is said where it is not the company’s', async () => {
  const visible = async (state: string, page: Page) => {
    await page.setContent(STATES[state]!('en'));
    return page.getByText('Times are in').isVisible();
  };
  const { page } = await shows(() => '', { javaScriptEnabled: false });
  expect([await visible('other-zone', page), await visible('ticket-seen', page)]).toEqual([true, false]);
});
