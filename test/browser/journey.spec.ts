import type { Page } from 'playwright-core';
import { type Handset, seen } from '#test/browser/people';
import { onScreens, people, playInTown, town } from '#test/browser/stage';

/** A name, a note, a text that wants to be more than text. */
const HOSTILE = '<img src=x onerror=alert(1)>';
const DAVE = 'Dave Miller';

playInTown();

onScreens(
  'a stranger books, his technician is late, and one digit moves the visit on every screen',
  async () => {
    const board = await people.board();
    await board.evaluate(() => Object.assign(window, { isTheSamePage: true }));
    const dave = await people.phone(DAVE);

    const { visit, technician, first } = await daveBooks(dave);
    await technician.getByRole('button', { name: /^Accept/ }).click();
    await dave.reads(new RegExp(`${first} \\w\\. has your job and accepted it for 8:30-9:30am`));

    await reportLate(technician);
    const delay = await dave.reads('Not cancelled');
    const alert = board.getByLabel('Alerts', { exact: true }).getByRole('listitem').filter({ hasText: DAVE });
    await alert.getByRole('button', { name: DAVE }).click();
    const story = board.getByRole('article', { name: `Story of ${DAVE}` });
    await seen(story, `Note: ${HOSTILE}`);
    await seen(visit.locator('h1'), `${first} arrives about`);

    await dave.write('How late?');
    await dave.reads(/^About \d+:\d\d[ap]m .* As of /);

    const { digit, time, other } = /^(?<digit>2) Today (?<time>\S+), (?<other>\w+)/m.exec(delay)!.groups!;
    expect(other).not.toBe(first);
    await dave.write(digit!);
    await dave.reads(new RegExp(`^Done\\. ${other} \\w\\. comes today ${time}\\.`));

    await alert.waitFor({ state: 'detached' });
    const row = board.getByRole('listitem').filter({ has: board.locator(`[id^=row-]`, { hasText: other! }) });
    await row.getByRole('button', { name: DAVE }).waitFor();
    await seen(story, `Done. ${other}`);
    for (const said of ['Not cancelled', 'How late?', 'As of', 'Reported a delay', 'Visit moved', 'Alert closed'])
      await seen(story, said);
    expect(await board.evaluate(() => 'isTheSamePage' in window)).toBe(true);

    await seen(technician.getByRole('heading', { name: 'was taken from you' }), '12 Oak St');
    const next = await people.technician(other!);
    await next.getByRole('link', { name: /^Today/ }).click();
    await next.getByRole('link', { name: DAVE }).click();
    await seen(next.locator('.notes'), HOSTILE);
    expect(await next.locator('.notes').textContent()).toBe(HOSTILE);
    await seen(visit.locator('h1'), `Tue Mar 3, ${time}`);

    for (const screen of [board, dave.page, visit, technician, next])
      expect(await screen.locator('img').count()).toBe(0);
    expect(people.complaints()).toEqual([]);
  },
  90_000,
);

/** By the link in his text: a window, a last look, confirmed; the ticket is on the technician's page at once. A note. */
async function daveBooks(dave: Handset): Promise<{ visit: Page; technician: Page; first: string }> {
  await dave.reads('choose a time for your repair visit');
  const visit = await dave.screen.opens(() => dave.texts.last().getByRole('link').click());
  await visit.getByRole('button', { name: '8:30-9:30am' }).first().click();
  await visit.getByRole('button', { name: 'Confirm this time' }).waitFor();
  const first = /(\w+) arrives/.exec(await visit.locator('main').innerText())![1]!;
  const technician = await people.technician(first);
  await visit.getByRole('button', { name: 'Confirm this time' }).click();
  await technician.getByRole('button', { name: /^Accept/ }).waitFor();
  await seen(visit.getByRole('status'), 'We have sent you a text');
  await seen(visit.locator('h1'), 'Tue Mar 3, 8:30-9:30am');
  await dave.reads('booked. Repair visit today Tue Mar 3, arriving 8:30-9:30am');
  await visit.getByLabel('Something your technician should know').fill(HOSTILE);
  await visit.getByRole('button', { name: 'Send note' }).click();
  await seen(visit.getByRole('status'), 'passed on');
  return { visit, technician, first };
}

