import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, EngineRefused, startEngine } from '#apps/roads/engine';
import { engineConfig } from '#apps/roads/engine-config';
import { located, location, readLocated } from '#apps/roads/locate';
import { networkInUse } from '#apps/roads/network';
import { type Answer, type AnsweringServer, answeringServer, type AskedOfServer } from '#test/roads/answering-server';
import { buildGridTown, canDrive, GRID_TOWN } from '#test/roads/grid-town';
import { osrmTravel } from '#travel/osrm';
import { travelContract } from '#travel/travel.contract';

/** An engine we did not write, answering in OSRM's own shapes: the client is held to more than what we believe of them. */
(canDrive() ? describe : describe.skip)('OSRM shapes of Valhalla (left out without its package)', () => {
  let dir: string;
  let engine: Engine;
  let server: AnsweringServer;

  travelContract(async () => {
    dir = mkdtempSync(join(tmpdir(), 'doorward-osrm-'));
    await buildGridTown(dir);
    engine = await startEngine(engineConfig(networkInUse(dir)), 1);
    server = await answeringServer((asked) => answered(engine, asked));
    const { match: _, ...travel } = osrmTravel({ url: server.url });
    return {
      travel,
      ground: GRID_TOWN,
      async close() {
        await server.close();
        engine.end();
        await engine.ended;
        rmSync(dir, { recursive: true });
      },
    };
  });
});

async function answered(engine: Engine, { url }: AskedOfServer): Promise<Answer> {
  const [, service, , , coordinates] = url.pathname.split('/');
  const places = coordinates!.split(';').map((pair) => {
    const [lng, lat] = pair.split(',').map(Number) as [number, number];
    return { lat, lng };
  });
  const chosen = (name: string) =>
    url.searchParams
      .get(name)!
      .split(';')
      .map((i) => location(places[Number(i)]!));
  try {
    if (service === 'nearest') return nearest(await engine.call('locate', located(places)));
    const osrm = { costing: 'auto', format: 'osrm' };
    const body =
      service === 'table'
        ? await engine.call('matrix', { ...osrm, sources: chosen('sources'), targets: chosen('destinations') })
        : await engine.call('route', { ...osrm, locations: places.map((place) => location(place)) });
    return { status: 200, body };
  } catch (failure) {
    if (!(failure instanceof EngineRefused)) throw failure;
    const code = failure.message.includes('No suitable edges') ? 'NoSegment' : 'NoRoute';
    return { status: 400, body: { code, message: failure.message } };
  }
}

function nearest(said: unknown): Answer {
  const [road] = readLocated(said);
  if (!road) return { status: 400, body: { code: 'NoSegment' } };
  const waypoint = { location: [road.place.lng, road.place.lat], name: '', distance: road.meters };
  return { status: 200, body: { code: 'Ok', waypoints: [waypoint] } };
}
