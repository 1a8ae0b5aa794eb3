import { isRefused, type Refused } from '#visits/refused';
import type { Tx } from '#store/tx';
import type { Doorward } from '#flows/doorward';
import { type Report, type Reported, reportIn } from '#flows/commands/report';
import { keepTooLate } from '#flows/steps/told-too-late';

export type Operation = Omit<Report, 'at'> & {
  readonly deviceId: string;
  readonly operationId: string;
  /** Which of this device's taps it is, counted from 1: taps with numbers are applied in their order. */
  readonly seq?: number;
  /** How long ago he tapped, in real ms; 0 where he has signal. */
  readonly ageMs?: number;
};

/** What came of a tap. `kept`: the job was not his any more, what he told was written down for the desk, in words. */
export type Operated = Reported & { readonly kept?: string };

/** A tap that came before an earlier one of the same device: that one is expected first. Nothing was changed. */
export type Early = { readonly expects: number };

type Answer = Operated | Refused;
type Decided = { readonly answer: Answer | Early };

/**
 * One tap on a technician's phone, applied once whatever the network does: the same operation again gets the same
 * answer again, also from another device of his. A tap with a number is applied after the one before it, and a refusal
 * of it is final, so that copies and late arrivals of any tap come to the same end in any order. Without a number a
 * refused tap changes nothing and may be repeated.
 */
export const operate =
  (house: Doorward) =>
  async (operation: Operation): Promise<Answer | Early> => {
    const decided = await house.store.commit((tx) => decide(tx, house, operation));
    if (!isRefused(decided)) return decided.answer;
    if (operation.seq === undefined) return decided;
    // What was refused was rolled back with all it had begun; that it was decided is written down by itself.
    const written = await house.store.commit(async (tx): Promise<Decided> => {
      const known = await claim(tx, operation);
      if (known) return known;
      await settle(tx, operation, decided);
      return { answer: decided };
    });
    return written.answer;
  };

async function decide(tx: Tx, house: Doorward, operation: Operation): Promise<Decided | Refused> {
  const known = await claim(tx, operation);
  if (known) return known;
  const { deviceId: _, operationId: __, seq: ___, ageMs = 0, ...report } = operation;
  const at = ageMs > 0 ? await agoOf(tx, ageMs) : tx.now;
  const tooLate = await keepTooLate(tx, operation, at);
  const answer: Answer = tooLate ?? (await reportIn(tx, house, { ...report, at }));
  if (isRefused(answer)) return answer;
  const { state, version } = answer;
  const told: Operated = tooLate ? { state, version, kept: tooLate.kept } : { state, version };
  await settle(tx, operation, told);
  return { answer: told };
}

/**
 * Makes this tap ours to decide, behind every other tap of the device; or says what was decided, or what comes first.
 * The lock is by technician: his new phone may send what the old one had sent already.
 */
async function claim(tx: Tx, { deviceId, operationId, technicianId, seq }: Operation): Promise<Decided | null> {
  await tx.sql(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
    seq === undefined ? `${technicianId} ${operationId}` : `taps of ${technicianId}`,
  ]);
  const [known] = await tx.sql<{ answer: Answer }>(
    `SELECT o.answer FROM operation o JOIN device d ON d.id = o.device_id
     WHERE d.technician_id = $1 AND o.operation_id = $2`,
    [technicianId, operationId],
  );
  if (known) return { answer: known.answer };
  if (seq === undefined) return null;
  const [device] = await tx.sql<{ last: number }>('SELECT last_seq AS last FROM device WHERE id = $1', [deviceId]);
  const expects = (device?.last ?? 0) + 1;
  return seq > expects ? { answer: { expects } } : null;
}

async function settle(tx: Tx, { deviceId, operationId, seq }: Operation, answer: Answer): Promise<void> {
  await tx.sql('INSERT INTO operation (device_id, operation_id, answer, at) VALUES ($1, $2, $3, $4)', [
    deviceId,
    operationId,
    answer,
    tx.now,
  ]);
  if (seq !== undefined)
    await tx.sql('UPDATE device SET last_seq = greatest(last_seq, $2) WHERE id = $1', [deviceId, seq]);
}

/** What the one clock showed so many real ms ago: in the demo it may run fast, and it never goes back. */
async function agoOf(tx: Tx, ms: number): Promise<Date> {
  const [row] = await tx.sql<{ rate: number }>('SELECT coalesce((SELECT rate FROM clock), 1) AS rate');
  return new Date(tx.now.getTime() - ms * (row!.rate || 1));
}

export const isEarly = (answer: Answer | Early): answer is Early => 'expects' in answer;
