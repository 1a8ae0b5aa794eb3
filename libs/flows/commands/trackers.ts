import { randomBytes } from 'node:crypto';
import { type Refused, refuse } from '#visits/refused';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { hashOf } from '#flows/links';

/** A tracking app on a technician's phone. Its secret is told once and kept as a hash only. */
export type TrackerMade = {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly traccar: { readonly serverUrl: string; readonly deviceIdentifier: string };
  readonly owntracks: { readonly url: string; readonly userId: string; readonly password: string };
  /** The same as each app takes it in from a code that it scans, or from a link opened on the phone. */
  readonly codes: { readonly traccar: string; readonly owntracks: string };
};

export type TrackerListed = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
};

/** 192 bits; letters and digits that can be typed into a phone. */
const SECRET_BYTES = 24;

/** A dispatcher, or the technician himself, lets a tracking app in; the answer holds what has to be entered on the phone. */
export const makeTracker =
  (house: Doorward) =>
  (command: { technicianId: string; name: string; actor: string }): Promise<TrackerMade | Refused> =>
    house.store.commit(async (tx) => {
      const { technicianId, name } = command;
      const [technician] = await tx.sql('SELECT 1 FROM technician WHERE id = $1 AND active', [technicianId]);
      if (!technician) return refuse('absent', 'There is no such technician.');
      const secret = randomBytes(SECRET_BYTES).toString('hex');
      const [row] = await tx.sql<{ id: string }>(
        'INSERT INTO tracker (technician_id, name, secret_hash, created_at) VALUES ($1, $2, $3, $4) RETURNING id',
        [technicianId, name, hashOf(secret), tx.now],
      );
      tx.record({
        type: 'tracker.added',
        actor: command.actor,
        reason: `${name} may tell positions`,
        technicianId,
        data: { trackerId: row!.id },
      });
      const { PUBLIC_URL } = house.settings;
      return {
        id: row!.id,
        name,
        secret,
        traccar: { serverUrl: `${PUBLIC_URL}/track/traccar`, deviceIdentifier: secret },
        owntracks: { url: `${PUBLIC_URL}/track/owntracks`, userId: 'doorward', password: secret },
        codes: { traccar: traccarCode(PUBLIC_URL, secret), owntracks: owntracksCode(PUBLIC_URL, secret) },
      };
    });

/** Where Traccar Client shall send, with its settings as a query: a fix a minute, and every 75 m. */
const traccarCode = (url: string, secret: string) =>
  `${url}/track/traccar?${new URLSearchParams({ id: secret, accuracy: 'high', interval: '60', distance: '75', buffer: 'true' }).toString()}`;

/** OwnTracks' own configuration file (booklet, "Configuration file") in a link: HTTP mode, on the move. */
function owntracksCode(url: string, secret: string): string {
  const configuration = {
    _type: 'configuration',
    mode: 3,
    url: `${url}/track/owntracks`,
    auth: true,
    username: 'doorward',
    password: secret,
    deviceId: 'phone',
    tid: 'dw',
    monitoring: 2,
    cmd: false,
    remoteConfiguration: false,
  };
  return `owntracks:///config?inline=${encodeURIComponent(Buffer.from(JSON.stringify(configuration)).toString('base64'))}`;
}

/** All that a technician ever had, newest first; null for a stranger. */
export async function trackersOf({ store }: Doorward, technicianId: string): Promise<TrackerListed[] | null> {
  const [technician] = await store.read('SELECT 1 FROM technician WHERE id = $1', [technicianId]);
  if (!technician) return null;
  return store.read<TrackerListed>(
    `SELECT id, name, created_at AS "createdAt", revoked_at AS "revokedAt" FROM tracker
     WHERE technician_id = $1 ORDER BY created_at DESC, id DESC`,
    [technicianId],
  );
}

/** A dispatcher takes it back: a lost phone, or somebody else's. Done twice it is done once. */
export const revokeTracker =
  (house: Doorward) =>
  (command: { technicianId: string; trackerId: string; dispatcher: string }): Promise<{ revoked: true } | Refused> =>
    house.store.commit(async (tx) => {
      const { technicianId, trackerId } = command;
      const [tracker] = await tx.sql<{ name: string; revokedAt: Date | null }>(
        'SELECT name, revoked_at AS "revokedAt" FROM tracker WHERE id = $1 AND technician_id = $2 FOR UPDATE',
        [trackerId, technicianId],
      );
      if (!tracker) return refuse('absent', 'There is no such tracking app.');
      if (tracker.revokedAt) return { revoked: true as const };
      await tx.sql('UPDATE tracker SET revoked_at = $2 WHERE id = $1', [trackerId, tx.now]);
      tx.record({
        type: 'tracker.revoked',
        actor: byDispatcher(command.dispatcher),
        reason: `${tracker.name} was taken back`,
        technicianId,
        data: { trackerId },
      });
      return { revoked: true as const };
    });
