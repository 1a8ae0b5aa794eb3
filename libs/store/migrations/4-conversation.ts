import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a conversation rests on: in which language, at which pace, by which way, and with whom. */
export class Conversation1810000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LANGUAGES);
    await runner.query(OPT_OUTS);
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
