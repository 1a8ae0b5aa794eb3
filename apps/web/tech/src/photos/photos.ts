import type { Ask } from '../day/session';
import { cell } from '../cell';
import { aloneAs } from '../operations/alone';
import { database, type WaitingPhoto } from '../operations/database';
import { uuid } from '../operations/uuid';
import { scaledDown } from './scaled-down';

/** The pictures of one technician that wait on this phone, in the order they were taken; sent behind his taps. */
export function keepPhotos(technicianId: string, ask: Ask, refuse: (say: string) => void) {
  const waiting = cell<readonly WaitingPhoto[]>([]);
  /** How many of each job have reached the server from this page. */
  const sent = cell<ReadonlyMap<string, number>>(new Map());
  const alone = aloneAs(`doorward.photos.${technicianId}`);
  const look = async () =>
    waiting.set(
      (await (await database()).getAllFromIndex('photos', 'technicianId', technicianId)).toSorted(
        (a, b) => a.takenAt - b.takenAt,
      ),
    );

  async function sendAll(): Promise<void> {
    for (const { id, assignmentId, takenAt, bytes } of waiting.get()) {
      const age = Math.min(Math.max(0, Date.now() - takenAt), 86_400_000);
      const answer = await ask('PUT', `/api/tech/tickets/${assignmentId}/photos/${id}?age=${age}`, bytes);
      if (answer.kind !== 'answered' && answer.kind !== 'refused') return;
      if (answer.kind === 'refused') refuse(`A photo was not kept. ${answer.say}`);
      else sent.set(new Map(sent.get()).set(assignmentId, (sent.get().get(assignmentId) ?? 0) + 1));
      await (await database()).delete('photos', id);
    }
  }

  const hurry = async () => {
    await look();
    if (waiting.get().length) await alone(sendAll).then(look);
  };

  return {
    waiting,
    sent,
    /** Sends what waits; where it cannot, it waits for the next time. */
    hurry: () => void hurry().catch(() => undefined),
    async take(assignmentId: string, file: File): Promise<void> {
      const bytes = await scaledDown(file);
      await (await database()).put('photos', { id: uuid(), technicianId, assignmentId, takenAt: Date.now(), bytes });
      void hurry().catch(() => undefined); // it is kept, and goes out with the next contact
    },
  };
}
