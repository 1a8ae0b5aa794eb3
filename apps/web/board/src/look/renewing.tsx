import { useCell } from '../live/use-cell';
import { isRenewing } from './newer-version';
import { Notice } from './notice';

/** Stands on top while a newer page is on its way. */
export const Renewing = () =>
  useCell(isRenewing) && (
    <Notice tone="plain">
      A newer version of the board is there. It is being loaded; nothing you have typed is lost.
    </Notice>
  );
