import type { Page } from 'playwright-core';
import { plusDays } from '#time/zone';
import type { Camera } from '#test/browser/camera';
import type { Town } from '#test/browser/town';
import { season, writeHistory } from '#test/world/history';

const FIRST = '2026-01-19';
/** The demo begins on the day after. */
const LAST = '2026-03-02';

/** Gives the demo town a past: six weeks of working days, always the same. Returns how many visits. */
export async function writeSeason({ sql }: Town): Promise<number> {
  const [territory] = await sql<{ id: string; zone: string }>('SELECT id, zone FROM territory ORDER BY name');
  const technicians = await sql<{ id: string }>('SELECT id FROM technician ORDER BY phone');
  const work = await sql<{ code: string }>('SELECT code FROM work_type ORDER BY code');
  const days: string[] = [];
  for (let day = FIRST; day <= LAST; day = plusDays(day, 1))
    if (![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())) days.push(day);
  const past = season({
    territoryId: territory!.id,
    zone: territory!.zone,
    technicianIds: technicians.map(({ id }) => id),
    workCodes: work.map(({ code }) => code),
    days,
    perTechnician: 4,
  });
  await writeHistory(sql, past);
  return past.length;
}

/** The page "Were we right?" in its states. */
export async function takeRight(board: Page, town: Town, take: Camera): Promise<void> {
  await board.goto(`${town.url}/board/right?from=2026-03-02&to=2026-03-02`);
  await board.getByText('No visit has ended in these days yet.').waitFor();
  await take('right-empty', board);

  await writeSeason(town);
  await board.route('**/api/figures*', (route) => route.fulfill({ body: '{', contentType: 'application/json' }));
  await board.goto(`${town.url}/board/right`);
  await board.getByRole('button', { name: 'Try again' }).waitFor();
  await take('right-error', board);
  await board.unroute('**/api/figures*');

  await board.getByRole('button', { name: 'Try again' }).click();
  await board.getByRole('heading', { name: 'First promise kept' }).waitFor();
  await take('right-full', board);
  await take('right-tables', board, { at: 'By technician' });

  await board.getByRole('link', { name: 'Late by surprise' }).click();
  await board.getByText('against us').first().waitFor();
  await take('right-visits', board);
  await board.getByRole('list').getByRole('button').first().click();
  await board.getByRole('article').waitFor();
  await take('right-story', board);
  await board.getByRole('button', { name: 'Close the story' }).click();

  // The demo's own day: a handful of visits.
  await board.goto(`${town.url}/board/right?from=2026-03-03&to=2026-03-03`);
  await board.getByRole('heading', { name: 'First promise kept' }).waitFor();
  await take('right-few', board);
}
