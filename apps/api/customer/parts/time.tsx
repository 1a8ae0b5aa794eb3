import { plusMinutes } from '#time/minutes';
import { sayTime, sayWindow } from '#time/say';
import { writeHour, writeMoment, writeZone } from '#time/write';
import { dayAt } from '#time/zone';
import { OLD_MINUTES } from '#eta/signal';
import { splitStreet } from '#visits/house-number';
import type { EtaSaid } from '#conversation/facts';
import { told } from '#conversation/said';
import type { Visit } from '#store/visit';
import { etaSaid } from '#flows/said';
import { type Page, promised, whoOf, workOf } from '#apps/api/customer/page';
import { Unbroken } from '#apps/api/customer/parts/unbroken';
import type { Seen } from '#apps/api/customer/seen';

type Props = Page & { seen: Seen };

/** When, first of all: large, and heard when it changes. */
export function Time(props: Props) {
  const { visit, say } = props;
  const { street } = splitStreet(visit.place.street);
  const state = stateOf(visit);
  return (
    <section class="card" id="time" aria-live="polite" aria-atomic="true">
      <p class="state-line">
        <span class={`state ${state}`}>{say(`state.${state}`)}</span>{' '}
        <span class="small">
          {say('visit.line', { work: workOf(props), street })},{' '}
          <span class="hours">{say('visit.ref', { ref: visit.ref })}</span>
        </span>
      </p>
      <h1>
        <Unbroken>{headOf(props, state)}</Unbroken>
      </h1>
      <Expected {...props} state={state} />
      <Zone {...props} />
    </section>
  );
}

export type State =
  | 'requested'
  | 'booked'
  | 'finding'
  | 'on-the-way'
  | 'late'
  | 'there'
  | 'working'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'suspended'
  | 'blocked';

/** How the visit stands, in the one word that stands above all others. */
export function stateOf(visit: Visit): State {
  const { state, ticket } = visit;
  if (state === 'fulfilled') return 'done';
  if (state !== 'confirmed') return state;
  if (visit.arrivedAt) return ticket?.state === 'working' || ticket?.state === 'paused' ? 'working' : 'there';
  if (visit.suspendedAt) return 'suspended';
  if (visit.block) return 'blocked';
  if (visit.atRiskAt && visit.eta) return 'late';
  if (!ticket) return 'finding';
  return ticket.state === 'en_route' ? 'on-the-way' : 'booked';
}

function headOf(page: Props, state: State) {
  const { visit, now, language, say, seen } = page;
  const { zone } = visit.place;
  const who = whoOf(visit, say);
  const eta = etaSaid(visit, now);
  const plain = visit.window ? promised(visit.window, zone, page) : '';
  switch (state) {
    case 'requested':
      return visit.followsId && !visit.isNeeded
        ? say('head.when-to-go-on')
        : say('head.when-for', { work: workOf(page).toLocaleLowerCase(page.language) });
    case 'cancelled':
      return say('head.cancelled');
    case 'failed':
      return say('head.failed');
    case 'done':
      return say('head.done', { time: writeMoment(visit.endedAt ?? now, now, zone, language) });
    case 'there':
      return say('head.arrived', { who, time: writeMoment(visit.arrivedAt!, now, zone, language) });
    case 'working': {
      const ends = seen.ends ?? plusMinutes(visit.arrivedAt!, visit.work.minutes);
      return ends > now
        ? say('head.working', { who, time: writeHour(told({ p10: ends, p50: ends, p90: ends }).p50, zone, language) })
        : say('head.working-longer', { who });
    }
    case 'suspended':
      return say('head.suspended', { promised: plain });
    case 'late': {
      const { p10, p50, p90 } = told(eta!);
      return (
        <>
          {say('head.late', { who, time: writeHour(p50, zone, language) })}{' '}
          <span class="range">
            ({sayTime(p10, zone)}-{sayTime(p90, zone)})
          </span>
        </>
      );
    }
    case 'on-the-way':
      return eta ? say('head.on-the-way', { who, time: writeHour(eta.p50, zone, language) }) : plain;
    default:
      return plain;
  }
}

/** When he is expected, what that rests on, and how old it is. */
function Expected({ visit, now, language, say, state }: Props & { state: State }) {
  const eta = etaSaid(visit, now);
  if (!eta || !['booked', 'on-the-way', 'late'].includes(state)) return null;
  const { zone } = visit.place;
  const isToday = dayAt(visit.window!.from, zone) === dayAt(now, zone);
  const who = whoOf(visit, say);
  const stops = say('time.stops', { stops: eta.stopsBefore });
  return (
    <>
      {state === 'on-the-way' ? (
        <p>
          <Unbroken>{sayWindow({ from: told(eta).p10, to: told(eta).p90 }, zone)}</Unbroken>
        </p>
      ) : isToday ? (
        <p>
          {state === 'booked'
            ? `${say('time.expected', { who, time: writeHour(told(eta).p50, zone, language) })} `
            : null}
          {stops}
        </p>
      ) : null}
      {isToday || state === 'late' ? (
        <p class="small">
          {say('time.as-of', {
            time: writeMoment(eta.asOf, now, zone, language),
            basis: say(`basis.${visit.eta!.basis}`),
          })}{' '}
          {aged(eta, say)}
        </p>
      ) : null}
    </>
  );
}

const aged = ({ positionAgeMinutes: age }: EtaSaid, say: Page['say']) =>
  age !== null && age > OLD_MINUTES ? say('time.position-age', { minutes: Math.round(age) }) : '';

/** Whose time it is: said where it is not the company's, and to a phone that is in another zone. */
function Zone({ visit, zone: companys, now, language, say }: Props) {
  const { zone } = visit.place;
  const isSaid = sayTime(now, zone) !== sayTime(now, companys);
  return (
    <p class="small" data-zone={zone} hidden={!isSaid}>
      {say('time.zone', { zone: writeZone(now, zone, language), time: sayTime(now, zone) })}
    </p>
  );
}
