import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '#apps/launcher/processes';
import { supervise, type Child } from '#apps/launcher/supervise';

let dir: string;
let child: Child;
let lines: string[];
const run = (source: string) => {
  const script = join(dir, 'child.mjs');
  writeFileSync(script, source);
  lines = [];
  child = supervise({ name: 'child', script, env: { WORD: 'hello' }, onLine: (line) => lines.push(line) });
};

beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'doorward-supervise-'))));
afterEach(async () => {
  await child.stop();
  rmSync(dir, { recursive: true });
});

const SERVES = `console.log(process.env.WORD); process.send('ready'); setInterval(() => {}, 1000);`;

it('hands on the environment, hears the lines and knows when it serves', async () => {
  run(SERVES);
  await child.whenReady();
  expect(lines).toEqual(['hello']);
});

it('is started again when it is killed, and ready means the new one', async () => {
  run(SERVES);
  await child.whenReady();
  const before = child.pid;
  child.kill('SIGKILL');
  await child.whenReady();
  expect(child.pid).not.toBe(before);
  expect(lines).toContain('ended with SIGKILL; again in 200 ms');
});

it('is given up when it never serves, with the reason at hand', async () => {
  run(`console.error('no such setting'); process.exit(3);`);
  await expect(child.whenReady()).rejects.toThrow('child ended 5 times before it served (code 3)');
  expect(lines.filter((line) => line === 'no such setting')).toHaveLength(5);
});

it('stays down once stopped', async () => {
  run(SERVES);
  await child.whenReady();
  const { pid } = child;
  await child.stop();
  expect([isAlive(pid!), child.pid]).toEqual([false, undefined]);
});
