import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Story } from '#store/views';
import { Notice } from '../look/notice';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { useIsLive } from '../live/use-is-live';
import { AddContact } from './add-contact';
import { AnotherDay } from './another-day';
import { AnotherVisit } from './another-visit';
import { CallMade } from './call-made';
import { ChooseTexts } from './choose-texts';
import { CloseOrder } from './close-order';
import { LiftHold } from './lift-hold';
import { OfferTimes } from './offer-times';
import { PutEmail } from './put-email';
import { Reassign } from './reassign';
import { Reply } from './reply';
import { canCall, canCloseOrder, canGoOn, canMove } from './what-can-be-done';
import css from './story.module.css';

export type ActionProps = {
  readonly story: Story;
  /** Done: closes the form and says so; null where the foot of the board says it. */
  readonly onDone: (said: string | null) => void;
  readonly onCancel: () => void;
};

export type StoryAction =
  | 'lift'
  | 'call'
  | 'offer'
  | 'another-day'
  | 'reassign'
  | 'reply'
  | 'texts'
  | 'contact'
  | 'email'
  | 'another'
  | 'close';

/** What is not done every day stands back. */
const SELDOM: ReadonlySet<StoryAction> = new Set(['texts', 'contact', 'email']);

/** What a screen reader is told when the keyboard comes into a form. */
const FORMS: Readonly<Record<StoryAction, string>> = {
  lift: 'Lift the hold',
  call: 'A call was made',
  offer: 'Offer other times',
  'another-day': 'Move to another day',
  reassign: 'Who might take it',
  reply: 'Reply',
  texts: 'Texts to this number',
  contact: 'Another phone',
  email: 'E-mail address',
  another: 'Another visit',
  close: 'Close the order',
};

/** What a key that can do nothing here says instead. */
const CANNOT: Readonly<Record<StoryAction, string>> = {
  lift: 'There is no hold to lift.',
  call: 'No call is promised: there is nothing to note it against.',
  offer: 'This visit cannot be moved any more.',
  'another-day': 'This visit cannot be moved any more.',
  reassign: 'This visit cannot change hands any more.',
  reply: 'Texts are off for this number: call instead.',
  texts: 'Nothing can be changed here.',
  contact: 'This work order is closed.',
  email: 'Nothing can be changed here.',
  another: 'Another visit is to come, or the last one was completed.',
  close: 'This order is closed, or a visit is promised.',
};

/** What can be done for this customer. A form opens in its place, so that nothing covers the story it is about. */
export function StoryActions({ story, onDone }: { story: Story; onDone: () => void }) {
  const [open, setOpen] = useState<StoryAction | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const isLive = useIsLive();
  const actions = useRef<HTMLElement>(null);
  const { wish } = useDesk();
  const wished = useCell(wish);
  const { workOrderId } = story.visit;
  const may: Readonly<Record<StoryAction, boolean>> = {
    lift: story.visit.block !== null,
    call: canCall(story),
    offer: canMove(story),
    'another-day': canMove(story),
    reassign: canMove(story),
    reply: story.customer.texts,
    texts: true,
    contact: story.closedAt === null,
    email: true,
    another: canGoOn(story),
    close: canCloseOrder(story),
  };
  useEffect(() => {
    if (wished?.workOrderId !== workOrderId) return;
    wish.set(null);
    setSaid(null);
    if (!isLive) setSaid('The board is not live.');
    else if (may[wished.action]) setOpen(wished.action);
    else setSaid(CANNOT[wished.action]);
  });
  // The keyboard comes along into the form; where none of its fields has taken it, to its beginning.
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open && !place.current?.contains(document.activeElement)) place.current?.focus();
  }, [open]);
  /** The form takes the keyboard's place away with it: it goes back to the button that opened the form. */
  const close = () => {
    if (open) actions.current?.querySelector<HTMLElement>(`[data-action='${open}']`)?.focus();
    setOpen(null);
  };
  const start = (action: StoryAction) => {
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
  const button = (action: StoryAction, words: string, can: boolean) => (
    <Button
      size="compact-sm"
      variant={open === action ? 'filled' : SELDOM.has(action) ? 'default' : 'light'}
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
        {button('reply', 'Reply', may.reply)}
        {button('call', 'Call made', may.call)}
        {button('offer', 'Offer other times', may.offer)}
        {button('reassign', story.visit.ticket ? 'Reassign…' : 'Assign…', may.reassign)}
        {button('another-day', 'Another day…', may['another-day'])}
        {button('texts', story.customer.texts ? 'Stop texts…' : 'Texts again…', may.texts)}
        {button('contact', 'Add a phone…', may.contact)}
        {button('email', 'E-mail…', may.email)}
        {may.another && button('another', 'Another visit…', true)}
        {may.close && button('close', 'Close the order…', true)}
      </div>
      {open && (
        <div ref={place} tabIndex={-1} className={css.opened} role="group" aria-label={FORMS[open]}>
          {open === 'lift' && story.visit.block && <LiftHold {...form} />}
          {open === 'call' && <CallMade {...form} />}
          {open === 'offer' && <OfferTimes {...form} />}
          {open === 'another-day' && <AnotherDay {...form} />}
          {open === 'reassign' && <Reassign {...form} />}
          {open === 'reply' && <Reply {...form} />}
          {open === 'texts' && <ChooseTexts {...form} />}
          {open === 'contact' && <AddContact {...form} />}
          {open === 'email' && <PutEmail {...form} />}
          {open === 'another' && <AnotherVisit {...form} />}
          {open === 'close' && <CloseOrder {...form} />}
        </div>
      )}
      {said && <Notice tone="good">{said}</Notice>}
    </section>
  );
}
