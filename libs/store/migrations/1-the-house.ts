import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The whole first house in one step: people and places, visits and their promises, the conversation, the ledger.
 * Times are instants (timestamptz); spans are half-open tstzrange.
 */
export class TheHouse1780000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CLOCK);
    await runner.query(PEOPLE);
    await runner.query(VISITS);
    await runner.query(CONVERSATION);
    await runner.query(LEDGER);
    await runner.query(DOORS);
  }

  /** Forward only: going back would have to throw promises away. */
  async down(): Promise<void> {
    throw new Error('migrations only go forward; restore a backup instead');
  }
}

const CLOCK = /* sql */ `
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- One clock for every process. Without its row it is the time of day; the demo's can stop, run faster or jump.
CREATE TABLE clock (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  set_at timestamptz NOT NULL,
  shows timestamptz NOT NULL,
  rate double precision NOT NULL CHECK (rate >= 0 AND rate <= 3600)
);

CREATE FUNCTION doorward_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT date_trunc('milliseconds', coalesce(
    (SELECT shows + (clock_timestamp() - set_at) * rate FROM clock), clock_timestamp()))
$$;
`;

const PEOPLE = /* sql */ `
CREATE TABLE territory (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  name text NOT NULL UNIQUE,
  zone text NOT NULL
);

CREATE TABLE technician (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  territory_id uuid NOT NULL REFERENCES territory (id),
  name text NOT NULL,
  phone text NOT NULL UNIQUE,
  skills text[] NOT NULL,
  home_lat double precision NOT NULL,
  home_lng double precision NOT NULL,
  active boolean NOT NULL DEFAULT true
);
CREATE INDEX technician_territory_id_idx ON technician (territory_id);

CREATE TABLE shift (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  technician_id uuid NOT NULL REFERENCES technician (id),
  during tstzrange NOT NULL,
  CONSTRAINT shift_one_at_a_time EXCLUDE USING gist (technician_id WITH =, during WITH &&)
);

CREATE TABLE customer (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  name text NOT NULL,
  phone text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL
);

-- Who may be texted belongs to the number, whoever has it and whichever part of the company wants to write.
CREATE TABLE consent (
  phone text PRIMARY KEY,
  texts boolean NOT NULL,
  source text NOT NULL,
  changed_at timestamptz NOT NULL
);

CREATE TABLE address (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  customer_id uuid NOT NULL REFERENCES customer (id),
  territory_id uuid NOT NULL REFERENCES territory (id),
  street text NOT NULL,
  city text NOT NULL,
  lat double precision NOT NULL,
  lng double precision NOT NULL,
  zone text NOT NULL
);
CREATE INDEX address_customer_id_idx ON address (customer_id);
`;

