import type { RoadsTold } from '#apps/launcher/demo-roads';
import { sayFailure } from '#apps/launcher/say-failure';
import { buildDemoNetwork } from '#apps/roads/build/build-demo-network';
import { sayingSteps } from '#apps/roads/build/steps';

const tell = (done: string) => process.send?.({ done } satisfies RoadsTold);
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(name, () => stop.abort());
try {
  const built = await buildDemoNetwork({
    roadsDir: process.env['ROADS_DIR']!,
    now: new Date(),
    steps: sayingSteps(() => undefined),
    signal: stop.signal,
  });
  if (built?.noRoads) tell(`driving times are estimates: ${built.noRoads}`);
  else if (built && !built.wasThere) tell('roads of the demo town');
} catch (failure) {
  console.error(sayFailure(failure));
  process.exitCode = 1;
}
process.disconnect?.();
