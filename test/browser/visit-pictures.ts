import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { LANGUAGES } from '#time/language';
import { DESKTOP, PHONE } from '#test/browser/screen';
import { STATES } from '#test/browser/visit-states';

const SIZES = { desktop: DESKTOP, phone: PHONE, 'small-phone': { width: 320, height: 640 } } as const;

/** The customer's page in every state, in each language, on a desk and on two phones, by day and by night. */
export async function takeVisitStates(page: Page, folder: string): Promise<void> {
  const into = join(folder, 'visit');
  mkdirSync(into, { recursive: true });
  for (const [state, show] of Object.entries(STATES))
    for (const language of LANGUAGES) {
      await page.setContent(show(language));
      for (const [size, viewport] of Object.entries(SIZES)) {
        await page.setViewportSize(viewport);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          const path = join(into, `${state}-${language}-${size}-${colorScheme}.png`);
          await page.screenshot({ path, fullPage: true, animations: 'disabled', caret: 'hide' });
        }
      }
      console.log(`visit ${state} ${language}`);
    }
}
