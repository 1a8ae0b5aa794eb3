import { isPushService, makePushKeys, type PushAddress, type PushKeys, sendPush } from '#carriers/push';
import type { Store } from '#store/store';
import type { PushRow } from '#store/tables/phones';
import type { Doorward } from '#flows/doorward';

/** Whoever sends it has it for so long; a service that takes longer is asked again by somebody. */
const LEASE_SECONDS = 30;
const MOST_TRIES = 4;

/** The pair by which push services know us again: the first who asks makes it, all processes have the same. */
export async function pushKeys({ read }: Pick<Store, 'read'>): Promise<PushKeys> {
  const look = () => read<PushKeys>('SELECT public_key AS "publicKey", private_key AS "privateKey" FROM push_key');
  const [known] = await look();
  if (known) return known;
  const { publicKey, privateKey } = makePushKeys();
  await read(
    'INSERT INTO push_key (public_key, private_key, made_at) VALUES ($1, $2, doorward_now()) ON CONFLICT DO NOTHING',
    [publicKey, privateKey],
  );
  return (await look())[0]!;
}

type Claimed = Pick<PushRow, 'id' | 'technicianId' | 'kind' | 'ref' | 'street' | 'tries'> & {
  /** How long it is still of use; 0 where it is not any more. */
  readonly seconds: number;
};

/** Hands on everything that waits to wake a phone. Where it does not succeed it is tried again a few times. */
export async function pushAll(house: Doorward): Promise<void> {
  for (;;) {
    const push = await claimNext(house.store);
    if (!push) return;
    const outcome = push.seconds > 0 ? await pushTo(house, push) : 'too late';
    if (outcome !== null)
      await house.store.read('UPDATE push SET ended_at = doorward_now(), outcome = $2 WHERE id = $1', [
        push.id,
        outcome,
      ]);
  }
}

const claimNext = async ({ read }: Store): Promise<Claimed | undefined> => {
  const [rows] = (await read(
    `UPDATE push SET lease_until = clock_timestamp() + make_interval(secs => $1), tries = tries + 1
     WHERE id = (SELECT id FROM push WHERE ended_at IS NULL AND (lease_until IS NULL OR lease_until < clock_timestamp())
                 ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1)
     RETURNING id, technician_id AS "technicianId", kind, ref, street, tries,
       greatest(0, extract(epoch FROM useful_until - doorward_now()))::float8 AS seconds`,
    [LEASE_SECONDS],
  )) as [Claimed[]];
  return rows[0];
};

/** What came of it in a few words; null where it has to be tried again. */
async function pushTo(house: Doorward, push: Claimed): Promise<string | null> {
  const { kind, ref, street, technicianId } = push;
  const devices = await house.store.read<PushAddress>(
    `SELECT s.endpoint, s.p256dh, s.auth FROM push_subscription s JOIN device d ON d.id = s.device_id
     WHERE d.technician_id = $1 AND d.revoked_at IS NULL`,
    [technicianId],
  );
  const { PUBLIC_URL, PUSH_HOSTS } = house.settings;
  const keys = await pushKeys(house.store);
  const results = await Promise.all(
    devices.map(async (to) => {
      if (!isPushService(to.endpoint, PUSH_HOSTS)) return 'refused';
      const sent = await sendPush({
        to,
        keys,
        subject: PUBLIC_URL.startsWith('https:') ? PUBLIC_URL : 'mailto:push@doorward.invalid',
        payload: { kind, ref, street },
        ttlSeconds: Math.ceil(push.seconds),
        topic: ref,
      });
      if (sent === 'gone') await house.store.read('DELETE FROM push_subscription WHERE endpoint = $1', [to.endpoint]);
      return sent;
    }),
  );
  if (results.includes('again') && !results.includes('taken') && push.tries < MOST_TRIES) return null;
  return results.length ? results.toSorted().join(', ') : 'no device';
}
