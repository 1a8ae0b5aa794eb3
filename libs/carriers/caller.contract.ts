import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Caller } from '#carriers/caller';

export type OpenedCaller = { readonly caller: Caller; readonly close: () => Promise<void> };

/** What everybody who calls keeps, whoever answers behind him. `to` is a phone that is answered. */
export function callerContract(open: () => Promise<OpenedCaller>, to: string) {
  let caller: Caller;
  let close: () => Promise<void>;
  beforeEach(async () => ({ caller, close } = await open()));
  afterEach(() => close());

  const calling = {
    to,
    words: 'Your visit is at 9 & not <later>.',
    language: 'en',
    statusCallback: 'http://127.0.0.1:9/c',
  } as const;

  it('a call that was placed has a sid and an end', async () => {
    const placed = await caller.call(calling);
    if (placed.outcome !== 'placed') throw new Error(placed.why);
    expect(placed.sid).toMatch(/^CA[0-9a-f]{32}$/);
    expect(await caller.endOf(placed.sid)).toBe('answered');
  });

  it('a number that is none is refused with 21211', async () => {
    expect(await caller.call({ ...calling, to: 'Dave' })).toEqual({
      outcome: 'refused',
      code: 21211,
      why: expect.any(String),
    });
  });

  it('a call nobody placed has failed', async () => expect(await caller.endOf(`CA${'0'.repeat(32)}`)).toBe('failed'));
}
