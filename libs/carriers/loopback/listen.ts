import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';

/** Listens on this machine only and resolves with the address. Rejects, naming the port, when it is taken. */
export function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new Error(`the loopback carrier cannot listen on port ${port}`, { cause })));
    server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}
