import { isPushService, type PushAddress } from '#carriers/push';
import { type Refused, refuse } from '#visits/refused';
import { byDispatcher, byTechnician, type Doorward } from '#flows/doorward';
import { signInLink, signInUrl } from '#flows/links';

/** A phone a technician is or was signed in on. */
export type PhoneListed = {
  readonly id: string;
  /** What kind of phone it is, as it says itself; empty where it says nothing. */
  readonly name: string;
  readonly signedInAt: Date;
  readonly seenAt: Date | null;
  readonly signedOutAt: Date | null;
  /** It can be woken by a push. */
  readonly push: boolean;
};

/** All phones of a technician that are signed in, and those of the last month that were; null for a stranger. */
export async function phonesOf({ store }: Doorward, technicianId: string): Promise<PhoneListed[] | null> {
  const [technician] = await store.read('SELECT 1 FROM technician WHERE id = $1', [technicianId]);
  if (!technician) return null;
  return store.read<PhoneListed>(
    `SELECT d.id, d.name, d.created_at AS "signedInAt", d.seen_at AS "seenAt", d.revoked_at AS "signedOutAt",
       EXISTS (SELECT 1 FROM push_subscription s WHERE s.device_id = d.id) AS push
     FROM device d WHERE d.technician_id = $1 AND coalesce(d.revoked_at > doorward_now() - interval '30 days', true)
     ORDER BY d.revoked_at IS NOT NULL, coalesce(d.seen_at, d.created_at) DESC, d.id DESC`,
    [technicianId],
  );
}

/**
 * A dispatcher signs a phone out: lost, stolen, or given back. A sign-in link that lies unopened on it opens nothing any
 * more, nor does any other of that technician's. Done twice it is done once.
 */
export const signOutPhone =
  (house: Doorward) =>
  (command: { technicianId: string; deviceId: string; dispatcher: string }): Promise<{ signedOut: true } | Refused> =>
    house.store.commit(async (tx) => {
      const { technicianId, deviceId } = command;
      const [device] = await tx.sql<{ name: string; revokedAt: Date | null }>(
        'SELECT name, revoked_at AS "revokedAt" FROM device WHERE id = $1 AND technician_id = $2 FOR UPDATE',
        [deviceId, technicianId],
      );
      if (!device) return refuse('absent', 'There is no such phone.');
      if (device.revokedAt) return { signedOut: true as const };
      await tx.sql('UPDATE device SET revoked_at = $2 WHERE id = $1', [deviceId, tx.now]);
      await tx.sql('DELETE FROM push_subscription WHERE device_id = $1', [deviceId]);
      await tx.sql(`UPDATE link SET used_at = $2 WHERE technician_id = $1 AND kind = 'sign-in' AND used_at IS NULL`, [
        technicianId,
        tx.now,
      ]);
      tx.record({
        type: 'technician.signed-out',
        actor: byDispatcher(command.dispatcher),
        reason: `${device.name || 'the phone'} was signed out`,
        technicianId,
        data: { deviceId },
      });
      return { signedOut: true as const };
    });

/** A sign-in link to be scanned from the desk's screen: the same one-time link as in a text, shown instead of sent. */
export const showSignInLink =
  (house: Doorward) =>
  ({ technicianId, actor }: { technicianId: string; actor: string }): Promise<{ url: string } | Refused> =>
    house.store.commit(async (tx) => {
      const [technician] = await tx.sql('SELECT 1 FROM technician WHERE id = $1 AND active', [technicianId]);
      if (!technician) return refuse('absent', 'There is no such technician.');
      // Whoever sees it can sign in as him: the records say whose doing it was.
      tx.record({ type: 'technician.let-in', actor, reason: 'a sign-in code was shown at the desk', technicianId });
      return { url: signInUrl(house, await signInLink(tx, house, technicianId)) };
    });

/** What a phone says of itself. */
export const describePhone =
  ({ store }: Doorward) =>
  async (deviceId: string, name: string): Promise<void> =>
    void (await store.read('UPDATE device SET name = $2 WHERE id = $1', [deviceId, name]));

/** Where this phone can be woken from now on: one address for each phone, the newest counts. */
export const subscribePhone =
  (house: Doorward) =>
  async (deviceId: string, { endpoint, p256dh, auth }: PushAddress): Promise<{ subscribed: true } | Refused> => {
    if (!isPushService(endpoint, house.settings.PUSH_HOSTS))
      return refuse('forbidden', 'That push service is not one of those that are asked (PUSH_HOSTS).');
    return house.store.commit(async (tx) => {
      // The same browser under a new sign-in keeps its address.
      await tx.sql('DELETE FROM push_subscription WHERE endpoint = $1 AND device_id <> $2', [endpoint, deviceId]);
      await tx.sql(
        `INSERT INTO push_subscription (device_id, endpoint, p256dh, auth, made_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (device_id) DO UPDATE SET endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth,
           made_at = excluded.made_at`,
        [deviceId, endpoint, p256dh, auth, tx.now],
      );
      return { subscribed: true as const };
    });
  };

export const unsubscribePhone =
  ({ store }: Doorward) =>
  async (deviceId: string): Promise<void> =>
    void (await store.read('DELETE FROM push_subscription WHERE device_id = $1', [deviceId]));

/** He says that his shift is over, or that it goes on: no position of his is stored while it is over. */
export const setOffShift =
  (house: Doorward) =>
  ({ technicianId, name, off }: { technicianId: string; name: string; off: boolean }): Promise<{ off: boolean }> =>
    house.store.commit(async (tx) => {
      // What he said in another shift counts no more.
      const changed = await tx.sql(
        `UPDATE technician t SET off_since = $2 WHERE id = $1 AND $3 <> coalesce(t.off_since >= (
           SELECT lower(s.during) FROM shift s WHERE s.technician_id = t.id AND s.during @> $4::timestamptz), false) RETURNING 1`,
        [technicianId, off ? tx.now : null, off, tx.now],
      );
      if (changed.length)
        tx.record({
          type: off ? 'technician.off-shift' : 'technician.on-shift',
          actor: byTechnician(name),
          reason: off ? 'said that the shift is over' : 'said that the shift goes on',
          technicianId,
        });
      return { off };
    });
