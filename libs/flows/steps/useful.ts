import { later, plusMinutes } from '#time/minutes';
import type { Visit } from '#store/visit';

/** A text about a promised visit says nothing useful once the window has been over for a while. */
export const endOfUse = (visit: Visit): Date => plusMinutes(visit.window!.to, 60);

/** An answer is of use for as long as somebody waits for it. */
export const whileWaiting = (now: Date): Date => plusMinutes(now, 60);

/** News that is of use for an hour even where the window is over. */
export const plusAnHour = (visit: Visit, now: Date): Date => later(endOfUse(visit), plusMinutes(now, 60));
