import type { Way } from '#conversation/ways';
import { at, flag, id, int, key, maybe, starting, table, text, unique, uuid } from '#store/tables/table';

export type AttemptState = 'under-way' | 'in-doubt' | 'reached' | 'failed';

/** One time a message was tried, by one way. */
export type MessageAttemptRow = {
  id: string;
  messageId: string;
  way: Way;
  state: AttemptState;
  carrierSid: string | null;
  code: number | null;
  /** Why it was tried, and when it has ended, what became of it; for a person, who he is. */
  why: string;
  begunAt: Date;
  endedAt: Date | null;
  /** Until when a person has told it. */
  dueAt: Date | null;
};
export const MessageAttempt = table<MessageAttemptRow>(
  'message_attempt',
  {
    id,
    messageId: uuid,
    way: text,
    state: text,
    carrierSid: unique(maybe(text)),
    code: maybe(int),
    why: text,
    begunAt: at,
    endedAt: maybe(at),
    dueAt: maybe(at),
  },
  { messageId: 'message' },
  {
    indices: [{ name: 'message_attempt_message_id_idx', columns: ['messageId'] }],
    checks: [
      { name: 'message_attempt_way_check', expression: "way IN ('text', 'call', 'mail', 'person')" },
      {
        name: 'message_attempt_state_check',
        expression: "state IN ('under-way', 'in-doubt', 'reached', 'failed')",
      },
    ],
  },
);

/** A number that cannot be texted. */
export type PhoneReachRow = { phone: string; why: string; since: Date };
export const PhoneReach = table<PhoneReachRow>('phone_reach', { phone: key(text), why: text, since: at });

/** That the carrier takes no texts. */
export type OutageRow = {
  channel: 'texts';
  kind: 'unreachable' | 'account';
  why: string;
  failures: number;
  since: Date;
  shows: Date;
  probeAt: Date | null;
  told: boolean;
};
export const Outage = table<OutageRow>(
  'outage',
  {
    channel: key(text),
    kind: text,
    why: text,
    failures: int,
    since: at,
    shows: at,
    probeAt: maybe(at),
    told: starting(flag, false),
  },
  {},
  {
    checks: [
      { name: 'outage_channel_check', expression: "channel = 'texts'" },
      { name: 'outage_kind_check', expression: "kind IN ('unreachable', 'account')" },
    ],
  },
);
