import type { Language } from '#time/language';

/** What a browser that nobody knows wants to read: the first of our languages in its Accept-Language, else English. */
export function languageAsked(header: string | undefined): Language {
  const wanted = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().toLowerCase().split(';');
      const weight = /^q=([\d.]+)$/.exec(options.map((option) => option.trim()).join(''))?.[1];
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ language, weight }) => (language === 'en' || language === 'es') && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted[0]?.language === 'es' ? 'es' : 'en';
}
