import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CLONE_DIR } from '#apps/launcher/clone-dir';
import { plusMinutes } from '#time/minutes';
import { ZONE } from '#test/world/company';
import { type Company, DAYS, NOW } from '#test/bench/slots/company';

/*
 * Cal.com's own slot code as it is published on npm, fetched when the bench runs into a folder of its own. The package
 * states no licence: it is measured, and nothing of it is copied.
 */

const PACKAGE = '@calcom/platform-libraries@0.0.360';
const DAYJS = 'dayjs@1.11.13';
const PATIENCE_MS = 120_000;
const FOLDER = join(CLONE_DIR, '.doorward', 'bench', 'calcom');

/** It offers nothing before the time of day it is, so the days are shown to it some years later. */
const LATER = 10 * 364 * 86_400_000;

const run = promisify(execFile);

/** CPU milliseconds for the days of the first territory, or why there are none. */
export async function timeOfCalcom(company: Company): Promise<{ cpuMs: number; slots: number } | { why: string }> {
  try {
    await fetchOnce();
    const hosts = company.workers
      .filter(({ territory }) => territory === 0)
      .map(({ days }) => ({
        shifts: days.map(({ shift }) => [shift.from.getTime() + LATER, shift.to.getTime() + LATER]),
        busy: days.flatMap(({ stays }) =>
          stays.map(({ stay }) => [stay.from.getTime() + LATER, stay.to.getTime() + LATER]),
        ),
      }));
    const asked = {
      folder: FOLDER,
      zone: ZONE,
      from: NOW.getTime() + LATER,
      to: plusMinutes(NOW, DAYS * 1440).getTime() + LATER,
      hosts,
    };
    return await answerOf(JSON.stringify(asked));
  } catch (error) {
    return { why: error instanceof Error ? error.message.split('\n')[0]! : String(error) };
  }
}

/** Its dependencies are not published: the package is unpacked as it is, and dayjs put beside it. */
async function fetchOnce(): Promise<void> {
  if (existsSync(join(FOLDER, 'package', 'dist'))) return;
  const temporary = `${FOLDER}-${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  writeFileSync(join(temporary, 'package.json'), '{"private":true}');
  const options = { cwd: temporary, timeout: PATIENCE_MS };
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', DAYJS], options);
  await run('npm', ['pack', PACKAGE], options);
  const file = readdirSync(temporary).find((name) => name.endsWith('.tgz'))!;
  await run('tar', ['xzf', file], options);
  renameSync(temporary, FOLDER);
}

function answerOf(asked: string): Promise<{ cpuMs: number; slots: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--no-warnings', join(CLONE_DIR, 'dist/test/bench/slots/calcom-process.js')],
      {
        stdio: ['pipe', 'pipe', 'pipe'],
        timeout: PATIENCE_MS,
      },
    );
    let [said, complained] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(JSON.parse(said))
        : reject(new Error(complained.trim().split('\n').at(-1) ?? `ended with ${code}`)),
    );
    child.stdin.end(asked);
  });
}
