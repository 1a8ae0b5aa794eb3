import type { Language } from '#time/language';
import { speak } from '#apps/api/customer/speak';
import { WithDesk } from '#apps/api/customer/parts/desk-link';
import { documentOf } from '#apps/api/customer/pages/document';

/** Whose page it would have been, and whom to call. */
export type Sorry = {
  readonly company: string;
  readonly desk: string;
  readonly language: Language;
  /** Where he came from, when that is still there. */
  readonly back: string | null;
};

type Why = 'over' | 'link' | 'tries' | 'unread' | 'records' | 'broke';

/** For a customer who was turned away: why, and whom to call. He is never left with nothing to do. */
export function sorryPage(why: Why, { company, desk, language, back }: Sorry): string {
  const say = speak(language);
  return documentOf(
    { title: say(titleOf(why)), company, language },
    <section class="card">
      <h1>{say(titleOf(why))}</h1>
      <p>{say(`sorry.${why}`)}</p>
      <p>
        <WithDesk words={say(why === 'over' ? 'sorry.over-call' : 'sorry.call', { desk })} desk={desk} />
      </p>
      {back ? (
        <p>
          <a href={back}>{say('sorry.back')}</a>
        </p>
      ) : null}
    </section>,
  );
}

/** A page that has ended in time is nothing to be sorry for. */
const titleOf = (why: Why) => (why === 'over' ? 'sorry.over-title' : 'sorry.title');

/** For everybody else with a browser: the sentence as it stands. */
export const refusedPage = (company: string, sentence: string): string =>
  documentOf(
    { title: 'Sorry', company, language: 'en' },
    <section class="card">
      <h1>Sorry</h1>
      <p>{sentence}</p>
    </section>,
  );

/** Which page a status leads to. */
export function whyOf(status: number): Why {
  if (status === 410) return 'over';
  if (status === 429) return 'tries';
  if (status === 503) return 'records';
  if (status >= 500) return 'broke';
  return status === 404 || status === 414 ? 'link' : 'unread';
}
