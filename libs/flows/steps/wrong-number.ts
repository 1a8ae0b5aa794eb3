import type { Tx } from '#store/tx';

/** How the source of a consent begins that was withdrawn because the number is somebody else's. */
export const WRONG_NUMBER = 'wrong number';

/** Whether whoever has this number said that it is not the customer's: then nothing personal is shown behind its link. */
export async function isWrongNumber(tx: Pick<Tx, 'sql'>, phone: string): Promise<boolean> {
  const [said] = await tx.sql(`SELECT 1 FROM consent WHERE phone = $1 AND NOT texts AND starts_with(source, $2)`, [
    phone,
    WRONG_NUMBER,
  ]);
  return said !== undefined;
}
