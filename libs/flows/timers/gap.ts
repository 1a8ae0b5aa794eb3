import { whenAwake } from '#conversation/quiet';
import type { Tx } from '#store/tx';
import type { Doorward } from '#flows/doorward';
import { askAgain } from '#flows/steps/gap';
import { askWaiting, closeGap, gapOf } from '#flows/steps/ask-waiting';
import type { Due } from '#flows/timers/due';

/** A gap is open: the next of those who wait is asked, unless somebody is being asked. Nobody is asked at night. */
export async function askAboutGap(tx: Tx, { subject }: Due, house: Doorward): Promise<void> {
  const gap = await gapOf(tx, subject);
  if (!gap || gap.closedAt) return;
  if (gap.to <= tx.now) return closeGap(tx, gap, 'the time has come without anybody in it');
  const awake = whenAwake(tx.now, gap, house.settings.SPEAKING_HOURS);
  if (awake > tx.now) return askAgain(tx, gap.id, awake);
  await askWaiting(tx, house, gap);
}
