/**
 * A phone number as people write it, in the form carriers take (E.164): `(555) 010-0142`, `1 555 010 0142` and
 * `+1 555 010 0142` are `+15550100142`. Ten digits without a country are taken for a number of the US. Null for anything
 * else.
 */
export function readPhoneNumber(written: string): string | null {
  const plain = written
    .trim()
    .replace(/^(?:tel:)/i, '')
    .replace(/[\s().\u00a0/-]+/g, '');
  if (/^\+[1-9]\d{6,14}$/.test(plain)) return plain;
  if (/^00[1-9]\d{6,14}$/.test(plain)) return `+${plain.slice(2)}`;
  if (/^1[2-9]\d{9}$/.test(plain)) return `+${plain}`;
  return /^[2-9]\d{9}$/.test(plain) ? `+1${plain}` : null;
}
