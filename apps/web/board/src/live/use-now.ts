import { useDesk } from './desk-context';
import { useCellPart } from './use-cell';

/** The house's time in milliseconds, in steps: the component renders once per step and not once per tick. */
export const useNow = (stepSeconds: number): number =>
  useCellPart(useDesk().clock.now, (now) => Math.floor(now / (stepSeconds * 1_000)) * stepSeconds * 1_000);
