import {
  blocked,
  blockEscalated,
  blockLapsed,
  blockLifted,
  blockLink,
  type BlockSaid,
} from '#conversation/texts/block';
import type { Visit } from '#store/visit';
import type { Agent } from '#flows/steps/call-back';
import { aboutVisit, type Context, fact, instant, type Rendered } from '#flows/messages/context';
import { agentSaid } from '#flows/said';
import { sayWhyItStands } from '#flows/messages/render-several';
import { riftOf } from '#flows/steps/dependents';

type BlockFacts = BlockSaid & {
  readonly url: string | null;
  readonly isOpen: boolean;
  readonly escalatedAt: Date | null;
};

/** The block a text is about, open or ended. */
async function blockOf(c: Context): Promise<BlockFacts> {
  const [row] = await c.tx.sql<BlockFacts>(
    `SELECT owner, customer_text AS words, expires_at AS until, action_words AS action, action_url AS url, ended_at IS NULL AS "isOpen",
            escalated_at AS "escalatedAt" FROM block WHERE id = $1`,
    [fact(c, 'blockId')],
  );
  return row!;
}

const isOver = (c: Context) => c.visit!.state !== 'confirmed' || c.visit!.revision !== c.message.claims.revision;

/** Why the end of one hold does not mean that the visit goes ahead; null when it does. */
function whyNotAhead({ state, arrivedAt, suspendedAt, block }: Visit): string | null {
  if (state !== 'confirmed') return `the visit is ${state}`;
  if (arrivedAt) return 'the technician is there';
  if (suspendedAt) return 'the visit stands still for another reason';
  return block && `${block.owner} holds it by now`;
}

export async function tellBlock(c: Context): Promise<Rendered> {
  const block = await blockOf(c);
  if (!block.isOpen || block.escalatedAt || isOver(c)) return { suppress: 'nobody holds the visit any more' };
  const digit = fact<number | null>(c, 'digit');
  return { body: blocked({ company: c.company, visit: aboutVisit(c).said, block, digit, now: c.now }) };
}

const newer = ({ owner, customerText, expiresAt }: NonNullable<Visit['block']>): BlockSaid => ({
  owner,
  words: customerText,
  until: expiresAt,
  action: null,
});

/** Where he can do what is asked of him; once nobody asks it any more, that the visit stands, or what keeps it now. */
export async function tellBlockLink(c: Context): Promise<Rendered> {
  const block = await blockOf(c);
  const { visit, said } = aboutVisit(c);
  if (block.isOpen) return { body: blockLink({ visit: said, block, url: block.url!, now: c.now }) };
  const why = visit.suspendedAt && riftOf(visit);
  if (why) return sayWhyItStands(c, why);
  if (visit.block)
    return { body: blocked({ company: c.company, visit: said, block: newer(visit.block), digit: null, now: c.now }) };
  return { body: blockLifted({ company: c.company, visit: said, block, now: c.now }) };
}

/** Who never heard of the hold need not hear of its end. */
const heardOfIt = async (c: Context): Promise<boolean> =>
  (
    await c.tx.sql(
      `SELECT 1 FROM message WHERE key = $1 AND state IN ('sent', 'delivered', 'sending', 'unknown', 'told')`,
      [`blocked:${fact(c, 'blockId')}`],
    )
  ).length > 0;

export async function tellBlockEnd(c: Context): Promise<Rendered> {
  if (isOver(c)) return { suppress: 'the visit has a new time by now' };
  const against = whyNotAhead(c.visit!);
  if (against) return { suppress: against };
  if (!(await heardOfIt(c))) return { suppress: 'the customer never heard of the hold' };
  const write = c.message.kind === 'block-lifted' ? blockLifted : blockLapsed;
  return { body: write({ company: c.company, visit: aboutVisit(c).said, block: await blockOf(c), now: c.now }) };
}

export async function tellBlockEscalated(c: Context): Promise<Rendered> {
  const block = await blockOf(c);
  if (!block.isOpen || isOver(c)) return { suppress: 'nobody holds the visit any more' };
  const agent = agentSaid(fact<Agent>(c, 'agent'));
  return {
    body: blockEscalated({
      company: c.company,
      visit: aboutVisit(c).said,
      block,
      agent,
      by: instant(fact(c, 'by')),
      now: c.now,
    }),
  };
}
