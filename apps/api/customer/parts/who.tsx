import { sayTime } from '#time/say';
import type { Visit } from '#store/visit';
import { type Page, whoOf } from '#apps/api/customer/page';
import type { Seen } from '#apps/api/customer/seen';

/** Who comes, and which steps of the visit have happened, when. */
export function Who({ visit, say, seen }: Page & { seen: Seen }) {
  const { zone } = visit.place;
  const who = whoOf(visit, say);
  const state = visit.ticket?.state;
  const has = (...states: string[]) => state !== undefined && states.includes(state);
  const { steps } = seen;
  const rows = [
    [say('step.booked'), visit.state !== 'requested', undefined],
    [
      say('step.accepted', { who }),
      has('acknowledged', 'en_route', 'on_site', 'working', 'paused', 'completed', 'cannot_complete'),
      steps['ticket.accepted'],
    ],
    [
      say('step.on-the-way'),
      has('en_route', 'on_site', 'working', 'paused', 'completed', 'cannot_complete'),
      steps['technician.on-the-way'],
    ],
    [say('step.arrived'), visit.arrivedAt !== null, visit.arrivedAt ?? undefined],
    [say('step.done'), visit.state === 'fulfilled', visit.endedAt ?? undefined],
  ] as const;
  return (
    <section class="card">
      <h2>{visit.ticket ? say(comes(visit), { who }) : say('who.nobody')}</h2>
      <ol class="steps">
        {rows.map(([label, done, at]) => (
          <li class={done ? 'done' : ''}>
            {label}
            {done && at ? <span class="small"> {sayTime(at, zone)}</span> : null}
            <span class="hidden"> ({say(done ? 'step.is-done' : 'step.is-to-come')})</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const comes = ({ state, arrivedAt }: Visit) =>
  state === 'fulfilled' || state === 'failed' ? 'who.was-here' : arrivedAt ? 'who.is-here' : 'who.comes';
