import { element } from './phone/element.js';
import { sayTime } from './phone/say.js';
import { sayClaims } from './say-claims.js';
import { sayType } from './say-type.js';

const list = document.getElementById('decisions');

/** The timeline of the chosen visit, newest first. What was drawn stays: only what is new is put on top. */
export function openDecisions() {
  let drawn = new Map();
  const forget = () => {
    drawn = new Map();
    list.replaceChildren(element('li', { class: 'empty' }, 'Nothing yet.'));
  };
  return {
    forget,
    shows(visit) {
      const decisions = visit?.decisions ?? [];
      if (decisions.length > 0 && drawn.size === 0) list.replaceChildren();
      for (const decision of decisions) {
        const key = JSON.stringify(decision);
        const before = drawn.get(decision.id);
        if (before?.key === key) continue;
        const row = draw(decision);
        if (before) replace(before.row, row);
        else list.prepend(row);
        drawn.set(decision.id, { key, row });
      }
    },
  };
}

/** What somebody has opened to read stays open. */
function replace(row, by) {
  const details = by.querySelector('details');
  if (details) details.open = row.querySelector('details')?.open ?? false;
  row.replaceWith(by);
}

const draw = (decision) => {
  const { at, type, actor, reason, said } = decision;
  return element(
    'li',
    { class: said ? 'said' : `by-${actor.split(' ')[0]}` },
    element(
      'p',
      { class: 'head' },
      element('time', {}, sayTime(at)),
      ' ',
      element('b', {}, said ? textTitle(said) : sayType(type)),
      ' ',
      element('span', { class: 'actor' }, said ? '' : actor),
    ),
    element('p', {}, said ? said.body : reason),
    said ? whyDetails(said) : null,
  );
};

const textTitle = ({ kind, isReply }) => `${isReply ? 'Answered' : 'Texted'}: ${kind.replaceAll('-', ' ')}`;

const whyDetails = (said) =>
  element(
    'details',
    {},
    element('summary', {}, 'Why did it say this?'),
    element('ul', {}, ...sayClaims(said).map((line) => element('li', {}, line))),
  );
