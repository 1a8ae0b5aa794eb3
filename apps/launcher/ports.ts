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

/** Any free port the system offers. */
export async function anyFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
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
