import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Page, WebSocketRoute } from 'playwright-core';
import { CLONE_DIR } from '#apps/launcher/clone-dir';
import type { BoardChange, BoardSnapshot, BoardVisit } from '#store/views';

const ORIGIN = 'http://board.example';
const FRONT = join(CLONE_DIR, 'dist', 'web', 'board');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
};

/** A server that exists in the browser's routes only. */
export type Line = {
  readonly url: string;
  /** Once the board has its socket. */
  readonly isFollowing: Promise<void>;
  /** So many changes a second for so many seconds; gives the visit that was changed last. */
  change(perSecond: number, seconds: number): Promise<BoardVisit>;
};

/** Serves the board as it is built, a day, and a socket that speaks as Socket.IO does. */
export async function openLine(page: Page, day: BoardSnapshot): Promise<Line> {
  const answers: Readonly<Record<string, unknown>> = {
    '/api/session': { name: 'Lee Park', role: 'desk' },
    '/api/board': day,
    '/api/board/drives': { technicians: {} },
    '/api/clock': { ...day.clock, canChange: false },
    '/api/inbox': [],
  };
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname in answers) return route.fulfill({ json: answers[pathname] });
    if (!pathname.startsWith('/board/')) return route.fulfill({ status: 404, json: {} });
    const file = pathname === '/board/' ? 'index.html' : pathname.slice('/board/'.length);
    return route.fulfill({
      body: readFileSync(join(FRONT, file)),
      contentType: TYPES[extname(file)] ?? 'application/octet-stream',
    });
  });
  let socket: WebSocketRoute | null = null;
  let follow = () => undefined as void;
  const isFollowing = new Promise<void>((following) => {
    follow = following;
  });
  await page.routeWebSocket(/socket\.io/, (opened) => {
    socket = opened;
    opened.onMessage((said) => {
      // A connection to the namespace is asked for, and granted.
      if (!String(said).startsWith('40/board,')) return;
      opened.send('40/board,{"sid":"made-up"}');
      follow();
    });
    opened.send('0{"sid":"made-up","upgrades":[],"pingInterval":600000,"pingTimeout":600000,"maxPayload":1000000}');
  });
  const tell = (change: BoardChange) => socket?.send(`42/board,${JSON.stringify(['change', change])}`);

  return {
    url: `${ORIGIN}/board/`,
    isFollowing,
    async change(perSecond, seconds) {
      const all = perSecond * seconds;
      const started = performance.now();
      let last = day.visits[0]!;
      for (let n = 0; n < all; n++) {
        // In a fixed order over all rows, so that what is on the screen changes as well as what is not; the first at last.
        const seen = n === all - 1 ? day.visits[0]! : day.visits[(n * 37) % day.visits.length]!;
        last = changed(seen, n);
        tell({ cursor: `1.${n + 2}`, clock: day.clock, visits: [last], alerts: [], events: [] });
        const ahead = started + ((n + 1) * 1_000) / perSecond - performance.now();
        if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
      }
      await page.waitForTimeout(300);
      return last;
    },
  };
}

/** Later by some minutes, and on site: a bar that moves and looks otherwise. */
function changed(visit: BoardVisit, n: number): BoardVisit {
  const later = (t: string) => new Date(Date.parse(t) + (n % 12) * 60_000).toISOString();
  const { ticket } = visit;
  const expected = ticket && { from: later(ticket.planned.from), to: later(ticket.planned.to) };
  return { ...visit, version: visit.version + n + 1, ticket: ticket && { ...ticket, state: 'on_site', expected } };
}
