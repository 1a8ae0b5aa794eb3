import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What true slots rest on: when a territory may be booked and how much of its time may be held, visits that need others
 * first, blocks by other departments, who waits for an earlier time, and the mending of a day.
 */
export class TrueSlots1800000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(BOOKING_RULES);
    await runner.query(SEVERAL_VISITS);
    await runner.query(BLOCKS);
    await runner.query(WAITING);
    await runner.query(MENDING);
    await runner.query(UNDOING);
    await runner.query(PLANNING);
    await runner.query(ROUTE_CHANGES);
  }

  /** Forward only: going back would have to throw promises away. */
  async down(): Promise<void> {
    throw new Error('migrations only go forward; restore a backup instead');
  }
}

const BOOKING_RULES = /* sql */ `
ALTER TABLE territory
  -- A window is offered only when it begins at least so many minutes from now.
  ADD COLUMN lead_minutes integer NOT NULL DEFAULT 0 CHECK (lead_minutes BETWEEN 0 AND 43200),
  -- From this minute of the local day on, the next day is not offered any more; null offers it until midnight.
  ADD COLUMN cut_off_minutes integer CHECK (cut_off_minutes BETWEEN 0 AND 1439),
  -- The percentage of its technicians' free minutes that holds may keep; beyond it choices are shown unheld.
  ADD COLUMN hold_percent integer NOT NULL DEFAULT 15 CHECK (hold_percent BETWEEN 0 AND 100);

-- A time that was chosen beyond that is kept for nobody until it is confirmed.
ALTER TABLE hold
  DROP CONSTRAINT hold_state_check,
  ADD CONSTRAINT hold_state_check CHECK (state IN ('active', 'taken', 'expired', 'released', 'unheld'));

-- Days on which nobody is sent anywhere in a territory.
CREATE TABLE blackout (
  territory_id uuid NOT NULL REFERENCES territory (id),
  day date NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (territory_id, day)
);
`;

const SEVERAL_VISITS = /* sql */ `
-- A work order may need several visits, each of its own kind.
ALTER TABLE appointment ADD COLUMN work_type_code text REFERENCES work_type (code);
UPDATE appointment a SET work_type_code = w.work_type_code FROM work_order w WHERE w.id = a.work_order_id;
ALTER TABLE appointment ALTER COLUMN work_type_code SET NOT NULL;

-- What the work type needs beforehand: a visit of another type, so long before it, by the same technician or by anyone.
ALTER TABLE work_type
  ADD COLUMN needs_first text REFERENCES work_type (code),
  ADD COLUMN gap_minutes integer NOT NULL DEFAULT 0 CHECK (gap_minutes BETWEEN 0 AND 43200),
  ADD COLUMN same_technician boolean NOT NULL DEFAULT false;

ALTER TABLE appointment
  -- The visit that has to be done first.
  ADD COLUMN needs_first_id uuid REFERENCES appointment (id),
  ADD COLUMN gap_minutes integer NOT NULL DEFAULT 0 CHECK (gap_minutes BETWEEN 0 AND 43200),
  ADD COLUMN same_technician boolean NOT NULL DEFAULT false,
  -- The visit that could not be completed and is gone on with in this one.
  ADD COLUMN follows_id uuid REFERENCES appointment (id),
  -- What it needs beyond its work type: a further skill, a part, and since when that can be had.
  ADD COLUMN extra_skill text,
  ADD COLUMN part text,
  ADD COLUMN not_before timestamptz,
  -- The promise stands still until the customer has a new one: what it rested on is gone.
  ADD COLUMN suspended_at timestamptz;
CREATE INDEX appointment_needs_first_id_idx ON appointment (needs_first_id) WHERE needs_first_id IS NOT NULL;
`;

