import type { Predictor } from '#test/bench/eta/predictor';
import { ours } from '#test/bench/eta/ours';
import { constantPace, hourOfWeek } from '#test/bench/eta/rivals/paces';
import { plan, shifted } from '#test/bench/eta/rivals/plan';

/** Ourselves first, then the rivals: fresh ones, who know nothing yet. */
export const predictors = (zone: string): readonly Predictor[] => [
  ours(zone),
  plan(),
  shifted(),
  constantPace(),
  hourOfWeek(zone),
];
