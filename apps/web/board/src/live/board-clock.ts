import type { ClockFace } from '#store/views';
import { type Cell, cell } from './cell';

/** The one clock of the house, carried on between two messages: what it showed, plus what passed since at its rate. */
export type BoardClock = {
  /** Milliseconds since 1970, brought up to date once a second. */
  readonly now: Cell<number>;
  readonly rate: Cell<number>;
  readonly take: (face: ClockFace) => void;
  readonly stop: () => void;
};

export function boardClock(): BoardClock {
  let face = { shows: Date.now(), rate: 1, since: performance.now() };
  const now = cell(face.shows);
  const rate = cell(1);
  const tick = () => now.set(face.shows + (performance.now() - face.since) * face.rate);
  const timer = setInterval(tick, TICK_MS);
  return {
    now,
    rate,
    take(told) {
      face = { shows: Date.parse(told.shows), rate: told.rate, since: performance.now() };
      rate.set(told.rate);
      tick();
    },
    stop: () => clearInterval(timer),
  };
}

const TICK_MS = 500;
