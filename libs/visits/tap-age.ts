/**
 * What the clocks of a phone showed at one moment, in ms: the one on its wall, which a person or a network may set, and
 * the one that only runs, counted from the beginning of `run` (a start of the page).
 */
export type Stamp = { readonly wall: number; readonly ticks: number; readonly run: string };

/** A moment at which phone and server spoke: what the phone's clocks showed, and the server's own time. */
export type Contact = Stamp & { readonly server: number };

/** The clocks when he tapped, when it was sent, and at the last contact before the tap, if there was one. */
export type TapTimes = { readonly tapped: Stamp; readonly sent: Stamp; readonly contact: Contact | null };

/** A clock that differs from the server's by less over the same span has not been set in between. */
const SAME_MS = 5_000;

/**
 * How long ago he tapped, in ms, when it is `received` (server's time). The phone's own time is believed only where the
 * server's bears it out: between the last contact and now both clocks must have gone on by as much as the server's. The
 * running clock is asked first, for nobody can set it; it stands while some phones sleep, and begins anew with the page,
 * and then the clock on the wall is asked. Where neither can be trusted the running one is taken, which never makes a
 * tap older than it is. Never before the last contact, never in the future.
 */
export function ageOfTap({ tapped, sent, contact }: TapTimes, received: number): number {
  const most = contact ? Math.max(0, received - contact.server) : Infinity;
  const byTicks = sent.run === tapped.run ? sent.ticks - tapped.ticks : null;
  const byWall = sent.wall - tapped.wall;
  const isBorneOut = (from: number, to: number) => Math.abs(to - from - most) <= SAME_MS;
  const ticksHold = contact !== null && contact.run === sent.run && isBorneOut(contact.ticks, sent.ticks);
  const wallHolds = contact !== null && isBorneOut(contact.wall, sent.wall);
  const age = byTicks !== null && (ticksHold || !wallHolds) ? byTicks : byWall;
  return Math.min(Math.max(0, age), most);
}
