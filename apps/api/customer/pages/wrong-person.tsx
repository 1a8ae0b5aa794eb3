import type { Page } from '#apps/api/customer/page';
import { WithDesk } from '#apps/api/customer/parts/desk-link';
import { documentOf } from '#apps/api/customer/pages/document';

/** For whoever has a number that is not the customer's: nothing of the visit, and nothing of its customer. */
export const wrongPersonPage = ({
  company,
  desk,
  language,
  say,
}: Pick<Page, 'company' | 'desk' | 'language' | 'say'>) =>
  documentOf(
    { title: say('person.title'), company, language },
    <section class="card">
      <h1>{say('person.head')}</h1>
      <p>{say('person.gone')}</p>
      <p>
        <WithDesk words={say('person.was-wrong', { desk })} desk={desk} />
      </p>
    </section>,
  );
