let zone;

/** The zone all times are said in; the browser's own for `null`. */
export function keepTime(name) {
  zone = name ?? undefined;
}

/** `8:03 AM`, never broken over two lines. */
export const sayTime = (at) => format(at, { hour: 'numeric', minute: '2-digit' }).replaceAll(/\s/g, '\u00a0');
export const sayDay = (at) => format(at, { weekday: 'long', month: 'long', day: 'numeric' });

/** `+1 (415) 555-0100`, `+1 555-0100`: a number as it is read aloud; others as they are. */
export function sayNumber(phone) {
  const [, area, exchange, line] = /^\+1(\d{3})?(\d{3})(\d{4})$/.exec(phone) ?? [];
  if (!line) return phone;
  return area ? `+1 (${area}) ${exchange}-${line}` : `+1 ${exchange}-${line}`;
}

/** What became of a text, in a word or two. */
export const sayStatus = ({ status, errorCode }) => (STATUS[status] ?? status) + (errorCode ? ` (${errorCode})` : '');

export const isLost = ({ status }) => status === 'failed' || status === 'undelivered';

const STATUS = {
  accepted: 'on its way',
  queued: 'on its way',
  sending: 'on its way',
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'not delivered',
  failed: 'not delivered',
  receiving: 'sending …',
  received: 'delivered',
};

const format = (at, options) => new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options }).format(new Date(at));
