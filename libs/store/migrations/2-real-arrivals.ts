import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What real arrival times rest on: every position with its source, driving times on roads, every drive as predicted and
 * as driven, what was learned from them, and every prediction ever shown, to be held against what came.
 */
export class RealArrivals1790000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(POSITIONS);
    await runner.query(ROADS);
    await runner.query(LEARNED);
    await runner.query(PROOF);
  }

  /** Forward only: going back would have to throw promises away. */
  async down(): Promise<void> {
    throw new Error('migrations only go forward; restore a backup instead');
  }
}

const POSITIONS = /* sql */ `
ALTER TABLE position
  ADD COLUMN speed double precision,
  ADD COLUMN heading double precision,
  ADD COLUMN source text NOT NULL DEFAULT 'page' CHECK (source IN ('page', 'traccar', 'owntracks')),
  -- The phone itself says that the position is made up.
  ADD COLUMN mocked boolean NOT NULL DEFAULT false,
  -- Why nothing is reckoned with this fix; null for a good one.
  ADD COLUMN refused text;

-- A phone's own tracking app, with a secret of its own.
CREATE TABLE tracker (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  technician_id uuid NOT NULL REFERENCES technician (id),
  name text NOT NULL,
  secret_hash text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX tracker_technician_id_idx ON tracker (technician_id);

-- Since when his positions have been at the door of the visit he drives to.
ALTER TABLE assignment ADD COLUMN at_door_since timestamptz;
CREATE INDEX assignment_driving_idx ON assignment (technician_id) WHERE state = 'en_route';
`;

const ROADS = /* sql */ `
-- The road network driving times are asked of; without its row they are estimates.
CREATE TABLE road_network (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  id text NOT NULL,
  since timestamptz NOT NULL
);

-- Driving times between places as a road network gives them. A place is named by its rounded coordinates.
CREATE TABLE leg (
  from_place text NOT NULL,
  to_place text NOT NULL,
  network text NOT NULL,
  -- Null where no road leads there.
  seconds double precision,
  meters double precision,
  basis text NOT NULL CHECK (basis IN ('live', 'historic', 'freeflow', 'estimate')),
  as_of timestamptz NOT NULL,
  PRIMARY KEY (from_place, to_place)
);

-- Driving times somebody would like to know: a worker asks the roads for them, outside of any commit.
CREATE TABLE leg_wanted (
  from_place text NOT NULL,
  to_place text NOT NULL,
  -- Whose day is reckoned anew once it is known.
  technician_id uuid REFERENCES technician (id),
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (from_place, to_place)
);

-- Every drive to a visit: what was predicted when he set out, and when he came.
CREATE TABLE drive (
  assignment_id uuid PRIMARY KEY REFERENCES assignment (id),
  technician_id uuid NOT NULL REFERENCES technician (id),
  territory_id uuid NOT NULL REFERENCES territory (id),
  from_lat double precision NOT NULL,
  from_lng double precision NOT NULL,
  to_lat double precision NOT NULL,
  to_lng double precision NOT NULL,
  set_out_at timestamptz NOT NULL,
  -- By the road network alone, before the pace of the hour.
  minutes double precision NOT NULL,
  basis text NOT NULL CHECK (basis IN ('live', 'historic', 'freeflow', 'estimate')),
  pace double precision NOT NULL,
  arrived_at timestamptz
);
CREATE INDEX drive_set_out_at_idx ON drive (set_out_at);
CREATE INDEX drive_technician_id_idx ON drive (technician_id, set_out_at);

-- A break of so many minutes, taken at the end of the first visit that ends after its time.
ALTER TABLE shift
  ADD COLUMN break_from timestamptz,
  ADD COLUMN break_minutes integer CHECK (break_minutes BETWEEN 5 AND 240);
`;

const LEARNED = /* sql */ `
-- How long the company's visits of a type really take, as a share of the planned minutes; 1 until there is evidence.
ALTER TABLE work_type
  ADD COLUMN learned_ratio double precision NOT NULL DEFAULT 1,
  ADD COLUMN learned_spread double precision,
  -- Logarithms of the share of the usual, ascending and equally likely.
  ADD COLUMN learned_shape double precision[],
  ADD COLUMN learned_from integer NOT NULL DEFAULT 0;

-- The share of his chances to be early that a technician took: 0 waits for the window, 1 rings at once.
ALTER TABLE technician ADD COLUMN learned_early double precision NOT NULL DEFAULT 0;

CREATE TABLE learned_duration (
  technician_id uuid NOT NULL REFERENCES technician (id),
  work_type_code text NOT NULL REFERENCES work_type (code),
  ratio double precision NOT NULL,
  spread double precision NOT NULL,
  learned_from integer NOT NULL,
  PRIMARY KEY (technician_id, work_type_code)
);

-- How an area is driven: the minutes of every drive no road network knows of, and for each hour of the week (the first
-- is Monday 0:00, local time) how much longer than by the network alone the road takes.
ALTER TABLE territory
  ADD COLUMN learned_door_minutes double precision NOT NULL DEFAULT 0,
  ADD COLUMN learned_drive_spread double precision,
  ADD COLUMN learned_paces double precision[],
  -- For each hour of the day, the minutes between the end of a visit and setting out for the next.
  ADD COLUMN learned_turns double precision[],
  ADD COLUMN learned_from integer NOT NULL DEFAULT 0;

-- How much wider or narrower than reckoned the ranges have to be to be true as often as they say.
CREATE TABLE learned_spread (
  kind text PRIMARY KEY,
  middle double precision NOT NULL,
  early double precision NOT NULL,
  late double precision NOT NULL,
  learned_from integer NOT NULL
);
`;

const PROOF = /* sql */ `
-- Every prediction that was shown, kept to be held against what came.
CREATE TABLE forecast (
  appointment_id uuid NOT NULL REFERENCES appointment (id),
  as_of timestamptz NOT NULL,
  technician_id uuid NOT NULL REFERENCES technician (id),
  p10 timestamptz NOT NULL,
  p50 timestamptz NOT NULL,
  p90 timestamptz NOT NULL,
  basis text NOT NULL,
  is_driving boolean NOT NULL DEFAULT false,
  -- The same before the learned widening, to learn the next one from; null in a row that came without it.
  plain_p10 timestamptz,
  plain_p50 timestamptz,
  plain_p90 timestamptz,
  PRIMARY KEY (appointment_id, as_of)
);
CREATE INDEX forecast_as_of_idx ON forecast (as_of);

-- The visits of some days, whatever became of them.
CREATE INDEX appointment_window_from_idx ON appointment (window_from);
`;
