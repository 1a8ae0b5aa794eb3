import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import css from './notice.module.css';

type Tone = 'bad' | 'good' | 'plain';

const ICONS: Record<Tone, IconName> = { bad: 'warning', good: 'check', plain: 'info' };

/** A sentence that has to be read. Bad news interrupts a screen reader, the rest waits its turn. */
export const Notice = ({ tone, children }: { tone: Tone; children: ReactNode }) => (
  <div className={`${css.notice} ${css[tone]}`} role={tone === 'bad' ? 'alert' : 'status'}>
    <Icon name={ICONS[tone]} />
    <div>{children}</div>
  </div>
);
