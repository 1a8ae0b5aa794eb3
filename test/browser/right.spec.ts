import type { Page } from 'playwright-core';
import { writeSeason } from '#test/browser/right-pictures';
import { PHONE } from '#test/browser/screen';
import { onScreens, people, playInTown, town } from '#test/browser/stage';

/** Written once, by whichever story needs it first. */
let past: Promise<number> | undefined;
const season = () => (past ??= writeSeason(town));

playInTown();

const card = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });
const asked = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

onScreens(
  'from the board to a figure, to its visits, to the story of one, and back',
  async () => {
    const board = await people.board();
    await board.getByRole('link', { name: 'Were we right?' }).click();
    await board.getByText('No visit has ended in these days yet.').waitFor();
    await board.getByText(/Not counted: \d+ visits not over yet/).waitFor();

    const visits = await season();
    await board.getByRole('button', { name: '13 weeks' }).click();
    const first = card(board, 'First promise kept');
    await first.waitFor();
    const [, percent, kept, of] = /^(\d+)%[^]*\((\d+) of ([\d,]+) visits\)/m.exec(await first.innerText())!;
    expect(Number(of!.replace(',', ''))).toBe(visits);
    expect(Math.round((100 * Number(kept)) / visits)).toBe(Number(percent));
    expect(asked(board)).toMatchObject({ page: 'right', to: '2026-03-03' });

    // A reload, or a colleague given the link, sees the same.
    await board.reload();
    await first.waitFor();
    const figures = board.url();

    await first.getByRole('link').press('Enter');
    await board.getByText(`${visits - Number(kept)} against us, ${kept} for us`).waitFor();
    expect(asked(board)).toMatchObject({ figure: 'first-promise' });
    const late = board.getByRole('listitem').filter({ hasText: 'after the window' }).first();
    await late.getByRole('button').press('Enter');
    const story = board.getByRole('article');
    await story.getByText('has finished').waitFor();
    expect(asked(board)).toHaveProperty('order');
    await board.keyboard.press('Escape');
    await story.waitFor({ state: 'detached' });
    expect(await late.getByRole('button').evaluate((button) => button === document.activeElement)).toBe(true);

    await board.getByRole('button', { name: /^Show more/ }).click();
    await board.waitForFunction(() => document.querySelectorAll('[data-visit]').length > 100);
    await board.getByRole('link', { name: 'All figures' }).click();
    await first.waitFor();
    expect(board.url()).toBe(figures);
    await board.goBack();
    await board.getByText('against us').first().waitFor();
    await board.getByRole('link', { name: 'Board', exact: true }).click();
    await board.getByRole('main', { name: 'Day' }).waitFor();
    expect(people.complaints()).toEqual([]);
  },
  90_000,
);

onScreens(
  'a part of a figure opens the visits of that part, as a table says them',
  async () => {
    await season();
    const board = await people.board();
    await board.goto(`${town.url}/board/right?from=2026-02-16&to=2026-02-27`);
    const row = board
      .getByRole('table')
      .nth(2)
      .getByRole('row')
      .filter({ has: board.getByRole('rowheader', { name: 'Aisha Khan' }) });
    const kept = row.getByRole('cell').nth(1).getByRole('link');
    const [, good, of] = /\((\d+) of (\d+)\)/.exec(await kept.innerText())!;
    await kept.click();
    await board.getByText(`${of} visits: ${Number(of) - Number(good)} against us, ${good} for us`).waitFor();
    await board.getByRole('heading', { name: /First promise kept · Aisha Khan/ }).waitFor();
    expect(await board.getByText('Aisha Khan').count()).toBe(Number(of) + 1);
    expect(people.complaints()).toEqual([]);
  },
  90_000,
);

onScreens(
  'what the server refuses is said, and nothing is wider than a phone',
  async () => {
    await season();
    const board = await people.board({ viewport: PHONE });
    await board.goto(`${town.url}/board/right?from=2026-03-02&to=2026-02-01`);
    // A refused request stands in the browser's console all the same.
    await board.getByText('the first day must not lie after the last').waitFor();
    await board.getByLabel('From').fill('2026-02-25');
    await board.getByLabel('To').fill('2026-03-01');
    await card(board, 'Texts for a visit').waitFor();
    expect(await board.evaluate(() => document.querySelector('main')!.scrollWidth <= innerWidth)).toBe(true);
    await board.getByRole('link', { name: 'Late by surprise' }).click();
    await board.getByRole('listitem').getByRole('button').first().click();
    await board.getByRole('button', { name: 'Close the story' }).click();
    await board.getByRole('heading', { name: 'Late by surprise' }).waitFor();
  },
  60_000,
);
