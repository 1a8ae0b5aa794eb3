import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Story } from '#store/views';
import { Notice } from '../look/notice';
import { useIsLive } from '../live/use-is-live';
import { CallMade } from './call-made';
import { ChooseTexts } from './choose-texts';
import { LiftHold } from './lift-hold';
import { OfferTimes } from './offer-times';
import { Reassign } from './reassign';
import { Reply } from './reply';
import { canCall, canMove } from './what-can-be-done';
import css from './story.module.css';

export type ActionProps = {
  readonly story: Story;
  /** Done: closes the form and says so; null where the foot of the board says it. */
  readonly onDone: (said: string | null) => void;
  readonly onCancel: () => void;
};

type Action = 'lift' | 'call' | 'offer' | 'reassign' | 'reply' | 'texts';

/** What can be done for this customer. A form opens in its place, so that nothing covers the story it is about. */
export function StoryActions({ story, onDone }: { story: Story; onDone: () => void }) {
  const [open, setOpen] = useState<Action | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const isLive = useIsLive();
  const actions = useRef<HTMLElement>(null);
  /** The form takes the keyboard's place away with it: it goes back to the button that opened the form. */
  const close = () => {
    if (open) actions.current?.querySelector<HTMLElement>(`[data-action='${open}']`)?.focus();
    setOpen(null);
  };
  const start = (action: Action) => {
    setSaid(null);
    setOpen(open === action ? null : action);
  };
  const form = {
    story,
    onCancel: close,
    onDone: (what: string | null) => {
      close();
      setSaid(what);
      onDone();
    },
  };
  const button = (action: Action, words: string, can: boolean) => (
    <Button
      size="compact-sm"
      variant={open === action ? 'filled' : 'light'}
      data-action={action}
      aria-expanded={open === action}
      disabled={!can || !isLive}
      onClick={() => start(action)}
    >
      {words}
    </Button>
  );

  return (
    <section
      className={css.section}
      ref={actions}
      aria-label="Actions"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.preventDefault();
        close();
      }}
    >
      <div className={css.buttons}>
        {story.visit.block && button('lift', 'Lift the hold', true)}
        {button('call', 'Call made', canCall(story))}
        {button('offer', 'Offer other times', canMove(story))}
        {button('reassign', story.visit.ticket ? 'Reassign…' : 'Assign…', canMove(story))}
        {button('reply', 'Reply', story.customer.texts)}
        {button('texts', story.customer.texts ? 'Stop texts…' : 'Texts again…', true)}
      </div>
      {open === 'lift' && story.visit.block && <LiftHold {...form} />}
      {open === 'call' && <CallMade {...form} />}
      {open === 'offer' && <OfferTimes {...form} />}
      {open === 'reassign' && <Reassign {...form} />}
      {open === 'reply' && <Reply {...form} />}
      {open === 'texts' && <ChooseTexts {...form} />}
      {said && <Notice tone="good">{said}</Notice>}
    </section>
  );
}
