import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { DESKTOP, PHONE } from '#test/browser/screen';

const SIZES = { desktop: DESKTOP, phone: PHONE } as const;
const SCHEMES = ['light', 'dark'] as const;

/** `whole`: the page to its end. `only`: what would not survive becoming the other size. `at`: a heading to scroll to. */
type Options = { readonly whole?: boolean; readonly only?: keyof typeof SIZES; readonly at?: string };
export type Camera = (name: string, page: Page, options?: Options) => Promise<void>;

/** Takes each picture four times: on a desk and on a phone, by day and by night. */
export function openCamera(folder: string): Camera {
  mkdirSync(folder, { recursive: true });
  let count = 0;
  return async (name, page, { whole = false, only, at } = {}) => {
    const number = String(++count).padStart(2, '0');
    const before = page.viewportSize();
    for (const [size, viewport] of Object.entries(SIZES)) {
      if (only && size !== only) continue;
      await page.setViewportSize(viewport);
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.evaluate(() => scrollTo(0, 0));
        if (at) await page.getByRole('heading', { name: at }).evaluate((heading) => heading.scrollIntoView());
        const path = join(folder, `${number}-${name}-${size}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: whole, animations: 'disabled', caret: 'hide' });
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    if (!only) {
      await page.setViewportSize(NARROWEST);
      if (await isTooWide(page)) console.error(`${number} ${name} is wider than a small phone`);
    }
    if (before) await page.setViewportSize(before);
    console.log(`${number} ${name}`);
  };
}

/** What a page must fit into without being pushed sideways. */
const NARROWEST = { width: 320, height: 640 };
const isTooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
