import type { TimerKind } from '#store/timer-kind';

/** A timer that has fallen due. */
export type Due = { readonly key: string; readonly kind: TimerKind; readonly subject: string; readonly dueAt: Date };
