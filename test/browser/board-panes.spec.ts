import type { Page } from 'playwright-core';
import { seen } from '#test/browser/people';
import { DESKTOP } from '#test/browser/screen';
import { onScreens, people, playInTown, town } from '#test/browser/stage';

const MARIA = 'maria@acme.example';

playInTown({}, async () => {
  await town.sql('UPDATE clock SET set_at = clock_timestamp(), rate = 0');
  await town.sql(
    `INSERT INTO dispatcher (name, email, role, password_hash) SELECT 'Maria Sole', $1, 'desk', password_hash
     FROM dispatcher WHERE email = 'lee@acme.example'`,
    [MARIA],
  );
});

const opens = async (board: Page, name: string) => {
  await board.getByLabel('Day', { exact: true }).getByRole('button', { name }).first().click();
  return board.getByRole('article', { name: `Story of ${name}` });
};

onScreens(
  'two dispatchers see who looks at a customer and who writes; what one lays aside the other sees aside, and by whom',
  async () => {
    const [lee, maria] = [await people.board(), await people.board({}, MARIA)];
    const [hers, his] = [await opens(maria, 'Nora Kim'), await opens(lee, 'Nora Kim')];
    await seen(hers, 'Lee Park is looking at this');
    await seen(his, 'Maria Sole is looking at this');
    await his.getByRole('button', { name: 'Reply' }).click();
    await his.getByRole('textbox').fill('We are on our way.');
    await seen(hers, 'Lee Park is writing to this customer');

    // Who was first has the word: what she writes meanwhile is kept, and does not go out.
    await hers.getByRole('button', { name: 'Reply' }).click();
    await hers.getByRole('textbox').fill('We come at nine.');
    await seen(hers, 'Lee Park is writing to this customer');
    await hers.getByRole('button', { name: 'Send text' }).click();
    await seen(hers.getByRole('alert'), 'Lee Park is writing');
    expect(await hers.getByRole('textbox').inputValue()).toBe('We come at nine.');
    await opens(lee, 'Elsa Berg');
    await hers.getByRole('button', { name: 'Send text' }).click();
    await seen(hers.getByRole('status'), 'The text is on its way.');

    await town.carrier.text(
      (await town.sql<{ phone: string }>(`SELECT phone FROM customer WHERE name = 'Elsa Berg'`))[0]!.phone,
      'Please call me back',
    );
    const card = (board: Page) => board.locator('[data-queued]').filter({ hasText: 'Elsa Berg' });
    await card(lee).getByRole('button', { name: 'Snooze…' }).click();
    await lee.getByRole('button', { name: '15 min', exact: true }).click();
    await card(maria).waitFor({ state: 'detached' });
    await maria.getByText('Laid aside (1)').click();
    await seen(maria.getByRole('region', { name: 'Alerts' }), /Lee Park, until \d+:\d\d am/);
    await maria.getByRole('button', { name: 'Take up now' }).click();
    await card(lee).waitFor();
    // A refusal is written into the console by the browser, and is what this is about.
    expect(people.complaints().filter((said) => !said.includes('409 (Conflict)'))).toEqual([]);
  },
  90_000,
);

onScreens(
  'where a browser has no WebGL the words of the map stand alone, and lead to every visit',
  async () => {
    const { page } = await people.open('about:blank', { viewport: DESKTOP });
    await page.addInitScript(() => {
      const getContext = HTMLCanvasElement.prototype.getContext;
      Object.assign(HTMLCanvasElement.prototype, {
        getContext(this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
          return kind.startsWith('webgl') ? null : Reflect.apply(getContext, this, [kind, ...rest]);
        },
      });
    });
    const board = await people.signIn(page);
    await board.getByRole('button', { name: 'Map', exact: true }).click();
    const map = board.getByRole('region', { name: 'Map', exact: true });
    await seen(map.getByRole('status'), 'This browser cannot draw the map');
    expect(await map.locator('canvas').count()).toBe(0);
    await map.getByRole('button', { name: 'Ivy Chen' }).click();
    const stops = map.getByRole('listitem').filter({ hasText: 'Ivy Chen' }).getByRole('list').getByRole('button');
    const customer = await stops.first().innerText();
    await stops.first().click();
    await board.getByRole('article', { name: `Story of ${customer}` }).waitFor();
  },
  60_000,
);

