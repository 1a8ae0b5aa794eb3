import { useEffect, useState } from 'preact/hooks';

/** Where on the page he is; it stands in the address, so that the phone's own back button works. */
export type Place =
  { readonly at: 'now' | 'today' | 'more' } | { readonly at: 'job'; readonly id: string; readonly panel: Panel | null };

const PANELS = ['late', 'decline', 'cannot-complete', 'done'] as const;
export type Panel = (typeof PANELS)[number];

export function placeOf(hash: string): Place {
  const [, at, id, panel] = hash.split('/');
  if (at === 'job' && id) return { at, id, panel: PANELS.find((known) => known === panel) ?? null };
  return { at: at === 'today' || at === 'more' ? at : 'now' };
}

export const hrefOf = (id: string, panel?: Panel) => `#/job/${id}${panel ? `/${panel}` : ''}`;

/** Leaves a panel that has done its work, without leaving it in the history. */
export const leaveFor = (href: string) => location.replace(href);

export function usePlace(): Place {
  const [place, setPlace] = useState(() => placeOf(location.hash));
  useEffect(() => {
    const turn = () => {
      setPlace(placeOf(location.hash));
      scrollTo(0, 0);
    };
    addEventListener('hashchange', turn);
    return () => removeEventListener('hashchange', turn);
  }, []);
  return place;
}
