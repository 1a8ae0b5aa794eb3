import { VisuallyHidden } from '@mantine/core';
import { Icon } from '../look/icon';
import css from './story.module.css';

type Props = { readonly reasons: readonly string[]; readonly icon: 'check' | 'warning' | 'cross' };

const SPOKEN = { check: 'For: ', warning: 'Mind: ', cross: 'Against: ' } as const;

export const Reasons = ({ reasons, icon }: Props) =>
  reasons.length > 0 && (
    <ul className={css.reasons} data-side={icon}>
      {reasons.map((reason) => (
        <li key={reason}>
          <Icon name={icon} size={11} />
          <VisuallyHidden>{SPOKEN[icon]}</VisuallyHidden>
          <bdi>{reason}</bdi>
        </li>
      ))}
    </ul>
  );
