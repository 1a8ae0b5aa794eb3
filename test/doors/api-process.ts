import { readSettings } from '#flows/settings';
import { openHouse } from '#apps/api/house';
import type { Log } from '#apps/api/log';
import { buildServer } from '#apps/api/server';
import type { Asked, Asking, Told } from '#test/doors/server';

/*
 * The api for the specs of the doors: the real one, in a process of its own (Jest cannot load all of its packages on
 * every Node we support), which also hands out its list of routes, takes requests from any address, and tells what it
 * logged as an error.
 */
const tell = (told: Told) => process.send?.(told);
const quiet = () => undefined;
const error = (what: unknown, said?: unknown) => tell({ failure: `${String(said)} ${JSON.stringify(what)}` });
const log = {
  info: quiet,
  warn: quiet,
  debug: quiet,
  error,
} as unknown as Log;

const settings = readSettings(process.env);
const house = await openHouse(settings, log);
const app = await buildServer(house, log);
await app.listen(settings.PORT, settings.HOST);
const fastify = app.getHttpAdapter().getInstance();

process.on('message', ({ id, asking }: Asked) => {
  void answer(asking).then((reply) => tell({ id, reply }));
});
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => {
  void app
    .close()
    .then(() => house.close())
    .then(() => process.exit(0));
});
tell({ routes: fastify.printRoutes({ commonPrefix: false }) });

async function answer({ method = 'GET', path, headers = {}, payload, from = '127.0.0.1' }: Asking) {
  const {
    statusCode,
    headers: given,
    body,
  } = await fastify.inject({
    method: method as 'GET',
    url: path,
    headers: { ...headers },
    remoteAddress: from,
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: statusCode, headers: given as Record<string, string>, text: body };
}
