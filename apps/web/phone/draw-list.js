import { element } from './element.js';
import { sayNumber, sayTime } from './say.js';

const GROUPS = [
  { role: 'customer', title: 'Customers' },
  { role: 'technician', title: 'Technicians' },
  { role: null, title: 'Other numbers' },
];

/** The people's phones in their groups, each a link to its thread. The link that had the focus keeps it. */
export function drawList(into, phones, chosen) {
  const focused = document.activeElement?.getAttribute('href');
  const groups = GROUPS.map(({ role, title }) => ({ title, members: phones.filter((phone) => phone.role === role) }));
  into.replaceChildren(
    ...groups
      .filter(({ members }) => members.length > 0)
      .flatMap(({ title, members }) => [
        element('h2', {}, title),
        element('ul', {}, ...members.map((phone) => element('li', {}, link(phone, phone.phone === chosen)))),
      ]),
  );
  if (focused) into.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

function link({ name, phone, role, last, unread, isOff }, isChosen) {
  const said = last
    ? (last.direction === 'from-phone' ? 'You: ' : '') + last.body.replaceAll(/\s+/g, ' ')
    : 'No texts yet';
  const classes = ['phone', role ?? 'stranger', unread > 0 ? 'unread' : ''].join(' ');
  return element(
    'a',
    { class: classes, href: `#${phone}`, 'aria-current': isChosen ? 'true' : null },
    element('span', { class: 'face', 'aria-hidden': 'true' }, initials(name)),
    element('b', {}, name === phone ? sayNumber(phone) : name),
    element('span', { class: 'when' }, isOff ? 'off' : last ? sayTime(last.at) : ''),
    element('span', { class: 'number' }, name === phone ? '' : sayNumber(phone)),
    element('span', { class: 'last' }, said),
    unread > 0 ? element('span', { class: 'count', 'aria-label': `${unread} unread` }, String(unread)) : null,
  );
}

const initials = (name) =>
  name.startsWith('+')
    ? '#'
    : name
        .split(/\s+/)
        .map((part) => part[0])
        .filter((letter, i, all) => i === 0 || i === all.length - 1)
        .join('')
        .toUpperCase();
