import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a conversation rests on: in which language, at which pace, by which way, and with whom. */
export class Conversation1810000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LANGUAGES);
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
