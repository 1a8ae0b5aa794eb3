import { HttpException } from '@nestjs/common';
import { isRefused, type RefusalCode, type Refused } from '#visits/refused';

/**
 * An answer that is no: RFC 9457 problem+json with a sentence fit to show (`say`) and, where there is one, the present
 * truth beside it.
 */
export class Problem extends HttpException {
  constructor(status: number, title: string, say: string, more: Record<string, unknown> = {}) {
    super({ type: 'about:blank', title, status, detail: say, say, ...more }, status);
  }
}

const STATUS: Record<RefusalCode, number> = {
  'illegal-move': 409,
  taken: 409,
  expired: 409,
  closed: 409,
  infeasible: 409,
  stale: 409,
  absent: 404,
  forbidden: 403,
};

export const problemOf = ({ code, refused }: Refused, more: Record<string, unknown> = {}) =>
  new Problem(STATUS[code], code, refused, { code, ...more });

/** The answer itself, or the refusal as the problem the caller gets. `more` fetches what should stand beside it. */
export async function answered<T>(answer: T | Refused, more?: () => Promise<Record<string, unknown>>): Promise<T> {
  if (isRefused(answer)) throw problemOf(answer, more ? await more() : {});
  return answer;
}
