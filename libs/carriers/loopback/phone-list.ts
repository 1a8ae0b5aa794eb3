import { type Logged, shown } from '#carriers/loopback/logged';
import type { PhoneLog } from '#carriers/loopback/phone-log';

export type Person = { readonly name: string; readonly phone: string; readonly role: 'customer' | 'technician' };

export type Phone = {
  readonly name: string;
  readonly phone: string;
  /** `null` for a number nobody in the demo owns. */
  readonly role: Person['role'] | null;
  readonly last: Logged | null;
  readonly unread: number;
  readonly isOff: boolean;
};

/** Every phone: the demo's people in their own order, which never jumps, then strangers that were texted. */
export function phoneList(people: readonly Person[], log: PhoneLog, off: readonly string[]): Phone[] {
  const owned = new Set(people.map(({ phone }) => phone));
  const strangers = log.phones().filter((phone) => !owned.has(phone));
  return [...people, ...strangers.map((phone) => ({ name: phone, phone, role: null }))].map((person) => {
    const last = log.of(person.phone).at(-1);
    return {
      ...person,
      last: last ? shown(last) : null,
      unread: log.unread(person.phone),
      isOff: off.includes(person.phone),
    };
  });
}
