import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A request as it goes over the wire. */
export type Request = { readonly bytes: Buffer };

/** What came back: how long each took (ms), and those whose answer was not 2xx, with what it said. */
export type Poured = {
  readonly ms: readonly number[];
  readonly refused: readonly string[];
  readonly bodies: readonly string[];
};

/** One POST of JSON, or a GET, over a connection that is kept. */
export function requestOf(path: string, { token, body }: { token?: string; body?: unknown } = {}): Request {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${text ? 'POST' : 'GET'} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    ...(token ? [`authorization: Bearer ${token}`] : []),
    ...(text ? ['content-type: application/json', `content-length: ${Buffer.byteLength(text)}`] : []),
  ];
  return { bytes: Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`) };
}

/** Sends them over so many connections, each its next as soon as the last is answered. */
export async function pour(port: number, requests: readonly Request[], connections: number): Promise<Poured> {
  const open = await Promise.all(Array.from({ length: connections }, () => openLine(port)));
  const [ms, answers]: [number[], Answer[]] = [[], []];
  let next = 0;
  const drain = async (line: Line) => {
    for (let request = requests[next++]; request; request = requests[next++]) {
      const sent = performance.now();
      answers.push(await line.ask(request));
      ms.push(performance.now() - sent);
    }
  };
  await Promise.all(open.map(drain));
  open.forEach((line) => line.close());
  return said(ms, answers);
}

/** Sends them at an even rate whether the answers keep up or not; each is timed from when it was due. */
export async function drip(port: number, requests: readonly Request[], perSecond: number): Promise<Poured> {
  const open = await Promise.all(Array.from({ length: LINES }, () => openLine(port)));
  const idle = [...open];
  const waiting: (() => void)[] = [];
  const [ms, answers, under]: [number[], Answer[], Promise<void>[]] = [[], [], []];
  const one = async (request: Request, due: number) => {
    if (!idle.length) await new Promise<void>((resolve) => waiting.push(resolve));
    const line = idle.pop()!;
    answers.push(await line.ask(request));
    ms.push(performance.now() - due);
    idle.push(line);
    waiting.shift()?.();
  };
  const begun = performance.now();
  for (let sent = 0; sent < requests.length; await pause(1)) {
    const due = Math.min(requests.length, Math.floor(((performance.now() - begun) * perSecond) / 1000));
    for (; sent < due; sent++) under.push(one(requests[sent]!, begun + (sent * 1000) / perSecond));
  }
  await Promise.all(under);
  open.forEach((line) => line.close());
  return said(ms, answers);
}

const LINES = 200;

type Answer = { readonly status: number; readonly body: string };
type Line = { ask(request: Request): Promise<Answer>; close(): void };

const said = (ms: readonly number[], answers: readonly Answer[]): Poured => ({
  ms,
  refused: answers.filter(({ status }) => status < 200 || status > 299).map(({ status, body }) => `${status} ${body}`),
  bodies: answers.map(({ body }) => body),
});

/** A bare connection: what asks must not cost more than what answers. */
async function openLine(port: number): Promise<Line> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise((resolve, reject) => socket.once('connect', () => resolve(null)).once('error', reject));
  let [heard, tell, fail]: [string, ((answer: Answer) => void) | null, ((error: Error) => void) | null] = [
    '',
    null,
    null,
  ];
  socket.setEncoding('latin1');
  socket.on('error', (error) => fail?.(error));
  socket.on('close', () => fail?.(new Error('the connection was closed')));
  socket.on('data', (chunk: string) => {
    heard += chunk;
    const head = heard.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(heard.slice(0, head))?.[1] ?? 0);
    if (heard.length < head + 4 + length) return;
    const answer = { status: Number(heard.slice(9, 12)), body: heard.slice(head + 4, head + 4 + length) };
    heard = heard.slice(head + 4 + length);
    tell?.(answer);
  });
  return {
    ask: ({ bytes }) =>
      new Promise((resolve, reject) => {
        [tell, fail] = [resolve, reject];
        socket.write(bytes);
      }),
    close: () => {
      fail = null;
      socket.destroy();
    },
  };
}
