import type { Basis } from '#eta/arrivals';
import type { LegBasis } from '#routes/leg';
import { at, int, key, maybe, real, table, text, uuid } from '#store/tables/table';

const BASIS = "basis IN ('live', 'historic', 'freeflow', 'estimate')";

/** The driving time between two places as a road network gives it; `seconds` is null where no road leads there. */
export type LegRow = {
  fromPlace: string;
  toPlace: string;
  network: string;
  seconds: number | null;
  meters: number | null;
  basis: LegBasis;
  asOf: Date;
};
export const Leg = table<LegRow>(
  'leg',
  {
    fromPlace: key(text),
    toPlace: key(text),
    network: text,
    seconds: maybe(real),
    meters: maybe(real),
    basis: text,
    asOf: at,
  },
  {},
  { checks: [{ name: 'leg_basis_check', expression: BASIS }] },
);

/** A drive to a visit: what was predicted when he set out, and when he came. */
export type DriveRow = {
  assignmentId: string;
  technicianId: string;
  territoryId: string;
  fromLat: number;
  fromLng: number;
  toLat: number;
  toLng: number;
  setOutAt: Date;
  /** By the road network alone, before the pace of the hour. */
  minutes: number;
  basis: LegBasis;
  pace: number;
  arrivedAt: Date | null;
};
export const Drive = table<DriveRow>(
  'drive',
  {
    assignmentId: key(uuid),
    technicianId: uuid,
    territoryId: uuid,
    fromLat: real,
    fromLng: real,
    toLat: real,
    toLng: real,
    setOutAt: at,
    minutes: real,
    basis: text,
    pace: real,
    arrivedAt: maybe(at),
  },
  { assignmentId: 'assignment', technicianId: 'technician', territoryId: 'territory' },
  {
    indices: [{ name: 'drive_set_out_at_idx', columns: ['setOutAt'] }],
    checks: [{ name: 'drive_basis_check', expression: BASIS }],
  },
);

/** How long one technician's visits of a type take, as a share of the planned minutes. */
export type LearnedDurationRow = {
  technicianId: string;
  workTypeCode: string;
  ratio: number;
  spread: number;
  learnedFrom: number;
};
export const LearnedDuration = table<LearnedDurationRow>(
  'learned_duration',
  { technicianId: key(uuid), workTypeCode: key(text), ratio: real, spread: real, learnedFrom: int },
  { technicianId: 'technician', workTypeCode: 'work_type.code' },
);

/** How much longer than by the road network alone a drive takes; hour 0 is Monday 0:00 in the territory's zone. */
export type LearnedPaceRow = { territoryId: string; hourOfWeek: number; pace: number; learnedFrom: number };
export const LearnedPace = table<LearnedPaceRow>(
  'learned_pace',
  { territoryId: key(uuid), hourOfWeek: key(int), pace: real, learnedFrom: int },
  { territoryId: 'territory' },
  { checks: [{ name: 'learned_pace_hour_of_week_check', expression: 'hour_of_week BETWEEN 0 AND 167' }] },
);

/** How much wider or narrower than reckoned the ranges have to be to be true as often as they say. */
export type LearnedSpreadRow = { horizon: string; shift: number; early: number; late: number; learnedFrom: number };
export const LearnedSpread = table<LearnedSpreadRow>('learned_spread', {
  horizon: key(text),
  shift: real,
  early: real,
  late: real,
  learnedFrom: int,
});

/** A prediction that was shown, kept to be held against what came. */
export type ForecastRow = {
  appointmentId: string;
  asOf: Date;
  technicianId: string;
  p10: Date;
  p50: Date;
  p90: Date;
  basis: Basis;
};
export const ForecastTable = table<ForecastRow>(
  'forecast',
  { appointmentId: key(uuid), asOf: key(at), technicianId: uuid, p10: at, p50: at, p90: at, basis: text },
  { appointmentId: 'appointment', technicianId: 'technician' },
);
