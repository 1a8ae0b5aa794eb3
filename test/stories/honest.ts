import type { World } from '#test/world/world';
import type { Keeping } from '#test/stories/story';

type Said = { readonly body: string; readonly why: string };

/** Texts that said at the moment they left what was not so any more: an older promise, or a technician who had it no more. */
const saidFalsely = (world: Pick<World, 'sql'>): Promise<Said[]> =>
  world.sql<Said>(
    `SELECT m.body, 'a promise of before' AS why FROM message m JOIN appointment_revision r ON r.appointment_id = m.appointment_id
     WHERE m.sent_at IS NOT NULL AND m.claims ? 'revision' AND m.kind <> 'changed'
       AND r.revision > (m.claims ->> 'revision')::int AND r.at < m.sent_at AND NOT m.is_reply
     UNION ALL
     SELECT m.body, 'a visit that was over' FROM message m JOIN appointment a ON a.id = m.appointment_id
     WHERE m.sent_at > a.ended_at AND m.kind IN ('late', 'news', 'on-the-way', 'accepted', 'how-late')`,
  );

/** Texts that nobody asked for and that say word for word what the one before them to this phone had said. */
const saidTwice = (world: Pick<World, 'sql'>): Promise<Said[]> =>
  world.sql<Said>(
    `SELECT body, 'said before' AS why FROM (
       SELECT body, lag(body) OVER (PARTITION BY phone ORDER BY sent_at, id) AS before FROM message
         WHERE sent_at IS NOT NULL AND NOT is_reply) m
     WHERE body = before`,
  );

/** Texts that came and that nobody answered, though they asked or wanted something. */
const leftOpen = (world: Pick<World, 'sql'>): Promise<Said[]> =>
  world.sql<Said>(
    `SELECT i.body, 'no answer' AS why FROM inbound_message i
     WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.phone = i.phone AND m.is_reply AND m.created_at >= i.received_at)
       AND NOT coalesce(i.understood -> 'intents' <@ '["thanks", "eta-ack", "confirm"]', false)
       AND NOT EXISTS (SELECT 1 FROM consent c WHERE c.phone = i.phone AND NOT c.texts)`,
  );

/** What holds for every conversation: each text is answered, each of ours is news, and none was false when it left. */
export async function keepsFaith(world: Pick<World, 'sql'>, keeps: Keeping): Promise<void> {
  const show = (found: readonly Said[]) => found.map(({ body, why }) => ` [${why}: ${body}]`).join('');
  const [falsely, twice, open] = [await saidFalsely(world), await saidTwice(world), await leftOpen(world)];
  keeps(`no text said what was not so when it left${show(falsely)}`, falsely.length === 0);
  keeps(`no text was without news${show(twice)}`, twice.length === 0);
  keeps(`no text was left without an answer${show(open)}`, open.length === 0);
}
