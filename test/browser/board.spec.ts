import type { Locator, Page, WebSocketRoute } from 'playwright-core';
import { seen } from '#test/browser/people';
import { onScreens, people, playInTown, town } from '#test/browser/stage';

/** Wanda Price is promised 9:30-10:30 with Ivy Chen, who has accepted; Maria Gomez has fiber and nothing then. */
const WANDA = 'Wanda Price';

playInTown({}, () => town.sql('UPDATE clock SET set_at = clock_timestamp(), rate = 0'));

const bar = (board: Page, name = WANDA) =>
  board.getByLabel('Day', { exact: true }).getByRole('button', { name }).first();
const rowOf = (board: Page, technician: string) => board.getByRole('listitem', { name: technician, exact: true });
const inRow = (board: Page, technician: string, name = WANDA) => rowOf(board, technician).getByRole('button', { name });
const ghost = (board: Page) => board.locator('[data-ghost]');
const shownDay = (board: Page) => board.getByRole('navigation', { name: 'Day shown' });
const spoken = (board: Page) => board.locator('[data-spoken]');

/** Where a time is on the screen: the axis tells how wide an hour is. */
async function across(board: Page, hours: number): Promise<number> {
  const eight = await box(board.getByText('8 am', { exact: true }));
  const nine = await box(board.getByText('9 am', { exact: true }));
  return (nine.x - eight.x) * hours;
}
const box = async (shown: Locator) => (await shown.boundingBox())!;

/** Takes a visit with the mouse to the row of a technician, so many hours later than it is. */
async function carry(board: Page, technician: string, hours: number, name = WANDA): Promise<void> {
  const from = await box(bar(board, name));
  const row = await box(rowOf(board, technician));
  const start = { x: from.x + 12, y: from.y + 20 };
  await board.mouse.move(start.x, start.y);
  await board.mouse.down();
  await board.mouse.move(start.x + 20, start.y + 4, { steps: 3 });
  await board.mouse.move(start.x + (await across(board, hours)), row.y + row.height / 2, { steps: 6 });
}

const planned = async (name = WANDA) =>
  (
    await town.sql<{ technician: string; at: string; windowFrom: Date }>(
      `SELECT t.name AS technician, to_char(s.planned_from AT TIME ZONE 'America/New_York', 'HH24:MI') AS at, a.window_from AS "windowFrom"
       FROM assignment s JOIN technician t ON t.id = s.technician_id JOIN appointment a ON a.id = s.appointment_id
       JOIN work_order w ON w.id = a.work_order_id JOIN customer c ON c.id = w.customer_id
       WHERE c.name = $1 AND s.state NOT IN ('declined', 'expired', 'withdrawn')`,
      [name],
    )
  )[0]!;

onScreens(
  'a visit is dragged: red says why not, green moves it within the promise, Z puts it back',
  async () => {
    const board = await people.board();
    await carry(board, 'Ben Lopez', 0);
    await seen(ghost(board), 'has no fiber skill');
    expect(await ghost(board).getAttribute('data-ghost')).toBe('bad');
    await board.mouse.up();
    await seen(board.getByRole('status'), 'Not moved. Ben Lopez has no fiber skill');
    expect(await planned()).toMatchObject({ technician: 'Ivy Chen', at: '09:30' });

    await carry(board, 'Maria Gomez', 0.5);
    await seen(ghost(board), 'within the promise');
    await seen(ghost(board), '10:00 am');
    await board.keyboard.press('Escape');
    await ghost(board).waitFor({ state: 'detached' });
    await board.mouse.up();
    expect(await planned()).toMatchObject({ technician: 'Ivy Chen' });

    await carry(board, 'Maria Gomez', 0.5);
    await seen(ghost(board), 'within the promise');
    await board.mouse.up();
    await inRow(board, 'Maria Gomez').waitFor();
    await seen(
      board.getByRole('status'),
      'The customer hears of it once the ticket is accepted; 9:30–10:30 am stands.',
    );
    expect(await planned()).toMatchObject({ technician: 'Maria Gomez', at: '10:00' });

    await board.keyboard.press('z');
    await inRow(board, 'Ivy Chen').waitFor();
    expect(await planned()).toMatchObject({ technician: 'Ivy Chen', at: '09:30' });
    expect(people.complaints()).toEqual([]);
  },
  60_000,
);

