import type { Page } from 'playwright-core';
import { barriers } from '#test/browser/barriers';
import { seen } from '#test/browser/people';
import { onScreens, people, playInTown, town } from '#test/browser/stage';

/** What somebody writes who wants to be more than text, in every field a board shows. */
const HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>';

playInTown();

const STATES: readonly (readonly [name: string, come: (board: Page) => Promise<void>])[] = [
  ['the day', (board) => board.getByRole('button', { name: 'Nora Kim' }).first().waitFor()],
  ['a chip that is pressed', (board) => board.getByRole('button', { name: /^At risk/ }).click()],
  [
    'a story with the reply',
    async (board) => {
      await board.getByRole('button', { name: /^At risk/ }).click();
      await board.getByRole('button', { name: 'Nora Kim' }).first().click();
      await board.getByRole('article').waitFor();
      await board.getByRole('button', { name: 'Reply' }).click();
      await board.getByLabel('Text to Nora Kim').waitFor();
    },
  ],
  [
    'the palette',
    async (board) => {
      await board.keyboard.press('Escape');
      await board.getByRole('button', { name: 'Compact' }).focus();
      await board.keyboard.press('/');
      await board.getByRole('combobox', { name: 'Search' }).fill('a');
    },
  ],
  [
    'the keys',
    async (board) => {
      await board.keyboard.press('Escape');
      await board.keyboard.press('?');
      await board.getByRole('dialog', { name: 'Keys' }).waitFor();
    },
  ],
  [
    'the inbox',
    async (board) => {
      await board.keyboard.press('Escape');
      await board.getByRole('button', { name: /^Inbox/ }).click();
      await board.getByRole('region', { name: 'Inbox' }).waitFor();
    },
  ],
  [
    'the map',
    async (board) => {
      await board.getByRole('button', { name: 'Map', exact: true }).click();
      await board.getByRole('list', { name: /^Technicians, where/ }).waitFor();
      await board.getByRole('region', { name: /^Drawn map/ }).waitFor();
    },
  ],
  ['were we right?', (board) => board.getByRole('link', { name: 'Were we right?' }).click()],
];

onScreens.each(['light', 'dark'] as const)(
  'nothing on the board keeps anybody out: %s',
  async (colorScheme) => {
    const { page: door } = await people.open(`${town.url}/board`, { colorScheme });
    await door.getByLabel('Email').waitFor();
    expect(await barriers(door)).toEqual([]);
    const board = await people.board({ colorScheme });
    for (const [name, come] of STATES) {
      await come(board);
      expect([name, await barriers(board)]).toEqual([name, []]);
    }
    const narrow = await people.board({ colorScheme, viewport: { width: 390, height: 844 } });
    expect(['on a phone', await barriers(narrow)]).toEqual(['on a phone', []]);
  },
  120_000,
);

onScreens(
  'text that wants to be more stays text, wherever the board shows it',
  async () => {
    await town.sql(`UPDATE customer SET name = $1::text WHERE name = 'Wanda Price'`, [HOSTILE]);
    await town.sql(`UPDATE technician SET name = $1::text, skills = skills || $1::text WHERE name = 'Ivy Chen'`, [
      HOSTILE,
    ]);
    await town.sql(
      `UPDATE address SET street = $1::text WHERE customer_id IN (SELECT id FROM customer WHERE name = $1::text)`,
      [HOSTILE],
    );
    await town.sql(
      `UPDATE work_order SET notes = $1::text WHERE customer_id IN (SELECT id FROM customer WHERE name = $1::text)`,
      [HOSTILE],
    );
    const [{ phone }] = (await town.sql<{ phone: string }>('SELECT phone FROM customer WHERE name = $1', [
      HOSTILE,
    ])) as [{ phone: string }];
    await town.carrier.text(phone, `Please call me back ${HOSTILE}`);
    const board = await people.board();
    await board.getByRole('button', { name: /^Inbox \([1-9]/ }).click();
    const inbox = board.getByRole('region', { name: 'Inbox' });
    await inbox.getByRole('button', { name: 'Reply' }).click();
    const story = board.getByRole('article');
    await seen(story, HOSTILE);
    const reply = story.getByRole('textbox');
    await reply.fill(HOSTILE);
    await story.getByRole('button', { name: 'Send text' }).click();
    await seen(story, 'The text is on its way.');
    await story.getByRole('button', { name: 'Reassign…' }).click();
    await board
      .getByRole('list', { name: /^Technicians who/ })
      .first()
      .waitFor();
    await board.getByRole('button', { name: 'Leave it' }).click();

    await board.getByRole('button', { name: 'Map', exact: true }).click();
    await seen(board.getByRole('list', { name: /^Technicians, where/ }), HOSTILE);
    await board.keyboard.press('/');
    await board.getByRole('combobox', { name: 'Search' }).fill('onerror');
    await seen(board.getByRole('listbox').getByRole('option').first(), HOSTILE);
    await board.keyboard.press('Escape');
    await board.getByLabel('Skill').selectOption(HOSTILE);
    await board.reload();
    await board.getByRole('listitem', { name: HOSTILE, exact: true }).waitFor();
    await board.goto(
      `${town.url}/board/?show=${encodeURIComponent(HOSTILE)}&skill=${encodeURIComponent(HOSTILE)}&order=${encodeURIComponent(HOSTILE)}`,
    );
    await board.getByText('Live', { exact: true }).waitFor();
    expect(await board.locator('img').count()).toBe(0);
    // A story that does not exist is refused, which the browser writes into the console.
    expect(people.complaints().filter((said) => !/40[04] \((Bad Request|Not Found)\)/.test(said))).toEqual([]);
  },
  90_000,
);
