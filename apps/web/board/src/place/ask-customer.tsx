import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { useIsLive } from '../live/use-is-live';
import { Notice } from '../look/notice';
import { saySpan } from '../time/say-time';
import { useSayDayOf } from '../time/use-say-day-of';
import { ask, type Refusal } from '../wire/ask';
import { offer, sayOffered } from './drop';
import type { Lifted } from './lifted';
import { putBack } from './other-day';
import css from './place.module.css';

/** A visit was put outside its promise: what the customer is asked, in words, before he is. */
export function AskCustomer() {
  const lifted = useCell(useDesk().lifted);
  return lifted?.isAsking ? <Asking key={lifted.visit.appointmentId} lifted={lifted} /> : null;
}

function Asking({ lifted }: { lifted: Lifted }) {
  const desk = useDesk();
  const canAct = useIsLive();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const { visit } = lifted;
  const { customer, window, zone, appointmentId, version } = visit;
  const sayDayOf = useSayDayOf(zone);
  useEffect(() => {
    box.current?.querySelector('button')?.focus();
  }, []);

  function close() {
    putBack(desk);
    document.querySelector<HTMLElement>(`[data-visit="${CSS.escape(appointmentId)}"]`)?.focus();
  }
  async function answer(asking: Promise<Refusal | null>) {
    setBusy(true);
    const no = await asking;
    setBusy(false);
    if (no?.status === 401) return desk.signedOut();
    if (no) return setRefused(no);
    close();
  }
  async function offerThree(): Promise<Refusal | null> {
    const told = await ask('POST', `/api/appointments/${encodeURIComponent(appointmentId)}/offer`, { version });
    if (!told.ok) return told;
    desk.lastChange.set({
      says: `${customer} is offered other times. Until the answer the promise stands.`,
      undo: null,
    });
    return null;
  }

  return (
    <div
      ref={box}
      className={css.asking}
      role="dialog"
      aria-modal="false"
      aria-labelledby="ask-customer"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <h2 id="ask-customer">
        Ask <bdi>{customer}</bdi> about {sayOffered(desk, lifted)}?
      </h2>
      <p>
        {window && (
          <>
            Promised is {sayDayOf(window.from)}
            {saySpan(window, zone)}.{' '}
          </>
        )}
        A promise is not moved without the customer: the time is held and texted, and the visit moves when the answer is
        yes. Until then nothing changes.
      </p>
      {refused && <Notice tone="bad">{refused.say}</Notice>}
      <div className={css.buttons}>
        <Button size="compact-sm" loading={isBusy} disabled={!canAct} onClick={() => void answer(offer(desk, lifted))}>
          Send now
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!canAct || isBusy}
          onClick={() => void answer(offerThree())}
        >
          Offer 3 other times
        </Button>
        <Button size="compact-sm" variant="default" disabled={isBusy} onClick={close}>
          Do not ask
        </Button>
      </div>
    </div>
  );
}
