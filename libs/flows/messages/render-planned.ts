import { plannedGone, plannedOffer } from '#conversation/texts/planned';
import { workSaid } from '#flows/said';
import { type Context, menuOf, type Rendered } from '#flows/messages/context';

/** True only while the time is held and nothing has been chosen. */
export async function renderPlannedOffer(c: Context): Promise<Rendered> {
  const visit = c.visit!;
  if (visit.state !== 'requested') return { suppress: 'a time has been chosen already' };
  const menu = await menuOf(c.tx, visit, c.now);
  const [choice] = menu?.choices ?? [];
  if (!menu || !choice) return { suppress: 'the time is not held any more' };
  const work = workSaid(visit.work, c.language);
  const { zone } = visit.place;
  return {
    body: plannedOffer({
      company: c.company,
      work,
      zone,
      language: c.language,
      choice,
      heldUntil: menu.heldUntil,
      link: c.link,
      now: c.now,
    }),
  };
}

export const renderPlannedGone = (c: Context): Rendered => ({
  body: plannedGone({ link: c.link, language: c.language }),
});
