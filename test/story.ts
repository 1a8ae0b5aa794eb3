import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { up } from '#apps/launcher/postgres';
import { prepareDatabase } from '#flows/prepare-database';
import { STORIES } from '#test/stories/list';
import { type Story, tell } from '#test/stories/story';
import { type Database, storyDatabase } from '#test/stories/story-database';
import { voiceOf } from '#test/stories/voice';

/**
 * `npm run -s story -- NAME`: plays one story on real parts of its own and prints what was said and done; with `--json`
 * as one line of JSON for each. With DATABASE_SERVER in the environment it makes, and drops, a database there.
 */
async function main(args: readonly string[]): Promise<number> {
  const isJson = args.includes('--json');
  const [name] = args.filter((arg) => !arg.startsWith('--'));
  if (args.includes('--list') || !name) {
    for (const { name, about } of STORIES)
      console.log(isJson ? JSON.stringify({ name, about }) : `${name.padEnd(20)} ${about}`);
    return args.includes('--list') ? 0 : 2;
  }
  const story = STORIES.find((one) => one.name === name);
  if (!story) {
    console.error(`There is no story called ${name}; npm run -s story -- --list shows them.`);
    return 2;
  }
  const database = await openDatabase();
  const end = ending(database);
  try {
    return await play(story, database.url, isJson);
  } finally {
    await end();
  }
}

async function play(story: Story, databaseUrl: string, isJson: boolean): Promise<number> {
  await prepareDatabase(databaseUrl);
  const voice = await voiceOf(story.name, { databaseUrl, isJson });
  try {
    const told = await tell(story, { databaseUrl, ...voice });
    await voice.close(told);
    return told.missing.length ? 1 : 0;
  } catch (failure) {
    await voice.close();
    throw failure;
  }
}

/** Of the server that is given, or of one that is started for it. */
async function openDatabase(): Promise<Database> {
  const server = process.env['DATABASE_SERVER'];
  if (server) return storyDatabase(server);
  const dir = mkdtempSync(join(tmpdir(), 'doorward-story-'));
  const postgres = await up({ stateDir: dir, mode: 'test' });
  const { url } = await storyDatabase(postgres.url);
  return {
    url,
    async drop() {
      await postgres.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** However it ends, nothing is left behind: told to end, or left by whoever started it, it takes its database along. */
function ending(database: Database): () => Promise<void> {
  let ended: Promise<void> | null = null;
  const end = () => (ended ??= database.drop());
  const leave = () => void end().finally(() => process.exit(130));
  process.once('SIGTERM', leave);
  process.once('SIGINT', leave);
  process.once('disconnect', leave);
  return end;
}

process.exit(await main(process.argv.slice(2)));