const VISITS = /* sql */ `
CREATE TABLE work_type (
  code text PRIMARY KEY,
  name text NOT NULL,
  skill text NOT NULL,
  minutes integer NOT NULL CHECK (minutes BETWEEN 5 AND 720),
  window_minutes integer NOT NULL CHECK (window_minutes BETWEEN 15 AND 240)
);

CREATE SEQUENCE work_order_number MINVALUE 0;

CREATE TABLE work_order (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  ref text NOT NULL UNIQUE,
  customer_id uuid NOT NULL REFERENCES customer (id),
  address_id uuid NOT NULL REFERENCES address (id),
  work_type_code text NOT NULL REFERENCES work_type (code),
  notes text NOT NULL DEFAULT '',
  opened_at timestamptz NOT NULL,
  closed_at timestamptz
);
CREATE INDEX work_order_customer_id_idx ON work_order (customer_id);

CREATE TABLE appointment (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  work_order_id uuid NOT NULL REFERENCES work_order (id),
  state text NOT NULL CHECK (state IN ('requested', 'confirmed', 'fulfilled', 'cancelled', 'failed')),
  revision integer NOT NULL DEFAULT 0,
  window_from timestamptz,
  window_to timestamptz,
  eta_p10 timestamptz,
  eta_p50 timestamptz,
  eta_p90 timestamptz,
  eta_as_of timestamptz,
  eta_basis text,
  stops_before integer,
  told_p10 timestamptz,
  told_p50 timestamptz,
  told_p90 timestamptz,
  told_at timestamptz,
  at_risk_at timestamptz,
  missed_at timestamptz,
  arrived_at timestamptz,
  ended_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT appointment_promise_check CHECK (state = 'requested' OR state = 'cancelled' OR (window_from < window_to AND revision > 0))
);
CREATE INDEX appointment_work_order_id_idx ON appointment (work_order_id);
CREATE INDEX appointment_open_idx ON appointment (window_to) WHERE state = 'confirmed';

-- Every promise ever made for an appointment, in order: revision n is iCalendar SEQUENCE n - 1.
CREATE TABLE appointment_revision (
  appointment_id uuid NOT NULL REFERENCES appointment (id),
  revision integer NOT NULL,
  window_from timestamptz NOT NULL,
  window_to timestamptz NOT NULL,
  technician_id uuid NOT NULL REFERENCES technician (id),
  actor text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (appointment_id, revision)
);

CREATE TABLE assignment (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  appointment_id uuid NOT NULL REFERENCES appointment (id),
  technician_id uuid NOT NULL REFERENCES technician (id),
  state text NOT NULL CHECK (state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused',
    'completed', 'cannot_complete', 'declined', 'expired', 'withdrawn')),
  since timestamptz NOT NULL,
  planned_from timestamptz NOT NULL,
  planned_to timestamptz NOT NULL,
  announced timestamptz,
  expected_from timestamptz,
  expected_to timestamptz,
  outcome text,
  alarmed_at timestamptz,
  ended_seen_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX assignment_technician_id_idx ON assignment (technician_id, planned_from);
CREATE INDEX assignment_appointment_id_idx ON assignment (appointment_id);
CREATE UNIQUE INDEX assignment_one_live_idx ON assignment (appointment_id)
  WHERE state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused');

CREATE TABLE prompt (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  appointment_id uuid NOT NULL REFERENCES appointment (id),
  phone text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('choice', 'survey', 'cancel', 'menu', 'note')),
  revision integer NOT NULL,
  digits jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'answered', 'superseded', 'expired')),
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX prompt_appointment_id_idx ON prompt (appointment_id);
CREATE UNIQUE INDEX prompt_one_open_idx ON prompt (phone) WHERE state = 'open';

CREATE TABLE hold (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  appointment_id uuid NOT NULL REFERENCES appointment (id),
  prompt_id uuid REFERENCES prompt (id),
  technician_id uuid NOT NULL REFERENCES technician (id),
  window_from timestamptz NOT NULL,
  window_to timestamptz NOT NULL,
  stay_from timestamptz NOT NULL,
  stay_to timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'taken', 'expired', 'released')),
  expires_at timestamptz NOT NULL
);
CREATE INDEX hold_appointment_id_idx ON hold (appointment_id);
CREATE INDEX hold_active_idx ON hold (expires_at) WHERE state = 'active';

-- A technician's time, taken by an assignment or kept by a hold. Two of them can never overlap, whatever races.
CREATE TABLE occupancy (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  technician_id uuid NOT NULL REFERENCES technician (id),
  during tstzrange NOT NULL,
  hold_id uuid UNIQUE REFERENCES hold (id),
  assignment_id uuid UNIQUE REFERENCES assignment (id),
  CONSTRAINT occupancy_one_owner_check CHECK (num_nonnulls(hold_id, assignment_id) = 1),
  CONSTRAINT occupancy_no_double_booking EXCLUDE USING gist (technician_id WITH =, during WITH &&)
);

CREATE TABLE position (
  technician_id uuid NOT NULL REFERENCES technician (id),
  at timestamptz NOT NULL,
  lat double precision NOT NULL,
  lng double precision NOT NULL,
  accuracy double precision,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (technician_id, at)
);
`;

const CONVERSATION = /* sql */ `
-- What we have to say. Written in the commit that makes it true, checked again in the one that claims it for sending.
CREATE TABLE message (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  key text NOT NULL UNIQUE,
  kind text NOT NULL,
  phone text NOT NULL,
  work_order_id uuid REFERENCES work_order (id),
  appointment_id uuid REFERENCES appointment (id),
  assignment_id uuid REFERENCES assignment (id),
  facts jsonb NOT NULL,
  claims jsonb NOT NULL,
  is_reply boolean NOT NULL DEFAULT false,
  urgency timestamptz NOT NULL,
  send_after timestamptz NOT NULL,
  useful_until timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'sending', 'unknown', 'sent', 'delivered', 'undelivered', 'suppressed', 'expired')),
  body text,
  segments integer,
  lease_until timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  carrier_sid text UNIQUE,
  reason text,
  created_at timestamptz NOT NULL,
  sent_at timestamptz
);
CREATE INDEX message_waiting_idx ON message (urgency) WHERE state = 'pending';
CREATE INDEX message_in_doubt_idx ON message (lease_until) WHERE state IN ('sending', 'unknown');
CREATE INDEX message_work_order_id_idx ON message (work_order_id);

-- What was said to us, once for each carrier id, kept for ever: a carrier's signature never expires.
CREATE TABLE inbound_message (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  carrier_sid text NOT NULL UNIQUE,
  phone text NOT NULL,
  body text NOT NULL,
  received_at timestamptz NOT NULL,
  handled_at timestamptz,
  understood jsonb,
  work_order_id uuid REFERENCES work_order (id)
);
CREATE INDEX inbound_message_waiting_idx ON inbound_message (received_at) WHERE handled_at IS NULL;
CREATE INDEX inbound_message_phone_idx ON inbound_message (phone);
`;

