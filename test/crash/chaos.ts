import type { World } from '#test/world/world';

/** Which process is killed next, and after how long; the same for the same seed. */
export type Killing = { readonly victim: 'api' | 'worker' | 'postgres'; readonly afterMs: number };

/** An endless, seeded order of killings, every two or three seconds, each victim as often as the others. */
export function* killings(seed: number): Generator<Killing> {
  const victims = ['api', 'worker', 'postgres'] as const;
  let state = seed;
  for (let n = 0; ; n++) {
    // Numerical Recipes' linear congruential generator: good enough to scatter moments, and the same everywhere.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield { victim: victims[(n + (state % 3)) % 3]!, afterMs: 1500 + (state % 1500) };
  }
}

export type Chaos = { readonly killed: Record<Killing['victim'], number>; stop(): Promise<void> };

/** Each process dies so often; then there is peace, and everything must come to its end. */
const DEATHS = 3;

/** SIGKILLs the world's processes in that order. Each is left the time to come back. */
export function wreak(world: World, seed: number, killPostgres: () => boolean): Chaos {
  const killed = { api: 0, worker: 0, postgres: 0 };
  let isOver = false;
  const running = (async () => {
    for (const { victim, afterMs } of killings(seed)) {
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      if (isOver || Object.values(killed).every((times) => times >= DEATHS)) return;
      if (killed[victim] < DEATHS && (await strike(world, victim, killPostgres))) killed[victim]++;
    }
  })();
  return {
    killed,
    async stop() {
      isOver = true;
      await running;
      await Promise.all([world.stack.api.whenReady(), world.stack.worker.whenReady()]);
    },
  };
}

/** False when the victim was not there to be killed: still on its way back from the last time. */
async function strike(world: World, victim: Killing['victim'], killPostgres: () => boolean): Promise<boolean> {
  if (victim === 'postgres') return killPostgres();
  await world.stack[victim].whenReady();
  world.stack[victim].kill('SIGKILL');
  return true;
}
