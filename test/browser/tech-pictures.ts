import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { People } from '#test/browser/people';
import type { Town } from '#test/browser/town';

const WIDTHS = [360, 412] as const;
const SCHEMES = ['light', 'dark'] as const;

/** Takes a picture of a phone in both widths, by day and by night; `whole`: the page to its end. */
export function openPhoneCamera(folder: string) {
  mkdirSync(folder, { recursive: true });
  let count = 0;
  return async (name: string, page: Page, whole = false): Promise<void> => {
    const number = String(++count).padStart(2, '0');
    const before = page.viewportSize()!;
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 780 });
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const path = join(folder, `tech-${number}-${name}-${width}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: whole, animations: 'disabled', caret: 'hide' });
      }
    }
    await page.setViewportSize({ width: 320, height: 640 });
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
      console.error(`${number} ${name} is wider than a small phone`);
    await page.setViewportSize(before);
    console.log(`tech ${number} ${name}`);
  };
}

/** The technician's phone in its states, with a day of its own in the demo town. */
export async function takePhone({ open, ...people }: People, { url }: Town, folder: string): Promise<void> {
  const take = openPhoneCamera(folder);
  const phone = await people.technician('Tom');
  const signIn = (await open(`${url}/tech`)).page;
  await signIn.getByRole('heading', { name: 'Who are you?' }).waitFor();
  await take('sign-in', signIn, true);
  const press = (name: string | RegExp) => phone.getByRole('button', { name }).first().click();
  await phone.evaluate(async () => void (await navigator.serviceWorker.ready));
  await phone.reload();
  await phone.getByText('Live', { exact: true }).waitFor();
  await take('now', phone, true);
  await phone.getByRole('link', { name: /^Today/ }).click();
  await take('today', phone, true);
  await phone.getByRole('link', { name: 'Phone' }).click();
  await take('this-phone', phone, true);
  await phone.getByText('Share your position with a tracker app').click();
  await press('I have OwnTracks');
  await phone.getByRole('img', { name: /OwnTracks/ }).waitFor();
  await take('tracker', phone, true);
  await phone.getByRole('link', { name: 'Now' }).click();
  if (await phone.getByRole('button', { name: 'Accept ticket' }).isVisible()) await press('Accept ticket');
  await phone.getByRole('button', { name: 'On my way' }).waitFor();
  await press('60 minutes later');
  await phone.getByText(/told/).first().waitFor();
  await phone.waitForFunction(() => !document.body.innerText.includes('Looking who'));
  await take('delay-who-is-told', phone);
  await press('Undo');
  await press('On my way');
  await take('on-the-way-undo', phone);
  await phone.waitForTimeout(900);
  await press('Arrived');
  await phone.waitForTimeout(900);
  await phone.getByRole('link', { name: 'Problem' }).click();
  await take('problem', phone, true);
  await press('Back');
  await phone.context().setOffline(true);
  await phone.getByText('No signal', { exact: true }).first().waitFor();
  await press('Start');
  await phone.getByText('waiting').first().waitFor();
  await take('offline', phone, true);
  await phone.reload();
  await phone.getByText('waiting').first().waitFor();
  await take('offline-opened-anew', phone);
  await phone.context().setOffline(false);
  await phone.getByText('Live', { exact: true }).waitFor();
  await phone.getByText('waiting').first().waitFor({ state: 'detached' });
  await take('working', phone, true);
}
