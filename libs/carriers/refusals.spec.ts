import { CREATE_ERRORS, DELIVERY_ERRORS, onDeliveryError, onRefusal } from '#carriers/refusals';

describe('a text the carrier refused', () => {
  it.each([
    [10001, 'page-admin'],
    [20003, 'page-admin'],
    [20429, 'retry-later'],
    [21211, 'suppress-number'],
    [21408, 'do-not-retry'],
    [21606, 'page-admin'],
    [21610, 'suppress-number'],
    [21611, 'retry-later'],
    [21614, 'suppress-number'],
    [21617, 'do-not-retry'],
    [21635, 'suppress-number'],
  ])('with %i: %s', (code, then) => expect(onRefusal(code).remedy).toBe(then));

  it('is an opt-out for 21610 and for nothing else', () => {
    const optOuts = Object.entries(CREATE_ERRORS).filter(([, { optedOut }]) => optedOut);
    expect(optOuts.map(([code]) => code)).toEqual(['21610']);
  });
});

describe('a text that did not arrive', () => {
  it.each([
    [30001, 'retry-later'],
    [30002, 'page-admin'],
    [30003, 'retry-once'],
    [30005, 'do-not-retry'],
    [30006, 'suppress-number'],
    [30007, 'do-not-retry'],
    [30008, 'retry-once'],
    [30022, 'retry-later'],
    [30034, 'do-not-retry'],
    [30036, 're-evaluate'],
    [30047, 'retry-later'],
    [30610, 'retry-later'],
  ])('with %i: %s', (code, then) => expect(onDeliveryError(code).remedy).toBe(then));

  it('for no given reason is read as 30008', () => expect(onDeliveryError(null)).toBe(DELIVERY_ERRORS[30008]));
});

it.each([onRefusal, onDeliveryError])(
  'an unknown code is never tried again, goes another way and alarms the desk',
  (on) => {
    expect(on(99_999)).toEqual({
      means: expect.stringContaining('99999'),
      remedy: 'do-not-retry',
      alarm: true,
    });
  },
);
