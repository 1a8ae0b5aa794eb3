import { cell } from '../cell';

/** What is known of the connection. `troubled`: the last attempt to reach the server failed. */
export type Contact = { readonly lastAt: number | null; readonly troubled: boolean; readonly socket: boolean };

export type Signal = 'connecting' | 'live' | 'checking' | 'no-signal';

export function keepContact() {
  const contact = cell<Contact>({ lastAt: null, troubled: false, socket: false });
  const note = (part: Partial<Contact>) => contact.set({ ...contact.get(), ...part });
  return {
    contact,
    reached: () => note({ lastAt: Date.now(), troubled: false }),
    missed: () => note({ troubled: true }),
    connected: (socket: boolean) => note(socket ? { socket, lastAt: Date.now(), troubled: false } : { socket }),
  };
}

export function signalOf({ lastAt, troubled, socket }: Contact): Signal {
  if (troubled) return 'no-signal';
  if (socket) return 'live';
  return lastAt === null ? 'connecting' : 'checking';
}

export const SIGNAL_SAYS: Record<Signal, string> = {
  connecting: 'Connecting',
  live: 'Live',
  checking: 'Checking every 20 s',
  'no-signal': 'No signal',
};
