import { Button } from '@mantine/core';
import type { CandidateView } from '#store/views';
import { saySpan } from '../time/say-time';
import { Reasons } from './reasons';
import css from './story.module.css';

type Props = {
  readonly candidate: CandidateView;
  readonly zone: string;
  /** He is the one who has it already. */
  readonly isHis: boolean;
  readonly isBusy: boolean;
  readonly canGive: boolean;
  readonly onGive: () => void;
};

export const CandidateCard = ({ candidate, zone, isHis, isBusy, canGive, onGive }: Props) => (
  <li className={css.candidate} data-possible={candidate.stay !== null || undefined}>
    <div className={css.candidateHead}>
      <b>
        <bdi>{candidate.name}</bdi>
      </b>
      <span className={css.quiet}>{candidate.stay ? saySpan(candidate.stay, zone) : 'cannot take it'}</span>
      {isHis && <span className={css.quiet}>has it now</span>}
      {!isHis && candidate.stay && (
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
  </li>
);
