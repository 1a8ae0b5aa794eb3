import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a conversation rests on: in which language, at which pace, by which way, and with whom. */
export class Conversation1810000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LANGUAGES);
    await runner.query(OPT_OUTS);
    await runner.query(PACE);
    await runner.query(SEVERAL_PHONES);
    await runner.query(DELIVERY);
    await runner.query(CREDITS);
  }

  /** Forward only: going back would have to throw promises away. */
  async down(): Promise<void> {
    throw new Error('migrations only go forward; restore a backup instead');
  }
}

const LANGUAGES = /* sql */ `
ALTER TABLE customer
  -- What he is spoken to in; it follows the language he writes in.
  ADD COLUMN language text NOT NULL DEFAULT 'en' CONSTRAINT customer_language_check CHECK (language IN ('en', 'es'));
-- What customers who are spoken to in Spanish read; null where nobody has said.
ALTER TABLE work_type ADD COLUMN name_es text;
`;

const OPT_OUTS = /* sql */ `
-- What the carrier itself made of a text (STOP, START, HELP) and has answered already; null where it left that to us.
ALTER TABLE inbound_message ADD COLUMN carrier_did text
  CONSTRAINT inbound_message_carrier_did_check CHECK (carrier_did IN ('STOP', 'START', 'HELP'));
`;

const PACE = /* sql */ `
-- The state, by whose hours what can wait is said.
ALTER TABLE address ADD COLUMN region text CONSTRAINT address_region_check CHECK (region ~ '^[A-Z]{2}$');

-- Which go first when not all may leave. What waits already keeps the order it had.
ALTER TABLE message ADD COLUMN rank integer NOT NULL DEFAULT 1;
UPDATE message SET rank = 0 WHERE is_reply AND state = 'pending';
DROP INDEX message_waiting_idx;
CREATE INDEX message_waiting_idx ON message (rank, urgency, id, send_after) WHERE state = 'pending';
CREATE INDEX message_open_idx ON message (phone) WHERE state IN ('pending', 'sending', 'unknown');
CREATE INDEX message_left_idx ON message (phone, sent_at) WHERE sent_at IS NOT NULL;

-- How much of what the carrier takes from one of our senders is left.
CREATE TABLE carrier_pace (
  sender text PRIMARY KEY,
  tokens double precision NOT NULL,
  at timestamptz NOT NULL,
  day text NOT NULL,
  today integer NOT NULL,
  slowed integer NOT NULL,
  slowed_at timestamptz NOT NULL
);
`;

const SEVERAL_PHONES = /* sql */ `
-- A further phone on a work order, and whose it is: he may ask and choose like the customer, and hears all news.
CREATE TABLE contact (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  work_order_id uuid NOT NULL REFERENCES work_order (id),
  phone text NOT NULL,
  name text NOT NULL,
  language text NOT NULL DEFAULT 'en' CONSTRAINT contact_language_check CHECK (language IN ('en', 'es')),
  added_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX contact_phone_idx ON contact (phone, work_order_id);
CREATE INDEX contact_work_order_id_idx ON contact (work_order_id);
-- Whoever answers there is not whom we mean: nothing about a visit is said to it any more.
CREATE TABLE wrong_number (
  phone text PRIMARY KEY,
  said text NOT NULL,
  at timestamptz NOT NULL
);
-- Each phone has an address of its own, so that one can be shut; null is the customer's.
ALTER TABLE link ADD COLUMN phone text;
DROP INDEX link_visit_idx;
CREATE UNIQUE INDEX link_visit_idx ON link (work_order_id) WHERE kind = 'visit' AND phone IS NULL;
CREATE UNIQUE INDEX link_phone_idx ON link (work_order_id, phone) WHERE phone IS NOT NULL;
ALTER TABLE prompt
  -- The same question at several phones: whoever answers first answers it for all. Null where it was put to one.
  ADD COLUMN question_id uuid,
  -- The digit he was asked about once more, because he may have read the menu before this one.
  ADD COLUMN to_be_sure text,
  DROP CONSTRAINT prompt_kind_check,
  ADD CONSTRAINT prompt_kind_check CHECK (kind IN ('choice', 'survey', 'cancel', 'menu', 'note', 'earlier', 'which'));
CREATE INDEX prompt_question_id_idx ON prompt (question_id) WHERE state = 'open';
-- How to get in. Kept apart, shown to who comes, and erased when the order closes.
ALTER TABLE work_order ADD COLUMN access_notes text NOT NULL DEFAULT '';
`;

const DELIVERY = /* sql */ `
-- Where he may be written to when no text reaches him; null where he has given no address.
ALTER TABLE customer ADD COLUMN email text;

-- The way it goes now: as a text first, then as its kind deserves (libs/conversation/ways.ts).
ALTER TABLE message
  ADD COLUMN way text NOT NULL DEFAULT 'text' CONSTRAINT message_way_check CHECK (way IN ('text', 'call', 'mail', 'person')),
  DROP CONSTRAINT message_state_check,
  -- 'with-person': somebody has been asked to tell it; 'told': he has.
  ADD CONSTRAINT message_state_check CHECK (state IN ('pending', 'sending', 'unknown', 'sent', 'delivered', 'undelivered',
    'suppressed', 'expired', 'with-person', 'told'));
CREATE INDEX message_receipt_idx ON message (lease_until) WHERE state = 'sent' AND lease_until IS NOT NULL;
CREATE INDEX message_with_person_idx ON message (phone) WHERE state = 'with-person';

-- Each time a message was tried, by which way, and what became of that.
CREATE TABLE message_attempt (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  message_id uuid NOT NULL REFERENCES message (id),
  way text NOT NULL CHECK (way IN ('text', 'call', 'mail', 'person')),
  state text NOT NULL CHECK (state IN ('under-way', 'in-doubt', 'reached', 'failed')),
  -- The carrier's id of the text or the call.
  carrier_sid text UNIQUE,
  code integer,
  why text NOT NULL,
  begun_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- Until when a person has told it.
  due_at timestamptz
);
CREATE INDEX message_attempt_message_id_idx ON message_attempt (message_id);

-- Numbers that cannot be texted, until a text comes from them or a person says that they can.
CREATE TABLE phone_reach (
  phone text PRIMARY KEY,
  why text NOT NULL,
  since timestamptz NOT NULL
);

-- That the carrier takes no texts, while that is so. Its times are the carrier's own, but for "shows": what the one clock showed.
CREATE TABLE outage (
  channel text PRIMARY KEY CHECK (channel = 'texts'),
  kind text NOT NULL CHECK (kind IN ('unreachable', 'account')),
  why text NOT NULL,
  failures integer NOT NULL,
  since timestamptz NOT NULL,
  shows timestamptz NOT NULL,
  -- Nothing is handed over before; null: nothing is held back.
  probe_at timestamptz,
  told boolean NOT NULL DEFAULT false
);
`;

const CREDITS = /* sql */ `
-- What a customer gets because nobody came in the window he was promised first: written down once for each work order.
CREATE TABLE credit (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  work_order_id uuid NOT NULL UNIQUE REFERENCES work_order (id),
  appointment_id uuid NOT NULL REFERENCES appointment (id),
  amount_cents integer NOT NULL CHECK (amount_cents > 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  reason text NOT NULL,
  window_from timestamptz NOT NULL,
  window_to timestamptz NOT NULL,
  at timestamptz NOT NULL,
  -- When billing has taken it over, and who said so.
  collected_at timestamptz,
  collected_by text
);
CREATE INDEX credit_to_collect_idx ON credit (at, id) WHERE collected_at IS NULL;
`;
