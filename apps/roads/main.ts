import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { pino } from 'pino';
import { openQueue } from '#apps/roads/queue';
import { openRoads } from '#apps/roads/roads';
import { roadsServer } from '#apps/roads/server';
import { readRoadsSettings, RoadsSettingsError } from '#apps/roads/settings';

/** As many as are answered within a planner's patience on one core. */
const MOST_WAITING = 64;
/** Less than a supervisor waits before it kills. */
const DRAIN_MS = 6000;

/** The roads process: answers driving times from the network in ROADS_DIR, and stays up to say what is missing. */
async function main(): Promise<void> {
  const settings = readRoadsSettings(process.env);
  const log = pino({ name: 'roads', level: settings.LOG_LEVEL, base: { name: 'roads' } });
  const cores = availableParallelism();
  const roads = openRoads({
    dir: settings.ROADS_DIR,
    cores,
    onChange: (sentence, kind) => log[kind === 'news' ? 'info' : 'warn'](sentence),
  });
  const queue = openQueue({ cores, mostWaiting: MOST_WAITING });
  const server = roadsServer({ roads, queue, onFault: (error) => log.error({ error: String(error) }, 'a fault') });
  server.listen(settings.ROADS_PORT, settings.HOST);
  await once(server, 'listening');

  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    const patience = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close();
    // A connection that is kept becomes idle only after its answer.
    const sweep = setInterval(() => server.closeIdleConnections(), 20);
    await once(server, 'close');
    clearInterval(sweep);
    clearTimeout(patience);
    roads.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
  // Started by another process: gone with it.
  process.on('disconnect', () => void end());
  await roads.look();
  process.send?.('ready');
}

main().catch((error: unknown) => {
  console.error(error instanceof RoadsSettingsError ? error.message : error);
  process.exit(1);
});
