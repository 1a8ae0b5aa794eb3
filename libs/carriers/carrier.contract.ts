import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Carrier } from '#carriers/carrier';

export type OpenedCarrier = { readonly carrier: Carrier; readonly close: () => Promise<void> };

/** What every SMS carrier keeps, whoever answers behind it. `to` is a phone it can reach. */
export function carrierContract(open: () => Promise<OpenedCarrier>, to: string) {
  let carrier: Carrier;
  let close: () => Promise<void>;
  beforeEach(async () => ({ carrier, close } = await open()));
  afterEach(() => close());

  const sending = (body: string) => ({ to, body, statusCallback: 'http://127.0.0.1:9/status', validSeconds: 600 });
  const aMinuteAgo = () => new Date(Date.now() - 60_000);

  it('a text that was taken has a sid, a state and its parts', async () => {
    const sent = await carrier.send(sending('x'.repeat(161)));
    expect(sent).toEqual({
      outcome: 'sent',
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
      status: 'queued',
      segments: 2,
    });
  });

  it('a text that was taken can be fetched by its sid', async () => {
    const sent = await carrier.send(sending('hello'));
    if (sent.outcome !== 'sent') throw new Error(sent.why);
    expect(await carrier.fetch(sent.sid)).toMatchObject({ sid: sent.sid, errorCode: null });
  });

  it('a sid nobody gave out is null', async () => expect(await carrier.fetch(`SM${'0'.repeat(32)}`)).toBeNull());

  it('a text is found by its number and its exact body, each time it went', async () => {
    const sids = [];
    for (const body of ['twice', 'once', 'twice']) {
      const sent = await carrier.send(sending(body));
      if (sent.outcome === 'sent' && body === 'twice') sids.push(sent.sid);
    }
    const found = await carrier.find({ to, body: 'twice', since: aMinuteAgo() });
    expect(found.map(({ sid }) => sid).toSorted()).toEqual(sids.toSorted());
    expect(await carrier.find({ to, body: 'Twice', since: aMinuteAgo() })).toEqual([]);
    expect(await carrier.find({ to: '+15550999', body: 'twice', since: aMinuteAgo() })).toEqual([]);
  });

  it('a text from before `since` is not found', async () => {
    await carrier.send(sending('hello'));
    expect(await carrier.find({ to, body: 'hello', since: new Date(Date.now() + 60_000) })).toEqual([]);
  });

  it('every character arrives as it was written', async () => {
    const body = 'a&b=c+d %41 "ñ" 🙂\n2) x';
    await carrier.send(sending(body));
    expect(await carrier.find({ to, body, since: aMinuteAgo() })).toHaveLength(1);
  });

  it('a number that is none is refused with 21211', async () => {
    const sent = await carrier.send({ ...sending('hello'), to: 'Dave' });
    expect(sent).toEqual({ outcome: 'refused', code: 21211, why: expect.any(String) });
  });

  it('an empty text is refused', async () => {
    expect(await carrier.send(sending(''))).toMatchObject({ outcome: 'refused', code: 21602 });
  });
}
