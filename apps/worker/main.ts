import { smtpMailer } from '#carriers/mailer';
import { twilioCarrier } from '#carriers/twilio';
import { twilioCaller } from '#carriers/twilio-caller';
import { openDoorbell } from '#queue/doorbell';
import { answerBells } from '#queue/answering';
import { dataSource } from '#store/data-source';
import { openStore } from '#store/store';
import { readSettings, SettingsError } from '#flows/settings';
import { expectNight } from '#flows/timers/night';
import { expectRoads } from '#flows/legs';
import { travelOf } from '#flows/travel';
import { workAt } from '#flows/work';
import { pino } from 'pino';

/** The worker process: reactions, timers, texts, answers. Any number of them may run beside each other. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = pino({ name: 'worker', level: settings.LOG_LEVEL, base: { name: 'worker' } });
  const place = { databaseUrl: settings.DATABASE_URL, redisUrl: settings.REDIS_URL };
  const bell = openDoorbell(place, (error) => log.warn({ error: String(error) }, 'a bell could not be rung'));
  const database = await dataSource(settings.DATABASE_URL, settings.DATABASE_CONNECTIONS).initialize();
  const store = openStore(database, bell.ring);
  const onFailure = (what: string, error: unknown) =>
    log.error(
      { what, error: error instanceof Error ? error.stack : String(error) },
      'set back; it will be tried again',
    );
  const account = {
    accountSid: settings.TWILIO_ACCOUNT_SID,
    authToken: settings.TWILIO_AUTH_TOKEN,
    from: settings.TWILIO_FROM,
    timeoutSeconds: settings.CARRIER_TIMEOUT_SECONDS,
    ...(settings.TWILIO_API_BASE ? { apiBase: settings.TWILIO_API_BASE } : {}),
  };
  const carrier = twilioCarrier(account);
  const { SMTP_URL: url, MAIL_FROM: from } = settings;
  const others = {
    caller: settings.VOICE ? twilioCaller(account) : undefined,
    mailer: url && from ? smtpMailer({ url, from }) : undefined,
  };
  const house = { store, settings, onFailure };
  const travel = travelOf(settings, {
    onFallback: (failure) => log.warn({ error: failure.message }, 'the roads gave no answer; the estimate stands in'),
  });
  await expectNight(house);
  await expectRoads(house, travel);
  const answering = await answerBells(place, workAt(house, carrier, bell, travel, others), {
    sweepSeconds: settings.SWEEP_SECONDS,
    onError: (job, error) =>
      log.error(
        { job, error: error instanceof Error ? error.stack : String(error) },
        'an answer failed; it will be tried again',
      ),
  });

  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    await answering.close();
    await bell.close();
    await store.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
  // Started by another process: gone with it.
  process.on('disconnect', () => void end());
  log.info('working');
  process.send?.('ready');
}

main().catch((error: unknown) => {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
});
