import { randomUUID } from 'node:crypto';
import { ask } from '#test/bench/ask';
import type { Ear } from '#test/bench/delay/ear';
import { surelyLate } from '#test/bench/delay/expected';
import type { Side } from '#test/bench/side';
import type { PlannedTechnician } from '#test/bench/town/plan';

export const LATE_MINUTES = 35;
const PATIENCE_MS = 60_000;

/** What one blow came to: how long until the last customer concerned had his text, and what it cost. */
export type Strike = {
  /** From the moment the reports were sent, and from the first accepted one (the HTTP answer at the phone), ms. */
  readonly fromSent: number;
  readonly fromAccepted: number;
  /** For each text, from the acceptance of the report that made it due, ms. */
  readonly each: readonly number[];
  readonly texts: number;
  readonly wrong: readonly string[];
};

/** These technicians report at once that their first job takes longer; ends when all whom it concerns have their text. */
export async function strike(side: Side, ear: Ear, technicians: readonly PlannedTechnician[]): Promise<Strike> {
  const concerned = technicians.map((technician) => ({
    technician,
    phones: surelyLate(technician, LATE_MINUTES).map(({ phone }) => phone),
  }));
  const phones = concerned.flatMap(({ phones }) => phones);
  const sent = performance.now();
  const told = ear.until(phones, PATIENCE_MS);
  const answers = await Promise.all(technicians.map((technician) => reportLate(side, technician)));
  await told;
  await side.rest();
  const at = (phone: string) => ear.to(phone)[0]?.at ?? Number.NaN;
  const each = concerned.flatMap(({ phones }, i) => phones.map((phone) => at(phone) - answers[i]!.at));
  const last = Math.max(...phones.map(at));
  return {
    fromSent: last - sent,
    fromAccepted: last - Math.min(...answers.map((answer) => answer.at)),
    each,
    texts: phones.length,
    wrong: answers.flatMap(({ status, body }) =>
      status === 200 ? [] : [`a report was answered ${status}: ${JSON.stringify(body)}`],
    ),
  };
}

const reportLate = (side: Side, { token, visits }: PlannedTechnician) =>
  ask(`${side.url}/api/tech/operations`, token, {
    operationId: randomUUID(),
    assignmentId: visits[0]!.assignmentId,
    act: 'late',
    minutes: LATE_MINUTES,
  });
