import { makeFirstSupervisor, prepareDatabase } from '#flows/prepare-database';

// Brings the database of DATABASE_URL to the newest shape and ends: the step before new processes are started.
const url = process.env['DATABASE_URL'];
if (!url) {
  console.error('DATABASE_URL is not set: give it as postgres://user:password@host:5432/database.');
  process.exit(1);
}
await prepareDatabase(url);
console.log('migrated');
const first = await makeFirstSupervisor(url);
if (first) console.log(`The first supervisor: ${first.email} with ${first.password}. This is shown only now.`);