/** +60, and again until the card itself says that he comes after the window. */
async function reportLate(technician: Page): Promise<void> {
  await technician.getByRole('link', { name: /^Today/ }).click();
  await technician.getByRole('link', { name: DAVE }).click();
  await seen(technician.locator('.notes'), HOSTILE);
  const isLate = technician.locator('.expected.late');
  const unsent = technician.getByText('not yet sent');
  for (let presses = 0; presses < 4 && !(await isLate.isVisible()); presses++) {
    await technician.getByRole('button', { name: '60 minutes later' }).click();
    await unsent.waitFor();
    await unsent.waitFor({ state: 'detached' });
  }
  await seen(isLate, 'Late by');
}

onScreens(
  'the page of a visit does everything without JavaScript, whatever its customer is called',
  async () => {
    await town.invite({ name: HOSTILE, phone: '+15550177' }, HOSTILE);
    const customer = await people.phone(HOSTILE);
    await customer.reads('choose a time');
    const link = await customer.texts.last().getByRole('link').getAttribute('href');
    const { page } = await people.open(link!, { javaScriptEnabled: false });
    const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
    const says = (words: string | RegExp) => seen(page.getByRole('status'), words);

    await press('1-2pm');
    await press('Confirm this time');
    await says('We have sent you a text');
    await seen(page.locator('h1'), 'Tue Mar 3, 1-2pm');
    await page.getByLabel('Something your technician should know').fill(HOSTILE);
    await press('Send note');
    await says('passed on');
    await press('Call me back');
    await says(/calls you by \d+:\d\d/);

    await page.getByRole('link', { name: 'Pick another time' }).click();
    await press('3-4pm');
    await seen(page.locator('h1'), 'Tue Mar 3, 3-4pm');
    await press('Confirm this time');
    await seen(page.locator('h1'), 'Tue Mar 3, 3-4pm');

    const board = await people.board();
    await board.getByRole('button', { name: HOSTILE }).last().click();
    await offerTimes(board);
    await page.reload();
    await press(/^Keep/);
    await says('Your visit stays as it is');
    await offerTimes(board);
    await page.reload();
    const [offered] = await page.locator('.choices button').allInnerTexts();
    await press(offered!);
    await says('Done');
    await seen(page.locator('h1'), /^[^(]*$/);

    const [first] = /^\w+/.exec(await page.getByRole('heading', { name: 'comes to you' }).innerText())!;
    const technician = await people.technician(first);
    await technician.getByRole('link', { name: /^Today/ }).click();
    await seen(technician.getByRole('list').first(), HOSTILE);
    await seen(board.getByRole('article'), `Note: ${HOSTILE}`);
    for (const screen of [page, board, technician, customer.page]) expect(await screen.locator('img').count()).toBe(0);
    expect(people.complaints()).toEqual([]);
  },
  90_000,
);

/** The desk offers the customer of the open story other times. */
async function offerTimes(board: Page): Promise<void> {
  await board.getByRole('button', { name: 'Offer other times' }).click();
  await board.getByRole('button', { name: 'Hold and text them' }).click();
  await seen(board.getByRole('status'), 'the text is on its way');
}

onScreens('the clock of a phone follows the clock of the board', async () => {
  const [board, technician] = await Promise.all([people.board(), people.technician('Tom')]);
  const shows = async () => Date.parse((await technician.locator('header time').getAttribute('datetime'))!);
  const hourLater = (await shows()) + 3_600_000;
  await board.getByRole('button', { name: '+1 h' }).click();
  await technician.waitForFunction(
    (then) => Date.parse(document.querySelector<HTMLTimeElement>('header time')!.dateTime) >= then,
    hourLater,
  );
  expect(await shows()).toBeLessThan(hourLater + 60_000);
});

onScreens('whatever goes wrong on a page is heard', async () => {
  const { page, complaints } = await people.open(`${town.url}/tech`);
  const breach = page.waitForEvent('console', (said) => said.text().includes('Content Security Policy'));
  const exception = page.waitForEvent('pageerror');
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'alert(1)' }));
    setTimeout(() => {
      alert('hello');
      throw new Error('broken');
    });
  });
  await Promise.all([breach, exception]);
  expect(complaints).toEqual(
    expect.arrayContaining([
      expect.stringContaining('Content Security Policy'),
      expect.stringContaining('broken'),
      expect.stringContaining('a dialog opened: hello'),
    ]),
  );
});
