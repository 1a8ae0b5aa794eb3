import { useDesk } from '../live/desk-context';
import { useCellPart } from '../live/use-cell';

/** The first instant of the day shown. */
export const useDayFrom = (): string => useCellPart(useDesk().store.title, (title) => title?.span.from ?? '');
