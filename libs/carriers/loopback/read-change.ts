import type { Switches } from '#carriers/loopback/switches';

const isCount = (v: unknown) => Number.isInteger(v) && (v as number) >= 0 && (v as number) <= 1_000_000;
const isFlag = (v: unknown) => typeof v === 'boolean';
const isChance = (v: unknown) => typeof v === 'number' && v >= 0 && v <= 1;
const isPhones = (v: unknown) => Array.isArray(v) && v.every((phone) => typeof phone === 'string');
const CALL_FATES = ['answered', 'machine', 'busy', 'no-answer', 'failed'];
const RATES = { seed: isCount, busy: isChance, refused: isChance, dropped: isChance, slow: isChance };

const FITS: Record<keyof Switches, (v: unknown) => boolean> = {
  delayMs: isCount,
  busyNext: isCount,
  refuseNext: (v) => v === null || isCount(v),
  acceptThenDropNext: isCount,
  slowNext: isCount,
  slowMs: isCount,
  rates: (v) =>
    v === null || (isObject(v) && Object.entries(RATES).every(([name, fits]) => fits(v[name as keyof typeof v]))),
  undelivered: isPhones,
  undeliveredCode: isCount,
  perMinute: (v) => v === null || isCount(v),
  silent: isPhones,
  landlines: isPhones,
  calls: (v) => isObject(v) && Object.values(v).every((fate) => CALL_FATES.includes(fate as string)),
  down: isFlag,
  duplicateCallbacks: isFlag,
  reorderCallbacks: isFlag,
  duplicateInbound: (v) => isCount(v) && (v as number) <= 1000,
};

/** Switches as a page sent them, or a sentence that names the first one that does not fit. */
export function readChange(value: unknown): Partial<Switches> | { readonly refused: string } {
  if (!isObject(value)) return { refused: 'switches are a JSON object' };
  for (const [name, set] of Object.entries(value)) {
    if (!Object.hasOwn(FITS, name)) return { refused: `there is no switch ${name}` };
    if (!FITS[name as keyof Switches](set)) return { refused: `${name} cannot be ${JSON.stringify(set)}` };
  }
  return value as Partial<Switches>;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
