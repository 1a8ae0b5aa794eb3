import { mkdtempSync, rmSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineGone, EngineRefused, startEngine } from '#apps/roads/engine';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'doorward-engine-'))));
afterEach(() => rmSync(dir, { recursive: true }));

const script = (text: string) => {
  const path = join(dir, 'engine.mjs');
  writeFileSync(path, text);
  return path;
};

it('a machine without the package says so', async () => {
  const alone = join(dir, 'engine.mjs');
  copyFileSync(fileURLToPath(new URL('./engine-process.js', import.meta.url)), alone);
  await expect(startEngine({}, 1, alone)).rejects.toEqual(
    new EngineGone('the package @valhallajs/valhallajs is not installed'),
  );
});

it('each answer goes to the one who asked, refusals too, in whatever order they come', async () => {
  const engine = await startEngine(
    {},
    2,
    script(`
      process.send({ version: '9' });
      process.on('message', ({ number, method, request }) => setTimeout(() => process.send(
        method === 'route' ? { number, refused: 'no' } : { number, answer: request.after }), request.after));
    `),
  );
  const asked = [30, 1, 15].map((after) => engine.call('matrix', { after }));
  await expect(engine.call('route', { after: 5 })).rejects.toEqual(new EngineRefused('no'));
  expect([engine.version, await Promise.all(asked)]).toEqual(['9', [30, 1, 15]]);
  engine.end();
  await engine.ended;
  await expect(engine.call('route', {})).rejects.toBeInstanceOf(EngineGone);
});

it('an engine that ends in the middle is told to all who wait', async () => {
  const engine = await startEngine(
    {},
    1,
    script(`process.send({ version: '9' }); process.on('message', () => process.exit(7));`),
  );
  await expect(engine.call('route', {})).rejects.toEqual(new EngineGone('the engine ended with code 7'));
  expect(await engine.ended).toBe('the engine ended with code 7');
});

it('an engine that never begins is told', async () => {
  await expect(startEngine({}, 1, script('process.exit(3)'))).rejects.toThrow('the engine ended with code 3');
});
