import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { z } from 'zod';
import { matchAsked, matrixAsked, routeAsked, snapAsked } from '#travel/roads-protocol';
import { answerMatrix } from '#apps/roads/answer-matrix';
import type { Work } from '#apps/roads/work';
import { answerMatch, answerRoute, answerSnap, NoPath } from '#apps/roads/answer-route';
import { EngineGone } from '#apps/roads/engine';
import { messageOf } from '#apps/roads/message-of';
import type { Queue } from '#apps/roads/queue';
import { NotJson, readJson, TooLong } from '#apps/roads/read-json';
import type { Roads } from '#apps/roads/roads';

export type Counted = { answered: number; refused: number };
type Parts = { readonly roads: Roads; readonly queue: Queue; readonly onFault: (failure: unknown) => void };
type Reply = { readonly status: number; readonly body: object };

/** What may be asked: the shape of the ask, and what answers it. */
const ASKS: Record<string, (body: unknown) => Asked> = {
  '/matrix': (body) => asked(matrixAsked, body, answerMatrix, (ask) => ask.haste),
  '/route': (body) => asked(routeAsked, body, answerRoute),
  '/snap': (body) => asked(snapAsked, body, answerSnap),
  '/match': (body) => asked(matchAsked, body, answerMatch),
};

/** The HTTP side of the roads (`#travel/roads-protocol`), with `/health` and `/status` for people and probes. */
export function roadsServer(parts: Parts): Server {
  const counted: Counted = { answered: 0, refused: 0 };
  const server = createServer((incoming, response) => {
    void reply(incoming, response, parts, counted).then(({ status, body }) => {
      if (incoming.method === 'POST') counted[status === 200 ? 'answered' : 'refused']++;
      send(response, status, body);
    });
  });
  // Longer than any client keeps an idle connection: ours is not the side that closes while a question is on its way.
  server.keepAliveTimeout = 75_000;
  return server;
}

async function reply(
  incoming: IncomingMessage,
  response: ServerResponse,
  parts: Parts,
  counted: Counted,
): Promise<Reply> {
  const path = (incoming.url ?? '/').split('?')[0]!;
  if (incoming.method === 'GET' && path === '/health') return health(parts.roads);
  if (incoming.method === 'GET' && path === '/status') return { status: 200, body: status(parts, counted) };
  const read = ASKS[path];
  if (!read || incoming.method !== 'POST') return refuse(404, 'ask POST /matrix, /route, /snap or /match');
  // A page of some other site could send anything else to this port from a browser on this machine.
  if (!/^application\/json\b/.test(incoming.headers['content-type'] ?? '')) return refuse(415, 'send application/json');
  const gone = new AbortController();
  response.once('close', () => gone.abort(NOBODY_WAITS));
  try {
    return await answer(read(await readJson(incoming)), parts, gone.signal);
  } catch (failure) {
    return refusalOf(failure, parts.onFault);
  }
}

async function answer({ haste, run }: Asked, { roads, queue }: Parts, signal: AbortSignal): Promise<Reply> {
  const generation = roads.inUse();
  if (!generation) return refuse(503, roads.says());
  if (queue.isFull(haste)) return refuse(503, 'more is being asked than can be answered; ask again later');
  const release = generation.hold();
  try {
    return { status: 200, body: await run({ generation, queue, signal }) };
  } finally {
    release();
  }
}

type Asked = { readonly haste: 'live' | 'planning'; readonly run: (work: Work) => Promise<object> };

function asked<T>(
  schema: z.ZodType<T>,
  body: unknown,
  run: (ask: T, work: Work) => Promise<object>,
  hasteOf: (ask: T) => 'live' | 'planning' = () => 'live',
): Asked {
  const read = schema.safeParse(body);
  if (read.success) return { haste: hasteOf(read.data), run: (work) => run(read.data, work) };
  const [first] = read.error.issues;
  throw new (first?.code === 'too_big' && first.origin === 'array' ? TooLong : NotJson)(
    [first?.path.join('.'), first?.message].filter(Boolean).join(': '),
  );
}

function refusalOf(failure: unknown, onFault: (failure: unknown) => void): Reply {
  if (failure instanceof NotJson) return refuse(400, failure.message);
  if (failure instanceof TooLong) return refuse(413, failure.message);
  if (failure instanceof NoPath) return refuse(422, failure.message);
  if (failure instanceof EngineGone) return refuse(503, failure.message);
  if (failure === NOBODY_WAITS) return refuse(499, NOBODY_WAITS.message);
  onFault(failure);
  return refuse(500, messageOf(failure));
}

const NOBODY_WAITS = new Error('nobody waits for the answer any more');

const refuse = (status: number, sentence: string): Reply => ({ status, body: { refused: sentence } });

const health = (roads: Roads): Reply => ({ status: roads.inUse() ? 200 : 503, body: { says: roads.says() } });

function status({ roads, queue }: Parts, counted: Counted) {
  const generation = roads.inUse();
  const { id, name, zone, builtAt, attribution } = generation?.network ?? {};
  return {
    says: roads.says(),
    network: generation ? { id, name, zone, builtAt, attribution } : null,
    engine: generation ? { name: generation.name, pid: generation.engine.pid } : null,
    queue: queue.lengths(),
    ...counted,
    restarts: roads.restarts(),
    placesKnown: generation?.verdicts.size ?? 0,
  };
}

function send(response: ServerResponse, status: number, value: object) {
  if (response.destroyed) return;
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
  response.end(body);
}
