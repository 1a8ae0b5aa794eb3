declare const self: ServiceWorkerGlobalScope;

/** What a push says: what has happened, to which ticket, in which street. Names and numbers of customers are not in it. */
type Pushed = { readonly kind: 'new' | 'off' | 'changed'; readonly ref: string; readonly street: string };

const TITLES = { new: 'New job', off: 'Job taken off', changed: 'Job changed' } as const;

export async function showNotice(data: PushMessageData | null): Promise<void> {
  const pushed = read(data);
  const pages = await self.clients.matchAll({ type: 'window' });
  // Who looks at the page has heard and seen it there.
  if (pages.some(({ visibilityState }) => visibilityState === 'visible')) return;
  await self.registration.showNotification(
    pushed ? `${TITLES[pushed.kind]}: ${pushed.street}` : 'Your day has changed',
    {
      body: pushed ? `${pushed.ref}. Open to see it.` : 'Open to see it.',
      icon: '/tech/icon-192.png',
      badge: '/tech/badge.png',
      // A later word on the same ticket takes the place of the earlier one.
      tag: pushed?.ref ?? 'day',
      requireInteraction: pushed?.kind === 'new',
    },
  );
  const count = (await self.registration.getNotifications()).length;
  await (navigator as WorkerNavigator & { setAppBadge?: (count: number) => Promise<void> }).setAppBadge?.(count);
}

function read(data: PushMessageData | null): Pushed | null {
  try {
    const pushed = data?.json() as Partial<Pushed> | undefined;
    const isRight =
      pushed?.kind && pushed.kind in TITLES && typeof pushed.ref === 'string' && typeof pushed.street === 'string';
    return isRight ? (pushed as Pushed) : null;
  } catch {
    return null; // of another version
  }
}

export async function openFromNotice(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = pages.find(({ url }) => new URL(url).pathname.startsWith('/tech/'));
  if (open) await open.focus();
  else await self.clients.openWindow('/tech/');
}
