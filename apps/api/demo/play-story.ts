import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CLONE_DIR } from '#apps/launcher/clone-dir';
import { ofThisMachine } from '#apps/launcher/of-this-machine';

const SCRIPT = join(CLONE_DIR, 'dist', 'test', 'story.js');
const LONGEST_MS = 3 * 60_000;
/** A story that is told to end takes its world down first. */
const TO_END_MS = 15_000;
const WORDS_KEPT = 5;

/** Whether the stories are here: they belong to the tests, which a container may not have. */
export const hasStories = () => existsSync(SCRIPT);

export type StoryName = { readonly name: string; readonly about: string };

/** The stories there are. */
export async function listStories(): Promise<readonly StoryName[]> {
  const lines: StoryName[] = [];
  const failure = await tell(['--list', '--json'], {
    onLine: (line) => lines.push(JSON.parse(line) as StoryName),
    env: {},
    signal: AbortSignal.timeout(20_000),
  });
  if (failure) throw new Error(`the stories could not be listed: ${failure}`);
  return lines;
}

/**
 * Plays a story in a process and a world of its own, in a fresh database of the server behind `databaseUrl`. `onLine`
 * hears each line of JSON. Ends by itself, by `signal`, or after three minutes; gives the words of what went wrong.
 */
export const playStory = (
  name: string,
  { databaseUrl, ...hearing }: { databaseUrl: string; onLine: (line: string) => void; signal: AbortSignal },
): Promise<string | null> =>
  tell([name, '--json'], {
    ...hearing,
    env: { DATABASE_SERVER: databaseUrl },
    signal: AbortSignal.any([hearing.signal, AbortSignal.timeout(LONGEST_MS)]),
  });

type Telling = { onLine: (line: string) => void; env: NodeJS.ProcessEnv; signal: AbortSignal };

async function tell(args: readonly string[], { onLine, env, signal }: Telling): Promise<string | null> {
  const child = spawn(process.execPath, ['--no-warnings', SCRIPT, ...args], {
    cwd: CLONE_DIR,
    env: { ...ofThisMachine(), ...env },
    // The fourth is a line to us: when it breaks, the story ends by itself.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const complaints: string[] = [];
  createInterface({ input: child.stdout! }).on('line', onLine);
  createInterface({ input: child.stderr! }).on('line', (line) => keepLast(complaints, line));
  const letGo = endWith(child, signal);
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  letGo();
  if (code === 0 || code === 1) return null;
  return signal.aborted ? 'it took longer than three minutes' : complaints.join('\n') || 'the process ended';
}

/** Ends the child when the signal comes: politely, and then not. */
function endWith(child: ChildProcess, signal: AbortSignal): () => void {
  let last: NodeJS.Timeout | undefined;
  const end = () => {
    child.kill('SIGTERM');
    last = setTimeout(() => child.kill('SIGKILL'), TO_END_MS).unref();
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  return () => {
    clearTimeout(last);
    signal.removeEventListener('abort', end);
  };
}

function keepLast(words: string[], line: string): void {
  words.push(line);
  if (words.length > WORDS_KEPT) words.shift();
}
