import type { AgentSaid, Company, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { clip } from '#conversation/gsm';
import { agentOf, clock, phone, proper, refOf, sentence, shortOf, when, workOf } from '#conversation/said';

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
export function blocked({ company, visit, block, digit, now }: Facts & { readonly digit: number | null }): string {
  const opened = `${shortOf(company)}: ${ownerOf(block)} put your ${when(visit.window, now, visit)} ${workOf(visit)} on hold`;
  const why = (n: number) => (clip(block.words, n) ? sentence(`${opened}: ${clip(block.words, n)}`) : `${opened}.`);
  return fit([
    rather(2, why(60), why(40), why(24), why(0)),
    `Slot kept until ${clock(block.until, now, visit)}.`,
    digit !== null && block.action
      ? rather(
          3,
          `Reply ${digit} to ${actionOf(block.action)}, 0 a person calls you.`,
          `Reply ${digit} to mend it, 0 a person calls you.`,
        )
      : 'Reply 0 and a person calls you.',
  ]);
}

/** Where the customer can do it. The link is given whole. */
export const blockLink = ({ visit, block, url, now }: Omit<Facts, 'company'> & { readonly url: string }): string =>
  fit([
    rather(2, `To ${actionOf(block.action ?? 'go on')}: ${url}`, url),
    may(1, `Your ${when(visit.window, now, visit)} slot is kept until ${clock(block.until, now, visit)}.`),
  ]);

/** The department has lifted it. */
export const blockLifted = ({ company, visit, block, now }: Facts): string =>
  fit([
    `${shortOf(company)}: the hold by ${ownerOf(block)} is over: your ${workOf(visit)} ${when(visit.window, now, visit)} stands.`,
    `Ref ${refOf(visit)}.`,
  ]);

/** It ran out, and the visit goes ahead. */
export const blockLapsed = ({ company, visit, block, now }: Facts): string =>
  fit([
    `${shortOf(company)}: the hold by ${ownerOf(block)} ran out ${clock(block.until, now, visit)}.`,
    `Your ${workOf(visit)} ${when(visit.window, now, visit)} goes ahead, ref ${refOf(visit)}.`,
  ]);

/** It ran out, and a person decides: who, and by when he calls. */
export const blockEscalated = (facts: Facts & { readonly agent: AgentSaid; readonly by: Date }): string => {
  const { company, visit, block, agent, by, now } = facts;
  const yours = `your ${when(visit.window, now, visit)} ${workOf(visit)}`;
  return fit([
    rather(
      2,
      `${shortOf(company)}: the hold by ${ownerOf(block)} on ${yours} ran out.`,
      `${shortOf(company)}: the hold on ${yours} ran out.`,
    ),
    `${agentOf(agent)} decides and calls you by ${clock(by, now, visit)}; your slot is kept.`,
    may(1, `Or call ${phone(company.desk)}.`),
  ]);
};

const ownerOf = ({ owner }: BlockSaid) => proper(owner, 16) || 'Another team';
const actionOf = (action: string) => proper(action, 24) || 'go on';
