// The page works without this. Where scripts run it stays up to date: it is fetched again every 15 seconds, unless
// somebody is writing in it, and once more whenever the phone comes back to it.
const EVERY_MS = 15_000;

async function refresh() {
  const writing =
    document.activeElement?.tagName === 'TEXTAREA' || [...document.querySelectorAll('textarea')].some((t) => t.value);
  if (document.hidden || writing) return;
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('main');
  const main = document.getElementById('main');
  if (page && main && page.innerHTML !== main.innerHTML) main.replaceChildren(...page.childNodes);
}

// What was said about the last button is said once, not again at every reload.
if (location.search) history.replaceState(null, '', location.pathname);
setInterval(refresh, EVERY_MS);
document.addEventListener('visibilitychange', refresh);
addEventListener('pageshow', (event) => event.persisted && refresh());
