import type { Place } from '#routes/route';
import { type Engine, startEngine } from '#apps/roads/engine';
import { engineConfig } from '#apps/roads/engine-config';
import type { Network } from '#apps/roads/network';
import { Remembered } from '#apps/roads/remembered';
import { located, readLocated } from '#apps/roads/locate';

/** Whether there is a road near a place. Known once, it holds for as long as the network is the same. */
export type Verdict = 'on-road' | 'no-road-near' | 'outside-coverage';

/** One network, the process that answers from it, and what was learned of it. */
export type Generation = {
  readonly network: Network;
  readonly engine: Engine;
  readonly verdicts: Remembered<Verdict>;
  /** Such as `valhalla:3.6.1:town-20260303`. */
  readonly name: string;
  /** Keeps the engine until what is returned is called. */
  hold(): () => void;
  /** Ends the engine as soon as nobody holds it. */
  retire(): void;
};

const MOST_VERDICTS = 50_000;
/** As far as the engine itself would go for a road. */
const FAR_METERS = 35_000;

/** Starts an engine on the network and has it answer one question, so that it is known to work and its tiles are read. */
export async function startGeneration(network: Network, cores: number): Promise<Generation> {
  const engine = await startEngine(engineConfig(network), cores);
  try {
    await warm(engine, network);
  } catch (failure) {
    engine.end();
    throw failure;
  }
  let [holders, isRetired] = [0, false];
  const endIfFree = () => isRetired && holders === 0 && engine.end();
  return {
    network,
    engine,
    verdicts: new Remembered(MOST_VERDICTS),
    name: `valhalla:${engine.version}:${network.id}`,
    hold() {
      holders++;
      let isHeld = true;
      return () => {
        if (isHeld) holders--;
        isHeld = false;
        endIfFree();
      };
    },
    retire() {
      isRetired = true;
      endIfFree();
    },
  };
}

async function warm(engine: Engine, { bbox: [west, south, east, north] }: Network): Promise<void> {
  const middle: Place = { lat: (south + north) / 2, lng: (west + east) / 2 };
  const [road] = readLocated(await engine.call('locate', located([middle], FAR_METERS)));
  if (!road) throw new Error('there is no road near the middle of its area');
  await engine.call('route', {
    locations: [road.place, middle].map(({ lat, lng }) => ({ lat, lon: lng, search_cutoff: FAR_METERS })),
    costing: 'auto',
    directions_type: 'none',
  });
}
