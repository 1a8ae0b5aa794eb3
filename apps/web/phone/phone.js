import { get, pathOf, post } from './ask.js';
import { drawList } from './draw-list.js';
import { drawThread } from './draw-thread.js';
import { element } from './element.js';
import { follow } from './live.js';
import { openReplies } from './quick-replies.js';
import { keepTime, sayNumber } from './say.js';

const at = (id) => document.getElementById(id);
const narrow = matchMedia('(max-width: 759px)');
const ROLE = { customer: 'customer', technician: 'technician' };

/** What the page shows: all phones, the chosen one, and its texts. */
const state = { phones: [], chosen: null, messages: [], drafts: new Map(), isAtEnd: true };
const owner = () => state.phones.find(({ phone }) => phone === state.chosen);

async function loadPhones() {
  const { zone, phones } = await get('phones');
  keepTime(zone);
  state.phones = phones;
  showPhones();
}

async function loadThread() {
  const phone = state.chosen;
  if (!phone) return;
  const messages = await get(pathOf(phone, 'messages'));
  // Another phone was chosen while we asked.
  if (phone !== state.chosen) return;
  state.messages = messages;
  showThread({ toEnd: true });
  markRead();
}

/** Follows the address: `#+15550100` is that phone, anything else is the list. */
async function choose() {
  if (state.chosen) state.drafts.set(state.chosen, at('draft').value);
  const wanted = decodeURIComponent(location.hash.slice(1));
  state.chosen = /^\+\d{7,15}$/.test(wanted) ? wanted : null;
  state.messages = [];
  at('page').dataset.shows = state.chosen ? 'thread' : 'list';
  at('draft').value = state.drafts.get(state.chosen) ?? '';
  at('trouble').textContent = '';
  fitDraft();
  showPhones();
  at('texts').replaceChildren();
  await loadThread();
  if (!state.chosen) return;
  // On a phone the keyboard would cover what was opened to be read.
  (narrow.matches ? at('name') : at('draft')).focus();
}

function showPhones() {
  drawList(at('list'), state.phones, state.chosen);
  const { name = state.chosen ?? '', role = null, isOff = false } = owner() ?? {};
  at('name').textContent = name.startsWith('+') ? sayNumber(name) : name;
  at('number').textContent = [name.startsWith('+') ? null : sayNumber(state.chosen ?? ''), ROLE[role]]
    .filter(Boolean)
    .join(' · ');
  at('power').setAttribute('aria-checked', String(!isOff));
  at('power').firstElementChild.textContent = isOff ? 'Off' : 'On';
  const unread = state.phones.reduce((sum, phone) => sum + phone.unread, 0);
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${state.chosen ? `${at('name').textContent} · ` : ''}Phones · Doorward`;
}

function showThread({ toEnd = false } = {}) {
  drawThread(at('texts'), state.messages);
  const replies = openReplies(state.messages);
  at('replies').hidden = replies.length === 0;
  at('replies').replaceChildren(
    ...replies.map(({ says, for: meaning }) => {
      const label = meaning ? `Reply ${says}: ${meaning}` : `Reply ${says}`;
      const chip = element('button', { type: 'button', 'aria-label': label, title: label }, says);
      chip.addEventListener('click', () => text(says));
      return chip;
    }),
  );
  if (toEnd || state.isAtEnd) scrollToEnd();
  return toEnd || state.isAtEnd;
}

function scrollToEnd() {
  at('scroll').scrollTop = at('scroll').scrollHeight;
  state.isAtEnd = true;
  at('newer').hidden = true;
}

function markRead() {
  if (document.visibilityState !== 'visible' || !owner()?.unread) return;
  // Not reached: the dot stays, and the next look tries again.
  post(pathOf(state.chosen, 'read'), {}).catch(() => undefined);
}

/** Sends a text from the chosen phone; true when the carrier has it. */
async function text(body) {
  at('trouble').textContent = '';
  try {
    await post(pathOf(state.chosen, 'messages'), { body });
    return true;
  } catch (cause) {
    at('trouble').textContent =
      cause instanceof TypeError ? 'Not sent: no connection. Try again in a moment.' : `Not sent: ${cause.message}.`;
    return false;
  }
}

function fitDraft() {
  const draft = at('draft');
  draft.style.height = 'auto';
  draft.style.height = `${draft.scrollHeight + 2}px`;
}

async function hear({ phone, message }) {
  const heardBy = state.phones.find((one) => one.phone === phone);
  if (!heardBy) await loadPhones();
  else {
    heardBy.last = message;
    heardBy.unread = message.direction === 'from-phone' ? 0 : heardBy.unread + 1;
    showPhones();
  }
  if (message.direction === 'to-phone') {
    at('said').textContent = `New text for ${heardBy?.name ?? sayNumber(phone)}: ${message.body}`;
  }
  if (phone !== state.chosen || state.messages.some(({ sid }) => sid === message.sid)) return;
  state.messages.push(message);
  const isSeen = showThread({ toEnd: message.direction === 'from-phone' });
  at('newer').hidden = isSeen;
  if (isSeen) markRead();
}

function settle({ phone, sid, status, errorCode }) {
  const message = phone === state.chosen && state.messages.find((one) => one.sid === sid);
  if (!message) return;
  Object.assign(message, { status, errorCode });
  showThread();
}

function see({ phone }) {
  const seen = state.phones.find((one) => one.phone === phone);
  if (seen) seen.unread = 0;
  showPhones();
}

at('composer').addEventListener('submit', async (event) => {
  event.preventDefault();
  const draft = at('draft');
  const body = draft.value;
  if (body.trim() === '') return draft.focus();
  if (await text(body)) {
    draft.value = '';
    fitDraft();
  }
  draft.focus();
});
at('draft').addEventListener('input', fitDraft);
at('draft').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  at('composer').requestSubmit();
});
at('power').addEventListener('click', async () => {
  const off = state.phones.filter(({ isOff }) => isOff).map(({ phone }) => phone);
  const undelivered = owner()?.isOff ? off.filter((phone) => phone !== state.chosen) : [...off, state.chosen];
  // Not reached: the switch stays as it is, and the bar says why.
  await post('switches', { undelivered }).then(loadPhones, () => undefined);
});
at('newer').addEventListener('click', () => {
  scrollToEnd();
  markRead();
  at('draft').focus();
});
at('scroll').addEventListener('scroll', () => {
  const { scrollHeight, scrollTop, clientHeight } = at('scroll');
  state.isAtEnd = scrollHeight - scrollTop - clientHeight < 80;
  if (!state.isAtEnd || at('newer').hidden) return;
  at('newer').hidden = true;
  markRead();
});
// A keyboard, a longer draft or a bar takes room from below: who reads the end goes on reading it.
new ResizeObserver(() => state.isAtEnd && scrollToEnd()).observe(at('scroll'));
addEventListener('hashchange', () => void choose().catch(() => undefined));
document.addEventListener('visibilitychange', markRead);

follow({
  onConnected: (isConnected) => (at('bar').hidden = isConnected),
  // Lost again meanwhile: the next connection asks again.
  onOpen: () =>
    void loadPhones()
      .then(loadThread)
      .catch(() => undefined),
  on: { message: hear, status: settle, read: see },
});
void choose().catch(() => undefined);
