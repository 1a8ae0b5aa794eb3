type Delivery = { readonly says: string; readonly tone: 'quiet' | 'bad' };

const WORDS: Readonly<Record<string, Delivery>> = {
  pending: { says: 'waiting to be sent', tone: 'quiet' },
  sending: { says: 'being sent', tone: 'quiet' },
  unknown: { says: 'in doubt, asking the carrier', tone: 'bad' },
  sent: { says: 'sent', tone: 'quiet' },
  delivered: { says: 'delivered', tone: 'quiet' },
  undelivered: { says: 'not delivered', tone: 'bad' },
  suppressed: { says: 'not sent', tone: 'bad' },
  'call under-way': { says: 'called, ringing', tone: 'quiet' },
  'call reached': { says: 'called and heard', tone: 'quiet' },
  'call failed': { says: 'called, not heard', tone: 'bad' },
  'mail reached': { says: 'e-mail, taken by the mail server', tone: 'quiet' },
  'with-person': { says: 'to be told by phone', tone: 'bad' },
  told: { says: 'told by phone', tone: 'quiet' },
  expired: { says: 'not sent, too late', tone: 'bad' },
};

/** What became of a text of ours. */
export const deliveryWords = (state: string): Delivery => WORDS[state] ?? { says: state, tone: 'quiet' };
