import { type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import { change, noteChange } from '#flows/commands/setup/change';
import type { Doorward } from '#flows/doorward';

export type WorkTypeGiven = {
  readonly name: string;
  readonly nameEs: string | null;
  readonly skill: string;
  readonly minutes: number;
  readonly windowMinutes: number;
  readonly needsFirst: string | null;
  readonly gapMinutes: number;
  readonly sameTechnician: boolean;
};

/** Adds a kind of work under a code of its own, or changes one. Visits that are booked keep what they were booked with. */
export const saveWorkType =
  (house: Doorward) =>
  (command: {
    readonly code: string;
    readonly isNew: boolean;
    readonly given: WorkTypeGiven;
    readonly dispatcher: string;
  }): Promise<{ code: string } | Refused> =>
    change(house, async (tx) => {
      const { code, isNew, given } = command;
      const [there] = await tx.sql<{ name: string }>('SELECT name FROM work_type WHERE code = $1', [code]);
      if (isNew && there) return refuse('taken', `The code ${code} is that of "${there.name}" already.`);
      if (!isNew && !there) return refuse('absent', 'There is no such work type any more.');
      const refused = await refuseChain(tx, code, given.needsFirst);
      if (refused) return refused;
      await tx.sql(
        `INSERT INTO work_type (code, name, name_es, skill, minutes, window_minutes, needs_first, gap_minutes, same_technician)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (code) DO UPDATE SET name = excluded.name, name_es = excluded.name_es, skill = excluded.skill,
           minutes = excluded.minutes, window_minutes = excluded.window_minutes, needs_first = excluded.needs_first,
           gap_minutes = excluded.gap_minutes, same_technician = excluded.same_technician`,
        [
          code,
          given.name,
          given.nameEs,
          given.skill,
          given.minutes,
          given.windowMinutes,
          given.needsFirst,
          given.gapMinutes,
          given.sameTechnician,
        ],
      );
      noteChange(tx, command.dispatcher, `work type ${given.name} was ${isNew ? 'added' : 'changed'}`, {
        code,
        workType: given,
      });
      return { code };
    });

/** A work order of more visits than this is not opened. */
const MOST_BEFORE = 4;

async function refuseChain(tx: Tx, code: string, needsFirst: string | null): Promise<Refused | null> {
  let before = needsFirst;
  for (let count = 0; before !== null; count++) {
    if (before === code) return refuse('infeasible', 'This work would need itself to be done first.');
    if (count >= MOST_BEFORE)
      return refuse('infeasible', `More than ${MOST_BEFORE} other visits would have to come first.`);
    const [found] = await tx.sql<{ needsFirst: string | null }>(
      'SELECT needs_first AS "needsFirst" FROM work_type WHERE code = $1',
      [before],
    );
    if (!found) return refuse('absent', `There is no work type called ${before}.`);
    before = found.needsFirst;
  }
  return null;
}
