import { CloseButton } from './close-button';
import type { Story } from '#store/views';
import { holdWords } from '../timeline/bar-flags';
import { Icon } from '../look/icon';
import { HoldTruth } from './hold-truth';
import { OtherVisits } from './other-visits';
import { TicketTruth } from './ticket-truth';
import { TimeTruth } from './time-truth';
import css from './story.module.css';

/** The current truth, so that nobody has to ask again: who and where, what was promised, what is expected, who comes. */
export function Truth({
  story: { visit, others, customer, contacts, address, notes, needs, closedAt },
}: {
  story: Story;
}) {
  return (
    <header className={css.truth}>
      <div className={css.headline}>
        <h2>
          <bdi>{customer.name}</bdi>
        </h2>
        <a className={css.phone} href={`tel:${customer.phone}`}>
          {customer.phone}
        </a>
        <CloseButton />
      </div>
      <p>
        <bdi>{visit.work}</bdi> at <bdi>{address.street}</bdi>, <bdi>{address.city}</bdi>{' '}
        <span className={css.quiet}>
          · {visit.ref} · code {visit.code}
        </span>
      </p>
      {customer.email && <MailTo address={customer.email} />}
      {contacts.map(({ name, phone, email }) => (
        <p key={phone}>
          <span className={css.quiet}>Also on it:</span> <bdi>{name}</bdi>{' '}
          <a className={css.phone} href={`tel:${phone}`}>
            {phone}
          </a>
          {email && <MailTo address={email} />}
        </p>
      ))}
      <TimeTruth visit={visit} />
      <TicketTruth visit={visit} />
      {needs && (needs.part || needs.skill) && (
        <p>
          Needs{' '}
          <b>
            <bdi>{[needs.part, needs.skill].filter(Boolean).join(', ')}</bdi>
          </b>
          {needs.part && !needs.notBefore && <span className={css.bad}> · nobody knows yet from when</span>}
        </p>
      )}
      <HoldTruth visit={visit} />
      <OtherVisits others={others} />
      {notes && (
        <p className={css.quiet}>
          Note: <bdi>{notes}</bdi>
        </p>
      )}
      <p className={css.chips}>
        {visit.atRisk && <span data-tone="bad">at risk</span>}
        {visit.suspended && <span data-tone="loud">kept, not confirmed</span>}
        {visit.block && <span data-tone="loud">{holdWords(visit.block)}</span>}
        {visit.missed && <span data-tone="bad">window missed</span>}
        {visit.state !== 'confirmed' && <span>{STATE[visit.state]}</span>}
        {visit.unanswered && <span data-tone="loud">a text waits for an answer</span>}
        {visit.asked && <span>customer was asked</span>}
        {!customer.texts && (
          <span data-tone="loud">
            <Icon name="envelope" size={11} /> texts are off
          </span>
        )}
        {closedAt && <span>closed</span>}
      </p>
    </header>
  );
}

const MailTo = ({ address }: { readonly address: string }) => (
  <a className={css.mail} href={`mailto:${encodeURIComponent(address)}`}>
    {address}
  </a>
);

const STATE = { requested: 'no time yet', fulfilled: 'done', failed: 'not finished', cancelled: 'cancelled' } as const;
