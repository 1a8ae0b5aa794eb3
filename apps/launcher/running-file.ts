import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createOnce } from '#apps/launcher/create-once';
import { birthOf, isAlive } from '#apps/launcher/processes';

type Running = { readonly pid: number; readonly birth: string; readonly address?: string };

/** Somebody else has this clone running. */
export class AlreadyRunning extends Error {
  constructor({ pid, address }: Running) {
    super(
      `Doorward is running already${address ? `: ${address}` : ' (just starting)'}. ` +
        `Press Ctrl-C where you started it, or end it with: kill ${pid}`,
    );
  }
}

/**
 * Claims `path` for this process; the file says who runs and, after `announce`, where. Throws `AlreadyRunning` when a
 * living process holds it; what a dead one left is taken over.
 */
export function claimRunning(path: string) {
  const me: Running = { pid: process.pid, birth: birthOf(process.pid) };
  while (!createOnce(path, JSON.stringify(me))) {
    const other = read(path);
    if (other && isAlive(other.pid) && birthOf(other.pid) === other.birth) throw new AlreadyRunning(other);
    rmSync(path, { force: true });
  }
  return {
    announce: (address: string) => writeFileSync(path, JSON.stringify({ ...me, address })),
    release: () => rmSync(path, { force: true }),
  };
}

function read(path: string): Running | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Running;
  } catch {
    return null; // gone, or cut short by a crash
  }
}
