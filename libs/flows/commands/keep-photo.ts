import { plusMinutes } from '#time/minutes';
import { type Refused, refuse } from '#visits/refused';
import { byTechnician, type Doorward } from '#flows/doorward';

/** A picture as phones send it: scaled down there to what shows a meter or a broken board. */
export const MOST_PHOTO_BYTES = 600 * 1024;
const MOST_PHOTOS = 12;

type Keeping = {
  readonly technicianId: string;
  readonly assignmentId: string;
  /** Named by the phone, so that the same picture is kept once however often it is sent. */
  readonly photoId: string;
  /** How long ago it was taken, in real ms. */
  readonly ageMs: number;
  readonly bytes: Buffer;
};

const isJpeg = (bytes: Buffer) => bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/** Keeps a picture of a job that is or was his; it stands in the story before the desk. */
export const keepPhoto =
  (house: Doorward) =>
  async ({ technicianId, assignmentId, photoId, ageMs, bytes }: Keeping): Promise<{ kept: true } | Refused> => {
    if (!isJpeg(bytes)) return refuse('infeasible', 'That is no JPEG picture.');
    return house.store.commit(async (tx) => {
      const [ticket] = await tx.sql<{ technician: string; workOrderId: string; appointmentId: string }>(
        `SELECT t.name AS technician, p.work_order_id AS "workOrderId", p.id AS "appointmentId"
         FROM assignment a JOIN technician t ON t.id = a.technician_id JOIN appointment p ON p.id = a.appointment_id
         WHERE a.id = $1 AND a.technician_id = $2 FOR UPDATE OF a`,
        [assignmentId, technicianId],
      );
      if (!ticket) return refuse('absent', 'That ticket is not yours.');
      const [known] = await tx.sql('SELECT 1 FROM photo WHERE id = $1', [photoId]);
      if (known) return { kept: true as const };
      const [{ many }] = (await tx.sql<{ many: number }>(
        'SELECT count(*)::int AS many FROM photo WHERE assignment_id = $1',
        [assignmentId],
      )) as [{ many: number }];
      if (many >= MOST_PHOTOS)
        return refuse(
          'infeasible',
          `There are ${MOST_PHOTOS} photos of this job already; that is as many as are kept.`,
        );
      await tx.sql('INSERT INTO photo (id, assignment_id, taken_at, kept_at, bytes) VALUES ($1, $2, $3, $4, $5)', [
        photoId,
        assignmentId,
        plusMinutes(tx.now, -ageMs / 60_000),
        tx.now,
        bytes,
      ]);
      const { technician, workOrderId, appointmentId } = ticket;
      tx.record({
        type: 'photo.taken',
        actor: byTechnician(technician),
        reason: 'a photo of the job',
        workOrderId,
        appointmentId,
        assignmentId,
        technicianId,
        data: { photoId },
      });
      return { kept: true as const };
    });
  };

export const photoOf = async ({ store }: Doorward, id: string): Promise<Buffer | null> =>
  (await store.read<{ bytes: Buffer }>('SELECT bytes FROM photo WHERE id = $1', [id]))[0]?.bytes ?? null;
