import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EngineAnswer, EngineMethod } from '#apps/roads/engine-talk';

export type Engine = {
  readonly version: string;
  /** Of its process. */
  readonly pid: number;
  /** Rejects with `EngineRefused` where the engine said no, with `EngineGone` where its process ended. */
  call(method: EngineMethod, request: object): Promise<unknown>;
  /** Why it ended, once it has. */
  readonly ended: Promise<string>;
  end(): void;
};

/** The engine answered that it has no answer; the message is its own. */
export class EngineRefused extends Error {}
/** There is no engine any more, or there never was one; the message says why. */
export class EngineGone extends Error {}

const SCRIPT = fileURLToPath(new URL('./engine-process.js', import.meta.url));
/** Neither a call nor a start can be cancelled. One that takes longer than any should ends its process. */
const LONGEST_CALL_MS = 60_000;

/** Starts the engine's process with its configuration. Rejects with `EngineGone` where the package cannot be used. */
export function startEngine(config: object, cores: number, script = SCRIPT): Promise<Engine> {
  const child = fork(script, [JSON.stringify(config)], {
    execArgv: [],
    // Each call holds a thread of Node's pool; two more are left for reading files.
    env: { UV_THREADPOOL_SIZE: String(cores + 2), TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    const waiting = new Map<number, Waiting>();
    let unusable: string | undefined;
    const patience = setTimeout(() => child.kill('SIGKILL'), LONGEST_CALL_MS);
    const ended = endOf(child).then((how) => {
      clearTimeout(patience);
      const why = unusable ?? `the engine ended with ${how}`;
      reject(new EngineGone(why));
      for (const { fail, patience } of waiting.values()) {
        clearTimeout(patience);
        fail(new EngineGone(why));
      }
      waiting.clear();
      return why;
    });
    child.on('message', (said: EngineAnswer) => {
      if ('version' in said) {
        clearTimeout(patience);
        resolve(engineOf(child, { version: said.version, ended, waiting }));
      } else if ('unusable' in said) unusable = said.unusable;
      else settle(waiting, said);
    });
  });
}

type Waiting = {
  readonly answer: (answer: unknown) => void;
  readonly fail: (failure: Error) => void;
  readonly patience: NodeJS.Timeout;
};
type Parts = Pick<Engine, 'version' | 'ended'> & { readonly waiting: Map<number, Waiting> };

function engineOf(child: ChildProcess, { version, ended, waiting }: Parts): Engine {
  let last = 0;
  return {
    version,
    ended,
    pid: child.pid!,
    call: (method, request) =>
      new Promise((answer, fail) => {
        if (!child.connected) return fail(new EngineGone('the engine has ended'));
        const number = ++last;
        const patience = setTimeout(() => child.kill('SIGKILL'), LONGEST_CALL_MS);
        waiting.set(number, { answer, fail, patience });
        // An error here is the child's end, which answers all that wait.
        child.send({ number, method, request }, () => {});
      }),
    end: () => child.connected && child.disconnect(),
  };
}

function settle(
  waiting: Map<number, Waiting>,
  said: Exclude<EngineAnswer, { version: string } | { unusable: string }>,
) {
  const asked = waiting.get(said.number);
  if (!asked) return;
  waiting.delete(said.number);
  clearTimeout(asked.patience);
  if ('refused' in said) asked.fail(new EngineRefused(said.refused));
  else asked.answer(said.answer);
}

const endOf = (child: ChildProcess) =>
  new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
