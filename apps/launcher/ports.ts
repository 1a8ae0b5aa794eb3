import { once } from 'node:events';
import { createServer } from 'node:net';

/** Whether nothing listens on `port` of this machine. Somebody may still take it before you do. */
export const isFree = async (port: number): Promise<boolean> =>
  // A browser asked for `localhost` may come by either.
  (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'));

/** The first free port from `from` on, of at most 200. Throws when there is none. */
export async function nextFreePort(from: number): Promise<number> {
  for (let port = from; port < from + 200; port++) if (await isFree(port)) return port;
  throw new Error(`No port from ${from} to ${from + 199} is free.`);
}

/** Below what Linux (32768), macOS and Windows (49152) give to outgoing connections, above what services are known by. */
const [FIRST, LAST] = [15_000, 32_000];
/** Processes that start together look in different places: somebody may take a port between the look and the use. */
let next = FIRST + ((process.pid * 89) % (LAST - FIRST));

/**
 * A free port that no process on this machine is given by chance: of those the system offers for port 0, any outgoing
 * connection may be the next to get it, before whoever asked here listens.
 */
export async function anyFreePort(): Promise<number> {
  for (let tried = FIRST; tried < LAST; tried++) {
    const port = next;
    next = port + 1 < LAST ? port + 1 : FIRST;
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${FIRST} to ${LAST - 1} is free.`);
}

async function canListen(port: number, host: string): Promise<boolean> {
  const server = createServer();
  server.listen({ port, host, exclusive: true });
  try {
    await once(server, 'listening');
  } catch (error) {
    // A machine without IPv6 has no such address, and nobody listens there.
    return (error as NodeJS.ErrnoException).code === 'EADDRNOTAVAIL';
  }
  server.close();
  await once(server, 'close');
  return true;
}
