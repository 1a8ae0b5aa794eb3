import { sayIn } from '#conversation/catalogue/say-in';
import type { AgentSaid, Company, Listener, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { clip } from '#conversation/gsm';
import {
  agentOf,
  atClock,
  phone,
  proper,
  refOf,
  sentence,
  shortOf,
  spokenClock,
  spokenWhen,
  workOf,
} from '#conversation/said';

/** A stop by another department, as the texts speak of it. */
export type BlockSaid = {
  readonly owner: string;
  /** The department's words for the customer. */
  readonly words: string;
  readonly until: Date;
  /** What the customer can do himself, `pay by link`; null when nothing. */
  readonly action: string | null;
};

type Facts = {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly block: BlockSaid;
  readonly now: Date;
};

/** Who stops it and why, until when the time is kept, and what can be done. `digit` does the action; null while it has none. */
export function blocked(facts: Facts & { readonly digit: number | null }): string {
  const { visit, block, digit, now } = facts;
  const say = sayIn(visit.language);
  const why = (n: number) => {
    const words = clip(block.words, n);
    return words ? sentence(say('block.held.why', { ...saidOf(facts), why: words })) : say('block.held', saidOf(facts));
  };
  const until = { until: spokenClock(block.until, now, visit) };
  return fit([
    rather(2, why(60), why(40), why(24), why(0), say('block.held.short', saidOf(facts))),
    rather(4, say('block.until', until), say('block.until.short', until)),
    digit !== null && block.action
      ? rather(
          3,
          say('block.act', { digit, action: actionOf(block.action, visit) }),
          say('block.act.short', { digit }),
          say('block.act.shortest', { digit }),
        )
      : say('reply.person'),
  ]);
}

/** Where the customer can do it. The link is given whole. */
export function blockLink({ visit, block, url, now }: Omit<Facts, 'company'> & { readonly url: string }): string {
  const say = sayIn(visit.language);
  const slot = { when: spokenWhen(visit.window, now, visit), until: spokenClock(block.until, now, visit) };
  return fit([
    rather(2, say('block.link', { action: actionOf(block.action ?? '', visit), url }), url),
    may(1, say('block.until.yours', slot)),
  ]);
}

/** The department has lifted it. */
export function blockLifted(facts: Facts): string {
  const say = sayIn(facts.visit.language);
  return fit([say('block.lifted', saidOf(facts)), say('said.ref', { ref: refOf(facts.visit) })]);
}

/** It ran out, and the visit goes ahead. */
export function blockLapsed(facts: Facts): string {
  const { visit, block, now } = facts;
  const say = sayIn(visit.language);
  const { company, owner, work, when } = saidOf(facts);
  return fit([
    say('block.lapsed', { company, owner, at: atClock(block.until, now, visit) }),
    say('block.goes-ahead', { work, when, ref: refOf(visit) }),
  ]);
}

/** It ran out, and a person decides: who, and by when he calls. */
export function blockEscalated(facts: Facts & { readonly agent: AgentSaid; readonly by: Date }): string {
  const { company, visit, agent, by, now } = facts;
  const say = sayIn(visit.language);
  return fit([
    rather(2, say('block.escalated', saidOf(facts)), say('block.escalated.short', saidOf(facts))),
    say('block.decides', { agent: agentOf(agent, visit), by: spokenClock(by, now, visit) }),
    may(1, say('reply.or-desk', { desk: phone(company.desk) })),
  ]);
}

const saidOf = ({ company, visit, block, now }: Facts) => ({
  company: shortOf(company, visit),
  owner: proper(block.owner, 16) || sayIn(visit.language)('block.team'),
  work: workOf(visit, visit),
  when: spokenWhen(visit.window, now, visit),
});

const actionOf = (action: string, { language }: Listener) => proper(action, 24) || sayIn(language)('block.go-on');