onScreens(
  'outside the promise nothing moves: the customer is asked, in words that are read first, and only his digit moves it',
  async () => {
    const board = await people.board();
    const wanda = await people.phone(WANDA);
    const before = await planned();
    await carry(board, 'Sam Reed', 1.5);
    await seen(ghost(board), 'outside 9:30–10:30 am: the customer must agree');
    await board.mouse.up();
    const question = board.getByRole('dialog', { name: `Ask ${WANDA}` });
    await seen(question, 'A promise is not moved without the customer');
    await board.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await planned()).toEqual(before);

    await carry(board, 'Sam Reed', 1.5);
    await seen(ghost(board), 'the customer must agree');
    await board.mouse.up();
    await question.getByRole('button', { name: 'Send now' }).click();
    await seen(board.getByRole('status'), `${WANDA} is asked about 11:00 am–12:00 pm`);
    await wanda.reads(/11am-12pm, Sam/);
    expect(await planned()).toEqual(before);
    await wanda.write('2');
    await wanda.reads(/^Done/);
    await inRow(board, 'Sam Reed').waitFor();
    expect(await planned()).toMatchObject({ technician: 'Sam Reed', at: '11:00' });
    expect(people.complaints()).toEqual([]);
  },
  60_000,
);

onScreens(
  'without a mouse: a visit is picked up, carried, dropped and put back, and every step is spoken',
  async () => {
    const board = await people.board();
    await bar(board, 'Elsa Berg').waitFor();
    await board.keyboard.press('/');
    await board.getByRole('combobox', { name: 'Search' }).fill('Elsa');
    await board.getByRole('option', { name: 'Elsa Berg' }).first().waitFor();
    await board.keyboard.press('Enter');
    await board.getByRole('article', { name: 'Story of Elsa Berg' }).waitFor();
    await board.keyboard.press('t');
    await board.keyboard.press('m');
    await seen(spoken(board), 'Moving Elsa Berg. Left and right change the time');
    await board.keyboard.press('Shift+ArrowRight');
    await seen(spoken(board), '11:35 am, Maria Gomez: within the promise');
    await board.keyboard.press('ArrowDown');
    await seen(spoken(board), 'Omar Haddad: has no fiber skill');
    await board.keyboard.press('Enter');
    await seen(spoken(board), 'Elsa Berg stays where it was');
    await inRow(board, 'Maria Gomez', 'Elsa Berg').focus();
    await board.keyboard.press('m');
    await board.keyboard.press('ArrowRight');
    await seen(spoken(board), '11:45 am, Maria Gomez: within the promise');
    await board.keyboard.press('Enter');
    await seen(spoken(board), 'Elsa Berg is at 11:45 am with Maria Gomez now');
    await board.keyboard.press('z');
    await seen(board.getByRole('status'), 'Undone: Maria Gomez has the visit of Elsa Berg again');
    await board.keyboard.press('r');
    await board.getByLabel('Text to Elsa Berg').fill('We are on our way soon.');
    await board.getByLabel('Text to Elsa Berg').press('Escape');
    await board.keyboard.press('?');
    await seen(board.getByRole('dialog', { name: 'Keys' }), 'undo the last change');
    await board.keyboard.press('Escape');
    await board.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' });
    expect(people.complaints()).toEqual([]);
  },
  60_000,
);

