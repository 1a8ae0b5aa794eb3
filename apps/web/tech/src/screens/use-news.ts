import { useEffect, useRef, useState } from 'preact/hooks';
import type { TechDay } from '#store/views';
import { serverTime } from '../clock';
import type { HeardDay } from '../day/keep-day';
import { chime } from '../phone/chime';
import { isNew, sayVisit } from '../saying/ticket';

/** The number on the page's sign on the home screen. */
type Badged = { readonly setAppBadge?: (count: number) => Promise<void> };

/** What has just become known, in a sentence for those who do not look; it rings, buzzes and stands in the title. */
export function useNews(heard: HeardDay | null, shown: TechDay | null): string {
  const known = useRef(new Set<string>());
  const [news, setNews] = useState('');
  useEffect(() => {
    if (!heard || !shown) return;
    const now = serverTime(heard, Date.now());
    const fresh = [
      ...shown.lost.map((lost) => ({
        key: `lost ${lost.assignmentId}`,
        says: `${lost.ref} ${lost.street} was taken from you.`,
      })),
      ...shown.tickets
        .filter(isNew)
        .map((ticket) => ({ key: `new ${ticket.assignmentId}`, says: `New: ${sayVisit(ticket, now)}.` })),
    ].filter(({ key }) => !known.current.has(key));
    if (fresh.length === 0) return;
    for (const { key } of fresh) known.current.add(key);
    setNews(fresh.map(({ says }) => says).join(' '));
    chime();
  }, [heard]);
  const shownLost = shown?.lost.length;
  const newJobs = shown?.tickets.filter(isNew).length ?? 0;
  useEffect(() => {
    const shown = newJobs + (shownLost ?? 0);
    void (navigator as Navigator & Badged).setAppBadge?.(shown).catch(() => undefined); // not on this phone
    document.title = `${newJobs ? `(${newJobs} new) ` : ''}My day · Doorward`;
  }, [newJobs, shownLost]);
  return news;
}
