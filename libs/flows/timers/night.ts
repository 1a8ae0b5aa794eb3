import { plusMinutes } from '#time/minutes';
import { dayAt, instantOf, plusDays, startOfDay } from '#time/zone';
import type { Tx, Waking } from '#store/tx';
import type { Doorward } from '#flows/doorward';
import { forgetAnswers } from '#flows/steps/forget-answers';
import { forgetLegs } from '#flows/steps/forget-legs';
import { forgetLists } from '#flows/steps/forget-lists';
import { forgetPhotos } from '#flows/steps/forget-photos';
import { forgetPositions } from '#flows/steps/forget-positions';
import { forgetPushes } from '#flows/steps/forget-pushes';
import { forgetRouteChanges } from '#flows/steps/forget-route-changes';
import { remindOfUndecided } from '#flows/steps/undecided';
import type { Due } from '#flows/timers/due';

/** It belongs to nobody. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const AT_MINUTES = 3 * 60;
/** Between two portions of a long night's work. */
const PAUSE_MINUTES = 1 / 60;

const nightAt = (dueAt: Date): Waking => ({ key: 'night', kind: 'night', subject: NOBODY, dueAt });

/** What is done once a night, a portion in each commit. */
export async function tidyAtNight(tx: Tx, _: Due, { settings }: Doorward): Promise<void> {
  await forgetRouteChanges(tx);
  await remindOfUndecided(tx);
  const isMore =
    (await forgetLists(tx)) ||
    (await forgetPositions(tx, settings.POSITION_DAYS)) ||
    (await forgetPhotos(tx, settings.PHOTO_DAYS)) ||
    (await forgetLegs(tx)) ||
    (await forgetPushes(tx)) ||
    (await forgetAnswers(tx));
  // In a commit of its own: whatever is wrong with what can be learned, what has to be forgotten is forgotten.
  if (!isMore) tx.wake({ key: 'learn', kind: 'learn', subject: NOBODY, dueAt: tx.now });
  tx.wake(nightAt(isMore ? plusMinutes(tx.now, PAUSE_MINUTES) : nextNight(tx.now, settings.ZONE)));
}

/** Sees to it that the night comes; a worker does so when it starts. */
export const expectNight = ({ store, settings }: Doorward): Promise<void> =>
  store.commit(async (tx) => {
    const [known] = await tx.sql(`SELECT 1 FROM timer WHERE key = 'night'`);
    if (!known) tx.wake(nightAt(nextNight(tx.now, settings.ZONE)));
  });

/** The next time a clock on the wall shows three; where that hour is skipped, four hours into the day. */
export function nextNight(now: Date, zone: string): Date {
  const today = dayAt(now, zone);
  const nights = [today, plusDays(today, 1)].map(
    (day) => instantOf(day, AT_MINUTES, zone) ?? plusMinutes(startOfDay(day, zone), AT_MINUTES),
  );
  return nights.find((night) => night > now)!;
}