const BLOCKS = /* sql */ `
-- Another department's stop on an appointment. Never without an owner, a reason, an end and words for the customer.
CREATE TABLE block (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  appointment_id uuid NOT NULL REFERENCES appointment (id),
  owner text NOT NULL,
  reason text NOT NULL,
  customer_text text NOT NULL,
  -- Where the customer can mend it himself, and what that is called: "pay by link".
  action_words text,
  action_url text,
  expires_at timestamptz NOT NULL,
  -- What happens at its end: the visit goes ahead, or the desk decides while the slot is still kept.
  at_expiry text NOT NULL CHECK (at_expiry IN ('lapse', 'escalate')),
  -- Since when a person has to decide; the slot is still kept.
  escalated_at timestamptz,
  placed_by text NOT NULL,
  placed_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_how text CHECK (ended_how IN ('lifted', 'lapsed', 'cancelled')),
  CONSTRAINT block_action_check CHECK ((action_words IS NULL) = (action_url IS NULL)),
  CONSTRAINT block_ended_check CHECK ((ended_at IS NULL) = (ended_how IS NULL))
);
CREATE UNIQUE INDEX block_one_open_idx ON block (appointment_id) WHERE ended_at IS NULL;
`;

const WAITING = /* sql */ `
-- Customers who would rather come sooner: asked in turn when a gap opens.
CREATE TABLE waitlist (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  appointment_id uuid NOT NULL REFERENCES appointment (id),
  placed_by text NOT NULL,
  placed_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_why text
);
CREATE UNIQUE INDEX waitlist_one_open_idx ON waitlist (appointment_id) WHERE ended_at IS NULL;

-- A technician's time that became free while somebody in his territory waits for an earlier one.
CREATE TABLE gap (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  technician_id uuid NOT NULL REFERENCES technician (id),
  -- Whose visit it was.
  freed_by_id uuid NOT NULL REFERENCES appointment (id),
  free_from timestamptz NOT NULL,
  free_to timestamptz NOT NULL,
  -- The first gap of the chain this one belongs to, and how many moves it lies behind that; null and 0 for the first.
  root_id uuid REFERENCES gap (id),
  moves integer NOT NULL DEFAULT 0 CHECK (moves BETWEEN 0 AND 10),
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_why text,
  CONSTRAINT gap_span_check CHECK (free_from < free_to)
);

-- Who was asked whether he would rather have it, and what came of it.
CREATE TABLE gap_offer (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  gap_id uuid NOT NULL REFERENCES gap (id),
  appointment_id uuid NOT NULL REFERENCES appointment (id),
  prompt_id uuid NOT NULL REFERENCES prompt (id),
  -- Null where several are asked at once and the first yes wins.
  hold_id uuid REFERENCES hold (id),
  window_from timestamptz NOT NULL,
  window_to timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'taken', 'kept', 'silent', 'gone', 'dropped')),
  asked_at timestamptz NOT NULL,
  answer_by timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT gap_offer_ended_check CHECK ((ended_at IS NULL) = (state = 'asked'))
);
CREATE UNIQUE INDEX gap_offer_once_idx ON gap_offer (gap_id, appointment_id);
CREATE UNIQUE INDEX gap_offer_one_taker_idx ON gap_offer (gap_id) WHERE state = 'taken';
CREATE INDEX gap_offer_appointment_id_idx ON gap_offer (appointment_id);
CREATE INDEX gap_offer_prompt_id_idx ON gap_offer (prompt_id);
ALTER TABLE prompt DROP CONSTRAINT prompt_kind_check,
  ADD CONSTRAINT prompt_kind_check CHECK (kind IN ('choice', 'survey', 'cancel', 'menu', 'note', 'earlier'));

-- How long a visit takes that goes on with another; null for what its work type takes.
ALTER TABLE appointment ADD COLUMN minutes integer CHECK (minutes BETWEEN 5 AND 720);
CREATE INDEX appointment_follows_id_idx ON appointment (follows_id) WHERE follows_id IS NOT NULL;
`;

