import { element } from './phone/element.js';

const has = (test) => (decisions) => decisions.some(test);

/** What a newcomer does, each done when the timeline says so. */
const STEPS = [
  { says: 'Customer: open the link, choose 8:30', isDone: has(({ type }) => type === 'visit.confirmed') },
  {
    says: 'Technician: accept',
    isDone: has(({ type }) => type === 'ticket.acknowledged' || type === 'ticket.accepted'),
  },
  {
    says: 'Technician: open the job, press +60 until late',
    isDone: has(({ said }) => /Not cancelled/.test(said?.body ?? '')),
  },
  { says: 'Customer: ask “How late?”', isDone: has(({ said }) => said?.isReply && /As of/.test(said.body)) },
  { says: 'Customer: press a digit', isDone: has(({ said }) => /^Done\./.test(said?.body ?? '')) },
];

/** The five steps; the first that is open is the present one. */
export function drawSteps(into, decisions) {
  const done = STEPS.map(({ isDone }) => isDone(decisions));
  const now = done.indexOf(false);
  const key = done.join();
  if (into.dataset.key === key) return;
  into.dataset.key = key;
  into.replaceChildren(
    ...STEPS.map(({ says }, n) =>
      element(
        'li',
        { class: done[n] ? 'done' : '', 'aria-current': n === now ? 'step' : null },
        says,
        done[n] ? element('span', { class: 'unseen' }, ' (done)') : null,
      ),
    ),
  );
}
