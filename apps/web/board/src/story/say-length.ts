import { segments } from '#conversation/segments';

/** `132 of 300 characters, 1 text`, and why it costs more than it looks. */
export function sayLength(text: string, most: number): string {
  const said = `${text.length} of ${most} characters`;
  if (text === '') return said;
  const cut = segments(text);
  const texts = `${cut.segments} ${cut.segments === 1 ? 'text' : 'texts'}`;
  return `${said}, ${texts}${cut.encoding === 'UCS-2' ? ' (a sign in it makes texts short: 70 characters each)' : ''}`;
}
