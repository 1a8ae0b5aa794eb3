import { element } from './phone/element.js';
import { sayType } from './say-type.js';

const PROMISES = { kept: '✓', broken: '✗' };

/**
 * A story as it is told: a row for each moment, with what was said, what was decided, and what a usual system would have
 * said by then. `old` is `{ source, rows: [{ at: 'HH:MM:SS', said }] }`, hours counted from the story's first midnight.
 */
export function openTold({ rows, source, old }) {
  const table = new Map();
  const ahead = old.rows.map((row) => ({ ...row }));
  let setting = { zone: 'UTC', midnight: 0 };
  let outcome = 'It ended without a word.';
  let last = null;
  rows.replaceChildren();
  source.textContent = old.source;

  /** The row of a moment, to the second; made where there is none, in its place. */
  function rowAt(instant) {
    const second = Math.floor(instant / 1000);
    if (table.has(second)) return table.get(second);
    const cells = { said: element('td'), decided: element('td'), old: element('td', { class: 'old' }) };
    const clock = element('th', { scope: 'row' }, say(instant, setting.zone));
    const row = element('tr', {}, clock, cells.said, cells.decided, cells.old);
    const later = [...table].filter(([other]) => other > second).sort(([a], [b]) => a - b)[0];
    rows.insertBefore(row, later ? later[1].row : null);
    table.set(second, { row, ...cells });
    return table.get(second);
  }

  function passes(instant) {
    while (ahead.length > 0 && setting.midnight + ms(ahead[0].at) <= instant) oldRow(ahead.shift());
  }
  const oldRow = ({ at, said }) => rowAt(setting.midnight + ms(at)).old.append(element('p', {}, said));

  const hears = {
    setting: (its) => (setting = { zone: its.zone, midnight: Date.parse(its.midnight) }),
    line(line) {
      const instant = Date.parse(line.at);
      passes(instant);
      last = rowAt(instant);
      last.said.append(bubble(line));
    },
    decision(decision) {
      passes(Date.parse(decision.at));
      rowAt(Date.parse(decision.at)).decided.append(decided(decision));
    },
    promise({ what, isKept }) {
      last?.decided.append(promised(what, isKept));
    },
    told({ kept, missing }) {
      outcome = `${kept} promises kept, ${missing.length} not kept.`;
    },
  };

  return {
    hear(data) {
      const view = rows.closest('.list');
      const isAtEnd = view.scrollHeight - view.scrollTop - view.clientHeight < 120;
      for (const [kind, value] of Object.entries(data)) hears[kind]?.(value);
      if (isAtEnd) view.scrollTop = view.scrollHeight;
    },
    ends: () => ahead.splice(0).forEach(oldRow),
    outcome: () => outcome,
  };
}

const ms = (hhmmss) => hhmmss.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;

const say = (instant, timeZone) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  }).format(instant);

const bubble = ({ who, whom, text, segments }) =>
  element(
    'div',
    { class: `bubble ${who === 'Doorward' ? 'ours' : 'theirs'}` },
    element('small', {}, `${who} → ${whom}`, segments ? ` · ${segments} ${segments === 1 ? 'part' : 'parts'}` : ''),
    element('p', {}, text),
  );

const decided = ({ type, actor, reason, customer }) =>
  element(
    'p',
    { class: 'decision' },
    element('b', {}, sayType(type)),
    customer ? ` (${customer})` : '',
    `: ${reason} `,
    element('small', {}, actor),
  );

const promised = (what, isKept) =>
  element(
    'p',
    { class: isKept ? 'promise kept' : 'promise broken' },
    element('span', { 'aria-hidden': 'true' }, isKept ? PROMISES.kept : PROMISES.broken),
    element('span', { class: 'unseen' }, isKept ? 'kept: ' : 'not kept: '),
    ` ${what}`,
  );
