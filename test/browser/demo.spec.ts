import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FrameLocator, Page } from 'playwright-core';
import { seen } from '#test/browser/people';
import { DESKTOP } from '#test/browser/screen';
import { onScreens, people, playInTown, town } from '#test/browser/stage';

/* The page on which a stranger understands Doorward, as he would use it. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const HOSTILE = '<img src=x onerror=alert(1)>';

playInTown();

const demo = async (hash = '') => (await people.open(`${town.url}/demo${hash}`, { viewport: DESKTOP })).page;
const steps = (page: Page) => page.locator('#steps li');
const reads = (page: Page, what: string | RegExp) => seen(page.locator('#texts .text').last(), what);

onScreens(
  'a stranger books, is told of the delay, asks how late, and one digit settles it, all on one page',
  async () => {
    const page = await demo();
    await reads(page, 'choose a time for your repair visit');
    await seen(page.locator('#texts small').last(), /1 part · GSM-7 · delivered · 7:4\d\sAM/);
    await books(page);
    await seen(steps(page).nth(0), 'done');
    expect(await sideways(page)).toEqual({ right: 0, down: 0 });

    const technician = page.frameLocator('#phone');
    await technician.getByRole('button', { name: /^Accept/ }).click();
    await seen(steps(page).nth(1), 'done');
    await isLate(technician);
    await seen(steps(page).nth(2), 'done');

    await page.getByRole('button', { name: 'Back to the texts' }).click();
    await page.getByLabel('Text message').fill('How late?');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await reads(page, /^About .* As of /s);
    const answer = page.locator('#decisions li').filter({ hasText: 'Answered' }).first();
    await answer.getByText('Why did it say this?').click();
    await seen(answer, 'this is the answer');

    await page.getByRole('button', { name: /^Reply 2:/ }).click();
    await reads(page, 'Done.');
    await seen(steps(page).nth(4), 'done');
    expect(await seriousOn(page)).toEqual([]);
    expect(people.complaints()).toEqual([]);
  },
  90_000,
);

onScreens(
  'what is typed stays text, and trouble of the carrier is seen on the text it befalls',
  async () => {
    const page = await demo();
    await page
      .getByLabel('Whose phone')
      .selectOption({ label: 'Hana Suzuki' })
      .catch(() => undefined);
    await page.getByLabel('Text message').fill(HOSTILE);
    await page.getByLabel('Text message').press('Enter');
    await seen(page.locator('#texts p'), HOSTILE);
    await seen(page.locator('#decisions'), HOSTILE);
    expect(await page.locator('#customer img, #why img').count()).toBe(0);

    await page.getByText('Trouble').click();
    await page.getByLabel('This customer’s phone is off').check();
    await seen(page.locator('#troubles'), '1 on');
    await page.getByLabel('Text message').fill('who comes?');
    await page.getByLabel('Text message').press('Enter');
    await seen(page.locator('#texts small'), 'not delivered (30003)');
    await page.getByLabel('This customer’s phone is off').uncheck();
    await seen(page.locator('#troubles'), 'none');
    expect(people.complaints()).toEqual([]);
  },
  60_000,
);

onScreens(
  'the clock stands, runs and jumps',
  async () => {
    const page = await demo();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('#rates [aria-pressed=true]', { hasText: 'Pause' }).waitFor();
    await page.getByRole('button', { name: '+30 min' }).click();
    await page.getByLabel('Jump to').fill('15:00');
    await page.getByRole('button', { name: 'Jump', exact: true }).click();
    await seen(page.locator('#now'), /^3:00:\d\d PM/);
    await page.getByRole('button', { name: '×10' }).click();
    await page.locator('#rates [aria-pressed=true]', { hasText: '×10' }).waitFor();
    expect(people.complaints()).toEqual([]);
  },
  60_000,
);

onScreens(
  'a story is played to its end beside the old way, and leaves no database behind',
  async () => {
    const page = await demo('#stories');
    await page.getByRole('button', { name: /^cancel-word/ }).click();
    await page.locator('#progress').filter({ hasText: '0 not kept' }).waitFor({ timeout: 120_000 });
    await seen(page.locator('#rows .bubble.ours').first(), 'Doorward → ');
    await seen(page.locator('#rows .old p').first(), 'reply CANCEL');
    expect(await page.locator('.promise.kept').count()).toBeGreaterThan(3);
    expect(await page.locator('.promise.broken').count()).toBe(0);
    expect(await seriousOn(page)).toEqual([]);
    expect(await town.sql(`SELECT datname FROM pg_database WHERE datname LIKE 'doorward_story_%'`)).toEqual([]);
    expect(people.complaints()).toEqual([]);
  },
  150_000,
);

onScreens(
  'a story that nobody watches any more ends, and another can be played',
  async () => {
    const page = await demo('#stories');
    await page.getByRole('button', { name: /^almost-right/ }).click();
    await page.locator('#rows .bubble').first().waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await seen(page.locator('#progress'), 'Stopped.');
    const isGone = async () =>
      (await town.sql(`SELECT 1 FROM pg_database WHERE datname LIKE 'doorward_story_%'`)).length === 0;
    while (!(await isGone())) await page.waitForTimeout(100);
    expect(people.complaints()).toEqual([]);
  },
  120_000,
);

onScreens(
  'nothing serious is found, by day and by night, from a small phone to a desk',
  async () => {
    for (const hash of ['', '#stories'])
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await demo(hash);
        await page.emulateMedia({ colorScheme });
        await page
          .locator(hash ? '#list button' : '#texts .text')
          .first()
          .waitFor();
        expect([hash, colorScheme, await seriousOn(page)]).toEqual([hash, colorScheme, []]);
        for (const width of [320, 390, 900]) {
          await page.setViewportSize({ width, height: 700 });
          expect([hash, width, (await sideways(page)).right]).toEqual([hash, width, 0]);
        }
      }
  },
  90_000,
);

/** By the link in his text, on the phone itself. */
async function books(page: Page): Promise<void> {
  await page.locator('#texts').getByRole('link').last().click();
  const visit = page.frameLocator('#visit');
  await visit.getByRole('button', { name: '8:30-9:30am' }).first().click();
  await visit.getByRole('button', { name: 'Confirm this time' }).click();
  await seen(visit.locator('h1'), '8:30-9:30am');
}

/** +60, and again until the card itself says that he comes after the window. */
async function isLate(technician: FrameLocator): Promise<void> {
  await technician.getByRole('link', { name: /^Today/ }).click();
  await technician.getByRole('link', { name: 'Dave Miller' }).click();
  const late = technician.locator('.expected.late');
  const unsent = technician.getByText('not yet sent');
  for (let presses = 0; presses < 4 && !(await late.isVisible()); presses++) {
    await technician.getByRole('button', { name: '60 minutes later' }).click();
    await unsent.waitFor();
    await unsent.waitFor({ state: 'detached' });
  }
  await seen(late, 'Late by');
}

/** By how much the page must be pushed to be seen whole. */
const sideways = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { right: Math.max(0, scrollWidth - innerWidth), down: Math.max(0, scrollHeight - innerHeight) };
  });

/** What axe finds serious on the page itself; the two phones in it have specs of their own. */
async function seriousOn(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(what: object, how: object): Promise<AxeFound> } };
    const { violations } = await axe.run({ exclude: ['iframe'] }, { iframes: false });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}
type AxeFound = { violations: { id: string; impact: string; nodes: { html: string }[] }[] };
