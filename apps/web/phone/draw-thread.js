import { element } from './element.js';
import { isLost, sayDay, sayStatus, sayTime } from './say.js';

/** The texts of one phone, oldest first, with a line for each new day. */
export function drawThread(into, messages) {
  if (messages.length === 0) return into.replaceChildren(element('li', { class: 'empty' }, 'No texts yet.'));
  const rows = messages.flatMap((message, i) => {
    const day = sayDay(message.at);
    const isNewDay = i === 0 || sayDay(messages[i - 1].at) !== day;
    return isNewDay ? [element('li', { class: 'day' }, day), text(message)] : [text(message)];
  });
  into.replaceChildren(...rows);
}

const text = (message) =>
  element(
    'li',
    { class: `text ${message.direction}` },
    element('p', {}, ...linked(message.body)),
    element('small', {}, ...underneath(message)),
  );

/** Under our system's texts what the carrier says of them; under the person's own only the time, unless it got lost. */
function underneath(message) {
  const { direction, segments, encoding, at } = message;
  const status = element('span', { class: isLost(message) ? 'bad' : '' }, sayStatus(message));
  if (direction === 'to-phone')
    return [`${segments} ${segments === 1 ? 'part' : 'parts'} · ${encoding} · `, status, ` · ${sayTime(at)}`];
  return message.status === 'received' ? [sayTime(at)] : [status, ` · ${sayTime(at)}`];
}

/** The body with its web addresses as links; the full stop after one is not part of it. */
function linked(body) {
  return body.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]'])/).map((part, i) => {
    if (i % 2 === 0) return part;
    return element('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part);
  });
}
