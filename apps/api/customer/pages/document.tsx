import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Language } from '#time/language';
import { speak } from '#apps/api/customer/speak';
import { STYLE } from '#apps/api/customer/style';

export type Shell = {
  readonly title: string;
  readonly company: string;
  readonly language: Language;
  /** Where the language is changed; without it it cannot be. */
  readonly path?: string;
  /** What the script needs to keep the page true; without it the page stays as it is. */
  readonly live?: {
    /** Which page it is: parts are only put in the place of parts of the same one. */
    readonly page: string;
    readonly desk: string;
    /** Whether he drives at the moment, and the sketch is worth looking at again and again. */
    readonly moves: boolean;
  };
};

const OTHER: Readonly<Record<Language, { readonly language: Language; readonly name: string }>> = {
  en: { language: 'es', name: 'Español' },
  es: { language: 'en', name: 'English' },
};

/** A whole page: complete in its first answer, and working without the script. */
export const documentOf = ({ title, company, language, path, live }: Shell, body: ComponentChildren): string =>
  '<!doctype html>' +
  renderToString(
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${title} - ${company}`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
        <link rel="icon" href="data:," />
        {live ? <script src="/assets/visit.js" defer /> : null}
      </head>
      <body>
        <header>
          <p>{company}</p>
          {path ? <SwitchLanguage path={path} language={language} /> : null}
        </header>
        <main id="main" {...(live && path ? liveness(live, path, language) : {})}>
          {body}
        </main>
      </body>
    </html>,
  );

const SwitchLanguage = ({ path, language }: { path: string; language: Language }) => (
  <form method="post" action={`${path}/language`}>
    <button class="link" name="language" value={OTHER[language].language} lang={OTHER[language].language}>
      {OTHER[language].name}
    </button>
  </form>
);

function liveness({ page, desk, moves }: NonNullable<Shell['live']>, path: string, language: Language) {
  const say = speak(language);
  return {
    'data-page': page,
    'data-live': `${path}/live`,
    'data-moves': moves ? '' : undefined,
    'data-sending': say('shell.sending'),
    'data-not-sent': say('shell.not-sent', { desk }),
    'data-checked-now': say('shell.checked-now'),
    'data-checked': say('shell.checked'),
    'data-stale': say('shell.stale', { desk }),
  };
}
