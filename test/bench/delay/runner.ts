import { cpuBetween } from '#test/bench/cpu';
import { type Ear, listenAt } from '#test/bench/delay/ear';
import { type Strike, strike } from '#test/bench/delay/strike';
import { sum } from '#test/bench/figures';
import type { Side } from '#test/bench/side';
import type { PlannedTechnician } from '#test/bench/town/plan';

/** Some reports, and the CPU time they cost until all was at rest again, ms per text. */
export type Batch = { readonly strikes: readonly Strike[]; readonly cpuPerText: ReturnType<typeof cpuBetween> };

/** Runs the same blows against one side. */
export type Runner = {
  readonly side: Side;
  readonly ear: Ear;
  /** One technician after the other, each when all is at rest again. */
  singly(technicians: readonly PlannedTechnician[]): Promise<Batch>;
  /** All of them at the same moment. */
  atOnce(technicians: readonly PlannedTechnician[]): Promise<Batch>;
};

export function openRunner(side: Side): Runner {
  const ear = listenAt(side.carrier);
  const measured = async (blows: readonly (readonly PlannedTechnician[])[]): Promise<Batch> => {
    await side.rest();
    const before = side.cpu();
    const strikes: Strike[] = [];
    for (const blow of blows) strikes.push(await strike(side, ear, blow));
    const texts = sum(strikes.map((struck) => struck.texts));
    return { strikes, cpuPerText: cpuBetween(before, side.cpu(), texts) };
  };
  return {
    side,
    ear,
    singly: (technicians) => measured(technicians.map((technician) => [technician])),
    atOnce: (technicians) => measured([technicians]),
  };
}
