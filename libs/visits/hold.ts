/**
 * A temporary exclusive claim on a technician's time. One that is *unheld* claims nothing: it was chosen when too much
 * was held already, and whoever confirms first has the time.
 */
export type HoldState = 'active' | 'taken' | 'expired' | 'released' | 'unheld';

/** A hold made on the web lasts this long while somebody decides on the page. */
export const WEB_HOLD_MINUTES = 5;
/** A hold put into a text lasts this long: reading it takes longer than reading a page. */
export const SMS_HOLD_MINUTES = 20;

/** At the very instant of expiry a hold is gone. */
export const isAlive = (hold: { readonly state: HoldState; readonly expiresAt: Date }, now: Date) =>
  hold.state === 'active' && now < hold.expiresAt;

/** One local day of a territory: what its technicians have free, and how much of that holds keep already. */
export type DayOfHolds = { readonly freeMinutes: number; readonly heldMinutes: number; readonly percent: number };

/** Whether so many minutes more may be held: holds never keep more than `percent` of what is free. */
export const keepsBudget = ({ freeMinutes, heldMinutes, percent }: DayOfHolds, minutes: number): boolean =>
  heldMinutes + minutes <= (freeMinutes * percent) / 100;
