import type { Browser, Locator, Page } from 'playwright-core';
import { demoSignIn } from '#flows/demo-town';
import { DESKTOP, openScreen, PHONE, type Screen } from '#test/browser/screen';
import type { Town } from '#test/browser/town';

type Options = NonNullable<Parameters<typeof openScreen>[1]>;

/** Everybody at his own screen of the demo town. */
export type People = {
  open(url: string, options?: Options): Promise<Screen>;
  /** Signs in to the board as the welcome of `npm start` says, or with another address of the desk. */
  board(options?: Options, email?: string): Promise<Page>;
  /** The same on a page that is open already. */
  signIn(page: Page, email?: string): Promise<Page>;
  /** The page of a technician, chosen from the demo's list. */
  technician(firstName: string, options?: Options): Promise<Page>;
  /** The simulated phone of a customer, chosen from the list. */
  phone(name: string, options?: Options): Promise<Handset>;
  complaints(): readonly string[];
  close(): Promise<void>;
};

export type Handset = {
  readonly screen: Screen;
  readonly page: Page;
  readonly texts: Locator;
  /** Types a text and sends it. */
  write(text: string): Promise<void>;
  /** Waits for a text that says so; gives its words. */
  reads(what: string | RegExp): Promise<string>;
};

async function signIn(page: Page, email: string = demoSignIn.email): Promise<Page> {
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(demoSignIn.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Live', { exact: true }).waitFor();
  return page;
}

export function peopleOf(browser: Browser, town: Town, everywhere: Options = {}): People {
  const screens: Screen[] = [];
  const open = async (url: string, options: Options = {}) => {
    const screen = await openScreen(browser, { viewport: PHONE, ...everywhere, ...options });
    screens.push(screen);
    await screen.page.goto(url);
    return screen;
  };
  return {
    open,
    async board(options, email) {
      const { page } = await open(`${town.url}/board`, { viewport: DESKTOP, ...options });
      return signIn(page, email);
    },
    signIn: async (page, email) => {
      await page.goto(`${town.url}/board`);
      return signIn(page, email);
    },
    async technician(firstName, options) {
      const { page } = await open(`${town.url}/tech`, options);
      await page.getByRole('button', { name: firstName }).click();
      await page.getByText('Live', { exact: true }).waitFor();
      return page;
    },
    async phone(name, options) {
      const screen = await open(town.phonesUrl, options);
      await screen.page.getByRole('link', { name }).click();
      return handset(screen);
    },
    complaints: () => screens.flatMap((screen) => screen.complaints),
    close: async () => void (await Promise.all(screens.splice(0).map((screen) => screen.close()))),
  };
}

function handset(screen: Screen): Handset {
  const { page } = screen;
  const texts = page.locator('#texts > .text');
  return {
    screen,
    page,
    texts,
    async write(text) {
      const draft = page.getByLabel('Text message');
      await draft.fill(text);
      await draft.press('Enter');
    },
    async reads(what) {
      const found = texts.filter({ hasText: what }).last();
      await found.waitFor();
      return found.locator('p').innerText();
    },
  };
}

/** Waits until it says so. */
export const seen = (where: Locator, what: string | RegExp): Promise<void> => where.filter({ hasText: what }).waitFor();
