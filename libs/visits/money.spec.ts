import fc from 'fast-check';
import { readMoney, sayMoney } from '#visits/money';

it.each([
  ['25 USD', { cents: 2500, currency: 'USD' }, '$25'],
  ['12.50 USD', { cents: 1250, currency: 'USD' }, '$12.50'],
  ['0.05 EUR', { cents: 5, currency: 'EUR' }, '0.05 EUR'],
  [' 9999.99 GBP ', { cents: 999_999, currency: 'GBP' }, '9999.99 GBP'],
])('%s is read and said', (text, money, said) => {
  expect(readMoney(text)).toEqual(money);
  expect(sayMoney(money)).toBe(said);
});

it.each(['', '25', '$25', 'USD 25', '25 usd', '-25 USD', '0 USD', '0.00 USD', '25.5 USD', '10000 USD', '25 USDT'])(
  'no amount: "%s"',
  (text) => expect(readMoney(text)).toBeNull(),
);

it('what is said in another currency reads back as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), (cents) =>
      expect(readMoney(sayMoney({ cents, currency: 'EUR' }))).toEqual({ cents, currency: 'EUR' }),
    ),
  );
});
