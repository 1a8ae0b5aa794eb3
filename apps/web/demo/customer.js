import { get, pathOf, post } from './phone/ask.js';
import { drawThread } from './phone/draw-thread.js';
import { element } from './phone/element.js';
import { follow } from './phone/live.js';
import { openReplies } from './phone/quick-replies.js';
import { keepTime } from './phone/say.js';

const at = (id) => document.getElementById(id);

/** The customer's phone: his thread, quick replies, and his page opened in place. `onChosen` hears whose it is. */
export function openCustomer({ onChosen, onConnected }) {
  const state = { phone: null, messages: [], zone: null };

  async function loadPeople() {
    const { phones } = await get('phones');
    const customers = phones.filter(({ role }) => role !== 'technician');
    at('whose').replaceChildren(
      ...customers.map(({ phone, name }) => element('option', { value: phone, selected: phone === state.phone }, name)),
    );
    if (!state.phone && customers.length > 0) choose((customers.find(({ last }) => last) ?? customers[0]).phone);
  }

  function choose(phone) {
    state.phone = phone;
    state.messages = [];
    at('whose').value = phone;
    showTexts();
    void loadThread().catch(() => undefined);
    onChosen(phone);
  }

  async function loadThread() {
    const { phone } = state;
    if (!phone) return;
    const messages = await get(pathOf(phone, 'messages'));
    if (phone !== state.phone) return;
    state.messages = messages;
    draw();
  }

  function draw() {
    drawThread(at('texts'), state.messages);
    const replies = openReplies(state.messages);
    at('replies').hidden = replies.length === 0;
    at('replies').replaceChildren(...replies.map((reply) => chip(reply, text)));
    at('scroll').scrollTop = at('scroll').scrollHeight;
  }

  async function text(body) {
    at('unsent').textContent = '';
    try {
      await post(pathOf(state.phone, 'messages'), { body });
      return true;
    } catch (cause) {
      at('unsent').textContent = cause instanceof TypeError ? 'Not sent: no connection.' : `Not sent: ${cause.message}`;
      return false;
    }
  }

  at('whose').addEventListener('change', () => choose(at('whose').value));
  at('texts').addEventListener('click', openInPlace);
  at('back').addEventListener('click', () => {
    showTexts();
    at('scroll').focus();
  });
  at('composer').addEventListener('submit', async (event) => {
    event.preventDefault();
    const { value } = at('draft');
    if (value.trim() !== '' && (await text(value))) at('draft').value = '';
    at('draft').focus();
  });

  // Another width breaks the lines anew: who reads the end goes on reading it.
  new ResizeObserver(() => (at('scroll').scrollTop = at('scroll').scrollHeight)).observe(at('scroll'));
  follow({
    onConnected,
    onOpen: () => void loadPeople().then(loadThread, () => undefined),
    on: {
      message({ phone, message }) {
        if (phone !== state.phone) return;
        if (message.direction === 'to-phone') at('said').textContent = `New text: ${message.body}`;
        if (!state.messages.some(({ sid }) => sid === message.sid)) state.messages.push(message);
        draw();
      },
      status({ phone, sid, status, errorCode }) {
        const found = phone === state.phone && state.messages.find((one) => one.sid === sid);
        if (found) draw(Object.assign(found, { status, errorCode }));
      },
    },
  });
  return {
    chosen: () => state.phone,
    /** Its times are those of the place of the visit. */
    keepsTimeOf(zone) {
      if (zone === state.zone) return;
      state.zone = zone;
      keepTime(zone);
      draw();
    },
  };
}

/** His page opens on his phone; every other address in a tab of its own. */
function openInPlace(event) {
  const link = event.target.closest('a');
  const { pathname, search } = link ? new URL(link.href) : {};
  if (!pathname?.startsWith('/v/')) return;
  event.preventDefault();
  at('visit').src = pathname + search;
  showPage(true);
  at('visit').focus();
}

const showTexts = () => showPage(false);
function showPage(isPage) {
  at('visit').hidden = at('back').hidden = !isPage;
  at('scroll').hidden = isPage;
}

function chip({ says, for: meaning }, text) {
  const label = meaning ? `Reply ${says}: ${meaning}` : `Reply ${says}`;
  const made = element('button', { type: 'button', 'aria-label': label, title: label }, says);
  made.addEventListener('click', () => void text(says));
  return made;
}
