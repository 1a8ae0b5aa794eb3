import { post } from './phone/ask.js';
import { openClock } from './clock.js';
import { openCustomer } from './customer.js';
import { openDecisions } from './decisions.js';
import { openStories } from './stories.js';
import { drawSteps } from './steps.js';
import { openTechnician } from './technician.js';
import { openTrouble } from './trouble.js';

const LOOK_EVERY_MS = 1_000;
const at = (id) => document.getElementById(id);

const technician = openTechnician();
const decisions = openDecisions();
const trouble = openTrouble();
const clock = openClock({ onSet: () => void look() });
const customer = openCustomer({
  onChosen(phone) {
    trouble.chooses(phone);
    decisions.forget();
    void look();
  },
  onConnected: (isConnected) => say(isConnected ? null : 'Not connected. Trying again …'),
});
openStories();

/** What the clock shows and what was decided about the chosen customer's visit; asked for once at a time. */
async function look() {
  const phone = customer.chosen();
  if (!phone || document.visibilityState === 'hidden') return;
  const answer = await fetch(`decisions?phone=${encodeURIComponent(phone)}`).catch(() => null);
  if (!answer?.ok) return say('Not connected. Trying again …');
  const { clock: face, zone, visit } = await answer.json();
  if (phone !== customer.chosen()) return;
  say(null);
  customer.keepsTimeOf(zone);
  clock.shows(face, zone);
  decisions.shows(visit);
  technician.follows(visit?.technician ?? null);
  drawSteps(at('steps'), visit?.decisions ?? []);
}

function say(what) {
  at('bar').hidden = what === null;
  if (at('bar').textContent !== (what ?? '')) at('bar').textContent = what ?? '';
}

/** `#stories` shows the stories, anything else the phones. */
function follow() {
  const areStories = location.hash.startsWith('#stories');
  at('try').hidden = areStories;
  at('stories').hidden = !areStories;
  // A story has a clock of its own.
  at('clock').hidden = areStories;
  at('to-try').toggleAttribute('aria-current', !areStories);
  at('to-stories').toggleAttribute('aria-current', areStories);
}

/** The clock and the board belong to the desk: who is nobody yet becomes the demo's dispatcher. */
async function beDispatcher() {
  const session = await fetch('/api/session').catch(() => null);
  if (session?.status === 401) await post('desk/sign-in', {}).catch(() => say('The desk could not be opened.'));
}

addEventListener('hashchange', follow);
follow();
await beDispatcher();
for (;;) {
  await look();
  await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
