import { dayAt, daysBetween, type LocalDay, plusDays, startOfDay, wallMinutes } from '#time/zone';
import type {
  SetupApiKey,
  SetupDispatcher,
  SetupSetting,
  SetupShiftDay,
  SetupTechnician,
  SetupTerritory,
  SetupView,
  SetupWorkType,
} from '#store/setup-views';
import type { Doorward } from '#flows/doorward';

/** Everything a company is set up with, as the setup pages show it. */
export async function readSetup(house: Doorward, canChange: boolean): Promise<SetupView> {
  const { store } = house;
  const [technicians, territories, workTypes, dispatchers, apiKeys, [count]] = await Promise.all([
    store.read<SetupTechnician>(TECHNICIANS),
    store.read<SetupTerritory>(TERRITORIES),
    store.read<SetupWorkType>(WORK_TYPES),
    store.read<SetupDispatcher>('SELECT id, name, email, role, active FROM dispatcher ORDER BY NOT active, name'),
    store.read<SetupApiKey>(
      `SELECT id, name, created_at AS "createdAt", revoked_at AS "revokedAt", last_used_at AS "lastUsedAt" FROM api_key
       ORDER BY revoked_at IS NOT NULL, created_at`,
    ),
    store.read<{ visits: number }>('SELECT count(*)::int AS visits FROM work_order'),
  ]);
  const [shifts] = await store.read<{ count: number }>(
    'SELECT count(*)::int AS count FROM shift WHERE upper(during) > doorward_now()',
  );
  return {
    canChange,
    technicians,
    territories,
    workTypes,
    skills: skillsOf(technicians, workTypes),
    dispatchers,
    apiKeys,
    settings: settingsOf(house),
    shiftsToCome: shifts!.count,
    workOrders: count!.visits,
    today: dayAt(await store.now(), house.settings.ZONE),
  };
}

const TECHNICIANS = `
  SELECT t.id, t.name, t.phone, t.skills, t.territory_id AS "territoryId", t.home_lat AS lat, t.home_lng AS lng, t.active,
    (SELECT count(*)::int FROM shift s WHERE s.technician_id = t.id AND upper(s.during) > doorward_now()) AS shifts
  FROM technician t ORDER BY NOT t.active, t.name`;

const TERRITORIES = `
  SELECT r.id, r.name, r.zone, r.lead_minutes AS "leadMinutes", r.cut_off_minutes AS "cutOffMinutes", r.hold_percent AS "holdPercent",
    coalesce((SELECT jsonb_agg(jsonb_build_object('day', b.day::text, 'reason', b.reason) ORDER BY b.day) FROM blackout b
      WHERE b.territory_id = r.id AND b.day >= (doorward_now() AT TIME ZONE r.zone)::date), '[]') AS blackouts
  FROM territory r ORDER BY r.name`;

const WORK_TYPES = `
  SELECT code, name, name_es AS "nameEs", skill, minutes, window_minutes AS "windowMinutes", needs_first AS "needsFirst",
    gap_minutes AS "gapMinutes", same_technician AS "sameTechnician"
  FROM work_type ORDER BY name, code`;

function skillsOf(technicians: readonly SetupTechnician[], workTypes: readonly SetupWorkType[]) {
  const names = new Set([...technicians.flatMap(({ skills }) => skills), ...workTypes.map(({ skill }) => skill)]);
  return [...names].sort().map((name) => ({
    name,
    technicians: technicians.filter(({ active, skills }) => active && skills.includes(name)).map((t) => t.name),
    workTypes: workTypes.filter(({ skill }) => skill === name).map((work) => work.name),
  }));
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function settingsOf({ settings: s }: Doorward): SetupSetting[] {
  return [
    ['hours', 'ZONE', s.ZONE, 'The time zone of the board.'],
    ['hours', 'DAY_OPENS', clock(s.DAY_OPENS), 'The first window of a day begins no earlier.'],
    ['hours', 'DAY_CLOSES', clock(s.DAY_CLOSES), 'The last window of a day ends no later.'],
    ['hours', 'WINDOW_EVERY_MINUTES', `${s.WINDOW_EVERY_MINUTES} min`, 'How far apart windows begin.'],
    ['hours', 'DAYS_AHEAD', `${s.DAYS_AHEAD} days`, 'How far ahead customers may book.'],
    ['numbers', 'COMPANY_NAME', s.COMPANY_NAME, 'Your name in the first text and in legal ones.'],
    ['numbers', 'COMPANY_SHORT_NAME', s.COMPANY_SHORT_NAME, 'Your name in all other texts.'],
    ['numbers', 'DESK_NUMBER', s.DESK_NUMBER, 'Where customers call a person.'],
    ['numbers', 'VISIT_LINE', s.VISIT_LINE, 'The number on the customer’s page.'],
    ['numbers', 'TWILIO_FROM', s.TWILIO_FROM, 'The number that texts come from.'],
    ['numbers', 'PUBLIC_URL', s.PUBLIC_URL, 'The address in texts, and where the carrier reports to.'],
  ].map(([group, name, value, says]) => ({ group, name, value, says }) as SetupSetting);
}

/** The shifts of a technician, day by day; null for a stranger. */
export async function shiftDays(
  { store }: Doorward,
  technicianId: string,
  from: LocalDay,
  to: LocalDay,
): Promise<SetupShiftDay[] | null> {
  const [who] = await store.read<{ zone: string }>(
    'SELECT r.zone FROM technician t JOIN territory r ON r.id = t.territory_id WHERE t.id = $1',
    [technicianId],
  );
  if (!who) return null;
  const shifts = await store.read<{ from: Date; to: Date; breakFrom: Date | null; breakMinutes: number | null }>(
    `SELECT lower(during) AS from, upper(during) AS to, break_from AS "breakFrom", break_minutes AS "breakMinutes" FROM shift
     WHERE technician_id = $1 AND lower(during) >= $2 AND lower(during) < $3 ORDER BY lower(during)`,
    [technicianId, startOfDay(from, who.zone), startOfDay(plusDays(to, 1), who.zone)],
  );
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => {
    const day = plusDays(from, i);
    return {
      day,
      shifts: shifts
        .filter((shift) => dayAt(shift.from, who.zone) === day)
        .map((shift) => ({
          from: wallMinutes(shift.from, who.zone),
          to: endOf(shift.to, day, who.zone),
          break:
            shift.breakFrom && shift.breakMinutes
              ? { from: wallMinutes(shift.breakFrom, who.zone), minutes: shift.breakMinutes }
              : null,
        })),
    };
  });
}

/** Minutes after the day's midnight; where the next day's midnight is skipped, that day begins at 1440 all the same. */
function endOf(to: Date, day: LocalDay, zone: string): number {
  if (dayAt(to, zone) === day) return wallMinutes(to, zone);
  const isMidnight = to.getTime() === startOfDay(plusDays(day, 1), zone).getTime();
  return 1440 + (isMidnight ? 0 : wallMinutes(to, zone));
}
