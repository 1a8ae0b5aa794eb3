/** The value below which the share `q` of the values lies (nearest rank); NaN of none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

export const p50 = (values: readonly number[]) => quantile(values, 0.5);
export const p99 = (values: readonly number[]) => quantile(values, 0.99);
export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Three significant figures: more would claim a precision no shared machine has. */
export const brief = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(3)) : null);
