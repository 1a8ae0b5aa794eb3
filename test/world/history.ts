import { plusMinutes } from '#time/minutes';
import { instantOf } from '#time/zone';
import type { AppointmentState } from '#visits/appointment';
import { HORIZONS } from '#eta/visit-record';

type Sql = (query: string, parameters: unknown[]) => Promise<unknown>;
type Range = readonly [p10: Date, p50: Date, p90: Date];

/** A visit of the past, as the tables hold it when it is over. */
export type PastVisit = {
  readonly customer: string;
  readonly technicianId: string;
  readonly territoryId: string;
  readonly workCode: string;
  readonly zone: string;
  readonly state: AppointmentState;
  /** Oldest first. */
  readonly windows: readonly {
    readonly from: Date;
    readonly to: Date;
    readonly at: Date;
    readonly actor: string;
    readonly technicianId?: string;
  }[];
  readonly arrivedAt?: Date;
  readonly endedAt?: Date;
  readonly texts?: readonly {
    readonly at: Date;
    readonly kind: string;
    readonly tells?: Range;
    readonly state?: string;
    readonly isReply?: boolean;
  }[];
  readonly forecasts?: readonly { readonly asOf: Date; readonly range: Range; readonly technicianId?: string }[];
  /** Tickets that others gave back before. */
  readonly earlierTechnicians?: readonly string[];
};

/** The wall time of a day in a zone. */
export function wall(day: string, clock: string, zone: string): Date {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number];
  const found = instantOf(day, hours * 60 + minutes, zone);
  if (!found) throw new RangeError(`${clock} does not exist on ${day} in ${zone}`);
  return found;
}

