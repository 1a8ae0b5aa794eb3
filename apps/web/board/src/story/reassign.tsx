import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { AssignedView, BoardVisit, CandidateView, SwappedView, SwapView, Undoing } from '#store/views';
import { Notice } from '../look/notice';
import { useDesk } from '../live/desk-context';
import type { Answer } from '../wire/ask';
import { useAct } from '../wire/use-act';
import { CandidateCard } from './candidate-card';
import { Overtaken, visitsIn } from './overtaken';
import type { ActionProps } from './story-actions';
import { useCandidates } from './use-candidates';
import css from './story.module.css';

/** Everybody who might take it, with the reasons in words instead of grades. */
export function Reassign({ story: { visit, customer }, onDone, onCancel }: ActionProps) {
  const { store, lastChange } = useDesk();
  const { candidates, failed, askAgain } = useCandidates(visit);
  const { act, refused, canAct } = useAct();
  const [chosen, setChosen] = useState<string | null>(null);
  const { appointmentId, version } = visit;

  /** The board shows what is true now, whether it was done or somebody else was quicker; what was done can be undone. */
  function finish(answer: Answer<{ undo: Undoing }>, now: readonly BoardVisit[], says: string) {
    setChosen(null);
    if (now.length) store.takeVisits(now);
    if (!answer.ok) return;
    lastChange.set({ says, undo: answer.value.undo });
    onDone(null);
  }

  async function give({ technicianId, name }: CandidateView) {
    setChosen(technicianId);
    const path = `/api/appointments/${encodeURIComponent(appointmentId)}/assignment`;
    const answer = await act<AssignedView>(path, { technicianId, version });
    finish(answer, answer.ok ? [answer.value] : visitsIn(answer), `${name} has the visit of ${customer.name} now.`);
  }

  async function swap({ technicianId, name }: CandidateView, other: SwapView) {
    setChosen(technicianId);
    const visits = [
      { appointmentId, version },
      { appointmentId: other.appointmentId, version: other.version },
    ];
    const says = `Swapped: ${name} has ${customer.name}, ${visit.ticket?.technician ?? 'the other'} has ${other.customer}.`;
    const answer = await act<SwappedView>('/api/swaps', { visits });
    finish(answer, answer.ok ? answer.value.visits : visitsIn(answer), says);
  }

  const card = (candidate: CandidateView) => (
    <CandidateCard
      key={candidate.technicianId}
      candidate={candidate}
      zone={visit.zone}
      isBusy={chosen === candidate.technicianId}
      canGive={canAct && chosen === null}
      onGive={() => void give(candidate)}
      onSwap={(other) => void swap(candidate, other)}
    />
  );
  const [helpful, others] = parted(candidates ?? []);

  return (
    <div className={css.form}>
      {refused && <Overtaken refused={refused} />}
      {failed && (
        <Notice tone="bad">
          {failed}{' '}
          <Button size="compact-xs" variant="default" onClick={askAgain}>
            Try again
          </Button>
        </Notice>
      )}
      {!candidates && !failed && <Skeleton height={90} />}
      {candidates?.length === 0 && <Notice tone="plain">There is no other technician.</Notice>}
      {candidates && candidates.length > 0 && helpful.length === 0 && (
        <Notice tone="plain">Nobody can take it at the promised time. Offer the customer other times, or call.</Notice>
      )}
      {helpful.length > 0 && (
        <ul className={css.candidates} aria-label="Technicians who might take it">
          {helpful.map(card)}
        </ul>
      )}
      {others.length > 0 && (
        <details className={css.settled} open={helpful.length === 0}>
          <summary>{others.length === 1 ? '1 other cannot take it' : `${others.length} others cannot take it`}</summary>
          <ul className={css.candidates} aria-label="Technicians who cannot take it">
            {others.map(card)}
          </ul>
        </details>
      )}
      <div className={css.buttons}>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Leave it
        </Button>
      </div>
    </div>
  );
}

/** With whom something can be done, and the others. */
function parted(candidates: readonly CandidateView[]): [CandidateView[], CandidateView[]] {
  const canHelp = ({ stay, swaps }: CandidateView) => stay !== null || swaps.length > 0;
  return [candidates.filter(canHelp), candidates.filter((candidate) => !canHelp(candidate))];
}
