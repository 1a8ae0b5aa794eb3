import { useDesk } from './desk-context';
import { useCellPart } from './use-cell';

/** Whether anything may be changed now. */
export const useIsLive = (): boolean => useCellPart(useDesk().liveness, ({ is }) => is === 'live');
