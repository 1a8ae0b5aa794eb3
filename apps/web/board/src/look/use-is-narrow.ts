import { useMediaQuery } from '@mantine/hooks';

/** Too narrow for a timeline: a phone, or a window at the edge of the screen. */
export const useIsNarrow = (): boolean =>
  useMediaQuery('(max-width: 899px)', undefined, { getInitialValueInEffect: false });
