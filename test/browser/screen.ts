import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export const PHONE = { width: 390, height: 844 } as const;
export const DESKTOP = { width: 1440, height: 900 } as const;

/** A window of a browser that writes down whatever goes wrong in any of its pages. */
export type Screen = {
  readonly page: Page;
  /** What the pages complained of: console errors and warnings, breaches of the page's policy, exceptions, dialogs. */
  readonly complaints: readonly string[];
  /** The page that opens in a tab of its own when `act` is done, as from a link in a text. */
  opens(act: () => Promise<void>): Promise<Page>;
  close(): Promise<void>;
};

/** Opens a window with cookies and storage of its own: another person's device. */
export async function openScreen(browser: Browser, options: BrowserContextOptions): Promise<Screen> {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'America/New_York', ...options });
  context.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  const complain = (page: Page, what: string) => complaints.push(`${new URL(page.url()).pathname}: ${what}`);
  const watch = (page: Page) => {
    page.on('console', (said) => {
      if (!['error', 'warning'].includes(said.type()) || isAskingWhoIsThere(said.location().url, said.text())) return;
      complain(page, `${said.text()} ${said.location().url}`);
    });
    page.on('pageerror', (error) => complain(page, String(error)));
    page.on('dialog', (dialog) => {
      complain(page, `a dialog opened: ${dialog.message()}`);
      void dialog.dismiss();
    });
  };
  context.on('page', watch);
  const page = await context.newPage();
  return {
    page,
    complaints,
    async opens(act) {
      const [opened] = await Promise.all([context.waitForEvent('page'), act()]);
      await opened.waitForLoadState();
      return opened;
    },
    close: () => context.close(),
  };
}

/** The board asks whether it is signed in; no is an answer, which Chromium writes into the console all the same. */
const isAskingWhoIsThere = (url: string, text: string) => url.endsWith('/api/session') && text.includes('401');
