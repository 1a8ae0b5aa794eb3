import type { BoardVisit } from '#store/views';
import type { IconName } from '../look/icon';
import { saySpan } from '../time/say-time';
import type { Weighed } from './spots';

type Words = { readonly tone: 'good' | 'mind' | 'bad' | 'open'; readonly icon: IconName; readonly says: string };

/** What would become of it there, with the reason. */
export function placeWords({ window, zone }: BoardVisit, weighed: Weighed): Words {
  if (weighed === 'asking') return { tone: 'open', icon: 'clock', says: 'weighing…' };
  const { is, says } = weighed;
  if (is === 'never') return { tone: 'bad', icon: 'cross', says: says.join('; ') };
  const mind = says.length ? ` (${says.join('; ')})` : '';
  if (is === 'fits') return { tone: 'good', icon: 'check', says: `within the promise${mind}` };
  const promised = window ? `outside ${saySpan(window, zone)}` : 'no time was promised';
  return { tone: 'mind', icon: 'question', says: `${promised}: the customer must agree${mind}` };
}
