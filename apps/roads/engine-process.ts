// One generation of the engine: a process of its own for one set of tiles, begun and ended by apps/roads. Its native code
// mixes tile sets up when a second one is opened in the same process, its thread pool starves everything beside it, and
// a bad request can end it: nothing else may live here, not even a module of ours.
import type { EngineAnswer, EngineMethod, EngineQuestion } from '#apps/roads/engine-talk';

type Actor = Record<EngineMethod, (request: object) => Promise<unknown>>;
type Valhalla = { readonly Actor: new (config: string) => Actor; readonly VALHALLA_VERSION: string };

// Not a constant for the compiler: the package is optional.
const PACKAGE: string = '@valhallajs/valhallajs';

const messageOf = (failure: unknown) => (failure instanceof Error ? failure.message : String(failure));
const say = (answer: EngineAnswer) => void process.send?.(answer, undefined, {}, () => {}); // our parent may have gone

process.once('disconnect', () => process.exit(0));
// Its end is our parent's to ask for, when the last question is answered.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

try {
  const { Actor, VALHALLA_VERSION } = (await import(PACKAGE)) as Valhalla;
  const actor = new Actor(process.argv[2]!);
  process.on('message', ({ number, method, request }: EngineQuestion) => {
    actor[method](request).then(
      (answer) => say({ number, answer }),
      (failure: unknown) => say({ number, refused: messageOf(failure) }),
    );
  });
  say({ version: VALHALLA_VERSION });
} catch (failure) {
  const isMissing = (failure as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';
  say({ unusable: isMissing ? `the package ${PACKAGE} is not installed` : `${PACKAGE}: ${messageOf(failure)}` });
  process.disconnect();
}
