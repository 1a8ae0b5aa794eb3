import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { chosenPort } from '#apps/launcher/chosen-port';

let server: Server;
let taken: number;
beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  taken = (server.address() as { port: number }).port;
});
afterEach(() => void server.close());

it('steps aside when nobody asked for the port that is taken', async () => {
  expect(await chosenPort({}, 'PORT', taken)).toBeGreaterThan(taken);
});

it('never takes another port than the one asked for', async () => {
  await expect(chosenPort({ PORT: String(taken) }, 'PORT', 3000)).rejects.toThrow(
    `Port ${taken} is in use: set PORT to a free one, or leave it out and Doorward picks one.`,
  );
});

it.each(['abc', '0', '65536', '30.5', '-1'])('does not take "%s" for a port', async (given) => {
  await expect(chosenPort({ CARRIER_PORT: given }, 'CARRIER_PORT', 3010)).rejects.toThrow(
    `CARRIER_PORT is "${given}"; it must be a port number from 1 to 65535.`,
  );
});