const MENDING = /* sql */ `
-- A day with which a technician cannot go on as planned, and how it could go on instead.
CREATE TABLE mending (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  technician_id uuid NOT NULL REFERENCES technician (id),
  trouble text NOT NULL CHECK (trouble IN ('sick', 'broken-down', 'late')),
  -- He cannot work from then on.
  from_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('thinking', 'ready', 'applied', 'refused', 'failed')),
  -- How far the thinking has come, and when it last said so by the wall clock: it may die with its process.
  progress jsonb NOT NULL,
  alive_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  ended_by text,
  ended_at timestamptz
);
CREATE INDEX mending_technician_id_idx ON mending (technician_id);

-- What becomes of one visit: somebody else takes it in its window, other times are offered, or it stays.
CREATE TABLE mending_row (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  mending_id uuid NOT NULL REFERENCES mending (id),
  nth integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('move', 'offer', 'stay')),
  appointment_id uuid NOT NULL REFERENCES appointment (id),
  -- The version the plan was made for.
  version integer NOT NULL,
  from_technician_id uuid NOT NULL REFERENCES technician (id),
  to_technician_id uuid REFERENCES technician (id),
  stay_from timestamptz,
  stay_to timestamptz,
  detour_minutes double precision,
  -- The visit for whose sake it is; rows of the same one stand and fall together.
  orphan_id uuid NOT NULL REFERENCES appointment (id),
  -- For an offer: the times that were free when the plan was made.
  choices jsonb NOT NULL,
  outcome text CHECK (outcome IN ('applied', 'rejected', 'left')),
  says text,
  CONSTRAINT mending_row_move_check CHECK ((kind = 'move') = (to_technician_id IS NOT NULL AND stay_from IS NOT NULL AND stay_to IS NOT NULL))
);
CREATE UNIQUE INDEX mending_row_nth_idx ON mending_row (mending_id, nth);
`;

const UNDOING = /* sql */ `
-- What a dispatcher changed by hand, and what was there before: for some minutes it can be put back.
CREATE TABLE desk_change (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  did text NOT NULL CHECK (did IN ('assigned', 'reassigned', 'swapped', 'mended')),
  changes jsonb NOT NULL,
  done_by text NOT NULL,
  done_at timestamptz NOT NULL,
  undo_until timestamptz NOT NULL,
  undone_by text,
  undone_at timestamptz,
  CONSTRAINT desk_change_undone_check CHECK ((undone_at IS NULL) = (undone_by IS NULL))
);
`;

const PLANNING = /* sql */ `
-- The planning of a day for a territory: who asked for it, how far it is, and what came of it.
CREATE TABLE day_plan (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  territory_id uuid NOT NULL REFERENCES territory (id),
  day date NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('planning', 'planned', 'cancelled', 'failed')),
  progress jsonb NOT NULL,
  -- In real time: when the process that plans was last heard of.
  seen_at timestamptz NOT NULL,
  proposal jsonb,
  CONSTRAINT day_plan_proposal_check CHECK ((state = 'planned') = (proposal IS NOT NULL))
);
CREATE UNIQUE INDEX day_plan_one_at_a_time_idx ON day_plan (territory_id, day) WHERE state = 'planning';
`;

/**
 * Whose days have changed, and in which transaction: a process that has read some days knows from it whether they still
 * are as it read them. Rows are only ever added, so that nobody waits for anybody; old ones are swept away.
 */
