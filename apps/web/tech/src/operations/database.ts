import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Kept } from '#apps/web/tech/queue/shelf';

/** A picture that waits to be sent. */
export type WaitingPhoto = {
  readonly id: string;
  readonly technicianId: string;
  readonly assignmentId: string;
  readonly takenAt: number;
  readonly bytes: ArrayBuffer;
};

/** Who sends from this phone: what the service worker needs when no page is open. */
export type Sender = { readonly technicianId: string; readonly token: string };

type Tables = DBSchema & {
  queue: { key: string; value: Kept };
  photos: { key: string; value: WaitingPhoto; indexes: { technicianId: string } };
  senders: { key: string; value: Sender };
};

let opened: Promise<IDBPDatabase<Tables>> | null = null;

/** The phone's own database; it is shared by all tabs and the service worker. */
export function database(): Promise<IDBPDatabase<Tables>> {
  opened ??= openDB<Tables>('doorward', 1, {
    upgrade(db) {
      db.createObjectStore('queue');
      db.createObjectStore('photos', { keyPath: 'id' }).createIndex('technicianId', 'technicianId');
      db.createObjectStore('senders', { keyPath: 'technicianId' });
    },
    // A newer page wants to change it, or the browser has thrown it away: the next look opens it again.
    blocking: (_, __, event) => {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: () => void (opened = null),
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}
