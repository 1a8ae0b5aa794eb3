import type { Tx } from '#store/tx';
import { eraseAccess } from '#flows/steps/access-notes';
import type { Due } from '#flows/timers/due';

export const eraseHowToGetIn = (tx: Tx, { subject }: Due): Promise<void> => eraseAccess(tx, subject);