const ROUTE_CHANGES = /* sql */ `
CREATE TABLE route_change (
  id bigserial PRIMARY KEY,
  -- Null: everybody's.
  technician_id uuid,
  xid bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- A search asks for all ways to one place at once.
CREATE INDEX leg_to_place_idx ON leg (to_place);
CREATE INDEX route_change_xid_idx ON route_change (xid, technician_id);

CREATE FUNCTION route_changed(who uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO route_change (technician_id) SELECT who
  WHERE NOT EXISTS (SELECT 1 FROM route_change c
    WHERE c.xid = pg_current_xact_id()::text::bigint AND c.technician_id IS NOT DISTINCT FROM who)
$$;

CREATE FUNCTION route_changed_for_technician() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM route_changed(OLD.technician_id); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM route_changed(NEW.technician_id); END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION route_changed_for_appointment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM route_changed(o.technician_id) FROM occupancy o
    LEFT JOIN assignment a ON a.id = o.assignment_id LEFT JOIN hold h ON h.id = o.hold_id
    WHERE coalesce(a.appointment_id, h.appointment_id) = NEW.id;
  RETURN NULL;
END $$;

CREATE FUNCTION route_changed_himself() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM route_changed(NEW.id); RETURN NULL; END $$;

CREATE FUNCTION routes_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM route_changed(NULL); RETURN NULL; END $$;

CREATE TRIGGER occupancy_route AFTER INSERT OR UPDATE OR DELETE ON occupancy
  FOR EACH ROW EXECUTE FUNCTION route_changed_for_technician();
CREATE TRIGGER shift_route AFTER INSERT OR UPDATE OR DELETE ON shift
  FOR EACH ROW EXECUTE FUNCTION route_changed_for_technician();
CREATE TRIGGER assignment_route AFTER UPDATE ON assignment FOR EACH ROW
  WHEN (OLD.expected_from IS DISTINCT FROM NEW.expected_from OR OLD.expected_to IS DISTINCT FROM NEW.expected_to
    OR OLD.technician_id <> NEW.technician_id OR OLD.appointment_id <> NEW.appointment_id
    OR (OLD.state, OLD.since) IS DISTINCT FROM (NEW.state, NEW.since) AND NEW.state IN ('completed', 'cannot_complete'))
  EXECUTE FUNCTION route_changed_for_technician();
CREATE TRIGGER hold_route AFTER UPDATE ON hold FOR EACH ROW
  WHEN ((OLD.expires_at, OLD.window_from, OLD.window_to, OLD.technician_id, OLD.appointment_id)
    IS DISTINCT FROM (NEW.expires_at, NEW.window_from, NEW.window_to, NEW.technician_id, NEW.appointment_id))
  EXECUTE FUNCTION route_changed_for_technician();
CREATE TRIGGER appointment_route AFTER UPDATE ON appointment FOR EACH ROW
  WHEN ((OLD.window_from, OLD.window_to, OLD.work_type_code, OLD.minutes, OLD.work_order_id)
    IS DISTINCT FROM (NEW.window_from, NEW.window_to, NEW.work_type_code, NEW.minutes, NEW.work_order_id))
  EXECUTE FUNCTION route_changed_for_appointment();
CREATE TRIGGER technician_route AFTER UPDATE ON technician FOR EACH ROW
  WHEN ((OLD.name, OLD.skills, OLD.home_lat, OLD.home_lng) IS DISTINCT FROM (NEW.name, NEW.skills, NEW.home_lat, NEW.home_lng))
  EXECUTE FUNCTION route_changed_himself();
CREATE TRIGGER address_route AFTER UPDATE ON address FOR EACH ROW
  WHEN ((OLD.lat, OLD.lng) IS DISTINCT FROM (NEW.lat, NEW.lng)) EXECUTE FUNCTION routes_changed();
CREATE TRIGGER work_order_route AFTER UPDATE ON work_order FOR EACH ROW
  WHEN (OLD.address_id <> NEW.address_id) EXECUTE FUNCTION routes_changed();
CREATE TRIGGER work_type_route AFTER UPDATE ON work_type FOR EACH STATEMENT EXECUTE FUNCTION routes_changed();
CREATE TRIGGER learned_duration_route AFTER INSERT OR UPDATE OR DELETE ON learned_duration
  FOR EACH STATEMENT EXECUTE FUNCTION routes_changed();
`;
