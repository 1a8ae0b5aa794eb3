import { element } from './phone/element.js';

const at = (id) => document.getElementById(id);

/** The technician's own page. It follows whoever has the chosen visit, until somebody is chosen by hand. */
export function openTechnician() {
  let isByHand = false;
  let shown = null;
  const names = load();

  function show(name) {
    if (!name || name === shown) return;
    shown = name;
    at('as').value = name;
    // The page keeps who is signed in for as long as it is open: another one is another page.
    at('phone').src = `/tech/?as=${encodeURIComponent(name)}`;
  }

  at('as').addEventListener('change', () => {
    isByHand = at('as').value !== '';
    show(at('as').value);
  });
  return {
    async follows(name) {
      const [first] = await names;
      if (!isByHand) show(name ?? shown ?? first);
    },
  };
}

async function load() {
  const answer = await fetch('technicians').catch(() => null);
  const names = answer?.ok ? (await answer.json()).map(({ name }) => name) : [];
  at('as').replaceChildren(...names.map((name) => element('option', { value: name }, name)));
  return names;
}
