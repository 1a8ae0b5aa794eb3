import type { BoardVisit } from '#store/views';
import type { IconName } from '../look/icon';

/** How a visit is drawn, and the words that say the same. */
export type BarLook = {
  readonly tint: 'waiting' | 'alarm' | 'accepted' | 'road' | 'onsite' | 'done' | 'failed' | 'nobody' | 'called-off';
  readonly icon: IconName;
  readonly words: string;
};

type Ticket = NonNullable<BoardVisit['ticket']>;

export function barLook({ state, ticket }: Pick<BoardVisit, 'state' | 'ticket'>): BarLook {
  if (state === 'cancelled') return { tint: 'called-off', icon: 'cross', words: 'cancelled' };
  if (!ticket) return state === 'failed' ? FAILED : { tint: 'nobody', icon: 'nobody', words: 'nobody has it' };
  const look = LOOKS[ticket.state];
  return look.tint === 'waiting' && ticket.alarmed ? { tint: 'alarm', icon: 'warning', words: 'not accepted!' } : look;
}

const FAILED: BarLook = { tint: 'failed', icon: 'cross', words: 'not completed' };
const WAITING: BarLook = { tint: 'waiting', icon: 'phone', words: 'not accepted' };
const ON_SITE: BarLook = { tint: 'onsite', icon: 'wrench', words: 'on site' };
const GONE: BarLook = { tint: 'nobody', icon: 'nobody', words: 'nobody has it' };

const LOOKS: Record<Ticket['state'], BarLook> = {
  created: WAITING,
  delivered: WAITING,
  acknowledged: { tint: 'accepted', icon: 'check', words: 'accepted' },
  en_route: { tint: 'road', icon: 'road', words: 'on the way' },
  on_site: ON_SITE,
  working: { ...ON_SITE, words: 'in work' },
  paused: { ...ON_SITE, icon: 'pause', words: 'paused' },
  completed: { tint: 'done', icon: 'check', words: 'done' },
  cannot_complete: FAILED,
  declined: GONE,
  expired: GONE,
  withdrawn: GONE,
};
