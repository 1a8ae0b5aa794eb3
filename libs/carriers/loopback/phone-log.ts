import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Entry, phoneOf } from '#carriers/loopback/logged';
import { readLines } from '#carriers/loopback/read-lines';

/** One line of the file, and one thing a listener hears. */
export type Change =
  | { readonly kind: 'message'; readonly entry: Entry }
  | {
      readonly kind: 'status';
      readonly sid: string;
      readonly status: Entry['status'];
      readonly errorCode: number | null;
    }
  | { readonly kind: 'read'; readonly phone: string };

export type PhoneLog = {
  /** Writes the change down (it survives a SIGKILL from here on), applies it, then tells the listeners. */
  write(change: Change): void;
  get(sid: string): Entry | undefined;
  /** Oldest first. */
  all(): readonly Entry[];
  /** The texts of one phone, oldest first. */
  of(phone: string): readonly Entry[];
  phones(): readonly string[];
  /** Texts to this phone since it last wrote or was looked at. */
  unread(phone: string): number;
  onChange(listener: (change: Change) => void): () => void;
  close(): void;
};

/** The texts of all phones in memory, appended to `file` when there is one and read back from it. */
export function openPhoneLog(file?: string): PhoneLog {
  const books: Books = { bySid: new Map(), byPhone: new Map(), unread: new Map() };
  const listeners = new Set<(change: Change) => void>();
  const fd = file === undefined ? null : opened(file, books);

  return {
    write(change) {
      if (fd !== null) writeSync(fd, `${JSON.stringify(change)}\n`);
      apply(books, change);
      for (const listener of listeners) listener(change);
    },
    get: (sid) => books.bySid.get(sid),
    all: () => [...books.bySid.values()],
    of: (phone) => (books.byPhone.get(phone) ?? []).map((sid) => books.bySid.get(sid)!),
    phones: () => [...books.byPhone.keys()],
    unread: (phone) => books.unread.get(phone) ?? 0,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      listeners.clear();
      if (fd !== null) closeSync(fd);
    },
  };
}

type Books = {
  readonly bySid: Map<string, Entry>;
  readonly byPhone: Map<string, string[]>;
  readonly unread: Map<string, number>;
};

function opened(file: string, books: Books): number {
  mkdirSync(dirname(file), { recursive: true });
  for (const line of readLines(file)) apply(books, revived(line as Change));
  return openSync(file, 'a');
}

const revived = (change: Change): Change =>
  change.kind === 'message' ? { ...change, entry: { ...change.entry, at: new Date(change.entry.at) } } : change;

function apply(books: Books, change: Change) {
  if (change.kind === 'read') return void books.unread.set(change.phone, 0);
  if (change.kind === 'status') {
    const { sid, status, errorCode } = change;
    const before = books.bySid.get(sid);
    if (before) books.bySid.set(sid, { ...before, status, errorCode });
    return;
  }
  const { entry } = change;
  const phone = phoneOf(entry);
  books.bySid.set(entry.sid, entry);
  const thread = books.byPhone.get(phone);
  if (thread) thread.push(entry.sid);
  else books.byPhone.set(phone, [entry.sid]);
  // Who answers has read what he answers.
  books.unread.set(phone, entry.direction === 'from-phone' ? 0 : (books.unread.get(phone) ?? 0) + 1);
}
