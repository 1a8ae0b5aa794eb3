import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the screens rest on: the technician's phone, the dispatcher's board, the customer's page. */
export class Screens1820000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PHONES);
    await runner.query(BOARD);
    await runner.query(SETUP);
  }

  /** Forward only: going back would have to throw promises away. */
  async down(): Promise<void> {
    throw new Error('migrations only go forward; restore a backup instead');
  }
}

const PHONES = /* sql */ `
ALTER TABLE device
  -- What kind of phone it is, as it says itself when it signs in; empty where it says nothing.
  ADD COLUMN name text NOT NULL DEFAULT '',
  ADD COLUMN seen_at timestamptz,
  -- The number of the last of its taps that was decided: they are applied in the order of their numbers.
  ADD COLUMN last_seq integer NOT NULL DEFAULT 0;

-- Since when the technician has said that he is off shift; it counts for the shift in which he said so.
ALTER TABLE technician ADD COLUMN off_since timestamptz;

-- A picture a technician took at a job. The phone names it, so that it is kept once however often it is sent.
CREATE TABLE photo (
  id uuid PRIMARY KEY,
  assignment_id uuid NOT NULL REFERENCES assignment (id),
  taken_at timestamptz NOT NULL,
  kept_at timestamptz NOT NULL,
  bytes bytea NOT NULL
);
CREATE INDEX photo_assignment_id_idx ON photo (assignment_id);

-- With these keys push services know us again; made once for all processes.
CREATE TABLE push_key (
  only_one boolean PRIMARY KEY DEFAULT true CONSTRAINT push_key_only_one_check CHECK (only_one),
  public_key text NOT NULL,
  private_key text NOT NULL,
  made_at timestamptz NOT NULL
);

-- Where a device can be woken. The endpoint is the push service's own address for it.
CREATE TABLE push_subscription (
  device_id uuid PRIMARY KEY REFERENCES device (id),
  endpoint text NOT NULL UNIQUE,
  p256dh text NOT NULL,
  auth text NOT NULL,
  made_at timestamptz NOT NULL
);

-- One thing to wake a device for. It is tried a few times; a text to the technician does not wait for it.
CREATE TABLE push (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  technician_id uuid NOT NULL REFERENCES technician (id),
  key text NOT NULL UNIQUE,
  kind text NOT NULL CONSTRAINT push_kind_check CHECK (kind IN ('new', 'off', 'changed')),
  ref text NOT NULL,
  street text NOT NULL,
  useful_until timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  -- Whoever sends it has it until then, on real time; should he die, another goes on.
  lease_until timestamptz,
  ended_at timestamptz,
  outcome text
);
CREATE INDEX push_waiting_idx ON push (id) WHERE ended_at IS NULL;
`;

const BOARD = /* sql */ `
-- A dispatcher may also plan a visit for another moment of its window with the technician who has it.
ALTER TABLE desk_change DROP CONSTRAINT desk_change_did_check,
  ADD CONSTRAINT desk_change_did_check CHECK (did IN ('assigned', 'reassigned', 'swapped', 'mended', 'replanned'));

-- Who is writing to a customer at the moment, so that no two do. On real time: it is about people at desks.
CREATE TABLE reply_claim (
  work_order_id uuid PRIMARY KEY REFERENCES work_order (id),
  dispatcher_id uuid NOT NULL REFERENCES dispatcher (id),
  until timestamptz NOT NULL
);
`;

const SETUP = /* sql */ `
-- To the hour: whether a program still knocks.
ALTER TABLE api_key ADD COLUMN last_used_at timestamptz;

-- How another program, or a list, calls the order: it is opened once, however often the list comes.
ALTER TABLE work_order ADD COLUMN external_ref text UNIQUE;

-- A list that was brought: its bytes as they came, what each column means, and what became of each row.
CREATE TABLE csv_import (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  kind text NOT NULL CONSTRAINT csv_import_kind_check CHECK (kind IN ('customers', 'technicians', 'visits')),
  name text NOT NULL,
  bytes bytea NOT NULL,
  head jsonb NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  state text NOT NULL CONSTRAINT csv_import_state_check
    CHECK (state IN ('uploaded', 'checking', 'checked', 'running', 'done', 'failed')),
  plan jsonb,
  done integer NOT NULL DEFAULT 0,
  -- Whoever works on it says so now and then, on real time; silent for long, another may begin again.
  beat_at timestamptz,
  rows jsonb
);
`;
