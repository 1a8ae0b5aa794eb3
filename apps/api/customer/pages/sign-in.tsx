import { firstName } from '#flows/said';
import { documentOf } from '#apps/api/customer/pages/document';

/** The page behind a technician's one-time link. Looking at it signs nobody in: link scanners look, too. */
export const signInPage = (company: string, name: string, path: string) =>
  documentOf(
    { title: 'Sign in', company, language: 'en' },
    <section class="card">
      <h1>Hello {firstName(name)}</h1>
      <p>This phone becomes yours for Doorward.</p>
      <form method="post" action={path}>
        <button>Sign in on this phone</button>
      </form>
    </section>,
  );
