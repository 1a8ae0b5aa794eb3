import { dayAt } from '#time/zone';
import { type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import { change, noteChange } from '#flows/commands/setup/change';
import type { Doorward } from '#flows/doorward';

export type TerritoryGiven = {
  readonly name: string;
  readonly zone: string;
  readonly leadMinutes: number;
  readonly cutOffMinutes: number | null;
  readonly holdPercent: number;
  /** From today on; those that are over stay. */
  readonly blackouts: readonly { readonly day: string; readonly reason: string }[];
};

/** `standing`: how many visits are planned on blackout days; they stay until somebody moves them. */
export type TerritorySaved = { readonly id: string; readonly standing: number };

/** Adds a territory, or changes one. Its zone stands once there are shifts or addresses in it. */
export const saveTerritory =
  (house: Doorward) =>
  (command: {
    readonly id: string | null;
    readonly given: TerritoryGiven;
    readonly dispatcher: string;
  }): Promise<TerritorySaved | Refused> =>
    change(house, async (tx) => {
      const { id, given } = command;
      const refused = (await refuseName(tx, id, given)) ?? (await refuseZone(tx, id, given));
      if (refused) return refused;
      const written = [given.name, given.zone, given.leadMinutes, given.cutOffMinutes, given.holdPercent];
      const [row] = id
        ? await tx.sql<{ id: string }>(
            `UPDATE territory SET name = $2, zone = $3, lead_minutes = $4, cut_off_minutes = $5, hold_percent = $6
             WHERE id = $1 RETURNING id`,
            [id, ...written],
          )
        : await tx.sql<{ id: string }>(
            `INSERT INTO territory (name, zone, lead_minutes, cut_off_minutes, hold_percent)
             VALUES ($1, $2, $3, $4, $5) RETURNING id`,
            written,
          );
      if (!row) return refuse('absent', 'There is no such territory any more.');
      await tx.sql('DELETE FROM blackout WHERE territory_id = $1 AND day >= $2', [row.id, dayAt(tx.now, given.zone)]);
      for (const { day, reason } of given.blackouts)
        await tx.sql('INSERT INTO blackout (territory_id, day, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
          row.id,
          day,
          reason,
        ]);
      noteChange(tx, command.dispatcher, `territory ${given.name} was ${id ? 'changed' : 'added'}`, {
        territory: given,
      });
      return { id: row.id, standing: await visitsOn(tx, row.id, given) };
    });

async function refuseName(tx: Tx, id: string | null, { name }: TerritoryGiven): Promise<Refused | null> {
  const [other] = await tx.sql('SELECT 1 FROM territory WHERE lower(name) = lower($1) AND id IS DISTINCT FROM $2', [
    name,
    id,
  ]);
  return other ? refuse('taken', `There is a territory called ${name} already.`) : null;
}

async function refuseZone(tx: Tx, id: string | null, { name, zone }: TerritoryGiven): Promise<Refused | null> {
  const [used] = await tx.sql<{ zone: string }>(
    `SELECT zone FROM territory r WHERE id = $1 AND zone <> $2 AND (EXISTS (SELECT 1 FROM address WHERE territory_id = r.id)
       OR EXISTS (SELECT 1 FROM shift s JOIN technician t ON t.id = s.technician_id WHERE t.territory_id = r.id))`,
    [id, zone],
  );
  return used
    ? refuse(
        'closed',
        `${name} has addresses or shifts by the clocks of ${used.zone}: add a new territory for ${zone} instead.`,
      )
    : null;
}

async function visitsOn(tx: Tx, territoryId: string, { zone, blackouts }: TerritoryGiven): Promise<number> {
  const [row] = await tx.sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM appointment a JOIN work_order w ON w.id = a.work_order_id
     JOIN address d ON d.id = w.address_id
     WHERE d.territory_id = $1 AND a.state = 'confirmed' AND (a.window_from AT TIME ZONE $2)::date = ANY($3::date[])`,
    [territoryId, zone, blackouts.map(({ day }) => day)],
  );
  return row!.count;
}
