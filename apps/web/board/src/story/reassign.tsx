import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { BoardVisit, CandidateView } from '#store/views';
import { Notice } from '../look/notice';
import { useDesk } from '../live/desk-context';
import { useAct } from '../wire/use-act';
import { CandidateCard } from './candidate-card';
import { currentOf, Overtaken } from './overtaken';
import type { ActionProps } from './story-actions';
import { useCandidates } from './use-candidates';
import css from './story.module.css';

/** Everybody who might take it, with the reasons in words instead of grades. */
export function Reassign({ story: { visit }, onDone, onCancel }: ActionProps) {
  const { store } = useDesk();
  const { candidates, failed, askAgain } = useCandidates(visit);
  const { act, refused, canAct } = useAct();
  const [chosen, setChosen] = useState<string | null>(null);

  async function give({ technicianId, name }: CandidateView) {
    setChosen(technicianId);
    const path = `/api/appointments/${encodeURIComponent(visit.appointmentId)}/assignment`;
    const answer = await act<BoardVisit>(path, { technicianId, version: visit.version });
    setChosen(null);
    const now = answer.ok ? answer.value : currentOf(answer);
    if (now) store.takeVisits([now]);
    if (answer.ok) onDone(`${name} has the ticket now.`);
  }

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
      {candidates && candidates.length > 0 && (
        <ul className={css.candidates} aria-label="Technicians who might take it">
          {candidates.map((candidate) => (
            <CandidateCard
              key={candidate.technicianId}
              candidate={candidate}
              zone={visit.zone}
              isHis={candidate.technicianId === visit.ticket?.technicianId}
              isBusy={chosen === candidate.technicianId}
              canGive={canAct && chosen === null}
              onGive={() => void give(candidate)}
            />
          ))}
        </ul>
      )}
      <div className={css.buttons}>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
