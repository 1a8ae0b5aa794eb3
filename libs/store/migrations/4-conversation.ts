import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a conversation rests on: in which language, at which pace, by which way, and with whom. */
export class Conversation1810000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LANGUAGES);
    await runner.query(OPT_OUTS);
    await runner.query(PACE);
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
CREATE INDEX message_waiting_idx ON message (rank, urgency, id) WHERE state = 'pending';
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
