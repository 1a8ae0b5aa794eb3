import { cell } from '../cell';

/** A new version of the page is here and waits until no job is under way. */
export const newVersion = cell<(() => void) | null>(null);

let registered: Promise<ServiceWorkerRegistration> | null = null;

/** Where the browser looks for a new version by itself only when the page is opened anew. */
const LOOK_EVERY_MS = 15 * 60_000;

/** Lets the page open without signal from now on. Without https, and in old browsers, it goes on without. */
export function startWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  registered = navigator.serviceWorker.register('/tech/sw.js', { scope: '/tech/' });
  registered.then(watchVersions, () => undefined); // not allowed here: the page works as long as there is signal
}

function watchVersions(registration: ServiceWorkerRegistration): void {
  const offer = (worker: ServiceWorker | null) => {
    // Without a page that is controlled already this is the first version, not a new one.
    if (worker?.state !== 'installed' || !navigator.serviceWorker.controller) return;
    newVersion.set(() => worker.postMessage('take over'));
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => offer(installing));
  });
  let isOurs = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (isOurs) location.reload();
    isOurs = true;
  });
  setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS); // no signal: the next time
}

type WithSync = ServiceWorkerRegistration & { readonly sync?: { register: (tag: string) => Promise<void> } };

/** Asks the phone to wake the service worker as soon as there is signal, even if the page is closed by then. */
export function wantSync(): void {
  void registered
    ?.then((registration) => (registration as WithSync).sync?.register('operations'))
    .catch(() => undefined);
}

export const registration = (): Promise<ServiceWorkerRegistration> | null => registered;
