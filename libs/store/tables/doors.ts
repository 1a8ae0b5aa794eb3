import { at, id, int, json, key, maybe, starting, table, text, unique, uuid } from '#store/tables/table';

export type SessionRow = { tokenHash: string; dispatcherId: string; createdAt: Date; expiresAt: Date };
export const Session = table<SessionRow>(
  'session',
  { tokenHash: key(text), dispatcherId: uuid, createdAt: at, expiresAt: at },
  { dispatcherId: 'dispatcher' },
);

export type DeviceRow = {
  id: string;
  technicianId: string;
  tokenHash: string;
  createdAt: Date;
  revokedAt: Date | null;
  /** What kind of phone it is, as it says itself. */
  name: string;
  seenAt: Date | null;
  /** The number of the last of its taps that was decided. */
  lastSeq: number;
};
export const Device = table<DeviceRow>(
  'device',
  {
    id,
    technicianId: uuid,
    tokenHash: unique(text),
    createdAt: at,
    revokedAt: maybe(at),
    name: starting(text, ''),
    seenAt: maybe(at),
    lastSeq: starting(int, 0),
  },
  { technicianId: 'technician' },
  { indices: [{ name: 'device_technician_id_idx', columns: ['technicianId'] }] },
);

/** A phone's own tracking app, with a secret of its own. */
export type TrackerRow = {
  id: string;
  technicianId: string;
  name: string;
  secretHash: string;
  createdAt: Date;
  revokedAt: Date | null;
};
export const Tracker = table<TrackerRow>(
  'tracker',
  { id, technicianId: uuid, name: text, secretHash: unique(text), createdAt: at, revokedAt: maybe(at) },
  { technicianId: 'technician' },
  { indices: [{ name: 'tracker_technician_id_idx', columns: ['technicianId'] }] },
);

export type LinkRow = {
  id: string;
  tokenHash: string;
  kind: 'visit' | 'sign-in';
  workOrderId: string | null;
  technicianId: string | null;
  expiresAt: Date;
  usedAt: Date | null;
  createdAt: Date;
  /** Whose address it is; null for the customer's and a technician's. */
  phone: string | null;
};
export const Link = table<LinkRow>(
  'link',
  {
    id,
    tokenHash: unique(text),
    kind: text,
    workOrderId: maybe(uuid),
    technicianId: maybe(uuid),
    expiresAt: at,
    usedAt: maybe(at),
    createdAt: at,
    phone: maybe(text),
  },
  { workOrderId: 'work_order', technicianId: 'technician' },
  {
    indices: [
      {
        name: 'link_visit_idx',
        columns: ['workOrderId'],
        unique: true,
        where: "kind = 'visit' AND phone IS NULL",
      },
      { name: 'link_phone_idx', columns: ['workOrderId', 'phone'], unique: true, where: 'phone IS NOT NULL' },
    ],
    checks: [{ name: 'link_kind_check', expression: "kind IN ('visit', 'sign-in')" }],
  },
);

export type ApiKeyRow = {
  id: string;
  name: string;
  keyHash: string;
  createdAt: Date;
  revokedAt: Date | null;
  /** To the hour. */
  lastUsedAt: Date | null;
};
export const ApiKey = table<ApiKeyRow>('api_key', {
  id,
  name: text,
  keyHash: unique(text),
  createdAt: at,
  revokedAt: maybe(at),
  lastUsedAt: maybe(at),
});

export type OperationRow = { deviceId: string; operationId: string; answer: Record<string, unknown>; at: Date };
export const Operation = table<OperationRow>(
  'operation',
  { deviceId: key(uuid), operationId: key(text), answer: json, at },
  { deviceId: 'device' },
);

export type IdempotentAnswerRow = {
  caller: string;
  key: string;
  fingerprint: string;
  status: number | null;
  body: unknown;
  at: Date;
};
export const IdempotentAnswer = table<IdempotentAnswerRow>('idempotent_answer', {
  caller: key(text),
  key: key(text),
  fingerprint: text,
  status: maybe(int),
  body: maybe(json),
  at,
});
