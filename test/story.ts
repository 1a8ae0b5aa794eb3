import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { up } from '#apps/launcher/postgres';
import { prepareDatabase } from '#flows/prepare-database';
import { STORIES } from '#test/stories/list';
import { tell } from '#test/stories/story';
import { sayLine } from '#test/world/world';

/** `npm run -s story -- NAME`: plays one story on real parts of its own and prints what was said and done. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--list') || !args.length) {
    for (const { name, about } of STORIES) console.log(`${name.padEnd(20)} ${about}`);
    return args.length ? 0 : 2;
  }
  const story = STORIES.find(({ name }) => name === args[0]);
  if (!story) {
    console.error(`There is no story called ${args[0]}; npm run -s story -- --list shows them.`);
    return 2;
  }
  const dir = mkdtempSync(join(tmpdir(), 'doorward-story-'));
  const postgres = await up({ stateDir: dir, mode: 'test' });
  try {
    const databaseUrl = await createDatabase(postgres.url);
    await prepareDatabase(databaseUrl);
    const told = await tell(story, {
      databaseUrl,
      onLine: (line) => console.log(sayLine(line)),
      onLog: (line) => console.error(line),
    });
    for (const what of told.missing) console.error(`NOT KEPT: ${what}`);
    console.log(`\n${story.name}: ${told.kept} promises kept, ${told.missing.length} not kept`);
    return told.missing.length ? 1 : 0;
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function createDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE DATABASE story');
  await client.end();
  const database = new URL(url);
  database.pathname = '/story';
  return database.href;
}

process.exit(await main(process.argv.slice(2)));
