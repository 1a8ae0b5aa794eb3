import { at, id, int, key, maybe, starting, table, text, unique, uuid } from '#store/tables/table';

/** A picture a technician took at a job. */
export type PhotoRow = { id: string; assignmentId: string; takenAt: Date; keptAt: Date; bytes: Buffer };
export const Photo = table<PhotoRow>(
  'photo',
  { id: key(uuid), assignmentId: uuid, takenAt: at, keptAt: at, bytes: { type: 'bytea' } },
  { assignmentId: 'assignment' },
  { indices: [{ name: 'photo_assignment_id_idx', columns: ['assignmentId'] }] },
);

/** The one pair of keys by which push services know us again. */
export type PushKeyRow = { onlyOne: boolean; publicKey: string; privateKey: string; madeAt: Date };
export const PushKey = table<PushKeyRow>(
  'push_key',
  { onlyOne: { type: 'boolean', primary: true, default: true }, publicKey: text, privateKey: text, madeAt: at },
  {},
  { checks: [{ name: 'push_key_only_one_check', expression: 'only_one' }] },
);

/** Where a device can be woken. */
export type PushSubscriptionRow = { deviceId: string; endpoint: string; p256dh: string; auth: string; madeAt: Date };
export const PushSubscriptionTable = table<PushSubscriptionRow>(
  'push_subscription',
  { deviceId: key(uuid), endpoint: unique(text), p256dh: text, auth: text, madeAt: at },
  { deviceId: 'device' },
);

/** One thing to wake a technician's devices for. */
export type PushRow = {
  id: string;
  technicianId: string;
  key: string;
  kind: 'new' | 'off' | 'changed';
  ref: string;
  street: string;
  usefulUntil: Date;
  tries: number;
  leaseUntil: Date | null;
  endedAt: Date | null;
  outcome: string | null;
};
export const Push = table<PushRow>(
  'push',
  {
    id,
    technicianId: uuid,
    key: unique(text),
    kind: text,
    ref: text,
    street: text,
    usefulUntil: at,
    tries: starting(int, 0),
    leaseUntil: maybe(at),
    endedAt: maybe(at),
    outcome: maybe(text),
  },
  { technicianId: 'technician' },
  {
    checks: [{ name: 'push_kind_check', expression: "kind IN ('new', 'off', 'changed')" }],
    indices: [{ name: 'push_waiting_idx', columns: ['id'], where: 'ended_at IS NULL' }],
  },
);
