import { EngineGone } from '#apps/roads/engine';
import { type Generation, startGeneration } from '#apps/roads/generation';
import { messageOf } from '#apps/roads/message-of';
import { type Network, networkInUse } from '#apps/roads/network';

/** The network in use, kept so: a new one is taken when it is there, a dead engine is started again. */
export type Roads = {
  /** What answers now, or why nothing does. */
  inUse(): Generation | null;
  /** One sentence on how things are. */
  says(): string;
  restarts(): number;
  /** Looks at once for what else happens on its own. Resolves when that is done. */
  look(): Promise<void>;
  close(): void;
};

export type RoadsOptions = {
  readonly dir: string;
  readonly cores: number;
  /** Hears what changed; a trouble is a reason why there are no roads, or no new ones. */
  readonly onChange: (sentence: string, kind: 'news' | 'trouble') => void;
  /** How often `current` is looked at; default every second. */
  readonly everyMs?: number;
};

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 60_000;
/** An engine that served so long before it ended is started again without a long pause. */
const SERVED_WELL_MS = 60_000;

export function openRoads({ dir, cores, onChange, everyMs = 1000 }: RoadsOptions): Roads {
  let serving: Generation | null = null;
  let trouble: string | null = 'the roads are being opened';
  let [failures, restarts, tryAgainAt, isClosed] = [0, 0, 0, false];
  /** The network that `failures` counts for: another one is tried at once. */
  let tried = '';
  let looking = Promise.resolve();

  const look = () => (looking = looking.then(lookOnce));

  async function lookOnce(): Promise<void> {
    if (isClosed) return;
    try {
      const network = networkInUse(dir);
      if (serving && named(serving.network) === named(network)) return say(null);
      if (tried !== named(network)) [tried, failures, tryAgainAt] = [named(network), 0, 0];
      if (performance.now() < tryAgainAt) return;
      await take(network);
    } catch (failure) {
      say(messageOf(failure));
    }
  }

  async function take(network: Network): Promise<void> {
    try {
      const next = await startGeneration(network, cores);
      if (isClosed) return next.retire();
      const before = serving;
      serving = next;
      const since = performance.now();
      void next.engine.ended.then((why) => ended(next, why, since));
      say(null);
      onChange(`roads of ${network.name} (${next.name})`, 'news');
      before?.retire();
    } catch (failure) {
      pause();
      const reason = messageOf(failure);
      throw failure instanceof EngineGone ? failure : new Error(`the network ${network.id} cannot be used: ${reason}`);
    }
  }

  function ended(generation: Generation, why: string, since: number) {
    if (serving !== generation || isClosed) return;
    serving = null;
    restarts++;
    if (performance.now() - since > SERVED_WELL_MS) failures = 0;
    pause();
    say(`${why}; it is being started again`);
    setTimeout(() => void look(), tryAgainAt - performance.now()).unref();
  }

  function pause() {
    tryAgainAt = performance.now() + Math.min(FIRST_PAUSE_MS * 2 ** failures++, LONGEST_PAUSE_MS);
  }

  function say(what: string | null) {
    if (what === trouble) return;
    trouble = what;
    if (what) onChange(what, 'trouble');
  }

  const watch = setInterval(() => void look(), everyMs);
  return {
    inUse: () => serving,
    says: () => [serving && `roads of ${serving.network.name}`, trouble].filter(Boolean).join('; '),
    restarts: () => restarts,
    look,
    close() {
      isClosed = true;
      clearInterval(watch);
      serving?.retire();
    },
  };
}

const named = ({ id, builtAt }: Network) => `${id} ${builtAt}`;
