import { type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import type { Doorward } from '#flows/doorward';

/** So long a conversation is whoever's who began to write; each letter of his begins it anew. */
const CLAIM_MINUTES = 2;

type Writer = { readonly workOrderId: string; readonly dispatcherId: string };

/** A dispatcher begins, or goes on, to write to a customer: for two minutes no other one does. */
export const claimReply =
  (house: Doorward) =>
  ({ workOrderId, dispatcherId }: Writer): Promise<{ claimed: true } | Refused> =>
    house.store.commit(async (tx) => {
      const [order] = await tx.sql('SELECT 1 FROM work_order WHERE id = $1', [workOrderId]);
      if (!order) return refuse('absent', 'There is no such work order.');
      const [mine] = await tx.sql(
        `INSERT INTO reply_claim (work_order_id, dispatcher_id, until) VALUES ($1, $2, clock_timestamp() + make_interval(mins => $3))
         ON CONFLICT (work_order_id) DO UPDATE SET dispatcher_id = excluded.dispatcher_id, until = excluded.until
         WHERE reply_claim.dispatcher_id = excluded.dispatcher_id OR reply_claim.until <= clock_timestamp() RETURNING 1`,
        [workOrderId, dispatcherId, CLAIM_MINUTES],
      );
      return mine
        ? { claimed: true as const }
        : ((await whoWrites(tx, workOrderId, dispatcherId)) ?? taken('Somebody else'));
    });

/** He has stopped writing: anybody may. */
export const releaseReply =
  (house: Doorward) =>
  async ({ workOrderId, dispatcherId }: Writer): Promise<void> => {
    await house.store.commit((tx) =>
      tx.sql('DELETE FROM reply_claim WHERE work_order_id = $1 AND dispatcher_id = $2', [workOrderId, dispatcherId]),
    );
  };

/** The refusal for whoever would write while another one does; null when nobody else writes. */
export async function whoWrites(
  tx: Pick<Tx, 'sql'>,
  workOrderId: string,
  dispatcherId: string,
): Promise<Refused | null> {
  const [other] = await tx.sql<{ name: string }>(
    `SELECT d.name FROM reply_claim r JOIN dispatcher d ON d.id = r.dispatcher_id
     WHERE r.work_order_id = $1 AND r.dispatcher_id <> $2 AND r.until > clock_timestamp()`,
    [workOrderId, dispatcherId],
  );
  return other ? taken(other.name) : null;
}

const taken = (name: string) =>
  refuse(
    'taken',
    `${name} is writing to this customer at the moment. Two answers would confuse; yours is kept as a draft.`,
  );
