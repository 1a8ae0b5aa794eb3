/** An amount as it is kept: `{ cents: 2500, currency: 'USD' }`; hundredths of the currency, whatever that one calls them. */
export type Money = { readonly cents: number; readonly currency: string };

/** Reads `25 USD` or `12.50 EUR`, from one hundredth to 9999.99; null where it is none. */
export function readMoney(text: string): Money | null {
  const [, whole, hundredths = '00', currency] = /^(\d{1,4})(?:\.(\d{2}))? ([A-Z]{3})$/.exec(text.trim()) ?? [];
  if (whole === undefined || currency === undefined) return null;
  const cents = Number(whole) * 100 + Number(hundredths);
  return cents > 0 ? { cents, currency } : null;
}

/** `$25`, `$12.50`, `25 EUR`: nothing an SMS cannot carry. */
export function sayMoney({ cents, currency }: Money): string {
  const amount = cents % 100 ? (cents / 100).toFixed(2) : String(cents / 100);
  return currency === 'USD' ? `$${amount}` : `${amount} ${currency}`;
}
