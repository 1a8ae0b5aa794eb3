import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '#test/bench/ask';
import type { Ear } from '#test/bench/delay/ear';
import { surelyLate } from '#test/bench/delay/expected';
import { sum } from '#test/bench/figures';
import type { Side } from '#test/bench/side';
import type { PlannedTechnician } from '#test/bench/town/plan';

/** The snow begins, and it gets worse: what each technician reports for his first job, in minutes. */
export const REPORTS = [35, 25] as const;
/** All first reports fall into the first half of a minute, all second ones into the other. */
const HALF_MINUTE_MS = 30_000;
/** So often somebody asks. */
const ASKS_EVERY_MS = 5_000;
const PATIENCE_MS = 40 * 60_000;

/** A question, and how long until an answer was at the carrier, ms; null when none came. */
export type Asked = { readonly phone: string; readonly waited: number | null };

export type Storm = {
  readonly technicians: readonly PlannedTechnician[];
  /** The phones of those who have to be told. */
  readonly phones: readonly string[];
};

/** The first technicians whose reports break at least so many promises together. */
export function stormOver(technicians: readonly PlannedTechnician[], delays: number): Storm {
  const [concerned, phones]: [PlannedTechnician[], string[]] = [[], []];
  for (const technician of technicians) {
    if (phones.length >= delays) break;
    concerned.push(technician);
    phones.push(...surelyLate(technician, sum(REPORTS)).map(({ phone }) => phone));
  }
  return { technicians: concerned, phones };
}

/** Everybody reports twice within a minute. Gives the answers that were not a plain yes. */
export async function snow(side: Side, { technicians }: Storm): Promise<string[]> {
  const wrong: string[] = [];
  for (const minutes of REPORTS) {
    const begun = performance.now();
    const reports = technicians.map(async ({ token, visits }, n) => {
      await pause((n * HALF_MINUTE_MS) / technicians.length);
      const operation = { operationId: randomUUID(), assignmentId: visits[0]!.assignmentId, act: 'late', minutes };
      const { status, body } = await ask(`${side.url}/api/tech/operations`, token, operation);
      if (status !== 200) wrong.push(`a report was answered ${status}: ${JSON.stringify(body)}`);
    });
    await Promise.all(reports);
    await pause(Math.max(0, HALF_MINUTE_MS - (performance.now() - begun)));
  }
  return wrong;
}

/** Until all of them have been told, one after the other asks how late it gets; each waits for a text that says a time. */
export async function askMeanwhile(side: Side, ear: Ear, phones: readonly string[]): Promise<Asked[]> {
  const asked: Promise<Asked>[] = [];
  const giveUpAt = performance.now() + PATIENCE_MS;
  // In another order than the queue's, and nobody twice before all have asked.
  for (let n = 0; performance.now() < giveUpAt && (await isWaiting(side, phones)); n++) {
    asked.push(askHowLate(side, ear, phones[(n * 7919) % phones.length]!));
    await pause(ASKS_EVERY_MS);
  }
  return Promise.all(asked);
}

async function askHowLate(side: Side, ear: Ear, phone: string): Promise<Asked> {
  const begun = performance.now();
  await side.carrier.text(phone, 'how late?');
  const giveUpAt = begun + 60_000;
  while (performance.now() < giveUpAt) {
    const answer = ear.to(phone).find(({ at, text }) => at > begun && text.direction === 'to-phone');
    if (answer) return { phone, waited: answer.at - begun };
    await pause(10);
  }
  return { phone, waited: null };
}

/** Nobody in this town ever finishes a job, so in time others are late as well: they are not waited for. */
const isWaiting = async (side: Side, phones: readonly string[]): Promise<boolean> =>
  (
    await side.sql(
      `SELECT 1 FROM message WHERE state IN ('pending', 'sending') AND send_after <= doorward_now() AND phone = ANY($1) LIMIT 1`,
      [phones],
    )
  ).length > 0;
