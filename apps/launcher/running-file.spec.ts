import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimRunning } from '#apps/launcher/running-file';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'doorward-running-'));
  path = join(dir, 'running.json');
});
afterEach(() => rmSync(dir, { recursive: true }));

it('a second one is told where the first one runs', () => {
  const claim = claimRunning(path);
  expect(() => claimRunning(path)).toThrow('Doorward is running already (just starting).');
  claim.announce('http://localhost:3000');
  expect(() => claimRunning(path)).toThrow(
    `Doorward is running already: http://localhost:3000. Press Ctrl-C where you started it, or end it with: kill ${process.pid}`,
  );
  claim.release();
  claimRunning(path).release();
});

it.each([
  ['a dead process', JSON.stringify({ pid: 4_194_305, birth: '1' })],
  ['an earlier process with our number', JSON.stringify({ pid: process.pid, birth: 'before' })],
  ['a crash in the middle of writing', '{"pid":'],
])('what %s left does not count', (_, left) => {
  writeFileSync(path, left);
  expect(() => claimRunning(path)).not.toThrow();
});
