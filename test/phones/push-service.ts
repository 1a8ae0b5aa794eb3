import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the push service has taken: decrypted as the device would, and only if everything about it was right. */
export type Delivered = {
  readonly payload: unknown;
  readonly ttl: number;
  readonly topic: string;
  readonly urgency: string;
};

/**
 * A push service with one device, on this machine: it checks who pushes (VAPID, RFC 8292), and that only the device can
 * read it (aes128gcm, RFC 8188 and 8291). `fault` says what is not right; such a push is answered with 400.
 */
export type PushService = {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  readonly delivered: Delivered[];
  readonly faults: string[];
  /** What it answers from now on. */
  answer: number;
  /** Resolves when that many have come in all, taken or not. */
  heard(many: number): Promise<void>;
  close(): Promise<void>;
};

export async function startPushService(publicKey: () => Promise<string>): Promise<PushService> {
  const device = createECDH('prime256v1');
  device.generateKeys();
  const auth = randomBytes(16);
  const delivered: Delivered[] = [];
  const faults: string[] = [];
  let came = 0;
  let look = () => undefined as void;
  const service = { answer: 201 };
  const server = createServer((request, response) => {
    void (async () => {
      const body = Buffer.concat(await chunksOf(request));
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const fault = faultOf(request, origin, await publicKey());
      const said = fault ? null : decrypt(body, device, auth);
      if (fault ?? !said) faults.push(fault ?? 'cannot be decrypted');
      else if (service.answer < 300)
        delivered.push({
          payload: JSON.parse(said!) as unknown,
          ttl: Number(request.headers.ttl),
          topic: String(request.headers.topic),
          urgency: String(request.headers.urgency),
        });
      response.writeHead(fault ? 400 : service.answer).end();
      came++;
      look();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(service, {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/device/one`,
    keys: { p256dh: device.getPublicKey('base64url'), auth: auth.toString('base64url') },
    delivered,
    faults,
    heard: (many: number) =>
      new Promise<void>((resolve) => {
        look = () => void (came >= many && resolve());
        look();
      }),
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  });
}

function faultOf({ headers, method }: IncomingMessage, origin: string, publicKey: string): string | null {
  if (method !== 'POST') return `asked by ${method}`;
  if (headers['content-encoding'] !== 'aes128gcm') return 'not aes128gcm';
  if (!/^\d+$/.test(String(headers.ttl))) return 'no TTL';
  const [, token, key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  if (!token || key !== publicKey) return 'not the key we know';
  const [head, claims, signature] = token.split('.') as [string, string, string];
  const point = Buffer.from(publicKey, 'base64url');
  const known = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: known, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned) return 'a forged signature';
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  if (aud !== origin) return `meant for ${String(aud)}`;
  const left = Number(exp) - Date.now() / 1_000;
  if (left <= 0 || left > 86_400) return 'expired, or for more than a day';
  return /^(mailto:|https:)/.test(String(sub)) ? null : `nobody to turn to: ${String(sub)}`;
}

function decrypt(body: Buffer, device: ECDH, auth: Buffer): string | null {
  const salt = body.subarray(0, 16);
  const recordSize = body.readUInt32BE(16);
  const sender = body.subarray(21, 21 + body[20]!);
  const sealed = body.subarray(21 + body[20]!);
  if (sender.length !== 65 || sealed.length > recordSize) return null;
  const shared = device.computeSecret(sender);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), device.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', shared, auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  // A last record ends with 2 and zeros.
  const end = plain.lastIndexOf(2);
  return plain.subarray(0, end).toString();
}

async function chunksOf(request: IncomingMessage): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return chunks;
}
