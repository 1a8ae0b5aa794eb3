import 'reflect-metadata';
import { readSettings, SettingsError } from '#flows/settings';
import { openHouse } from '#apps/api/house';
import { openLog } from '#apps/api/log';
import { buildServer } from '#apps/api/server';

/** The api process: pages, HTTP, webhooks and sockets. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = openLog('api', settings.LOG_LEVEL);
  const house = await openHouse(settings, log);
  const app = await buildServer(house, log);
  await app.listen(settings.PORT, settings.HOST);

  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    await app.close();
    await house.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
  // Started by another process: gone with it.
  process.on('disconnect', () => void end());
  log.info({ port: settings.PORT }, 'serving');
  process.send?.('ready');
}

main().catch((error: unknown) => {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
});
