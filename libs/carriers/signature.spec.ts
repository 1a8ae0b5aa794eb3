import fc from 'fast-check';
import { isSigned, sign } from '#carriers/signature';

const token = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const url = 'https://visits.example/twilio/inbound?m=42';
const params = { MessageSid: `SM${'0'.repeat(32)}`, From: '+15550100', To: '+15550111', Body: 'How late? ñ 🙂' };
const signature = sign({ authToken: token, url, params });
const claimed = { authTokens: [token], signature, url, params };

describe('a webhook', () => {
  it('that Twilio signed is accepted', () => expect(isSigned(claimed)).toBe(true));

  it('is accepted with either token while one is being replaced', () => {
    expect(isSigned({ ...claimed, authTokens: ['the-new-one', token] })).toBe(true);
    expect(isSigned({ ...claimed, authTokens: ['the-new-one'] })).toBe(false);
  });

  it.each<[string, Partial<Record<keyof typeof claimed, unknown>>]>([
    ['no token at all', { authTokens: [] }],
    ['an empty token', { authTokens: [''], signature: sign({ authToken: '', url, params }) }],
    ['a blank token', { authTokens: [' '], signature: sign({ authToken: ' ', url, params }) }],
    ['a token that is undefined', { authTokens: [undefined] }],
    ['no header', { signature: undefined }],
    ['an empty header', { signature: '' }],
    ['the header twice', { signature: [signature, signature] }],
    [
      'a relative address',
      { url: '/twilio/inbound', signature: sign({ authToken: token, url: '/twilio/inbound', params }) },
    ],
    ['an address that is none', { url: 'https://[', signature: sign({ authToken: token, url: 'https://[', params }) }],
    ['another scheme', { url: url.replace('https', 'http') }],
    ['no params', { params: null }],
    ['undefined params', { params: undefined }],
    ['a list of params', { params: ['Body'] }],
    ['a string for params', { params: 'Body=2' }],
    ['a repeated field', { params: { ...params, Body: ['2', '2'] } }],
    ['a nested field', { params: { ...params, Body: { x: '2' } } }],
    ['a number in a field', { params: { ...params, Body: 2 } }],
    ['a null field', { params: { ...params, Body: null } }],
  ])('with %s is refused and does not throw', (_, change) => {
    expect(isSigned({ ...claimed, ...change } as never)).toBe(false);
  });
});

describe('a mutated webhook is refused', () => {
  const others = (text: string) =>
    fc
      .record({ at: fc.nat(text.length - 1), by: fc.constantFrom(...'aZ09+/=?&%#.:-_ ñ') })
      .map(({ at, by }) => text.slice(0, at) + by + text.slice(at + 1))
      .filter((mutant) => mutant !== text);
  const check = (arbitrary: fc.Arbitrary<object>, numRuns: number) =>
    fc.assert(
      fc.property(arbitrary, (change) => !isSigned({ ...claimed, ...change })),
      { seed: 2, numRuns },
    );

  it('with one character of the signature changed', () =>
    check(
      others(signature).map((s) => ({ signature: s })),
      5000,
    ));

  it('with one character of the address changed', () => {
    // The name of a host means the same in either case, and Twilio's own check reads it so.
    const same = (mutant: string) => URL.canParse(mutant) && new URL(mutant).href === url;
    check(
      others(url)
        .filter((mutant) => !same(mutant))
        .map((mutant) => ({ url: mutant })),
      5000,
    );
  });

  it.each(Object.keys(params) as (keyof typeof params)[])('with one character of %s changed', (name) =>
    check(
      others(params[name]).map((mutant) => ({ params: { ...params, [name]: mutant } })),
      1500,
    ),
  );

  it('with a field dropped, added or renamed', () => {
    const dropped = fc.constantFrom(...Object.keys(params)).map((name) => ({ ...params, [name]: undefined }));
    const added = fc.tuple(fc.string({ minLength: 1 }), fc.string()).map(([k, v]) => ({ ...params, [`x${k}`]: v }));
    const { Body, ...rest } = params;
    const renamed = others('Body').map((name) => ({ ...rest, [name]: Body }));
    check(
      fc.oneof(dropped, added, renamed).map((p) => ({ params: withoutHoles(p) })),
      3000,
    );
  });

  it('with any other value for anything', () => {
    const anything = fc.record(
      { signature: fc.anything(), url: fc.string(), params: fc.anything() },
      { requiredKeys: [] },
    );
    check(
      anything.filter((change) => Object.keys(change).length > 0),
      5000,
    );
  });
});

const withoutHoles = (form: object) => Object.fromEntries(Object.entries(form).filter(([, v]) => v !== undefined));
