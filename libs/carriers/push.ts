import webpush from 'web-push';

/** By these a push service knows us again (VAPID, RFC 8292): base64url of a P-256 pair. */
export type PushKeys = { readonly publicKey: string; readonly privateKey: string };

/** Where one device can be woken, and what the payload is encrypted with for its eyes only (RFC 8291). */
export type PushAddress = { readonly endpoint: string; readonly p256dh: string; readonly auth: string };

/**
 * `taken`: the push service has it; whether the phone gets it nobody says. `gone`: that device is no longer there. `again`:
 * not now. `refused`: it will never take this.
 */
export type Pushed = 'taken' | 'gone' | 'again' | 'refused';

type Pushing = {
  readonly to: PushAddress;
  readonly keys: PushKeys;
  /** Whom the push service may turn to about us: an https address. */
  readonly subject: string;
  readonly payload: object;
  readonly ttlSeconds: number;
  /** A later push of the same topic takes the place of one that still waits. */
  readonly topic: string;
};

const PATIENCE_MS = 10_000;

export const makePushKeys = (): PushKeys => webpush.generateVAPIDKeys();

/** Whether an address a phone has named belongs to one of these push services: nothing else is ever asked by us. */
export function isPushService(endpoint: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, username } = new URL(endpoint);
  const isLoopback = hostname === 'localhost' || hostname === '127.0.0.1';
  if (username || (protocol !== 'https:' && !(protocol === 'http:' && isLoopback))) return false;
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** Hands a push to the service of that device. Never throws: what cannot be reached is `again`. */
export async function sendPush({ to, keys, subject, payload, ttlSeconds, topic }: Pushing): Promise<Pushed> {
  const { endpoint, p256dh, auth } = to;
  try {
    const request = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(payload), {
      vapidDetails: { subject, ...keys },
      TTL: ttlSeconds,
      urgency: 'high',
      topic,
      contentEncoding: 'aes128gcm',
    });
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      body: new Uint8Array(request.body!),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    return verdict(answer.status);
  } catch {
    return 'again'; // no answer, or keys that encrypt nothing: neither says that the device is gone
  }
}

function verdict(status: number): Pushed {
  if (status >= 200 && status < 300) return 'taken';
  if (status === 404 || status === 410) return 'gone';
  return status === 429 || status >= 500 ? 'again' : 'refused';
}
