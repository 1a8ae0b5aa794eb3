import type { Basis } from '#eta/basis';
import type { LegBasis } from '#routes/leg';
import { at, flag, int, key, maybe, real, starting, table, text, uuid } from '#store/tables/table';

const BASIS = "basis IN ('live', 'historic', 'freeflow', 'estimate')";

/** The road network driving times are asked of; without its row they are estimates. */
export type RoadNetworkRow = { onlyOne: boolean; id: string; since: Date };
export const RoadNetwork = table<RoadNetworkRow>(
  'road_network',
  { onlyOne: { type: 'boolean', primary: true, default: true }, id: text, since: at },
  {},
  { checks: [{ name: 'road_network_only_one_check', expression: 'only_one' }] },
);

/** A driving time somebody would like to know; the days of these technicians are reckoned anew once it is. */
export type LegWantedRow = { fromPlace: string; toPlace: string; technicianIds: string[]; askedAt: Date };
export const LegWanted = table<LegWantedRow>('leg_wanted', {
  fromPlace: key(text),
  toPlace: key(text),
  technicianIds: { type: 'uuid', array: true, default: '{}' },
  askedAt: at,
});

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
  {
    checks: [{ name: 'leg_basis_check', expression: BASIS }],
    indices: [{ name: 'leg_to_place_idx', columns: ['toPlace'] }],
  },
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
    indices: [
      { name: 'drive_set_out_at_idx', columns: ['setOutAt'] },
      { name: 'drive_technician_id_idx', columns: ['technicianId', 'setOutAt'] },
    ],
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

/** How much wider or narrower than reckoned the ranges have to be to be true as often as they say. */
export type LearnedSpreadRow = { kind: string; middle: number; early: number; late: number; learnedFrom: number };
export const LearnedSpread = table<LearnedSpreadRow>('learned_spread', {
  kind: key(text),
  middle: real,
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
  isDriving: boolean;
  /** The same before the learned widening, to learn the next one from; null in a row that came without it. */
  plainP10: Date | null;
  plainP50: Date | null;
  plainP90: Date | null;
};
export const ForecastTable = table<ForecastRow>(
  'forecast',
  {
    appointmentId: key(uuid),
    asOf: key(at),
    technicianId: uuid,
    p10: at,
    p50: at,
    p90: at,
    basis: text,
    isDriving: starting(flag, false),
    plainP10: { ...maybe(at), name: 'plain_p10' },
    plainP50: { ...maybe(at), name: 'plain_p50' },
    plainP90: { ...maybe(at), name: 'plain_p90' },
  },
  { appointmentId: 'appointment', technicianId: 'technician' },
  { indices: [{ name: 'forecast_as_of_idx', columns: ['asOf'] }] },
);
