import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export type Child = {
  readonly name: string;
  /** Of the process that runs now; undefined between two of them. */
  readonly pid: number | undefined;
  kill(signal: NodeJS.Signals): void;
  /** When the process that runs now (after a deadly `kill`: the next one) serves. Rejects if none ever came that far. */
  whenReady(): Promise<void>;
  /** SIGTERM, and SIGKILL for it and all it started after 8 s. It is not started again. */
  stop(): Promise<void>;
};

export type ChildPlan = {
  readonly name: string;
  /** A compiled script. It calls `process.send('ready')` when it serves and ends by itself on 'disconnect'. */
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  /** Each line it writes, without a line end. */
  readonly onLine: (line: string) => void;
};

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;
const TRIES = 5;
const STOP_PATIENCE_MS = 8000;
const DEADLY: readonly string[] = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP'];

/**
 * Runs a script as a process of its own, and again whenever it ends unasked, with growing pauses. One that ends five
 * times without ever having served is given up, since another try would tell nothing new.
 */
export function supervise({ name, script, env, onLine }: ChildPlan): Child {
  let running: ChildProcess | undefined;
  let restart: NodeJS.Timeout | undefined;
  let stopping = false;
  let hasServed = false;
  let deaths = 0;
  let ready = gate();

  function start() {
    // Its own process group: Ctrl-C in a terminal reaches us alone, and we end our children in order.
    const child = fork(script, [], { env, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true });
    running = child;
    for (const stream of [child.stdout!, child.stderr!]) eachLine(stream, onLine);
    child.on('message', (message) => {
      if (message !== 'ready' || running !== child) return;
      hasServed = true;
      deaths = 0;
      ready.open();
    });
    child.once('error', (error) => onLine(`cannot be run: ${error.message}`));
    child.once('exit', (code, signal) => ended(child, signal ?? `code ${code}`));
  }

  function ended(child: ChildProcess, how: string) {
    if (running === child) running = undefined;
    if (stopping) return;
    closeGate();
    deaths++;
    if (!hasServed && deaths === TRIES) {
      return ready.fail(new Error(`${name} ended ${TRIES} times before it served (${how}); its last words are above.`));
    }
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (deaths - 1), LONGEST_PAUSE_MS);
    onLine(`ended with ${how}; again in ${pause} ms`);
    restart = setTimeout(start, pause);
  }

  function closeGate() {
    if (ready.isOpen()) ready = gate();
  }

  start();
  return {
    name,
    get pid() {
      return running?.pid;
    },
    kill(signal) {
      if (DEADLY.includes(signal)) closeGate();
      running?.kill(signal);
    },
    whenReady: () => ready.opened,
    async stop() {
      stopping = true;
      clearTimeout(restart);
      ready.fail(new Error(`${name} was stopped.`));
      if (running) await endOf(running);
    },
  };
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const patience = setTimeout(() => killGroup(child), STOP_PATIENCE_MS);
  await exited;
  clearTimeout(patience);
}

function killGroup(child: ChildProcess) {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    child.kill('SIGKILL'); // no process groups here (Windows), or it has just ended
  }
}

function eachLine(stream: Readable, onLine: (line: string) => void) {
  createInterface({ input: stream, crlfDelay: Infinity }).on('line', onLine);
}

function gate() {
  let isOpen = false;
  let settle: { open: () => void; fail: (why: Error) => void } = { open() {}, fail() {} };
  const opened = new Promise<void>((resolve, reject) => (settle = { open: resolve, fail: reject }));
  opened.catch(() => {}); // nobody may be waiting
  return {
    opened,
    isOpen: () => isOpen,
    open() {
      isOpen = true;
      settle.open();
    },
    fail: (why: Error) => settle.fail(why),
  };
}
