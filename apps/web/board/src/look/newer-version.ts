import { cell } from '../live/cell';

const RELOADED_FOR = 'doorward reloaded for';
const JUST_RENEWED = 'doorward just renewed';

/** True once the page is being loaded again because its server has a newer one. */
export const isRenewing = cell(false);

/**
 * A part of this page could not be loaded: when that is because the server has a newer page by now, that one is loaded,
 * once for each. True when it is on its way. What was typed outlives that, and the address says what was looked at.
 */
export async function renewIfOlder(): Promise<boolean> {
  const newest = await newestEntry();
  if (!newest || newest === entryOf(document) || sessionStorage.getItem(RELOADED_FOR) === newest) return false;
  sessionStorage.setItem(RELOADED_FOR, newest);
  sessionStorage.setItem(JUST_RENEWED, 'yes');
  isRenewing.set(true);
  location.reload();
  return true;
}

/** Whether this page has just come in the place of an older one; said once. */
export function wasJustRenewed(): boolean {
  const said = sessionStorage.getItem(JUST_RENEWED) !== null;
  sessionStorage.removeItem(JUST_RENEWED);
  return said;
}

/** The script a page begins with: its name changes with everything it loads. */
const entryOf = (page: Document): string | null =>
  page.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null;

/** Of the page as the server has it now; null when it does not say. */
async function newestEntry(): Promise<string | null> {
  try {
    const answer = await fetch(location.pathname, { cache: 'no-store' });
    if (!answer.ok) return null;
    return entryOf(new DOMParser().parseFromString(await answer.text(), 'text/html'));
  } catch {
    return null;
  }
}