onScreens(
  'a visit is carried to another day over the arrow beside the day, and let go of there it stays where it was',
  async () => {
    const board = await people.board();
    const before = await planned();
    await carry(board, 'Maria Gomez', 0);
    const arrow = await box(board.getByRole('button', { name: 'Next day' }));
    await board.mouse.move(arrow.x + 8, arrow.y + 8, { steps: 4 });
    await seen(shownDay(board), 'Wed, Mar 4');
    const [ten, row] = [await box(board.getByText('10 am', { exact: true })), await box(rowOf(board, 'Maria Gomez'))];
    await board.mouse.move(ten.x + 14, row.y + row.height / 2, { steps: 6 });
    await seen(ghost(board), 'the customer must agree');
    await board.mouse.up();
    const question = board.getByRole('dialog', { name: `Ask ${WANDA} about Wed, Mar 4` });
    await question.getByRole('button', { name: 'Do not ask' }).click();
    await board.getByText('Tue, Mar 3').first().waitFor();
    await inRow(board, before.technician).waitFor();
    expect(await planned()).toEqual(before);
    expect(people.complaints()).toEqual([]);
  },
  60_000,
);

onScreens(
  'another day from the story: the day opens with the visit in the air, the customer is asked about it, and his digit moves it',
  async () => {
    const board = await people.board();
    const elsa = await people.phone('Elsa Berg');
    await bar(board, 'Elsa Berg').click();
    await board.getByRole('button', { name: 'Another day…' }).click();
    await board.getByRole('button', { name: 'Wed, Mar 4' }).click();
    const air = board.getByRole('region', { name: 'Moving the visit of Elsa Berg' });
    await seen(air, 'Wed, Mar 4, 11:30 am');
    await air.getByRole('button', { name: '15 minutes later' }).click();
    await seen(air, 'Wed, Mar 4, 11:45 am');
    // A press on the day puts it there.
    await seen(shownDay(board), 'Wed, Mar 4');
    const [ten, row] = [await box(board.getByText('10 am', { exact: true })), await box(rowOf(board, 'Sam Reed'))];
    await board.mouse.click(ten.x, row.y + row.height / 2);
    await seen(air, /Wed, Mar 4, \d+:\d\d am, Sam Reed/);
    await seen(air, 'the customer must agree');
    await board.keyboard.press('Shift+D');
    await seen(air, 'Tue, Mar 3');
    await board.keyboard.press('d');
    await seen(air, 'Wed, Mar 4');
    await seen(air, 'the customer must agree');
    await air.getByRole('button', { name: /^Put it here/ }).click();
    const question = board.getByRole('dialog', { name: 'Ask Elsa Berg about Wed, Mar 4' });
    await question.getByRole('button', { name: 'Send now' }).click();
    await seen(board.getByRole('status'), 'Elsa Berg is asked about Wed, Mar 4');
    await elsa.reads(/Wed.*Sam/);
    await elsa.write('2');
    await elsa.reads(/^Done/);
    const { windowFrom, technician } = await planned('Elsa Berg');
    expect([technician, windowFrom.toISOString().slice(0, 10)]).toEqual(['Sam Reed', '2026-03-04']);
    // Of two days turned at once the line for the first is given up; Chromium says so.
    expect(people.complaints().filter((said) => !said.includes('closed before the connection'))).toEqual([]);
  },
  60_000,
);

onScreens(
  'a finger that rests on a visit picks it up and carries it; one that moves at once scrolls',
  async () => {
    const board = await people.board({ hasTouch: true, viewport: { width: 1024, height: 600 } });
    const touch = await board.context().newCDPSession(board);
    const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
    const scrolled = () =>
      board.getByRole('list', { name: 'Technicians and their visits' }).evaluate((list) => {
        for (let view = list.parentElement; view; view = view.parentElement)
          if (view.scrollHeight > view.clientHeight + 1) return view.scrollTop;
        return 0;
      });

    const from = await box(bar(board, 'Peter Hall'));
    const press = { x: from.x + 12, y: from.y + 20 };
    await finger('touchStart', press);
    for (let up = 10; up <= 120; up += 10) await finger('touchMove', { x: press.x, y: press.y - up });
    await finger('touchEnd');
    expect(await ghost(board).count()).toBe(0);
    expect(await scrolled()).toBeGreaterThan(0);

    const now = await box(bar(board, 'Glenn Wood'));
    const rest = { x: now.x + 12, y: now.y + 20 };
    const hour = await across(board, 1);
    await finger('touchStart', rest);
    await ghost(board).waitFor();
    const still = await scrolled();
    for (let part = 1; part <= 5; part++) await finger('touchMove', { x: rest.x + (hour / 4) * (part / 5), y: rest.y });
    await seen(ghost(board), 'within the promise');
    expect(await scrolled()).toBe(still);
    await finger('touchEnd');
    await seen(board.getByRole('status'), 'Glenn Wood is planned for');
    await board.getByRole('button', { name: 'Undo (Z)' }).click();
    await seen(board.getByRole('status'), 'Undone');
    expect(people.complaints()).toEqual([]);
  },
  60_000,
);

