import { Button } from '@mantine/core';
import type { CandidateView, SwapView } from '#store/views';
import { saySpan } from '../time/say-time';
import { Reasons } from './reasons';
import css from './story.module.css';

type Props = {
  readonly candidate: CandidateView;
  readonly zone: string;
  readonly isBusy: boolean;
  readonly canGive: boolean;
  readonly onGive: () => void;
  readonly onSwap: (swap: SwapView) => void;
};

/** What a dispatcher would like to know before he asks somebody: in words, and what can be done with one press. */
export const CandidateCard = ({ candidate, zone, isBusy, canGive, onGive, onSwap }: Props) => (
  <li className={css.candidate} data-possible={candidate.stay !== null || undefined}>
    <div className={css.candidateHead}>
      <b>
        <bdi>{candidate.name}</bdi>
      </b>
      <span className={css.quiet}>{candidate.stay ? saySpan(candidate.stay, zone) : 'cannot take it'}</span>
      {candidate.stay && (
        <Button
          size="compact-xs"
          loading={isBusy}
          disabled={!canGive}
          onClick={onGive}
          aria-label={`Give it to ${candidate.name}`}
        >
          Give it
        </Button>
      )}
    </div>
    <Reasons reasons={candidate.for} icon="check" />
    <Reasons reasons={candidate.against} icon="cross" />
    <Reasons reasons={candidate.drawbacks} icon="warning" />
    {candidate.swaps.map((swap) => (
      <Button
        key={swap.appointmentId}
        className={css.swap ?? ''}
        size="compact-xs"
        variant="light"
        disabled={!canGive}
        onClick={() => onSwap(swap)}
        aria-label={`Swap with ${candidate.name}: this visit for ${swap.customer}, ${saySpan(swap.window, zone)}`}
      >
        <span>
          Swap with <bdi>{swap.customer}</bdi>, {saySpan(swap.window, zone)}
        </span>
      </Button>
    ))}
  </li>
);
