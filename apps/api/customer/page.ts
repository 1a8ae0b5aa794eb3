import type { Language } from '#time/language';
import { sayWindow } from '#time/say';
import type { Window } from '#time/window';
import { writeDate, writeDay } from '#time/write';
import type { NeedsFirst, Visit } from '#store/visit';
import { technicianSaid, workSaid } from '#flows/said';
import type { Speak } from '#apps/api/customer/speak';

/** What every page of a visit needs: whose, where its forms go, whom to call, and in which language. */
export type Page = {
  readonly visit: Visit;
  /** The other visits of the same order. */
  readonly others: readonly Visit[];
  readonly path: string;
  readonly company: string;
  readonly desk: string;
  /** The zone in which the company lives; where the visit is in another one, the page says so. */
  readonly zone: string;
  readonly now: Date;
  /** Whether his number gets texts. */
  readonly texts: boolean;
  readonly language: Language;
  readonly say: Speak;
};

/** `Maria`: of a technician a page shows no more. */
export const whoOf = ({ ticket }: Visit, say: Speak): string =>
  ticket ? technicianSaid(ticket.technician).first : say('who.somebody');

/** `Repair`, which opens an English line, and `reparación`, which stands within a Spanish one. */
export function workOf({ visit, language }: Pick<Page, 'visit' | 'language'>): string {
  const work = workSaid(visit.work, language);
  return language === 'es' ? work : work.charAt(0).toUpperCase() + work.slice(1);
}

/** `survey`: what has to be done first, within a sentence. */
export const workFirst = ({ work, workEs }: NeedsFirst, language: Language): string =>
  ((language === 'es' && workEs) || work).toLocaleLowerCase(language);

/** `Today, Tue Mar 3, 8:30-9:30am`. */
export const promised = (
  window: Window,
  zone: string,
  { now, language, say }: Pick<Page, 'now' | 'language' | 'say'>,
) => say('head.promised', { day: writeDay(window.from, now, zone, language), hours: sayWindow(window, zone) });

/** `Tue Mar 3, 8:30-9:30am`, within a sentence or on a button. */
export const dated = (window: Window, zone: string, { language, say }: Pick<Page, 'language' | 'say'>) =>
  say('head.promised', { day: writeDate(window.from, zone, language), hours: sayWindow(window, zone) });
