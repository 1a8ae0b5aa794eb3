/** The 128 characters of GSM 03.38 that cost one septet (the escape itself cannot be written). */
export const GSM_BASIC: ReadonlySet<string> = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** The extension table: an escape and a character, two septets. */
export const GSM_EXTENSION: ReadonlySet<string> = new Set('\f^{}\\[~]|€');

export type Segments = { readonly encoding: 'GSM-7' | 'UCS-2'; readonly segments: number; readonly units: number };

/**
 * How a carrier cuts and bills a text: `units` are septets (GSM-7) or 16-bit code units (UCS-2), 160 or 70 of them in
 * a single part, 153 or 67 in each part of several, where the header that joins them takes the rest. A character of
 * two units is never cut in half: it moves to the next part whole. An empty text is billed as one part.
 */
export function segments(text: string): Segments {
  const gsm = isGsm(text);
  const sizes = Array.from(text, (c) => (gsm ? (GSM_EXTENSION.has(c) ? 2 : 1) : c.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const [single, part] = gsm ? [160, 153] : [70, 67];
  return { encoding: gsm ? 'GSM-7' : 'UCS-2', segments: units <= single ? 1 : partsOf(sizes, part), units };
}

/** True when the text can be sent without UCS-2, which would cut a part from 160 characters to 70. */
export function isGsm(text: string): boolean {
  for (const c of text) if (!GSM_BASIC.has(c) && !GSM_EXTENSION.has(c)) return false;
  return true;
}

function partsOf(sizes: readonly number[], part: number): number {
  let [parts, used] = [1, 0];
  for (const size of sizes) {
    if (used + size > part) [parts, used] = [parts + 1, 0];
    used += size;
  }
  return parts;
}
