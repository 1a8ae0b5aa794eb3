import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { CLONE_DIR } from '#apps/launcher/clone-dir';
import { up } from '#apps/launcher/postgres';
import { prepareDatabase } from '#flows/prepare-database';
import { type Camera, openCamera } from '#test/browser/camera';
import { openBrowser } from '#test/browser/chromium';
import { takeDemo } from '#test/browser/demo-pictures';
import { type People, peopleOf, seen } from '#test/browser/people';
import { openEmptyHouse } from '#test/browser/empty-house';
import { takeRight } from '#test/browser/right-pictures';
import { openScreen, PHONE } from '#test/browser/screen';
import { takeEmptySetup, takeSetup } from '#test/browser/setup-pictures';
import { takePhone } from '#test/browser/tech-pictures';
import { openTown, type Town } from '#test/browser/town';
import { takeVisitStates } from '#test/browser/visit-pictures';

// `npm run screenshots [-- FOLDER [PART...]]`: every screen in its states, as they come up in one story of the demo
// town; or only these parts: story, phone, demo, setup, visit.
const parts = process.argv.slice(3);
const isWanted = (part: string) => parts.length === 0 || parts.includes(part);
const folder = resolve(process.argv[2] ?? join(CLONE_DIR, '.doorward', 'screenshots'));
const dir = mkdtempSync(join(tmpdir(), 'doorward-screenshots-'));
const postgres = await up({ stateDir: dir, mode: 'test' });
const browser = await openBrowser();
try {
  if (isWanted('story')) await takeOfStory();
  if (isWanted('phone')) await takeOfPhone();
  if (isWanted('demo')) await takeOfDemo();
  if (isWanted('setup')) await takeOfSetup();
  if (isWanted('visit')) await takeOfVisit();
  console.log(`The pictures are in ${folder}.`);
} finally {
  await browser.close();
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
}
process.exit();

async function takeOfStory(): Promise<void> {
  const town = await openTown(await freshDatabase(postgres.url, 'screenshots'));
  const people = peopleOf(browser, town, { deviceScaleFactor: 2 });
  try {
    await takeAll(people, town, openCamera(folder));
    for (const complaint of people.complaints()) console.error(`a page complained: ${complaint}`);
  } finally {
    await people.close();
    await town.close();
  }
}

/** The customer's page without its scripts. */
async function takeOfVisit(): Promise<void> {
  const { page, close } = await openScreen(browser, {
    viewport: PHONE,
    deviceScaleFactor: 1,
    javaScriptEnabled: false,
  });
  try {
    await takeVisitStates(page, folder);
  } finally {
    await close();
  }
}

/** A house with nothing in it, and the demo town as its supervisor sees it. */
async function takeOfSetup(): Promise<void> {
  const take = openCamera(join(folder, 'setup'));
  const empty = await openEmptyHouse(await freshDatabase(postgres.url, 'empty'));
  const first = await empty.supervisor(browser);
  try {
    await takeEmptySetup(first.page, empty.url, take);
  } finally {
    await first.close();
    await empty.close();
  }
  const another = await openTown(await freshDatabase(postgres.url, 'setup'));
  const people = peopleOf(browser, another);
  try {
    await takeSetup(await people.board(), another, take);
    for (const complaint of people.complaints()) console.error(`a page complained: ${complaint}`);
  } finally {
    await people.close();
    await another.close();
  }
}

/** The technician's phone has a town and a day of its own. */
async function takeOfPhone(): Promise<void> {
  const another = await openTown(await freshDatabase(postgres.url, 'phone'));
  const technicians = peopleOf(browser, another, { deviceScaleFactor: 2 });
  try {
    await takePhone(technicians, another, folder);
  } finally {
    await technicians.close();
    await another.close();
  }
}

/** So has the page for whoever has never seen Doorward. */
async function takeOfDemo(): Promise<void> {
  const another = await openTown(await freshDatabase(postgres.url, 'demo'));
  const strangers = peopleOf(browser, another);
  try {
    await takeDemo(strangers, another, openCamera(join(folder, 'demo')));
  } finally {
    await strangers.close();
    await another.close();
  }
}

