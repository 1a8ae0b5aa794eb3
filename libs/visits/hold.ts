/** A temporary exclusive claim on a technician's time. */
export type HoldState = 'active' | 'taken' | 'expired' | 'released';

/** A hold made on the web lasts this long while somebody decides on the page. */
export const WEB_HOLD_MINUTES = 5;
/** A hold put into a text lasts this long: reading it takes longer than reading a page. */
export const SMS_HOLD_MINUTES = 20;

/** At the very instant of expiry a hold is gone. */
export const isAlive = (hold: { readonly state: HoldState; readonly expiresAt: Date }, now: Date) =>
  hold.state === 'active' && now < hold.expiresAt;
