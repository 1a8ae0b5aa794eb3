import { spawn } from 'node:child_process';
import { CLONE } from './clone-files.mjs';

/** Why the clone is not ready, as a sentence for the person who asked. */
export class Unready extends Error {}

const QUIET = process.argv.includes('--quiet');

/** Runs one command and says what it was and how long it took; its own words appear only when it fails. */
export async function step(title, command, args, { usuallyBrief = false, ...options } = {}) {
  const since = Date.now();
  if (!usuallyBrief) say(`${title} …`);
  const ticking = setInterval(() => say(`${title} … ${seconds(since)} so far`), 15_000);
  const child = spawn(command, args, { cwd: CLONE, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = await new Promise((resolve) => child.on('error', resolve).on('close', resolve));
  clearInterval(ticking);
  if (ended !== 0) throw new Unready(`${said.trim()}\n${title} failed: ${[command, ...args].join(' ')}`);
  if (!usuallyBrief || !QUIET || Date.now() - since > 3000) say(`${title} … ${seconds(since)}`);
}

/** A line of progress: on stderr under `--quiet`, where stdout belongs to the command that follows. */
export function say(line) {
  (QUIET ? console.error : console.log)(line);
}

/** Since the instant `since`, in ms: `1.2 s`. */
export function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
