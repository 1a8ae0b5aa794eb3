import { element } from './phone/element.js';

const RATES = [
  { rate: 0, label: 'Pause' },
  { rate: 1, label: '×1' },
  { rate: 10, label: '×10' },
  { rate: 60, label: '×60' },
];
const JUMPS = [
  { advanceMinutes: 5, label: '+5 min' },
  { advanceMinutes: 30, label: '+30 min' },
];
const at = (id) => document.getElementById(id);

/** The one clock of the demo: what it shows, how fast it runs, and jumps. `onSet` is called when it was changed. */
export function openClock({ onSet }) {
  let face = null;
  let zone;
  const set = async (change) => {
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) };
    const answer = await fetch('/api/clock', sent).catch(() => null);
    at('jump-to').setCustomValidity(answer?.ok ? '' : ((await answer?.json())?.say ?? 'The clock was not reached.'));
    if (!answer?.ok) at('jump-to').reportValidity();
    onSet();
  };
  const buttons = RATES.map(({ rate, label }) => button(label, () => set({ rate })));
  at('rates').append(...buttons);
  at('jumps').append(...JUMPS.map(({ label, ...change }) => button(label, () => set(change))));
  at('jump-to').addEventListener('input', () => at('jump-to').setCustomValidity(''));
  at('jump').addEventListener('submit', (event) => {
    event.preventDefault();
    if (face) void set({ jumpTo: nextAt(at('jump-to').value, shown(face), zone).toISOString() });
  });
  setInterval(() => face && draw(shown(face), zone), 250);
  return {
    shows(next, its) {
      face = { ...next, heardAt: performance.now() };
      zone = its;
      RATES.forEach(({ rate }, n) => buttons[n].setAttribute('aria-pressed', String(rate === next.rate)));
      draw(shown(face), zone);
    },
  };
}

const shown = ({ shows, rate, heardAt }) => new Date(Date.parse(shows) + (performance.now() - heardAt) * rate);

function draw(now, zone) {
  at('now').textContent = say(now, zone, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  at('day').textContent = say(now, zone, { weekday: 'short', month: 'short', day: 'numeric' });
}

/** The instant at which a wall clock shows `hhmm` next. Ahead only: a time that is past today is tomorrow's. */
function nextAt(hhmm, now, zone) {
  const minutesOf = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
  const wall = minutesOf(say(now, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }));
  const minute = Math.floor(now.getTime() / 60_000);
  return new Date((minute + ((minutesOf(hhmm) - wall + 1440) % 1440)) * 60_000);
}

const say = (instant, timeZone, options) => new Intl.DateTimeFormat('en-US', { timeZone, ...options }).format(instant);

function button(label, press) {
  const made = element('button', { type: 'button' }, label);
  made.addEventListener('click', () => void press());
  return made;
}
