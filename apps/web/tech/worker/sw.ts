import { answerFromCache, keepPage, sweepCaches } from './page-cache';
import { openFromNotice, showNotice } from './notices';
import { sendWaiting } from './send-waiting';

declare const self: ServiceWorkerGlobalScope;

/** The part of the page that lives while the page is closed: it opens it without signal, sends what waits, and wakes him. */
self.addEventListener('install', (event) => event.waitUntil(keepPage()));
// A new version takes over only when the page says so: between two jobs.
self.addEventListener('message', ({ data }) => data === 'take over' && void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(sweepCaches().then(() => self.clients.claim())));
self.addEventListener('fetch', (event) => {
  const answer = answerFromCache(event.request);
  if (answer) event.respondWith(answer);
});
self.addEventListener('sync', (event) => (event as ExtendableEvent).waitUntil(sendWaiting()));
self.addEventListener('push', (event) => event.waitUntil(showNotice(event.data)));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openFromNotice());
});
