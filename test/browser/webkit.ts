import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { anyFreePort } from '#apps/launcher/ports';

/* Safari's engine as Debian packages it (webkit2gtk-driver and xvfb), spoken to by WebDriver. */

const DRIVER = '/usr/bin/WebKitWebDriver';
const SCREEN = '/usr/bin/Xvfb';
const LIBRARIES = '/usr/lib';

/** Where it is not installed there is nothing to open. */
export const hasWebKit = (): boolean => existsSync(DRIVER) && existsSync(SCREEN) && browserAt() !== undefined;

/** Debian keeps it beside the library: `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser`. */
const browserAt = (): string | undefined =>
  readdirSync(LIBRARIES)
    .filter((name) => name.endsWith('-linux-gnu'))
    .flatMap((name) => readdirSync(join(LIBRARIES, name)).map((inside) => join(LIBRARIES, name, inside)))
    .filter((path) => path.includes('/webkit2gtk-4'))
    .map((path) => join(path, 'MiniBrowser'))
    .find((path) => existsSync(path));

/** A window of WebKit. */
export type WebKit = {
  go(url: string): Promise<void>;
  /** Runs the body of a function in the page and gives what it returns. */
  run<Result>(script: string): Promise<Result>;
  /** Waits until a script of the page returns true. */
  until(script: string): Promise<void>;
  close(): Promise<void>;
};

export async function openWebKit(): Promise<WebKit> {
  const screen = spawn(SCREEN, ['-displayfd', '3', '-screen', '0', '420x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [display] = (await once(screen.stdio[3]!, 'data')) as [Buffer];
  const port = await anyFreePort();
  const driver = spawn(DRIVER, [`--port=${port}`], {
    stdio: 'ignore',
    // Its sandbox wants rights a container does not give; the pages opened here are our own.
    env: {
      ...process.env,
      DISPLAY: `:${String(display).trim()}`,
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  });
  const ask = askAt(`http://127.0.0.1:${port}`);
  const options = { binary: browserAt()!, args: ['--automation'] };
  const session = await untilItAnswers(() =>
    ask<{ sessionId: string }>('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
    }),
  );
  const at = `/session/${session.sessionId}`;
  const run = <Result>(script: string) => ask<Result>('POST', `${at}/execute/sync`, { script, args: [] });
  return {
    go: (url) => ask('POST', `${at}/url`, { url }),
    run,
    async until(script) {
      // While a page is being left there is none to ask.
      while (!(await run<boolean>(script).catch(() => false))) await new Promise(setImmediate);
    },
    async close() {
      await ask('DELETE', at).catch(() => undefined);
      await Promise.all([ended(driver), ended(screen)]);
    },
  };
}

const askAt =
  (base: string) =>
  async <Result>(method: string, path: string, body?: object): Promise<Result> => {
    const answer = await fetch(base + path, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = (await answer.json()) as { value: Result & { message?: string } };
    if (!answer.ok) throw new Error(`${method} ${path}: ${value?.message}`);
    return value;
  };

/** The driver needs a moment before it listens. */
async function untilItAnswers<Result>(asks: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await asks();
    } catch (error) {
      // By its name: the error of fetch is of another realm than the test's. Any other is an answer, and the answer was no.
      if ((error as Error).name !== 'TypeError') throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function ended(process: ChildProcess): Promise<void> {
  process.kill();
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
}
