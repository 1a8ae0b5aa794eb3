import { languageAsked } from '#apps/api/customer/language-asked';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['es', 'es'],
  ['es-MX,es;q=0.9,en;q=0.8', 'es'],
  ['en-US,en;q=0.9,es;q=0.8', 'en'],
  ['fr-FR,fr;q=0.9,es;q=0.5', 'es'],
  ['en;q=0.3, es;q=0.7', 'es'],
  ['es;q=0, en', 'en'],
  ['*;q=,;;;,-', 'en'],
])('a browser that asks for %s reads %s', (header, language) => {
  expect(languageAsked(header)).toBe(language);
});
