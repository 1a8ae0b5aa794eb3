/** `132 of 300 characters, about 1 text`. The carrier counts 160 in a single text and 153 in each of several. */
export function sayLength(text: string, most: number): string {
  const texts = text.length <= 160 ? 1 : Math.ceil(text.length / 153);
  const cost = text.length === 0 ? '' : `, about ${texts} ${texts === 1 ? 'text' : 'texts'}`;
  return `${text.length} of ${most} characters${cost}`;
}