const LEDGER = /* sql */ `
CREATE TABLE promise (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  work_order_id uuid NOT NULL REFERENCES work_order (id),
  appointment_id uuid REFERENCES appointment (id),
  kind text NOT NULL CHECK (kind IN ('window', 'eta', 'call-back', 'update')),
  owner text NOT NULL,
  deadline timestamptz NOT NULL,
  based_on jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'kept', 'broken', 'replaced')),
  made_at timestamptz NOT NULL,
  settled_at timestamptz,
  settled_why text,
  replaced_by uuid REFERENCES promise (id)
);
CREATE INDEX promise_work_order_id_idx ON promise (work_order_id);
CREATE INDEX promise_open_idx ON promise (deadline) WHERE state = 'open';
CREATE INDEX promise_appointment_id_idx ON promise (appointment_id) WHERE state = 'open';

-- Everything that happened, in the order it was committed: who, what, why. Append only; "reacted_at" is the one mark
-- made later, by whoever has done what follows from it.
CREATE TABLE timeline (
  id bigserial PRIMARY KEY,
  xid bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  at timestamptz NOT NULL,
  type text NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL,
  work_order_id uuid,
  appointment_id uuid,
  assignment_id uuid,
  technician_id uuid,
  data jsonb NOT NULL,
  reacted_at timestamptz
);
CREATE INDEX timeline_cursor_idx ON timeline (xid, id);
CREATE INDEX timeline_work_order_id_idx ON timeline (work_order_id, id);
CREATE INDEX timeline_waiting_idx ON timeline (id) WHERE reacted_at IS NULL;

-- What has to happen at a time. Rung by the queue, swept from here: emptying the queue loses nothing.
CREATE TABLE timer (
  key text PRIMARY KEY,
  kind text NOT NULL,
  subject uuid NOT NULL,
  due_at timestamptz NOT NULL
);
CREATE INDEX timer_due_at_idx ON timer (due_at);

-- What could not be done the last time it was tried, and when it is tried again.
CREATE TABLE setback (
  key text PRIMARY KEY,
  failures integer NOT NULL,
  retry_at timestamptz NOT NULL,
  error text NOT NULL
);

-- What needs a person at the desk. It closes itself when its cause is gone, and says so.
CREATE TABLE alert (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  key text NOT NULL,
  kind text NOT NULL,
  work_order_id uuid REFERENCES work_order (id),
  technician_id uuid REFERENCES technician (id),
  says text NOT NULL,
  due_at timestamptz,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_why text
);
CREATE UNIQUE INDEX alert_one_open_idx ON alert (key) WHERE closed_at IS NULL;
CREATE INDEX alert_work_order_id_idx ON alert (work_order_id);
`;

const DOORS = /* sql */ `
CREATE TABLE dispatcher (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  role text NOT NULL CHECK (role IN ('desk', 'supervisor')),
  password_hash text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  failed_logins integer NOT NULL DEFAULT 0,
  locked_until timestamptz
);

CREATE TABLE session (
  token_hash text PRIMARY KEY,
  dispatcher_id uuid NOT NULL REFERENCES dispatcher (id),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE TABLE device (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  technician_id uuid NOT NULL REFERENCES technician (id),
  token_hash text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX device_technician_id_idx ON device (technician_id);

-- One link for each recipient and purpose. The token is made from the id and the application's secret, so that a text
-- can be written again; only its hash is kept.
CREATE TABLE link (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  token_hash text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('visit', 'sign-in')),
  work_order_id uuid REFERENCES work_order (id),
  technician_id uuid REFERENCES technician (id),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX link_visit_idx ON link (work_order_id) WHERE kind = 'visit';

CREATE TABLE api_key (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  name text NOT NULL,
  key_hash text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);

-- One tap on a technician's phone: applied once, whatever the network does to it.
CREATE TABLE operation (
  device_id uuid NOT NULL REFERENCES device (id),
  operation_id text NOT NULL,
  answer jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (device_id, operation_id)
);

-- The first answer to a request that carried an Idempotency-Key, given again to its repetitions.
CREATE TABLE idempotent_answer (
  caller text NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  status integer,
  body jsonb,
  at timestamptz NOT NULL,
  PRIMARY KEY (caller, key)
);
`;
