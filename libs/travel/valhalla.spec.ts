import { type Answer, answeringServer, type AnsweringServer } from '#test/roads/answering-server';
import { flatRoads } from '#test/roads/flat-roads';
import { FLAT_TOWN } from '#test/roads/flat-town';
import { travelContract } from '#travel/travel.contract';
import { valhallaTravel } from '#travel/valhalla';

describe('a client of roads is a driver like every other', () => {
  travelContract(async () => {
    const server = await flatRoads();
    return { travel: valhallaTravel({ url: server.url }), ground: FLAT_TOWN, close: server.close };
  });
});

const [a, b] = FLAT_TOWN.places;
const ASK = { from: [a], to: [b], zone: 'America/New_York' };

describe('what the server says', () => {
  let server: AnsweringServer;
  const answeredWith = async (answer: () => Answer | Promise<Answer>) => {
    server = await answeringServer(answer);
    return valhallaTravel({ url: server.url });
  };
  afterEach(() => server.close());

  it.each([
    [503, { refused: 'there is no road network yet' }, 'refused', 'roads: there is no road network yet'],
    [413, { refused: 'at most 100 places' }, 'over-limit', 'roads: at most 100 places'],
    [400, { refused: 'lat' }, 'bad-ask', 'roads: lat'],
    [422, { refused: 'no way' }, 'no-path', 'roads: no way'],
    [500, {}, 'refused', 'roads: answered 500'],
    [502, '<html>', 'nonsense', 'answered 502 without JSON'],
    [200, {}, 'nonsense', 'an answer of another shape'],
    [200, { roads: 'x', basis: 'freeflow', cells: [[[-1, 5]]] }, 'nonsense', 'an answer of another shape'],
    [200, { roads: 'x', basis: 'guess', cells: [[[1, 5]]] }, 'nonsense', 'an answer of another shape'],
    [200, { roads: 'x', basis: 'freeflow', cells: [] }, 'nonsense', 'an answer that is not 1 × 1'],
    [200, { roads: 'x', basis: 'freeflow', cells: [['no-path', 'no-path']] }, 'nonsense', 'not 1 × 1'],
  ])('%i with %j is "%s"', async (status, body, why, message) => {
    const travel = await answeredWith(() => ({ status, body }));
    const failure = travel.matrix(ASK);
    await expect(failure).rejects.toMatchObject({ why, message: expect.stringContaining(message) });
  });

  it('no server is told as such, with its address', async () => {
    const travel = await answeredWith(() => ({ status: 200, body: {} }));
    await server.close();
    await expect(travel.matrix(ASK)).rejects.toMatchObject({
      why: 'unreachable-server',
      message: expect.stringMatching(/^no answer from 127\.0\.0\.1:\d+: .*ECONNREFUSED/),
    });
    server = await answeringServer(() => ({ status: 200, body: {} }));
  });

  it('whoever goes away while he waits hears his own reason, and the server sees him go', async () => {
    const gone = new AbortController();
    let hear = () => {};
    const heard = new Promise<void>((resolve) => (hear = resolve));
    const travel = await answeredWith(() => (hear(), new Promise<never>(() => {})));
    const asked = travel.matrix({ ...ASK, signal: gone.signal });
    await heard;
    gone.abort(new Error('gone'));
    await expect(asked).rejects.toThrow('gone');
  });

  it('its name follows the roads the server has', async () => {
    let roads = 'valhalla:3.6.1:monday';
    const travel = await answeredWith(() => ({ status: 200, body: { roads, basis: 'freeflow', cells: [[[1, 2]]] } }));
    expect(travel.id).toBe('valhalla');
    await travel.matrix(ASK);
    expect(travel.id).toBe('valhalla:3.6.1:monday');
    roads = 'valhalla:3.6.1:tuesday';
    await travel.matrix(ASK);
    expect(travel.id).toBe('valhalla:3.6.1:tuesday');
  });

  it('nothing but validated numbers leaves', async () => {
    const travel = await answeredWith(() => ({
      status: 200,
      body: { roads: 'x', basis: 'freeflow', cells: [['no-path']] },
    }));
    const departAt = new Date('2026-03-03T13:40:00Z');
    const cells = await travel.matrix({
      ...ASK,
      from: [{ ...a, name: 'Dave', costing: 'pedestrian' } as typeof a],
      departAt,
    });
    expect(cells).toEqual([[{ unreachable: 'no-path' }]]);
    expect(server.asked[0]!.body).toEqual({
      from: [a],
      to: [b],
      haste: 'planning',
      departAt: '2026-03-03T13:40:00.000Z',
    });
  });
});
