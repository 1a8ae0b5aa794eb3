import { minutesBetween } from '#time/minutes';
import { local } from '#test/world/company';
import type { Phone } from '#test/world/phone';
import type { TechnicianPhone } from '#test/world/technician';

/** Whether a text says all of this. */
export const has = (text: string, ...parts: string[]) => parts.every((part) => text.includes(part));

/** The ticket he is at or drives to. */
export const firstRef = (phone: TechnicianPhone) => phone.day()!.tickets[0]!.ref;

/** The texts a phone has got since it had `count` of them. */
export const since = (phone: Phone, count: number) =>
  phone
    .texts()
    .slice(count)
    .map(({ body }) => body);

/** `11:15-11:55am`, `9:50am-12:10pm`, `9-9:30`: the first range a text names, in the morning where it does not say. */
export function rangeIn(text: string): { readonly from: Date; readonly to: Date } {
  const found = /(\d+(?::\d\d)?)([ap]m)?-(\d+(?::\d\d)?)([ap]m)?/.exec(text);
  if (!found) throw new Error(`no range in: ${text}`);
  const [, from, fromHalf, to, toHalf = 'am'] = found;
  return { from: timeOf(from!, fromHalf ?? toHalf), to: timeOf(to!, toHalf) };
}

export const widthIn = (text: string) => {
  const { from, to } = rangeIn(text);
  return minutesBetween(from, to);
};

/** The time after a word: `timeAfter('texts you by', text)`. */
export function timeAfter(words: string, text: string): Date {
  const found = new RegExp(`${words} (\\d+(?::\\d\\d)?)([ap]m)?`).exec(text);
  if (!found) throw new Error(`no time after "${words}" in: ${text}`);
  return timeOf(found[1]!, found[2] ?? 'am');
}

function timeOf(clock: string, half: string): Date {
  const [hours, minutes = 0] = clock.split(':').map(Number) as [number, number?];
  const hour = (hours % 12) + (half === 'pm' ? 12 : 0);
  return local(`${hour}:${minutes}`);
}
