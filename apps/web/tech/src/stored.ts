/** One JSON value kept by the browser. Storage may be full, forbidden or hold nonsense: the page goes on without it. */
export type Stored<T> = {
  readonly read: () => T | null;
  readonly write: (value: T) => void;
  readonly clear: () => void;
};

export function stored<T>(place: 'device' | 'tab', key: string): Stored<T> {
  const storage = () => (place === 'device' ? localStorage : sessionStorage);
  const quietly = <R>(act: () => R): R | null => {
    try {
      return act();
    } catch {
      // Private mode, a full disk, or a value of another version.
      return null;
    }
  };
  return {
    read: () => quietly(() => JSON.parse(storage().getItem(key) ?? 'null') as T | null),
    write: (value) => void quietly(() => storage().setItem(key, JSON.stringify(value))),
    clear: () => void quietly(() => storage().removeItem(key)),
  };
}
