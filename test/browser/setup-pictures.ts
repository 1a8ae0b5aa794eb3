import type { Page } from 'playwright-core';
import { demoSignIn } from '#flows/demo-town';
import type { Camera } from '#test/browser/camera';
import { seen } from '#test/browser/people';
import { DESKTOP, PHONE } from '#test/browser/screen';
import type { Town } from '#test/browser/town';

/** The parts of the setup pages, each with its heading. */
const PARTS = [
  ['start', 'Setup'],
  ['territories', 'Territories'],
  ['work', 'Work types'],
  ['technicians', 'Technicians'],
  ['shifts', 'Shifts'],
  ['skills', 'Skills'],
  ['visit', 'New visit'],
  ['import', 'Import lists'],
  ['messages', 'Messages'],
  ['people', 'Users'],
  ['keys', 'API keys'],
  ['settings', 'Hours and numbers'],
] as const;
type Part = (typeof PARTS)[number][0];

/** The setup of a house in which nothing is yet. */
export async function takeEmptySetup(page: Page, url: string, take: Camera): Promise<void> {
  // What a narrow board is made of is loaded once the board is narrow.
  await page.setViewportSize(PHONE);
  await page.getByRole('tab', { name: /^Alerts/ }).waitFor();
  await page.setViewportSize(DESKTOP);
  await page.getByText('Nobody works here yet').waitFor();
  await take('first-run', page);
  for (const [part, heading] of PARTS) {
    if (part === 'messages' || part === 'settings') continue;
    await page.goto(`${url}/board/setup?part=${part}`);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await take(`empty-${part}`, page);
  }
}

/** Every part of the setup in the demo town: what there is, the forms with and without errors, a list on its way in. */
export async function takeSetup(page: Page, { url, sql }: Town, take: Camera): Promise<void> {
  const open = async (part: Part) => {
    await page.goto(`${url}/board/setup?part=${part}`);
    await page.getByRole('heading', { name: PARTS.find(([name]) => name === part)![1], level: 1 }).waitFor();
  };
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  await sql(`UPDATE dispatcher SET role = 'desk' WHERE email = $1`, [demoSignIn.email]);
  await open('territories');
  await take('read-only', page);
  await sql(`UPDATE dispatcher SET role = 'supervisor' WHERE email = $1`, [demoSignIn.email]);
  for (const [part] of PARTS) {
    await open(part);
    if (part === 'messages') await page.getByRole('table').waitFor();
    if (part === 'shifts') await page.getByRole('list', { name: /^Shifts of/ }).waitFor();
    await take(part, page, { whole: true });
  }

  await open('technicians');
  await press(/^Change /);
  await page.getByLabel('Phone', { exact: true }).fill('call me');
  await page.getByLabel('or latitude').fill('north');
  await press('Save technician');
  await seen(page.locator('form'), 'is no phone number');
  await take('technician-wrong', page);
  await page.getByLabel('Phone', { exact: true }).fill('+1 555 010 0299');
  await page.getByLabel('or latitude').fill('39.29');
  await page.getByLabel('At work').uncheck();
  await press('Save technician');
  await seen(page.getByRole('alert'), 'to come');
  await take('technician-has-visits', page);

  await open('shifts');
  await press(/^Change Tue, Mar 3/);
  await page.getByRole('form', { name: 'Tue, Mar 3' }).waitFor();
  await take('shift-of-a-day', page, { at: 'The next 4 weeks' });

  await open('visit');
  await press('Open the visit');
  await page.getByText('Nothing was saved yet').waitFor();
  await take('visit-wrong', page);
  await page.getByLabel('Customer', { exact: true }).fill('Ida Roth');
  await page.getByLabel('Phone', { exact: true }).fill('555 010 0109');
  await page.getByLabel('Street', { exact: true }).fill('30 Elm St');
  await page.getByLabel('City', { exact: true }).fill('Doorward');
  await page.getByLabel('Latitude').fill('39.3');
  await page.getByLabel('Longitude').fill('-76.6');
  await press('Open the visit');
  await page.getByRole('list', { name: 'Times' }).waitFor();
  await take('visit-times', page);

  await open('people');
  await press('Add a user');
  await page.getByLabel('Name', { exact: true }).fill('Kim Doe');
  await page.getByLabel('Email').fill('kim@acme.example');
  await press('Save user');
  await page.locator('[data-secret]').waitFor();
  await take('user-password', page);

  await takeList(page, take, () => open('import'));

  await page.route('**/api/setup', (route) => route.fulfill({ body: '{', contentType: 'application/json' }));
  await page.goto(`${url}/board/setup?part=work`);
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  await take('error', page);
  await page.unroute('**/api/setup');
}

async function takeList(page: Page, take: Camera, open: () => Promise<void>): Promise<void> {
  const choose = (name: string, buffer: Buffer) =>
    page.getByLabel('File').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await open();
  await choose('photo.csv', Buffer.from([0, 1, 2, 3]));
  await page.getByRole('alert').waitFor();
  await take('list-refused', page);
  await open();
  await choose(
    'customers.csv',
    Buffer.from(
      [
        'Name,Phone,Email,Street,City,Lat,Lng',
        'Ida Roth,+1 555 010 0108,ida@home.example,5 Elm St,Doorward,39.29,-76.61',
        'Otto Kern,+1 555,,6 Elm St,Doorward,39.29,-76.61',
        'Olga Berg,+1 555 010 0107,olga at home,9 Elm St,Doorward,39.29,',
        'David Miller,555 0100,dave@home.example,12 Oak St,Doorward,39.29,-76.61',
        'D. Miller,+15550100,dave@home.example,12 Oak St,Doorward,39.29,-76.61',
      ].join('\n'),
    ),
  );
  await page.getByRole('button', { name: 'Look through it' }).waitFor();
  await take('list-columns', page, { whole: true });
  await page.getByRole('button', { name: 'Look through it' }).click();
  const bring = page.getByRole('button', { name: /^Bring in/ });
  await bring.waitFor();
  await take('list-checked', page, { whole: true });
  await take('list-duplicates', page, { at: 'Perhaps here already' });
  await bring.click();
  await page.getByRole('link', { name: 'Download the result' }).waitFor();
  await take('list-done', page, { whole: true });
}
