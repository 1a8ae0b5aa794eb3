import type { ServerResponse } from 'node:http';
import { phoneOf, shown } from '#carriers/loopback/logged';
import type { Change, PhoneLog } from '#carriers/loopback/phone-log';

const HEARTBEAT_MS = 15_000;
/** A page that does not read its events is cut off; it comes back and asks for everything. */
const BACKLOG_BYTES = 1024 * 1024;

/** Server-sent events of everything that changes on the phones, until the page goes away. */
export function streamEvents(response: ServerResponse, log: PhoneLog) {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  response.write('retry: 1000\n\n');
  const stop = log.onChange((change) => {
    response.write(spoken(change, log));
    if (response.writableLength > BACKLOG_BYTES) response.destroy();
  });
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS).unref();
  response.on('close', () => {
    stop();
    clearInterval(heartbeat);
  });
}

function spoken(change: Change, log: PhoneLog): string {
  const event = (data: object) => `event: ${change.kind}\ndata: ${JSON.stringify(data)}\n\n`;
  if (change.kind === 'read') return event({ phone: change.phone });
  if (change.kind === 'message') return event({ phone: phoneOf(change.entry), message: shown(change.entry) });
  const { sid, status, errorCode } = change;
  return event({ phone: phoneOf(log.get(sid)!), sid, status, errorCode });
}
