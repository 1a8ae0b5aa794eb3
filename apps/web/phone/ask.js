/** What the server has at `path`. Throws when it cannot be reached or says no. */
export const get = (path) => ask(path);

/** Sends `value` as JSON. Throws with the server's own words when it says no. */
export const post = (path, value) =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });

export const pathOf = (phone, what) => `phones/${encodeURIComponent(phone)}/${what}`;

async function ask(path, options) {
  const answer = await fetch(path, options);
  const value = await answer.json();
  if (!answer.ok) throw new Error(value.refused ?? value.say ?? `the server answered ${answer.status}`);
  return value;
}
