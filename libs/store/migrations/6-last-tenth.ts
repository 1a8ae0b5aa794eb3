import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the last tenth of the screens and the flows needs beyond what stands. */
export class LastTenth1830000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LEGS);
    await runner.query(CONTACTS);
    await runner.query(INBOX);
    await runner.query(ALERTS);
  }

  /** Forward only: going back would have to throw promises away. */
  async down(): Promise<void> {
    throw new Error('migrations only go forward; restore a backup instead');
  }
}

const LEGS = /* sql */ `
-- Whose days are reckoned anew once it is known: all that have asked.
ALTER TABLE leg_wanted ADD COLUMN technician_ids uuid[] NOT NULL DEFAULT '{}';
UPDATE leg_wanted SET technician_ids = ARRAY[technician_id] WHERE technician_id IS NOT NULL;
ALTER TABLE leg_wanted DROP COLUMN technician_id;
`;

const CONTACTS = /* sql */ `
-- Where a contact may be written to when no text reaches him; null where none was given.
ALTER TABLE contact ADD COLUMN email text;
`;

const INBOX = /* sql */ `
-- When an order closes, how to get in is erased from the texts that came about it.
CREATE INDEX inbound_message_work_order_id_idx ON inbound_message (work_order_id);
`;

const ALERTS = /* sql */ `
-- Until then an open alert lies aside, for everybody, and whose decision that was.
ALTER TABLE alert
  ADD COLUMN snoozed_until timestamptz,
  ADD COLUMN snoozed_by text;
`;
