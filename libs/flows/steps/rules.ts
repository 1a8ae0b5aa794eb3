import { dayAt, type LocalDay } from '#time/zone';
import { NO_DRIVES } from '#eta/drives';
import { momentsOf } from '#eta/law';
import { AS_USUAL } from '#eta/pace';
import type { Chances } from '#routes/risk';
import type { Lasts } from '#routes/route';
import type { BookingRules } from '#routes/windows';
import { lastings, type Worked } from '#store/route';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import type { Settings } from '#flows/settings';

/** What a new promise has to keep to: when a territory may be booked, and how likely everybody has to be in time. */
export type Rules = BookingRules & { readonly chances: Chances; readonly lasts: Lasts };

type RulesRow = {
  leadMinutes: number;
  cutOffMinutes: number | null;
  driveSpread: number | null;
  blackouts: { day: LocalDay; reason: string }[] | null;
} & Worked;

/** Reads them for one visit. */
export async function rulesOf(
  tx: Pick<Tx, 'sql'>,
  { LATE_LIMIT }: Pick<Settings, 'LATE_LIMIT'>,
  visit: Visit,
  now: Date,
): Promise<Rules> {
  const { place, work } = visit;
  const [row] = await tx.sql<RulesRow>(RULES, [place.territoryId, work.code, dayAt(now, place.zone), work.minutes]);
  const { leadMinutes, cutOffMinutes, driveSpread, blackouts, ...worked } = row!;
  return {
    leadMinutes,
    cutOffMinutes,
    blackouts: new Map((blackouts ?? []).map(({ day, reason }) => [day, reason])),
    chances: {
      limit: LATE_LIMIT,
      drive: momentsOf({ minutes: 1, spread: driveSpread ?? NO_DRIVES.spread }),
      day: AS_USUAL.sd,
    },
    lasts: lastings()(worked),
  };
}

/** The same for many visits: those of one territory and one kind of work are read once. */
export function openRules(
  tx: Pick<Tx, 'sql'>,
  settings: Pick<Settings, 'LATE_LIMIT'>,
  now: Date,
): (visit: Visit) => Promise<Rules> {
  const read = new Map<string, Promise<Rules>>();
  return ({ place, work, ...visit }) => {
    const kind = [place.territoryId, place.zone, work.code, work.minutes].join(' ');
    const rules = read.get(kind) ?? rulesOf(tx, settings, { ...visit, place, work }, now);
    read.set(kind, rules);
    return rules;
  };
}

const RULES = /* sql */ `
  SELECT t.lead_minutes AS "leadMinutes", t.cut_off_minutes AS "cutOffMinutes", t.learned_drive_spread AS "driveSpread",
         (SELECT json_agg(json_build_object('day', b.day, 'reason', b.reason)) FROM blackout b
          WHERE b.territory_id = t.id AND b.day >= $3) AS blackouts,
         $4::float8 * k.learned_ratio AS minutes, k.learned_spread AS spread, k.learned_shape AS shape
  FROM territory t, work_type k WHERE t.id = $1 AND k.code = $2
`;
