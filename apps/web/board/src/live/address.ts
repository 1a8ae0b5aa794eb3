import { cell } from './cell';

/** What the address asks for. Going elsewhere adds to the browser's history, so that Back leads to where one was. */
export const address = cell(location.search);

addEventListener('popstate', () => address.set(location.search));

export function go(query: string): void {
  if (query === location.search) return;
  history.pushState(null, '', query || location.pathname);
  address.set(location.search);
}
