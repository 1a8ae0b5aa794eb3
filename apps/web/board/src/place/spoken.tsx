import { VisuallyHidden } from '@mantine/core';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';

/** The live region of the keys: there from the start, since screen readers miss what comes together with its region. */
export const Spoken = () => (
  <VisuallyHidden role="status" aria-live="polite" data-spoken="">
    {useCell(useDesk().spoken)}
  </VisuallyHidden>
);