async function freshDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const database = new URL(url);
  database.pathname = `/${name}`;
  await prepareDatabase(database.href);
  return database.href;
}

async function takeAll({ open, ...people }: People, town: Town, take: Camera): Promise<void> {
  const { url, invite, sql } = town;
  const { page: door } = await open(`${url}/board`);
  await door.getByLabel('Email').waitFor();
  await take('board-sign-in', door);
  const board = await people.board({ deviceScaleFactor: 1 });
  await take('board-calm', board);
  // Refused where the pictures took longer than the story: then it is later already.
  const at = (hhmm: string) =>
    board.request.post(`${url}/api/clock`, { data: { jumpTo: `2026-03-03T${hhmm}:00-05:00` } });

  // Dave books.
  const dave = await people.phone('Dave Miller');
  await dave.reads('choose a time');
  await take('phone-invited', dave.page);
  const visit = await dave.screen.opens(() => dave.texts.last().getByRole('link').click());
  await take('visit-choose', visit, { whole: true });
  await visit.getByRole('button', { name: '8:30-9:30am' }).first().click();
  await visit.getByRole('button', { name: 'Confirm this time' }).waitFor();
  await take('visit-confirm', visit);
  const first = /(\w+) arrives/.exec(await visit.locator('main').innerText())![1]!;
  const { page: stranger } = await open(`${url}/tech`);
  await stranger.getByRole('button', { name: first }).waitFor();
  await take('tech-who-are-you', stranger);
  const technician = await people.technician(first);
  await at('07:42');
  await visit.getByRole('button', { name: 'Confirm this time' }).click();
  await technician.getByRole('button', { name: /^Accept/ }).waitFor();
  await dave.reads('booked');
  await take('visit-booked', visit, { whole: true });
  await take('tech-new-ticket-beside', technician);
  await openJob(technician, 'Dave Miller');
  await take('tech-new-ticket', technician);
  await at('07:45');
  await technician.getByRole('button', { name: /^Accept/ }).click();
  await dave.reads('accepted');
  await take('tech-accepted', technician);
  await technician.getByRole('link', { name: /^Today/ }).click();
  await take('tech-today', technician);
  await dave.page.getByRole('link', { name: 'All phones' }).click({ force: true });
  await take('phone-list', dave.page);
  await dave.page.getByRole('link', { name: 'Dave Miller' }).click();

  // He will be late.
  await at('08:01');
  await openJob(technician, 'Dave Miller');
  await technician.getByRole('link', { name: /^More/ }).click();
  await technician.getByRole('button', { name: '1 h 30 min', exact: true }).click();
  await take('tech-how-late', technician);
  await technician.getByRole('button', { name: '1 h 30 min later' }).click();
  await technician.getByRole('button', { name: 'Undo' }).waitFor();
  await take('tech-undo', technician);
  const delay = await dave.reads('Not cancelled');
  await take('tech-late', technician);
  await take('phone-late', dave.page);
  await visit.reload();
  await take('visit-late', visit);
  const alert = board.getByLabel('Alerts', { exact: true }).getByRole('button', { name: 'Dave Miller' });
  await alert.click();
  const story = board.getByRole('article');
  await seen(story, 'Not cancelled');
  await take('board-at-risk', board);
  await board.getByRole('button', { name: 'Reassign…' }).click();
  await board.getByRole('list', { name: 'Technicians who might take it' }).waitFor();
  await take('board-candidates', board, { only: 'desktop' });
  await board.getByRole('button', { name: 'Leave it' }).click();

  // He asks, and chooses.
  await at('08:06');
  await dave.write('How late?');
  await dave.reads('As of');
  await at('08:11');
  const { other } = /^2 Today (?<time>\S+), (?<other>\w+)/m.exec(delay)!.groups!;
  await dave.write('2');
  await dave.reads('Done.');
  await take('phone-chosen', dave.page);
  await seen(story, 'Done.');
  await take('board-after', board);
  await technician.getByRole('heading', { name: 'was taken from you' }).waitFor();
  await take('tech-lost', technician);

  // The visit.
  const next = await people.technician(other!);
  await openJob(next, 'Dave Miller');
  await next.getByRole('button', { name: /^Accept/ }).click();
  await seen(next.locator('.state').first(), 'Accepted');
  await at('08:40');
  await tap(next, 'On my way');
  await dave.reads('on the way');
  await visit.reload();
  await take('visit-on-the-way', visit);
  await at('08:55');
  await dave.write('gate code 4471, dog is friendly');
  await dave.reads('Passed to');
  await at('09:04');
  await tap(next, 'Arrived');
  await seen(next.locator('.state').first(), 'On site');
  await visit.reload();
  await take('visit-there', visit);
  await next.getByRole('button', { name: 'Start', exact: true }).click();
  await next.getByRole('button', { name: 'Pause' }).waitFor();
  await take('tech-working', next);
  await at('09:51');
  await next.getByRole('button', { name: 'Done', exact: true }).click();
  await next.getByRole('textbox').fill('outside line replaced, tested OK at 940 Mbps');
  await take('tech-done', next);
  await next.getByRole('button', { name: 'Done, with this note' }).click();
  await dave.reads('finished');
  await visit.reload();
  await take('visit-done', visit);
  await board.getByRole('article').getByText('Work done').waitFor();
  await take('board-later', board);

  // Somebody is sick.
  const [sick] = await sql<{ name: string }>(
    `SELECT t.name FROM assignment a JOIN technician t ON t.id = a.technician_id
     WHERE a.state = 'acknowledged' AND a.planned_from < '2026-03-03T20:00:00-05:00' GROUP BY t.name ORDER BY count(*) DESC, t.name LIMIT 1`,
  );
  await board
    .getByRole('button', { name: `${sick!.name} cannot work` })
    .first()
    .click();
  await board.getByRole('button', { name: 'Sick' }).click();
  await board.getByRole('button', { name: 'Apply and tell everybody' }).waitFor();
  await take('board-mend', board, { only: 'desktop' });
  await board.getByRole('button', { name: 'Leave it as it is' }).click();

  // Somebody else cancels; a link that leads nowhere.
  await invite({ name: 'Grace Hill', phone: '+15550177' });
  const grace = await people.phone('Grace Hill');
  await grace.reads('choose a time');
  const hers = await grace.screen.opens(() => grace.texts.last().getByRole('link').click());
  await hers.getByRole('button', { name: '2-3pm' }).first().click();
  await hers.getByRole('button', { name: 'Confirm this time' }).click();
  await grace.reads('booked');
  await grace.write('please cancel my appointment');
  await grace.reads('Reply 9');
  await grace.write('9');
  await grace.reads('is cancelled');
  await hers.reload();
  await take('visit-cancelled', hers);
  await take('phone-cancelled', grace.page);
  const { page: lost } = await open(`${url}/v/AAAAAAAAAAAAAAAA`);
  await take('visit-sorry', lost);

  // Were we right?
  await takeRight(await people.board({ deviceScaleFactor: 1 }), town, take);

  // Somebody who has nothing to do, and the description for programs.
  await sql(`INSERT INTO technician (territory_id, name, phone, skills, home_lat, home_lng)
    SELECT territory_id, 'Robin Day', '+15550209', '{fiber}', home_lat, home_lng FROM technician LIMIT 1`);
  await take('tech-empty', await people.technician('Robin'));
  const { page: docs } = await open(`${url}/docs`);
  await docs.getByText('/api/work-orders').first().waitFor();
  await take('api-docs', docs);
}

async function openJob(technician: Page, customer: string): Promise<void> {
  await technician.getByRole('link', { name: /^Today/ }).click();
  await technician.getByRole('link', { name: customer }).click();
  await technician.getByRole('heading', { name: customer }).waitFor();
}

/** Presses a button whose act waits for an undo, and sees it go. A touch right after another one does not count. */
async function tap(technician: Page, label: string): Promise<void> {
  const undo = technician.getByRole('button', { name: 'Undo' });
  const isTaken = () =>
    undo.waitFor({ timeout: 1_000 }).then(
      () => true,
      () => false,
    );
  do await technician.getByRole('button', { name: label, exact: true }).click();
  while (!(await isTaken()));
  await undo.waitFor({ state: 'detached' });
}
