import type { Ask } from '../day/session';
import { registration } from './worker';

/** `none`: this browser cannot; on an iPhone only the page on the home screen can. */
export type PushState = 'none' | 'off' | 'on' | 'denied';

export async function pushState(): Promise<PushState> {
  const worker = await registration()?.catch(() => null);
  if (!worker || !('pushManager' in worker) || !('Notification' in self)) return 'none';
  if (Notification.permission === 'denied') return 'denied';
  return (await worker.pushManager.getSubscription()) && Notification.permission === 'granted' ? 'on' : 'off';
}

/** Asks the phone for leave to wake it, and tells the server where. What came of it, or why it did not. */
export async function wakeMe(ask: Ask): Promise<PushState | 'refused'> {
  const worker = await registration();
  if (!worker) return 'none';
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const known = await ask<{ publicKey: string }>('GET', '/api/tech/push');
  if (known.kind !== 'answered') return 'refused';
  try {
    const subscription = await worker.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytesOf(known.body.publicKey),
    });
    return (await tell(ask, subscription)) ? 'on' : 'refused';
  } catch {
    return 'refused'; // the phone's push service cannot be reached, or takes none from here
  }
}

/** An address may change, and a new sign-in has told none yet: said again at every start. */
export async function tellAgain(ask: Ask): Promise<void> {
  if ((await pushState()) !== 'on') return;
  const subscription = await (await registration())?.pushManager.getSubscription();
  if (subscription) await tell(ask, subscription);
}

async function tell(ask: Ask, subscription: PushSubscription): Promise<boolean> {
  const { endpoint, keys } = subscription.toJSON();
  const answer = await ask('PUT', '/api/tech/push', {
    endpoint,
    keys: { p256dh: keys?.['p256dh'], auth: keys?.['auth'] },
  });
  return answer.kind === 'answered';
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}