onScreens(
  'two visits of one technician at the same time say so on both, and the chip finds them',
  async () => {
    const board = await people.board();
    const bars = board.getByLabel('Day', { exact: true }).locator('[data-visit]');
    await bars.first().waitFor();
    await seen(board.getByRole('button', { name: /^Overlap/ }), 'Overlap 0');
    const [first, second] = await town.sql<{ id: string; customer: string; appointmentId: string }>(
      `SELECT s.id, c.name AS customer, a.id AS "appointmentId" FROM assignment s JOIN appointment a ON a.id = s.appointment_id
       JOIN work_order w ON w.id = a.work_order_id JOIN customer c ON c.id = w.customer_id JOIN technician t ON t.id = s.technician_id
       WHERE t.name = 'Aisha Khan' AND s.state = 'acknowledged' AND a.state = 'confirmed' ORDER BY s.planned_from LIMIT 2`,
    );
    // He works on there longer than was planned, into the next visit.
    await town.sql(
      `UPDATE assignment s SET planned_to = n.planned_from + interval '20 minutes' FROM assignment n WHERE s.id = $1 AND n.id = $2`,
      [first!.id, second!.id],
    );
    await board.reload();
    await seen(board.getByRole('button', { name: /^Overlap/ }), 'Overlap 2');
    const said = (id: string) => board.locator(`[data-visit='${id}']`);
    await seen(said(first!.appointmentId), `overlaps ${second!.customer}, 20 min`);
    await seen(said(second!.appointmentId), `overlaps ${first!.customer}, 20 min`);
    await board.getByRole('button', { name: /^Overlap/ }).click();
    await board.getByRole('button', { name: 'Next (N)' }).click();
    await said(first!.appointmentId).and(board.locator(':focus')).waitFor();
    expect(people.complaints()).toEqual([]);
  },
  60_000,
);

onScreens(
  'a board whose server has a newer one loads that once, says so, and what was typed is still there',
  async () => {
    const { page, complaints } = await people.open('about:blank', { viewport: DESKTOP });
    let isGone = true;
    let pages = 0;
    await page.route('**/assets/setup-page-*.js', (route) =>
      isGone ? route.fulfill({ status: 404 }) : route.continue(),
    );
    await page.route(/\/board\/(\?.*)?$/, async (route) => {
      if (route.request().resourceType() === 'document') pages++;
      if (route.request().resourceType() !== 'fetch') return route.continue();
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        body: (await answer.text()).replace(/index-\w[\w-]*\.js/, 'index-newer.js'),
      });
    });
    const board = await people.signIn(page);
    const story = await opens(board, 'Nora Kim');
    await story.getByRole('button', { name: 'Reply' }).click();
    await story.getByRole('textbox').fill('We come at nine, and bring the part.');
    const before = pages;
    await board.getByRole('link', { name: 'Setup' }).click();
    await seen(board.getByRole('status'), 'The board is the newest one now. What you had typed is kept.');
    expect(pages).toBe(before + 1);

    // The part is still not there: it is said, and nothing is loaded again and again.
    await seen(board.getByRole('alert'), 'This part of the board could not be loaded.');
    expect(pages).toBe(before + 1);
    isGone = false;
    await board.getByRole('button', { name: 'Load the board again' }).click();
    await board.getByRole('heading', { name: 'Setup', exact: true }).waitFor();
    await board.getByRole('link', { name: 'Board', exact: true }).click();
    await story.getByRole('button', { name: 'Reply' }).click();
    expect(await story.getByRole('textbox').inputValue()).toBe('We come at nine, and bring the part.');
    expect(complaints.filter((said) => !/404|setup-page/.test(said))).toEqual([]);
  },
  60_000,
);
