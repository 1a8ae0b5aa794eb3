import { once } from 'node:events';
import { createServer } from 'node:net';

/** Whether nothing listens on `port` at `host`. Somebody may still take it before you do. */
export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  const server = createServer();
  server.listen({ port, host, exclusive: true });
  try {
    await once(server, 'listening');
  } catch {
    return false; // in use, or not ours to open: either way not for us
  }
  server.close();
  await once(server, 'close');
  return true;
}

/** The first free port from `from` on, of at most 200. Throws when there is none. */
export async function nextFreePort(from: number, host?: string): Promise<number> {
  for (let port = from; port < from + 200; port++) if (await isFree(port, host)) return port;
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