onScreens(
  'of two dispatchers at one visit the second sees what the first made of it, and may try again or leave it so',
  async () => {
    const [one, two] = [await people.board(), await people.board()];
    await bar(two, 'Peter Hall').waitFor();
    // The second does not hear of the first one's change before his own has left.
    await two.route('**/place', async (route) => {
      await carry(one, 'Aisha Khan', 0.25, 'Peter Hall');
      await seen(ghost(one), 'within the promise');
      await one.mouse.up();
      await seen(one.getByRole('status'), 'Peter Hall is planned for 10:15 am');
      await route.continue();
    });
    await carry(two, 'Aisha Khan', 0.5, 'Peter Hall');
    await seen(ghost(two), 'within the promise');
    await two.mouse.up();
    const notice = two.getByRole('alert').filter({ hasText: 'was faster' });
    await seen(notice, 'Peter Hall now: Aisha Khan, 10:15 am');
    await two.unroute('**/place');
    await notice.getByRole('button', { name: 'Try mine' }).click();
    await seen(two.getByRole('status'), 'Peter Hall is planned for 10:30 am');
    // The refusal itself is written into the console by the browser, and is what this is about.
    expect(people.complaints().filter((said) => !said.includes('409 (Conflict)'))).toEqual([]);
  },
  60_000,
);

onScreens(
  'how the day is looked at stands in the address, and Back takes it back',
  async () => {
    const board = await people.board();
    await board.getByRole('button', { name: 'Compact' }).click();
    await board.getByLabel('Skill').selectOption('heating');
    await rowOf(board, 'Maria Gomez').waitFor({ state: 'detached' });
    await board.getByRole('button', { name: /^At risk/ }).click();
    expect(new URL(board.url()).search).toBe('?density=compact&skill=heating&show=risk');
    await board.reload();
    await rowOf(board, 'Lena Fischer').waitFor();
    expect(await rowOf(board, 'Maria Gomez').count()).toBe(0);
    await board.goBack();
    await board.goBack();
    await rowOf(board, 'Maria Gomez').waitFor();
    await board.getByRole('button', { name: 'Next day' }).click();
    await board.getByText('Wed, Mar 4').waitFor();
    await board.goBack();
    await board.getByText('Tue, Mar 3').waitFor();
    expect(people.complaints()).toEqual([]);
  },
  60_000,
);

onScreens(
  'without a connection the board says since when, and nothing can be picked up; with it, it is live again',
  async () => {
    const board = await people.board();
    let isCut = false;
    const lines: WebSocketRoute[] = [];
    await board.routeWebSocket(/socket\.io/, (line) => {
      if (isCut) return void line.close();
      line.connectToServer();
      lines.push(line);
    });
    await board.reload();
    await board.getByText('Live', { exact: true }).waitFor();
    await bar(board, 'Nora Kim').waitFor();
    isCut = true;
    for (const line of lines) await line.close();
    await seen(board.getByRole('status'), /Not live since \d+:\d\d:\d\d/);
    await carry(board, 'Maria Gomez', 0.25, 'Nora Kim');
    expect(await ghost(board).count()).toBe(0);
    await board.mouse.up();
    isCut = false;
    // It comes back by itself, each time after a longer pause.
    await board.getByText('Live', { exact: true }).waitFor({ timeout: 45_000 });
  },
  90_000,
);
