import type { Tx } from '#store/tx';
import { firstName } from '#flows/said';
import { closeAlert, openAlert } from '#flows/steps/alerts';

/**
 * Where the number whose texts were ended or begun again is a technician's, the desk has to know it: without texts his
 * tickets reach him on his phone's page, by its notices and by a call only. Nothing happens for any other number.
 */
export async function weighTechnicianTexts(
  tx: Tx,
  { phone, texts, source }: { readonly phone: string; readonly texts: boolean; readonly source: string },
): Promise<void> {
  const [technician] = await tx.sql<{ id: string; name: string }>(
    'SELECT id, name FROM technician WHERE phone = $1 AND active',
    [phone],
  );
  if (!technician) return;
  const { id, name } = technician;
  if (!texts)
    return openAlert(tx, {
      kind: 'technician-no-texts',
      subject: id,
      technicianId: id,
      says: `${name} gets no texts any more (${source}): tickets reach ${firstName(name)} by push and by your call only, until START is texted from ${phone}.`,
    });
  // It is his number again: tickets are about visits, and go to no number that is taken for somebody else's.
  await tx.sql('DELETE FROM wrong_number WHERE phone = $1', [phone]);
  await closeAlert(tx, 'technician-no-texts', id, source);
}
