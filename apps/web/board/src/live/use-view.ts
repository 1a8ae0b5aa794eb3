import { useMemo } from 'react';
import { address } from './address';
import { useCell } from './use-cell';
import { readView, type View } from './view';

/** How the day is looked at, as the address says. */
export function useView(): View {
  const search = useCell(address);
  return useMemo(() => readView(search), [search]);
}
