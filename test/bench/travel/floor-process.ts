// The floor: the engine in a process that does nothing else, asked directly, one question after the other.
type Actor = Record<'route' | 'matrix', (request: object) => Promise<unknown>>;
export type FloorPlan = { readonly method: 'route' | 'matrix'; readonly requests: readonly object[] };
export type FloorFound = { readonly ms: readonly number[]; readonly cpuMs: number };

// Not a constant for the compiler: the package is optional.
const PACKAGE: string = '@valhallajs/valhallajs';
const { Actor } = (await import(PACKAGE)) as { Actor: new (config: string) => Actor };
const actor = new Actor(process.argv[2]!);

process.on('message', async ({ method, requests }: FloorPlan) => {
  await actor[method](requests[0]!); // the first answer reads the tiles
  const began = process.cpuUsage();
  const ms: number[] = [];
  for (const request of requests) {
    const since = performance.now();
    await actor[method](request);
    ms.push(performance.now() - since);
  }
  const { user, system } = process.cpuUsage(began);
  process.send!({ ms, cpuMs: (user + system) / 1000 / requests.length } satisfies FloorFound);
});
process.once('disconnect', () => process.exit(0));
