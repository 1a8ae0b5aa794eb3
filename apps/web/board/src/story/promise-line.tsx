import type { StoryPromise } from '#store/views';
import { Icon, type IconName } from '../look/icon';
import { useNow } from '../live/use-now';
import { sayLeft } from '../time/say-minutes';
import { sayTime } from '../time/say-time';
import { useSayDayOf } from '../time/use-say-day-of';
import css from './story.module.css';

const KINDS: Record<StoryPromise['kind'], string> = {
  window: 'Arrive by',
  eta: 'Told: there by',
  'call-back': 'Call back by',
  update: 'News by',
};

const ICONS: Record<StoryPromise['state'], IconName> = {
  open: 'clock',
  kept: 'check',
  broken: 'cross',
  replaced: 'repeat',
};

export function PromiseLine({ promise, zone }: { promise: StoryPromise; zone: string }) {
  const now = useNow(15);
  const sayDayOf = useSayDayOf(zone);
  const { kind, owner, deadline, state, why } = promise;
  const isOver = state === 'open' && Date.parse(deadline) < now;
  return (
    <li className={css.promise} data-state={isOver ? 'broken' : state}>
      <Icon name={ICONS[state]} />
      <span>
        {KINDS[kind]} {sayDayOf(deadline)}
        {sayTime(deadline, zone)} <bdi className={css.quiet}>· {owner}</bdi>
        {why && state !== 'open' && <bdi className={css.quiet}> · {why}</bdi>}
      </span>
      <b>{state === 'open' ? sayLeft(deadline, now) : state}</b>
    </li>
  );
}
