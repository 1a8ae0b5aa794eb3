import { seen } from '#test/browser/people';
import { onScreens, people, playInTown, town } from '#test/browser/stage';

let day: Day;

/** A technician's day: nobody else can keep her first visit, the others somebody can. */
type Day = { readonly name: string; readonly customers: readonly string[] };

async function busiestDay(): Promise<Day> {
  const [day] = await town.sql<Day & { id: string; ends: Date }>(
    `SELECT t.id, t.name, array_agg(c.name ORDER BY p.window_from) AS customers, min(p.window_to) AS ends
     FROM assignment a JOIN technician t ON t.id = a.technician_id JOIN appointment p ON p.id = a.appointment_id
     JOIN work_order w ON w.id = p.work_order_id JOIN customer c ON c.id = w.customer_id
     WHERE a.state = 'acknowledged' AND p.window_to < '2026-03-03T20:00:00-05:00'
     GROUP BY t.id ORDER BY count(*) DESC, t.name LIMIT 1`,
  );
  await town.sql(
    `UPDATE shift SET during = tstzrange($2, upper(during)) WHERE technician_id <> $1 AND during @> $2::timestamptz`,
    [day!.id, day!.ends],
  );
  return day!;
}

/** The town's morning begins before eight; who comes instead in the afternoon would be told at eight. */
const AWAKE = { SPEAKING_HOURS: '* 6-21' };

playInTown(AWAKE, async () => {
  day = await busiestDay();
});

onScreens(
  'the plan is opened, read and left by the keyboard, and nothing has changed',
  async () => {
    const board = await people.board();
    const opener = board.getByRole('button', { name: `${day.name} cannot work` });
    await opener.focus();
    await board.keyboard.press('Enter');
    const pane = board.getByRole('region', { name: `The day of ${day.name}` });
    await pane
      .getByRole('heading', { name: `${day.name} cannot work` })
      .and(board.locator(':focus'))
      .waitFor();
    await pane.getByRole('button', { name: 'Sick' }).focus();
    await board.keyboard.press('Enter');
    await seen(pane.getByRole('status'), 'is offered other times.');
    expect(await pane.getByRole('checkbox').count()).toBe(day.customers.length);
    await pane.getByRole('heading', { name: 'is sick' }).and(board.locator(':focus')).waitFor();
    const refused = board.waitForResponse((answer) => answer.request().method() === 'DELETE');
    await board.keyboard.press('Escape');
    await refused;
    await pane.waitFor({ state: 'detached' });
    await opener.and(board.locator(':focus')).waitFor();
    expect(await town.sql(`SELECT state FROM mending`)).toEqual([{ state: 'refused' }]);
    expect(await town.sql(`SELECT 1 FROM timeline WHERE type = 'technician.absent'`)).toEqual([]);
  },
  60_000,
);

onScreens(
  'a sick morning is mended in three clicks, and every customer is told',
  async () => {
    const board = await people.board();
    const [offered, moved] = [day.customers[0]!, day.customers.at(-1)!];
    const [hers, his] = [await people.phone(offered), await people.phone(moved)];
    const first = day.name.split(' ')[0]!;
    const alert = board.getByLabel('Alerts', { exact: true }).getByRole('listitem').filter({ hasText: offered });

    await board.getByRole('button', { name: `${day.name} cannot work` }).click();
    await board.getByRole('button', { name: 'Sick' }).click();
    await board.getByRole('button', { name: 'Apply and tell everybody' }).click();

    const pane = board.getByRole('region', { name: `The day of ${day.name}` });
    await seen(pane.getByRole('status'), 'Done.');
    expect(await pane.getByText('other times are offered by text').count()).toBe(1);
    await hers.reads(`${first} is sick and nobody else is free today`);
    await alert.waitFor();

    const [taker] = await town.sql<{ first: string }>(
      `SELECT split_part(t.name, ' ', 1) AS first FROM assignment a JOIN technician t ON t.id = a.technician_id
       JOIN appointment p ON p.id = a.appointment_id JOIN work_order w ON w.id = p.work_order_id JOIN customer c ON c.id = w.customer_id
       WHERE c.name = $1 ORDER BY a.created_at DESC LIMIT 1`,
      [moved],
    );
    const technician = await people.technician(taker!.first);
    await technician.getByRole('link', { name: /^Today/ }).click();
    await technician.getByRole('link', { name: moved }).click();
    await technician.getByRole('button', { name: 'Accept ticket' }).click();
    await his.reads(new RegExp(`${first} could not take your visit, so ${taker!.first} \\w\\. has it and accepted`));

    await hers.write('2');
    await hers.reads(/^Done\. /);
    await alert.waitFor({ state: 'detached' });
    expect(people.complaints()).toEqual([]);
  },
  90_000,
);
