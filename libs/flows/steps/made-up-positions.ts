import type { Tx } from '#store/tx';
import type { Doorward } from '#flows/doorward';
import { openAlert } from '#flows/steps/alerts';

/**
 * The desk hears of a phone that makes its positions up, once in twelve hours however many there are: closing the alert
 * means that it has been spoken about.
 */
export async function tellOfMadeUp(house: Doorward, technicianIds: ReadonlySet<string>): Promise<void> {
  if (!technicianIds.size) return;
  const news = await house.store.read<{ id: string; name: string }>(
    `SELECT t.id, t.name FROM technician t WHERE t.id = ANY($1) AND NOT EXISTS (
       SELECT 1 FROM alert a WHERE a.kind = 'made-up-position' AND a.technician_id = t.id
         AND a.opened_at > doorward_now() - interval '12 hours')`,
    [[...technicianIds]],
  );
  if (news.length) await house.store.commit((tx) => tell(tx, news));
}

async function tell(tx: Tx, technicians: readonly { readonly id: string; readonly name: string }[]): Promise<void> {
  for (const { id, name } of technicians)
    await openAlert(tx, {
      kind: 'made-up-position',
      subject: id,
      technicianId: id,
      says: `${name}'s phone says itself that its positions are made up (a mock location app). None of them is used.`,
    });
}
