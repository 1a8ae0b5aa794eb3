import type { Language } from '#time/language';
import { NEXT_FIRST } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { hashOf, OPENS_UNTIL } from '#flows/links';
import { oneLook } from '#flows/steps/one-look';
import type { Who } from '#apps/api/doors/door';

export const SESSION_COOKIE = 'doorward';

type Found = Who | null;

/** The dispatcher of a session cookie. */
export async function dispatcherOf({ store }: Doorward, token: string | undefined): Promise<Found> {
  if (!token) return null;
  const [row] = await store.read<{ id: string; name: string; role: 'desk' | 'supervisor' }>(
    `SELECT d.id, d.name, d.role FROM session s JOIN dispatcher d ON d.id = s.dispatcher_id
     WHERE s.token_hash = $1 AND s.expires_at > clock_timestamp() AND d.active`,
    [hashOf(token)],
  );
  return row ? { is: 'dispatcher', ...row } : null;
}

/** The technician of a device token. */
export async function technicianOf({ store }: Doorward, token: string | undefined): Promise<Found> {
  return token ? technicianOfHash({ store }, hashOf(token)) : null;
}

/** The technician of the hash of a device token. */
export async function technicianOfHash({ store }: Pick<Doorward, 'store'>, hash: string): Promise<Found> {
  const [row] = await store.read<{ id: string; name: string; deviceId: string }>(
    `SELECT t.id, t.name, d.id AS "deviceId" FROM device d JOIN technician t ON t.id = d.technician_id
     WHERE d.token_hash = $1 AND d.revoked_at IS NULL AND t.active`,
    [hash],
  );
  return row ? { is: 'technician', ...row } : null;
}

/** The technician on whose phone the tracking app is whose secret has this hash. */
export async function trackerOfHash({ store }: Pick<Doorward, 'store'>, hash: string): Promise<Found> {
  const [row] = await store.read<{ technicianId: string }>(
    `SELECT t.id AS "technicianId" FROM tracker r JOIN technician t ON t.id = r.technician_id
     WHERE r.secret_hash = $1 AND r.revoked_at IS NULL AND t.active`,
    [hash],
  );
  return row ? { is: 'tracker', ...row } : null;
}

/** The integration of an API key. A program asks many things at once: all that wait are let in by one look. */
export async function integrationOf({ store }: Doorward, key: string | undefined): Promise<Found> {
  if (!key) return null;
  const hash = hashOf(key);
  const [row] = await looks(hash, () =>
    store.read(
      `SELECT id, name, last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 hour' AS "isLongAgo"
       FROM api_key WHERE key_hash = $1 AND revoked_at IS NULL`,
      [hash],
    ),
  );
  if (row?.isLongAgo) await store.read('UPDATE api_key SET last_used_at = clock_timestamp() WHERE id = $1', [row.id]);
  return row ? { is: 'integration', id: row.id, name: row.name } : null;
}

const looks = oneLook<readonly { readonly id: string; readonly name: string; readonly isLongAgo: boolean }[]>();

/** The customer of a visit link, or the contact it was sent to; of the work order it belongs to, the visit that comes next. */
export async function customerOf({ store }: Doorward, token: string): Promise<Found> {
  const [row] = await store.read<{ workOrderId: string; appointmentId: string; name: string; phone: string }>(
    `SELECT w.id AS "workOrderId", coalesce(k.name, c.name) AS name, coalesce(k.phone, c.phone) AS phone, (SELECT id FROM appointment a WHERE work_order_id = w.id ORDER BY ${NEXT_FIRST} LIMIT 1) AS "appointmentId"
     FROM link l JOIN work_order w ON w.id = l.work_order_id JOIN customer c ON c.id = w.customer_id
     LEFT JOIN contact k ON k.work_order_id = w.id AND k.phone = l.phone
     WHERE l.token_hash = $1 AND l.kind = 'visit' AND ${OPENS_UNTIL} > doorward_now()`,
    [hashOf(token)],
  );
  return row ? { is: 'customer', ...row, path: `/v/${token}` } : null;
}

/** Whoever has a link that opened a visit once: the language he is spoken to in; null for one that never did. */
export async function languageOfOld({ store }: Doorward, token: string): Promise<Language | null> {
  const [row] = await store.read<{ language: Language }>(
    `SELECT coalesce(k.language, c.language) AS language FROM link l JOIN work_order w ON w.id = l.work_order_id
     JOIN customer c ON c.id = w.customer_id LEFT JOIN contact k ON k.work_order_id = w.id AND k.phone = l.phone
     WHERE l.token_hash = $1 AND l.kind = 'visit'`,
    [hashOf(token)],
  );
  return row?.language ?? null;
}

export const bearerOf = (header: string | undefined): string | undefined =>
  /^Bearer ([\w-]{16,200})$/.exec(header ?? '')?.[1];
