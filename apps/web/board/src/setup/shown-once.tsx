import { Button } from '@mantine/core';
import { Notice } from '../look/notice';
import css from './setup.module.css';

type Props = { readonly what: string; readonly secret: string; readonly onClose: () => void };

/** A secret that opens a door: it is on the screen now and never again. */
export const ShownOnce = ({ what, secret, onClose }: Props) => (
  <div className={css.once}>
    <Notice tone="good">
      <p>{what}</p>
      <code data-secret>{secret}</code>
      <p>It is shown only now: only its hash is kept.</p>
    </Notice>
    <Button size="compact-sm" variant="default" onClick={onClose}>
      I have it
    </Button>
  </div>
);
