import { sayTime, sayWindow } from '#time/say';
import { writeDate, writeMoment } from '#time/write';
import type { Visit } from '#store/visit';
import { etaSaid } from '#flows/said';
import { dated, type Page, whoOf, workFirst } from '#apps/api/customer/page';
import { Unbroken } from '#apps/api/customer/parts/unbroken';
import { stateOf } from '#apps/api/customer/parts/time';
import type { Seen } from '#apps/api/customer/seen';

/** Why the time is what it is, in words: late, another technician, on hold, waiting for another visit, cancelled. */
export function Why(props: Page & { seen: Seen }) {
  const { visit } = props;
  return (
    <section id="why">
      {visit.state === 'cancelled' ? <Cancelled {...props} /> : null}
      {visit.state === 'confirmed' && !visit.arrivedAt ? <Held {...props} /> : null}
    </section>
  );
}

function Held(props: Page & { seen: Seen }) {
  const { visit, now, say, seen } = props;
  const { zone } = visit.place;
  const state = stateOf(visit);
  const who = whoOf(visit, say);
  const eta = etaSaid(visit, now);
  const isLate = state === 'late' && eta && visit.window;
  const before = visit.ticket ? seen.before : null;
  if (!isLate && !before && !visit.missedAt && state !== 'finding' && !rests(visit)) return null;
  return (
    <div class="card why">
      <h2>{say('why.title')}</h2>
      {isLate ? (
        <p>
          <Unbroken>{say('why.late', { promised: dated(visit.window!, zone, props) })}</Unbroken>{' '}
          <strong>{say('why.not-cancelled')}</strong> {say(`why.${eta.reason}`, { who })}
        </p>
      ) : null}
      {visit.missedAt ? (
        <p>
          <Unbroken>{say('why.missed', { hours: sayWindow(visit.window!, zone) })}</Unbroken>
        </p>
      ) : null}
      {before ? <p>{say('why.reassigned', { who, before })}</p> : null}
      {state === 'finding' ? <p>{say('why.finding')}</p> : null}
      <Standing {...props} />
    </div>
  );
}

const rests = ({ block, suspendedAt, needs }: Visit) => block || suspendedAt || (needs && needs.state !== 'fulfilled');

/** What a visit rests on, and who holds it: what keeps it from being as sure as it looks. */
export function Standing({ visit, now, language, say }: Pick<Page, 'visit' | 'now' | 'language' | 'say'>) {
  if (visit.state !== 'confirmed' || visit.arrivedAt) return null;
  const { block, needs, suspendedAt, place } = visit;
  const { zone } = place;
  const work = needs ? workFirst(needs, language) : '';
  return (
    <>
      {block ? (
        <p>
          <strong>{say('why.blocked', { owner: block.owner })}</strong> {block.customerText}.{' '}
          {block.escalatedAt
            ? say('why.blocked-person')
            : say('why.blocked-until', {
                until: writeMoment(block.expiresAt, now, zone, language),
              })}{' '}
          {block.action && !block.escalatedAt ? (
            <a href={block.action.url} rel="noreferrer">
              {block.action.words}
            </a>
          ) : null}
        </p>
      ) : null}
      {suspendedAt ? (
        <p>{say(isGone(needs!) ? 'why.needs-gone' : 'why.needs-apart', { work })}</p>
      ) : needs && needs.state !== 'fulfilled' ? (
        <p>
          <Unbroken>
            {needs.window
              ? say('why.after-time', { work, when: dated(needs.window, zone, { language, say }) })
              : say('why.after', { work })}
          </Unbroken>
        </p>
      ) : null}
    </>
  );
}

export const isGone = ({ state }: { state: Visit['state'] }) => state !== 'confirmed' && state !== 'fulfilled';

/** Who cancelled it, when, and why. */
function Cancelled(props: Page & { seen: Seen }) {
  const { visit, language, say, seen } = props;
  const { zone } = visit.place;
  const when = seen.cancelled
    ? `${writeDate(seen.cancelled.at, zone, language)}, ${sayTime(seen.cancelled.at, zone)}`
    : '';
  return (
    <div class="card why">
      <h2>{say('why.title')}</h2>
      {seen.cancelled ? (
        <p>
          {seen.cancelled.by === 'customer'
            ? say('why.cancelled-by-you', { when })
            : seen.cancelled.reason
              ? say('why.cancelled-because', { when, reason: seen.cancelled.reason })
              : say('why.cancelled-by-us', { when })}
        </p>
      ) : null}
      {visit.window ? (
        <p>
          <Unbroken>{say('why.it-was-for', { promised: dated(visit.window, zone, props) })}</Unbroken>
        </p>
      ) : null}
    </div>
  );
}
