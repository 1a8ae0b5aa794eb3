import type { FrameLocator, Page } from 'playwright-core';
import { people } from '#test/browser/stage';
import { type Handset, seen } from '#test/browser/people';

/* What happens again and again in the stories on screens. */

/** By the link in his text: a window, a last look, confirmed; the ticket is on his technician's page at once. */
export async function books(customer: Handset): Promise<{ visit: Page; phone: Page; first: string }> {
  await customer.reads('choose a time');
  const visit = await customer.screen.opens(() => customer.texts.last().getByRole('link').click());
  await visit.getByRole('button', { name: '8:30-9:30am' }).first().click();
  await visit.getByRole('button', { name: 'Confirm this time' }).waitFor();
  const first = /(\w+) arrives/.exec(await visit.locator('main').innerText())![1]!;
  const phone = await people.technician(first);
  await visit.getByRole('button', { name: 'Confirm this time' }).click();
  await phone
    .getByRole('button', { name: /^Accept/ })
    .first()
    .waitFor();
  return { visit, phone, first };
}

export async function openJob(phone: Page | FrameLocator, customer: string): Promise<void> {
  await phone.getByRole('link', { name: /^Today/ }).click();
  await phone.getByRole('link', { name: customer }).click();
  await phone.getByRole('heading', { name: customer }).waitFor();
}

/** +60, and again until the open card itself says that he comes after the window. */
export async function reportsLate(phone: Page | FrameLocator): Promise<void> {
  const isLate = phone.locator('.expected.late');
  const unsent = phone.getByText('not yet sent');
  for (let presses = 0; presses < 4 && !(await isLate.isVisible()); presses++) {
    await phone.getByRole('button', { name: '60 minutes later' }).click();
    await unsent.waitFor();
    await unsent.waitFor({ state: 'detached' });
  }
  await seen(isLate, 'Late by');
}
