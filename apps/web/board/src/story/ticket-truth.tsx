import type { BoardVisit } from '#store/views';
import { Icon } from '../look/icon';
import { CannotWork } from '../mend/cannot-work';
import { barLook } from '../timeline/bar-look';
import css from './story.module.css';

/** Who comes, and whether he knows. */
export function TicketTruth({ visit: { ticket, state } }: { visit: BoardVisit }) {
  if (!ticket) return state === 'confirmed' ? <p className={css.bad}>Nobody has this visit.</p> : null;
  const { icon } = barLook({ ticket, state });
  return (
    <p className={css.ticket}>
      <Icon name={icon} />{' '}
      <span>
        <b>
          <bdi>{ticket.technician}</bdi>
        </b>{' '}
        {TICKET_WORDS[ticket.state]}
        {ticket.alarmed && <span className={css.bad}> · alarm: does not answer</span>}
      </span>
      {state === 'confirmed' && (
        <CannotWork troubled={{ technicianId: ticket.technicianId, name: ticket.technician }} />
      )}
    </p>
  );
}

const TICKET_WORDS: Record<NonNullable<BoardVisit['ticket']>['state'], string> = {
  created: 'has it, but not yet on the phone',
  delivered: 'has it on the phone, not accepted',
  acknowledged: 'has accepted',
  en_route: 'is on the way',
  on_site: 'is on site',
  working: 'is at work',
  paused: 'has paused the work',
  completed: 'has finished',
  cannot_complete: 'could not complete it',
  declined: 'has declined',
  expired: 'no longer has it',
  withdrawn: 'no longer has it',
};
