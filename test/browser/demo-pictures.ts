import type { Camera } from '#test/browser/camera';
import { type People, seen } from '#test/browser/people';
import { DESKTOP } from '#test/browser/screen';
import type { Town } from '#test/browser/town';

/** The demo's page: before anything, late and answered, with trouble, and a story that is told. */
export async function takeDemo(people: People, { url }: Town, take: Camera): Promise<void> {
  const { page } = await people.open(`${url}/demo`, { viewport: DESKTOP });
  await seen(page.locator('#texts .text'), 'choose a time');
  await take('demo-start', page);

  await page.locator('#texts').getByRole('link').last().click();
  const visit = page.frameLocator('#visit');
  await visit.getByRole('button', { name: '8:30-9:30am' }).first().click();
  await visit.getByRole('button', { name: 'Confirm this time' }).click();
  const technician = page.frameLocator('#phone');
  await technician.getByRole('button', { name: /^Accept/ }).click();
  await take('demo-booked', page);
  await technician.getByRole('link', { name: /^Today/ }).click();
  await technician.getByRole('link', { name: 'Dave Miller' }).click();
  await technician.getByRole('link', { name: /^More/ }).click();
  await technician.getByRole('button', { name: '1 h 30 min', exact: true }).click();
  await technician.getByRole('button', { name: '1 h 30 min later' }).click();
  await page.getByRole('button', { name: 'Back to the texts' }).click();
  await page.locator('#texts .text').filter({ hasText: 'Not cancelled' }).waitFor();
  await page.getByLabel('Text message').fill('How late?');
  await page.getByLabel('Text message').press('Enter');
  await page.locator('#decisions li').filter({ hasText: 'As of' }).getByText('Why did it say this?').click();
  await take('demo-late', page);
  await page.getByText('Trouble').click();
  await take('demo-trouble', page);

  await page.getByRole('link', { name: 'Stories' }).click();
  await page.locator('#list button').first().waitFor();
  await take('demo-stories', page);
  await page.getByRole('button', { name: /^almost-right/ }).click();
  await page.locator('#progress').filter({ hasText: '0 not kept' }).waitFor({ timeout: 150_000 });
  await page.locator('#stage .list').evaluate((list) => list.scrollTo(0, 0));
  await take('demo-told', page);
}
