import { join } from 'node:path';
import { givenPort } from '#apps/launcher/chosen-port';
import type { Complete } from '#apps/launcher/complete-settings';
import { prepareDemoRoads } from '#apps/launcher/demo-roads';
import { openDemoWorld } from '#apps/launcher/demo-world';
import type { endings } from '#apps/launcher/endings';
import { keepPostgresUp } from '#apps/launcher/keep-postgres-up';
import { prepareDatabase } from '#apps/launcher/run-preparation';
import type { SignIn } from '#apps/launcher/prepare-database';
import { sayFailure } from '#apps/launcher/say-failure';
import { type StartedRoads, startRoads } from '#apps/launcher/start-roads';
import { startStack } from '#apps/launcher/stack';
import { stepLog } from '#apps/launcher/step-log';
import { startLoopback } from '#carriers/loopback';

export type Plan = Complete & {
  readonly stateDir: string;
  readonly toEnd: ReturnType<typeof endings>;
  /** Aborted, the start is given up at the next step. */
  readonly signal: AbortSignal;
};

export type Running = {
  /** The public address of the API. */
  readonly url: string;
  /** The page of simulated phones; `null` with a real carrier. */
  readonly phonesUrl: string | null;
  /** Of the demo town; `null` without it. */
  readonly signIn: SignIn | null;
};

/** Starts database, carrier, roads, API and worker in this order, each noted in `toEnd` as soon as it stands. */
export async function startEverything(plan: Plan): Promise<Running> {
  const { env, signal, toEnd } = plan;
  const { done } = stepLog(console.log);

  const databaseUrl = env.DATABASE_URL ?? (await embeddedPostgres(plan));
  if (!env.DATABASE_URL) done(`PostgreSQL on port ${new URL(databaseUrl).port}`);
  signal.throwIfAborted();
  const signIn = await prepareDatabase({ ...env, DATABASE_URL: databaseUrl }, done);
  signal.throwIfAborted();
  if (signIn && !signIn.isFirst) await prepareDemoRoads(env, done);
  signal.throwIfAborted();
  const phonesUrl = plan.carrierPort === null ? null : await simulatedPhones(plan, plan.carrierPort, databaseUrl);
  if (phonesUrl) done('simulated phones');
  const roads = await startRoads(env, console.log);
  if (roads) toEnd.add(roads.stop);
  const stack = await startStack({ databaseUrl, env: { ...env, ...roads?.env }, signal, onLine: console.log });
  toEnd.add(stack.stop);
  done('API and worker');
  if (roads) await sayRoads(roads, done);
  return { url: env.PUBLIC_URL, phonesUrl, signIn };
}

async function embeddedPostgres({ env, stateDir, toEnd }: Plan): Promise<string> {
  const port = givenPort(env, 'DOORWARD_PG_PORT');
  const onLine = (line: string) => console.log(`postgres | ${line}`);
  const postgres = await keepPostgresUp({ stateDir, onLine, ...(port === undefined ? {} : { port }) });
  toEnd.add(postgres.stop);
  return postgres.url;
}

/** A start does not depend on roads: what goes wrong is said, and driving times stay estimates. */
async function sayRoads({ name, whenReady }: StartedRoads, done: (what: string) => void): Promise<void> {
  await whenReady().then(
    () => done(`roads of "${name}"`),
    (failure: unknown) => done(`no roads, driving times are estimates: ${sayFailure(failure)}`),
  );
}

async function simulatedPhones({ env, stateDir, toEnd }: Plan, port: number, databaseUrl: string): Promise<string> {
  const world = await openDemoWorld(databaseUrl);
  toEnd.add(world.close);
  const carrier = await startLoopback({
    port,
    accountSid: env.TWILIO_ACCOUNT_SID!,
    authToken: env.TWILIO_AUTH_TOKEN!,
    number: env.TWILIO_FROM,
    webhookBase: env.PUBLIC_URL,
    file: join(stateDir, 'phones.jsonl'),
    people: world.people,
    now: world.now,
    zone: env.ZONE,
    // As for an account whose opt-outs are left to us (README, "Opting out"): our own confirmation of STOP can leave.
    optOuts: 'ours',
  });
  toEnd.add(carrier.close);
  return carrier.url;
}
