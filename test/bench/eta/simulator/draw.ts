/** Draws from the laws a simulated world follows; all from one stream, so that a seed gives one world. */
export type Draw = {
  /** In [0, 1). */
  unit(): number;
  between(least: number, most: number): number;
  chance(share: number): boolean;
  pick<T>(things: readonly T[]): T;
  /** Standard normal (Box and Muller). */
  normal(): number;
  /** With the median given; `sigma` of the logarithm. */
  lognormal(median: number, sigma: number): number;
  exponential(mean: number): number;
  /** Marsaglia and Tsang, "A simple method for generating gamma variables" (2000). */
  gamma(shape: number, mean: number): number;
  weibull(shape: number, scale: number): number;
  /** Log-logistic: a tail so heavy that below `shape` 2 it has no variance. */
  logLogistic(shape: number, median: number): number;
};

export function drawing(random: () => number): Draw {
  const unit = random;
  const open = () => Math.max(unit(), 1e-12);
  const normal = () => Math.sqrt(-2 * Math.log(open())) * Math.cos(2 * Math.PI * unit());
  const standardGamma = (shape: number): number => {
    if (shape < 1) return standardGamma(shape + 1) * open() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(open()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return {
    unit,
    between: (least, most) => least + unit() * (most - least),
    chance: (share) => unit() < share,
    pick: (things) => things[Math.floor(unit() * things.length)]!,
    normal,
    lognormal: (median, sigma) => median * Math.exp(sigma * normal()),
    exponential: (mean) => -mean * Math.log(open()),
    gamma: (shape, mean) => (standardGamma(shape) * mean) / shape,
    weibull: (shape, scale) => scale * (-Math.log(open())) ** (1 / shape),
    logLogistic: (shape, median) => {
      const u = Math.min(open(), 1 - 1e-12);
      return median * (u / (1 - u)) ** (1 / shape);
    },
  };
}
