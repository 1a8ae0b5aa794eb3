import type { Draw } from '#test/bench/eta/simulator/draw';

/** A kind of work: what the plan allows for it, and the law its minutes really follow (for an ordinary technician). */
export type Work = {
  readonly type: string;
  readonly planned: number;
  readonly share: number;
  minutes(draw: Draw): number;
};

/** None of these is normal or lognormal: an engine that supposes one of those is not flattered. */
export const WORKS: readonly Work[] = [
  // Most are quick, one in four is a house nobody has wired before.
  {
    type: 'install',
    planned: 90,
    share: 0.2,
    minutes: (draw) => (draw.chance(0.75) ? draw.gamma(14, 80) : draw.gamma(9, 128)),
  },
  // Two humps: the part is in the van, or it is not.
  {
    type: 'repair',
    planned: 60,
    share: 0.3,
    minutes: (draw) => draw.gamma(12, 46) + (draw.chance(0.3) ? draw.gamma(10, 33) : 0),
  },
  // The fault is found at once or not for hours.
  { type: 'fault', planned: 60, share: 0.15, minutes: (draw) => Math.min(300, draw.logLogistic(3.2, 50)) },
  { type: 'check', planned: 30, share: 0.2, minutes: (draw) => 4 + draw.weibull(1.7, 26) },
  // The plan has never been right: 1.4 times as long in truth.
  { type: 'upgrade', planned: 45, share: 0.15, minutes: (draw) => draw.gamma(11, 63) },
];

export function pickWork(draw: Draw): Work {
  let left = draw.unit();
  for (const work of WORKS) if ((left -= work.share) < 0) return work;
  return WORKS[0]!;
}
