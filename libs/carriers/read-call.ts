import type { CallEnd } from '#carriers/caller';

/**
 * How a call ended by Twilio's `CallStatus` and `AnsweredBy`; null for what is no end. A machine that takes the call is
 * no person who has heard it.
 */
export function readCall(status: string, answeredBy: string | null | undefined): CallEnd | null {
  if (status === 'completed') return /^(machine|fax)/.test(answeredBy ?? '') ? 'machine' : 'answered';
  if (status === 'busy' || status === 'no-answer' || status === 'failed') return status;
  return status === 'canceled' ? 'failed' : null;
}