/** Writes visits of the past straight into the tables; gives their appointments' ids, in the same order. */
export async function writeHistory(sql: Sql, visits: readonly PastVisit[], start = 0): Promise<string[]> {
  const id = (kind: number, nth: number) =>
    `${String(kind).padStart(8, '0')}-0000-7000-8000-${String(start + nth).padStart(12, '0')}`;
  const insert = (table: string, rows: readonly Record<string, unknown>[]) => {
    const columns = Object.keys(rows[0] ?? {}).join(', ');
    return rows.length
      ? sql(
          `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
          [JSON.stringify(rows)],
        )
      : null;
  };
  const each = (row: (visit: PastVisit, nth: number) => Record<string, unknown>) => visits.map(row);
  const many = (rows: (visit: PastVisit, nth: number) => readonly Record<string, unknown>[]) => visits.flatMap(rows);
  const phone = (nth: number) => `+1777${String(start + nth).padStart(7, '0')}`;
  const last = (visit: PastVisit) => visit.windows.at(-1)!;

  await insert(
    'customer',
    each(({ customer, windows }, nth) => ({
      id: id(1, nth),
      name: customer,
      phone: phone(nth),
      created_at: windows[0]!.at,
    })),
  );
  await insert(
    'address',
    each(({ territoryId, zone }, nth) => ({
      id: id(2, nth),
      customer_id: id(1, nth),
      territory_id: territoryId,
      street: `${start + nth} Past St`,
      city: 'Doorward',
      lat: 39.29,
      lng: -76.61,
      zone,
    })),
  );
  await insert(
    'work_order',
    each(({ workCode, windows, endedAt }, nth) => ({
      id: id(3, nth),
      ref: `H${start + nth}`,
      customer_id: id(1, nth),
      address_id: id(2, nth),
      work_type_code: workCode,
      notes: '',
      opened_at: windows[0]!.at,
      closed_at: endedAt ?? null,
    })),
  );
  await insert(
    'appointment',
    each((visit, nth) => ({
      id: id(4, nth),
      work_order_id: id(3, nth),
      work_type_code: visit.workCode,
      state: visit.state,
      revision: visit.windows.length,
      window_from: last(visit).from,
      window_to: last(visit).to,
      arrived_at: visit.arrivedAt ?? null,
      ended_at: visit.endedAt ?? null,
      version: 1,
    })),
  );
  await insert(
    'appointment_revision',
    many(({ windows, technicianId }, nth) =>
      windows.map(({ from, to, at, actor, ...who }, revision) => ({
        appointment_id: id(4, nth),
        revision: revision + 1,
        window_from: from,
        window_to: to,
        technician_id: who.technicianId ?? technicianId,
        actor,
        reason: 'history',
        at,
      })),
    ),
  );
  await sql(
    `INSERT INTO assignment (appointment_id, technician_id, state, since, planned_from, planned_to, created_at, expected_from, expected_to)
     SELECT *, s."from", s."to" FROM jsonb_to_recordset($1::jsonb) AS s("appointmentId" uuid, "technicianId" uuid, state text, since timestamptz,
       "from" timestamptz, "to" timestamptz, at timestamptz)`,
    [
      JSON.stringify(
        many((visit, nth) => {
          const { from, to, at } = last(visit);
          const ticket = { appointmentId: id(4, nth), from, to, at };
          const ended = { since: visit.endedAt ?? to, technicianId: visit.technicianId };
          const state = { fulfilled: 'completed', failed: 'cannot_complete', cancelled: 'withdrawn' }[
            visit.state as string
          ];
          return [
            ...(visit.earlierTechnicians ?? []).map((technicianId) => ({
              ...ticket,
              state: 'expired',
              since: from,
              technicianId,
            })),
            { ...ticket, ...ended, state: state ?? 'acknowledged', at: plusMinutes(at, 1) },
          ];
        }),
      ),
    ],
  );
  await sql(
    `INSERT INTO message (key, kind, phone, work_order_id, appointment_id, facts, claims, is_reply, urgency, send_after, useful_until,
       state, body, carrier_sid, created_at, sent_at)
     SELECT s.key, s.kind, s.phone, s."workOrderId", s."appointmentId", '{}', '{}', s."isReply", s.at, s.at, s.at, s.state, 'history',
       'SM' || md5(s.key), s.at, s.at
     FROM jsonb_to_recordset($1::jsonb) AS s(key text, kind text, phone text, "workOrderId" uuid, "appointmentId" uuid, "isReply" boolean,
       at timestamptz, state text)`,
    [
      JSON.stringify(
        many(({ texts = [] }, nth) =>
          texts.map(({ at, kind, state = 'delivered', isReply = false }, text) => ({
            key: `history:${start + nth}:${text}`,
            kind,
            phone: phone(nth),
            workOrderId: id(3, nth),
            appointmentId: id(4, nth),
            isReply,
            at,
            state,
          })),
        ),
      ),
    ],
  );
  await sql(
    `INSERT INTO promise (work_order_id, appointment_id, kind, owner, deadline, based_on, state, made_at)
     SELECT s."workOrderId", s."appointmentId", 'eta', 'history', s.p90,
       jsonb_build_object('p10', s.p10, 'p50', s.p50, 'p90', s.p90, 'basis', 'plan'), 'replaced', s.at
     FROM jsonb_to_recordset($1::jsonb) AS s("workOrderId" uuid, "appointmentId" uuid, p10 timestamptz, p50 timestamptz,
       p90 timestamptz, at timestamptz)`,
    [
      JSON.stringify(
        many(({ texts = [] }, nth) =>
          texts.flatMap(({ at, tells }) =>
            tells
              ? { workOrderId: id(3, nth), appointmentId: id(4, nth), p10: tells[0], p50: tells[1], p90: tells[2], at }
              : [],
          ),
        ),
      ),
    ],
  );
  await insert(
    'forecast',
    many(({ forecasts = [], technicianId }, nth) =>
      forecasts.map(({ asOf, range: [p10, p50, p90], ...who }) => ({
        appointment_id: id(4, nth),
        as_of: asOf,
        technician_id: who.technicianId ?? technicianId,
        p10,
        p50,
        p90,
        basis: 'plan',
      })),
    ),
  );
  return visits.map((_, nth) => id(4, nth));
}

type Season = {
  readonly territoryId: string;
  readonly zone: string;
  readonly technicianIds: readonly string[];
  readonly workCodes: readonly string[];
  readonly days: readonly string[];
  readonly perTechnician: number;
};

const NAMES = [
  'Nora Kim',
  'Peter Hall',
  'Ruth Silva',
  'Glenn Wood',
  'Tess Young',
  'Olga Petrov',
  'Ida Roth',
  'Ben Cole',
];

/** An ordinary season: most arrivals are kept, some are late and announced, a few are late without a word. Always the same one. */
export function season({ territoryId, zone, technicianIds, workCodes, days, perTechnician }: Season): PastVisit[] {
  const dice = seeded(4471);
  return days.flatMap((day) =>
    technicianIds.flatMap((technicianId, who) =>
      Array.from({ length: perTechnician }, (_, nth): PastVisit => {
        const from = plusMinutes(wall(day, '08:00', zone), nth * 100);
        const to = plusMinutes(from, 60);
        // Later visits of the day, and some technicians, are later than others.
        const middle = 28 + nth * 2 + (who % 4) * 3;
        const spread = 14 + nth * 2;
        const swing = (dice() + dice() + dice() + dice() - 2) * spread;
        const late = dice() < 0.05 ? 35 + dice() * 60 : 0;
        const arrivedAt = plusMinutes(from, Math.round(middle + swing + late));
        const isLate = arrivedAt >= to;
        const warnedAt = plusMinutes(to, -Math.round(10 + dice() * 60));
        const isWarned = (isLate && dice() < 0.8) || (!isLate && dice() < 0.02);
        const told = plusMinutes(arrivedAt, Math.round((dice() - 0.6) * 34));
        return {
          customer: NAMES[Math.floor(dice() * NAMES.length)]!,
          technicianId,
          territoryId,
          workCode: workCodes[(who + nth) % workCodes.length]!,
          zone,
          state: 'fulfilled',
          windows: [{ from, to, at: plusMinutes(from, -900), actor: 'customer Nora Kim' }],
          arrivedAt,
          endedAt: plusMinutes(arrivedAt, 60),
          texts: [
            { at: plusMinutes(from, -900), kind: 'booked' },
            { at: plusMinutes(from, -890), kind: 'accepted' },
            ...(isWarned
              ? [
                  {
                    at: warnedAt,
                    kind: 'late',
                    tells: [plusMinutes(told, -12), laterOf(told, to), plusMinutes(laterOf(told, to), 15)] as const,
                  },
                ]
              : []),
            { at: plusMinutes(arrivedAt, 60), kind: 'finished' },
          ],
          forecasts: HORIZONS.map((minutes) => {
            const off = (dice() + dice() + dice() - 1.5) * (6 + minutes / 6) - who;
            const half = 4 + minutes / 7;
            const p50 = plusMinutes(arrivedAt, off);
            return {
              asOf: plusMinutes(arrivedAt, -minutes - 1),
              range: [plusMinutes(p50, -half), p50, plusMinutes(p50, half)],
            };
          }),
        };
      }),
    ),
  );
}

const laterOf = (a: Date, b: Date) => (a > b ? a : b);

/** Mulberry32: the same numbers every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
