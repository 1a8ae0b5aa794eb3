import { type Answer, answeringServer, type AnsweringServer } from '#test/roads/answering-server';
import { flatOsrm } from '#test/roads/flat-osrm';
import { FLAT_TOWN } from '#test/roads/flat-town';
import { osrmTravel } from '#travel/osrm';
import { travelContract } from '#travel/travel.contract';

describe('a client of OSRM is a driver like every other', () => {
  travelContract(async () => {
    const server = await flatOsrm();
    return { travel: osrmTravel({ url: server.url }), ground: FLAT_TOWN, close: server.close };
  });
});

describe('a server that takes only 25 coordinates, as Mapbox does', () => {
  travelContract(async () => {
    const server = await flatOsrm({ most: 25 });
    return { travel: osrmTravel({ url: server.url, mostCoordinates: 25 }), ground: FLAT_TOWN, close: server.close };
  });
});

const [a, b, c] = FLAT_TOWN.places;
const zone = 'America/New_York';

describe('what the server says', () => {
  let server: AnsweringServer;
  afterEach(() => server.close());
  const answeredWith = async (body: unknown, status = 200) => {
    const answer: Answer = { status, body };
    server = await answeringServer(() => answer);
    return osrmTravel({ url: server.url });
  };

  /** As the "Table service" of osrm-backend's docs/http.md answers 2 × 2 with annotations=duration,distance. */
  const TABLE = {
    code: 'Ok',
    durations: [
      [0, 192.6],
      [null, 0],
    ],
    distances: [
      [0, 1886.89],
      [null, 0],
    ],
    sources: [
      { location: [-76.78, 39.41], name: 'Dolfield Road', distance: 4.23, hint: 'hh' },
      { location: [-76.7, 39.38], name: '', distance: 20.9, hint: 'hh' },
    ],
    destinations: [
      { location: [-76.78, 39.41], name: 'Dolfield Road', distance: 4.23, hint: 'hh' },
      { location: [-76.7, 39.38], name: '', distance: 20.9, hint: 'hh' },
    ],
  };
  const both = { from: [a, b], to: [a, b], zone };
  const driven = (seconds: number, meters: number) => ({ seconds, meters, basis: 'freeflow' });

  it('a null is a pair without a path', async () => {
    const travel = await answeredWith(TABLE);
    expect(await travel.matrix(both)).toEqual([
      [driven(0, 0), driven(192.6, 1886.89)],
      [{ unreachable: 'no-path' }, driven(0, 0)],
    ]);
  });

  it('longitude goes first on the wire, and six decimals are enough', async () => {
    const travel = await answeredWith({ ...TABLE, durations: [[1]], distances: [[2]], sources: [], destinations: [] });
    await travel.matrix({ from: [{ lat: 39.123456789, lng: -76.5 }], to: [b], zone });
    const { pathname, search } = server.asked[0]!.url;
    expect(pathname + search).toBe(
      '/table/v1/driving/-76.5,39.123457;-76.7,39.38?sources=0&destinations=1&annotations=duration,distance',
    );
  });

  it('a cell the server guessed from a speed of its own is no way', async () => {
    const guessed = {
      ...TABLE,
      durations: [
        [0, 192.6],
        [400, 0],
      ],
      distances: [
        [0, 1886.89],
        [1886.9, 0],
      ],
    };
    const travel = await answeredWith({ ...guessed, fallback_speed_cells: [[1, 0]] });
    expect((await travel.matrix(both))[1]![0]).toEqual({ unreachable: 'no-path' });
  });

  it('a place that was taken to a road far off is on none', async () => {
    const far = { ...TABLE.sources[0], distance: 20_000 };
    const travel = await answeredWith({ ...TABLE, sources: [far, TABLE.sources[1]] });
    expect((await travel.matrix(both))[0]).toEqual([{ unreachable: 'no-road-near' }, { unreachable: 'no-road-near' }]);
  });

  it.each([
    [
      400,
      { code: 'TooBig', message: 'Too many table coordinates' },
      'over-limit',
      'osrm: TooBig Too many table coordinates',
    ],
    [400, { code: 'InvalidQuery', message: 'Query string malformed' }, 'refused', 'osrm: InvalidQuery Query string'],
    [400, { code: 'InvalidOptions' }, 'refused', 'osrm: InvalidOptions'],
    [200, { ...TABLE, durations: [[1]] }, 'nonsense', 'osrm: a table that is not 2 × 2'],
    [200, { ...TABLE, distances: [[1, 2]] }, 'nonsense', 'osrm: a table that is not 2 × 2'],
    [200, { ...TABLE, distances: undefined }, 'nonsense', 'osrm: a table without distances'],
    [
      200,
      {
        ...TABLE,
        durations: [
          [0, -5],
          [1, 0],
        ],
      },
      'nonsense',
      'an answer of another shape: durations.0.1',
    ],
    [200, { ...TABLE, durations: undefined }, 'nonsense', 'an answer of another shape: durations'],
    [200, {}, 'nonsense', 'an answer of another shape: code'],
    [502, 'Bad Gateway', 'nonsense', 'answered 502 without JSON'],
  ])('%i with %j is "%s"', async (status, body, why, message) => {
    const travel = await answeredWith(body, status);
    await expect(travel.matrix(both)).rejects.toMatchObject({ why, message: expect.stringContaining(message) });
  });

  it('a table that is refused for one place is asked again without it', async () => {
    const travel = await flatOsrm().then((flat) => ((server = flat), osrmTravel({ url: flat.url })));
    const cells = await travel.matrix({ from: [a, FLAT_TOWN.nowhere, a], to: [c, FLAT_TOWN.nowhere], zone });
    expect(cells.map((row) => row.map((cell) => ('seconds' in cell ? 'driven' : cell.unreachable)))).toEqual([
      ['driven', 'no-road-near'],
      ['no-road-near', 'no-road-near'],
      ['driven', 'no-road-near'],
    ]);
    expect(cells[0]![0]).toEqual(cells[2]![0]);
  });

  it('a table without any way is one of values', async () => {
    server = await answeringServer(({ url }) =>
      url.pathname.startsWith('/nearest')
        ? { status: 200, body: { code: 'Ok', waypoints: [TABLE.sources[0]] } }
        : { status: 400, body: { code: 'NoTable', message: 'no' } },
    );
    const cells = await osrmTravel({ url: server.url }).matrix(both);
    expect(new Set(cells.flat().map((cell) => JSON.stringify(cell)))).toEqual(new Set(['{"unreachable":"no-path"}']));
  });

  it('a street without a name is null', async () => {
    const travel = await answeredWith({
      code: 'Ok',
      waypoints: [{ location: [-76.78, 39.41], name: '', distance: 3.5 }],
    });
    expect(await travel.snap!(a)).toEqual({ place: { lat: 39.41, lng: -76.78 }, meters: 3.5, street: null });
  });

  it('a line that ends in the middle is nonsense', async () => {
    const leg = { duration: 1, distance: 2, steps: [{ geometry: '_zrdjA~}jmq', name: '' }] };
    const travel = await answeredWith({ code: 'Ok', routes: [{ legs: [leg] }] });
    await expect(travel.route!({ stops: [a, b], zone })).rejects.toMatchObject({ why: 'nonsense' });
  });
});
