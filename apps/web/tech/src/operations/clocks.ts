import type { Contact, Stamp } from '#visits/tap-age';
import { stored } from '../stored';

/** This start of the page: its running clock counts from here. */
const run = Math.random().toString(36).slice(2, 14);

/** What this phone's clocks show. */
export const clocksShow = (): Stamp => ({ wall: Date.now(), ticks: Math.round(performance.now()), run });

const shelf = stored<Contact>('device', 'doorward.contact');
let last = shelf.read();

/** Phone and server have spoken: the server's own time (ms) beside this phone's. */
export function spokeAt(server: number): void {
  last = { ...clocksShow(), server };
  shelf.write(last);
}

export const lastContact = (): Contact | null => last;
