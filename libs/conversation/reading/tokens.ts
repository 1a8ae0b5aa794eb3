import { asWords, spelt } from '#conversation/reading/spelling';

/** The words of a text for reading times: unlike plain words they keep `10:30`, `3/12` and `9-12` apart as `9 - 12`. */
export function tokensOf(text: string): string[] {
  const plain = asWords(text)
    .normalize('NFKD')
    .replace(/[\p{M}\u{20E3}'’‘`´]/gu, '')
    .toLowerCase()
    .replace(/[–—−]/g, '-')
    .replace(/\b([ap])\.\s?m\b\.?/g, '$1m')
    .replace(/(\d)\s*([ap])\s?m\b/g, '$1$2m')
    .replace(/(\d{1,2})\s*h\s*(\d\d)\b/g, '$1:$2')
    .replace(/\b(\d{1,2})\s*hrs?\b(?! ?\p{L})/gu, '$1h');
  const tokens = plain.match(TOKEN) ?? [];
  return tokens.flatMap((token) => (/^\p{L}/u.test(token) ? spelt(token).split(' ') : [token]));
}

const TOKEN =
  /\d{1,2}[:.]\d\d(?:[ap]m)?(?!\d)|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?!\d)|\d+(?:st|nd|rd|th)(?!\p{L})|\d+ish(?!\p{L})|\d+h(?!\p{L})|\d+[ap]m?(?!\p{L})|\d+|\p{L}[\p{L}\d]*|-/gu;
