import { DAVE, type Morning } from '#test/branches/morning';

/** The visit is over at this time, done unless told otherwise. */
export async function finish(morning: Morning, at: string, how: 'done' | 'cannot-complete' = 'done'): Promise<void> {
  await morning.until('08:20:00');
  for (const act of ['on-my-way', 'arrive', 'start'] as const) await morning.tap(act);
  await morning.until(at);
  await morning.tap(how, { note: 'outside line replaced' });
}

/** The texts by which Dave was asked how it was. */
export const bySurvey = (morning: Pick<Morning, 'texts'>): string[] =>
  morning.texts(DAVE).filter((text) => /how was it, 1 bad to 5/.test(text));
