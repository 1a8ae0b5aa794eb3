import type { Span } from '#store/views';
import type { IconName } from '../look/icon';
import { saySpan } from '../time/say-time';
import { dayAt, sayDay } from '../time/day';
import type { Lifted } from './lifted';

type Words = { readonly tone: 'good' | 'mind' | 'bad' | 'open'; readonly icon: IconName; readonly says: string };

type Put = Pick<Lifted, 'visit' | 'at' | 'weighed'>;

/** What would become of it there, with the reason. */
export function placeWords({ visit: { window, zone }, at, weighed }: Put): Words {
  if (weighed === 'asking') return { tone: 'open', icon: 'clock', says: 'weighing…' };
  const { is, says } = weighed;
  if (is === 'never') return { tone: 'bad', icon: 'cross', says: says.join('; ') };
  const mind = says.length ? ` (${says.join('; ')})` : '';
  if (is === 'fits') return { tone: 'good', icon: 'check', says: `within the promise${mind}` };
  const promised = window ? `outside ${sayPromised(window, at, zone)}` : 'no time was promised';
  return { tone: 'mind', icon: 'question', says: `${promised}: the customer must agree${mind}` };
}

/** The day is said where the visit is over another one. */
function sayPromised(window: Span, at: number, zone: string): string {
  const day = dayAt(Date.parse(window.from), zone);
  return day === dayAt(at, zone) ? saySpan(window, zone) : `${sayDay(day)} ${saySpan(window, zone)}`;
}
