import { get } from './phone/ask.js';
import { element } from './phone/element.js';
import { openTold } from './told.js';
import { readEvents } from './read-events.js';

const at = (id) => document.getElementById(id);

/** The list of stories; choosing one plays it. One is played at a time, and it ends when the page goes away. */
export function openStories() {
  let playing = null;

  async function load() {
    const { areHere, stories } = await get('stories');
    if (!areHere) at('about-stories').textContent = 'The stories are part of the tests, which are not installed here.';
    at('list').replaceChildren(...stories.map((story) => element('li', {}, chooser(story, play))));
  }

  async function play(story, button) {
    playing?.abort();
    const ending = (playing = new AbortController());
    for (const other of at('list').querySelectorAll('[aria-current]')) other.removeAttribute('aria-current');
    button.setAttribute('aria-current', 'true');
    at('story-title').textContent = story.name;
    at('story-about').textContent = story.about;
    at('progress').textContent = 'Starting a world of its own …';
    at('stop').hidden = false;
    at('story-title').focus();
    const told = openTold({ rows: at('rows'), source: at('source'), old: await oldWay(story.name) });
    at('told').hidden = false;
    try {
      await listen(story.name, ending.signal, told);
    } catch (cause) {
      if (playing === ending)
        at('progress').textContent = ending.signal.aborted ? 'Stopped.' : `It broke off: ${cause.message}`;
    }
    if (playing === ending) at('stop').hidden = true;
  }

  async function listen(name, signal, told) {
    let end = null;
    for await (const { kind, data } of readEvents(`stories/${encodeURIComponent(name)}/play`, signal)) {
      if (signal.aborted) return;
      if (kind === 'end') end = data;
      else told.hear(data);
      if (data.line) at('progress').textContent = 'Playing …';
    }
    told.ends();
    if (!end) throw new Error('the connection was lost.');
    at('progress').textContent = end.failure ? `It broke off: ${end.failure}` : told.outcome();
  }

  at('stop').addEventListener('click', () => playing?.abort());
  void load().catch(() => {
    at('about-stories').textContent = 'The stories could not be listed. Load the page again to try once more.';
  });
}

function chooser(story, play) {
  const made = element('button', { type: 'button' }, element('b', {}, story.name), element('span', {}, story.about));
  made.addEventListener('click', () => void play(story, made));
  return made;
}

/** What a usual system would have said at these moments; nothing where nobody has written that down. */
async function oldWay(name) {
  const answer = await fetch(`old-way/${encodeURIComponent(name)}.json`).catch(() => null);
  return answer?.ok ? answer.json() : { source: '', rows: [] };
}
