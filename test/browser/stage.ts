import type { Browser } from 'playwright-core';
import { hasBrowser, openBrowser } from '#test/browser/chromium';
import { type People, peopleOf } from '#test/browser/people';
import { openTown, type Town } from '#test/browser/town';
import { freshDatabase, type FreshDatabase } from '#test/setup/database';

/*
 * Every spec of the screens begins alike: the demo town on a database of its own, one browser, and for each story people
 * of its own. Whoever imports these sees them as they are at the moment.
 */

export let town: Town;
export let browser: Browser;
export let people: People;

/** A story that needs a browser; without one it is left out. */
export const onScreens = hasBrowser() ? it : it.skip;

/** `env` is what this town's processes are told beside the usual; `first` prepares it before anybody looks. */
export function playInTown(env: Readonly<Record<string, string>> = {}, first?: () => Promise<unknown>): void {
  let database: FreshDatabase | undefined;
  if (!hasBrowser()) console.warn('The screens were not tried: no Chromium or Chrome was found.');

  beforeAll(async () => {
    if (!hasBrowser()) return;
    database = await freshDatabase();
    [town, browser] = await Promise.all([openTown(database.url, env), openBrowser()]);
    await first?.();
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
}
