import { get, post } from './phone/ask.js';
import { element } from './phone/element.js';

const at = (id) => document.getElementById(id);

/** What a carrier does to texts now and then: `is` reads the switches as they stand, `set` gives those to change. */
const TROUBLES = [
  {
    label: 'Texts take 20 seconds',
    is: ({ delayMs }) => delayMs > 0,
    set: (on) => ({ delayMs: on ? 20_000 : 0 }),
  },
  {
    label: 'This customer’s phone is off',
    is: ({ undelivered }, phone) => undelivered.includes(phone),
    set: (on, phone, { undelivered }) => ({
      undelivered: [...undelivered.filter((one) => one !== phone), ...(on ? [phone] : [])],
    }),
  },
  {
    label: 'Every webhook comes twice',
    is: ({ duplicateCallbacks }) => duplicateCallbacks,
    set: (on) => ({ duplicateCallbacks: on, duplicateInbound: on ? 1 : 0 }),
  },
  {
    label: 'Reports come in the wrong order',
    is: ({ reorderCallbacks }) => reorderCallbacks,
    set: (on) => ({ reorderCallbacks: on }),
  },
  {
    label: 'The carrier is away',
    is: ({ down }) => down,
    set: (on) => ({ down: on }),
  },
];

/** The switches of the carrier, as checkboxes that show how they stand. */
export function openTrouble() {
  let phone = null;
  let switches = null;
  const boxes = TROUBLES.map(() => element('input', { type: 'checkbox', disabled: true }));
  at('switches').append(
    ...TROUBLES.map(({ label }, n) => element('label', {}, boxes[n], label)),
    element('p', { id: 'untroubled', role: 'alert' }),
  );

  function show(next) {
    switches = next;
    boxes.forEach((box, n) => {
      box.disabled = false;
      box.checked = TROUBLES[n].is(switches, phone);
    });
    const on = boxes.filter(({ checked }) => checked).length;
    at('troubles').textContent = on === 0 ? 'none' : `${on} on`;
  }

  boxes.forEach((box, n) =>
    box.addEventListener('change', async () => {
      at('untroubled').textContent = '';
      try {
        show(await post('switches', TROUBLES[n].set(box.checked, phone, switches)));
      } catch {
        box.checked = !box.checked;
        at('untroubled').textContent = 'The carrier was not reached; nothing has changed.';
      }
    }),
  );
  return {
    chooses(its) {
      phone = its;
      void get('switches').then(show, () => undefined);
    },
  };
}
