import { createServer } from 'node:net';
import { once } from 'node:events';
import { anyFreePort, isFree } from '#apps/launcher/ports';

it('a free port is none that the system gives to outgoing connections, and each asker gets another', async () => {
  const ports = await Promise.all([anyFreePort(), anyFreePort(), anyFreePort()]);
  expect(new Set(ports).size).toBe(3);
  for (const port of ports) expect(port).toBeLessThan(32_768);
});

it('a port somebody listens on is passed over', async () => {
  const port = await anyFreePort();
  const server = createServer().listen(port + 1, '127.0.0.1');
  await once(server, 'listening');
  try {
    expect(await isFree(port + 1)).toBe(false);
    expect(await anyFreePort()).not.toBe(port + 1);
  } finally {
    server.close();
    await once(server, 'close');
  }
});
