import type { Loopback } from '#carriers/loopback';
import type { Logged } from '#carriers/loopback/logged';

/** A text, and when the carrier had it (ms, `performance.now`). */
export type Heard = { readonly text: Logged; readonly at: number };

export type Ear = {
  /** All that has come to this phone, oldest first. */
  to(phone: string): readonly Heard[];
  all(): readonly Heard[];
  /** Resolves when each of these phones has a text; after `patienceMs` anyway: what is missing then is an omission. */
  until(phones: readonly string[], patienceMs: number): Promise<void>;
};

/** Listens at the carrier: the moment it has a text is the moment it was handed over. */
export function listenAt(carrier: Loopback): Ear {
  const byPhone = new Map<string, Heard[]>();
  const waiting = new Set<(phone: string) => void>();
  carrier.onMessage((text) => {
    const at = performance.now();
    byPhone.set(text.to, [...(byPhone.get(text.to) ?? []), { text, at }]);
    for (const look of waiting) look(text.to);
  });
  return {
    to: (phone) => byPhone.get(phone) ?? [],
    all: () => [...byPhone.values()].flat(),
    until(phones, patienceMs) {
      const missing = new Set(phones.filter((phone) => !byPhone.has(phone)));
      if (!missing.size) return Promise.resolve();
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        const look = (phone: string) => missing.delete(phone) && !missing.size && end();
        const timer = setTimeout(end, patienceMs);
        waiting.add(look);
      });
    },
  };
}
