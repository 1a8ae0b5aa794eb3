import { splitStreet } from '#visits/house-number';
import { firstName } from '#flows/said';
import type { Page } from '#apps/api/customer/page';
import { WithDesk } from '#apps/api/customer/parts/desk-link';

/** Words for the technician, and the event for a calendar. */
export const ForTheVisit = ({ path, say }: Page) => (
  <section class="card">
    <h2>{say('note.title')}</h2>
    <form method="post" action={`${path}/note`}>
      <label for="note">{say('note.label')}</label>
      <textarea id="note" name="note" rows={2} maxLength={300} required dir="auto" />
      <button class="quiet">{say('note.send')}</button>
    </form>
    <p>
      <a href={`${path}/calendar.ics`}>{say('calendar.add')}</a>
    </p>
  </section>
);

/** Cancelling asks for the house number: a link can be passed on by mistake, and the page does not show the number. */
export function Cancel({ visit, path, desk, say }: Page) {
  const { number } = splitStreet(visit.place.street);
  return (
    <details class="card" id="cancel">
      <summary>
        <h2>{say('cancel.title')}</h2>
      </summary>
      {number === null ? (
        <p>
          <WithDesk words={say('cancel.by-phone', { desk })} desk={desk} />
        </p>
      ) : (
        <form method="post" action={`${path}/cancel`}>
          <input type="hidden" name="visit" value={visit.appointmentId} />
          <input type="hidden" name="revision" value={visit.revision} />
          <p id="cancel-how">{say('cancel.how')}</p>
          <label for="house">{say('cancel.number')}</label>
          <input
            id="house"
            name="houseNumber"
            required
            maxLength={40}
            autoComplete="off"
            inputMode="text"
            aria-describedby="cancel-how"
          />
          <button class="quiet danger">{say('cancel.yes')}</button>
        </form>
      )}
    </details>
  );
}

/** How it was, while somebody asks. */
export const Survey = ({ visit, path, say }: Page) => (
  <section class="card">
    <h2>{say('survey.title')}</h2>
    <p class="small">{say('survey.how')}</p>
    <form method="post" action={`${path}/rate`} class="stars">
      <input type="hidden" name="visit" value={visit.appointmentId} />
      {[1, 2, 3, 4, 5].map((stars) => (
        <button class="quiet" name="stars" value={stars} aria-label={say('survey.stars', { stars })}>
          {stars}
        </button>
      ))}
    </form>
  </section>
);

/** For whoever got somebody else's link. */
export const WrongPerson = ({ visit, path, say }: Page) => (
  <details class="foot" id="wrong-person">
    <summary>{say('person.title')}</summary>
    <p class="small">{say('person.how', { customer: firstName(visit.customer.name) })}</p>
    <form method="post" action={`${path}/wrong-person`}>
      <button class="quiet">{say('person.yes')}</button>
    </form>
  </details>
);
