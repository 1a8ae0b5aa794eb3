import { database, type Sender } from './database';

/** Lets the service worker send what waits when no page of this technician is open. */
export const keepSender = async (sender: Sender): Promise<void> =>
  void (await (await database()).put('senders', sender));

export const sendersKept = async (): Promise<readonly Sender[]> => (await database()).getAll('senders');

/**
 * A sign-in has ended: whose customers these are is forgotten, pictures with them. What he tapped stays, without names,
 * until he signs in on this phone again.
 */
export async function forgetSender(technicianId: string): Promise<void> {
  const tx = (await database()).transaction(['senders', 'queue', 'photos'], 'readwrite');
  await tx.objectStore('senders').delete(technicianId);
  const photos = tx.objectStore('photos').index('technicianId');
  for (let at = await photos.openCursor(technicianId); at; at = await at.continue()) await at.delete();
  const kept = await tx.objectStore('queue').get(technicianId);
  if (kept) {
    const operations = kept.operations.map((one) => ({ ...one, customer: 'your ticket' }));
    await tx.objectStore('queue').put({ ...kept, operations }, technicianId);
  }
  await tx.done;
}
