import { randomBytes, randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { type Refused, refuse } from '#visits/refused';
import { byTechnician, type Doorward } from '#flows/doorward';
import { hashOf, signInLink, tokenOf } from '#flows/links';

const SESSION_HOURS = 12;
const MOST_FAILURES = 5;
const LOCKED_MINUTES = 10;

/** OWASP's floor for Argon2id. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const passwordHash = (password: string) => hash(password, ARGON2);

const token = () => randomBytes(32).toString('base64url');

/**
 * A dispatcher signs in; five wrong passwords lock the account for ten minutes. Locks and sessions run on real time. A locked
 * account, a wrong password and an address nobody has are refused in the same words: they tell nobody which addresses exist.
 */
export const signInDispatcher =
  (house: Doorward) =>
  async (given: { email: string; password: string }): Promise<{ token: string } | Refused> => {
    const wrong = refuse(
      'forbidden',
      'That e-mail address and password do not go together. After five wrong passwords no other is taken for ten minutes.',
    );
    const [dispatcher] = await house.store.read<{ id: string; passwordHash: string; isLocked: boolean }>(
      `SELECT id, password_hash AS "passwordHash", coalesce(locked_until > clock_timestamp(), false) AS "isLocked"
     FROM dispatcher WHERE lower(email) = lower($1) AND active`,
      [given.email],
    );
    // An unknown address takes as long as a known one, so that the answer's time tells nobody which exist.
    const isRight = await verify(dispatcher?.passwordHash ?? (await nobodysHash()), given.password).catch(() => false);
    if (!dispatcher || dispatcher.isLocked) return wrong;
    if (!isRight) {
      await house.store.read(
        `UPDATE dispatcher SET failed_logins = (failed_logins + 1) % $2,
         locked_until = CASE WHEN failed_logins + 1 >= $2 THEN clock_timestamp() + make_interval(mins => $3) ELSE locked_until END
       WHERE id = $1`,
        [dispatcher.id, MOST_FAILURES, LOCKED_MINUTES],
      );
      return wrong;
    }
    return openSession(house, dispatcher.id);
  };

async function openSession({ store }: Doorward, dispatcherId: string): Promise<{ token: string }> {
  const session = token();
  await store.read(
    `WITH fresh AS (UPDATE dispatcher SET failed_logins = 0, locked_until = NULL WHERE id = $2)
     INSERT INTO session (token_hash, dispatcher_id, created_at, expires_at)
     VALUES ($1, $2, clock_timestamp(), clock_timestamp() + make_interval(hours => $3))`,
    [hashOf(session), dispatcherId, SESSION_HOURS],
  );
  return { token: session };
}

/** Signs in the dispatcher of the demo town, whose password everybody knows. */
export const signInDemoDispatcher =
  (house: Doorward) =>
  async (email: string): Promise<{ token: string } | Refused> => {
    const [lee] = await house.store.read<{ id: string }>(
      'SELECT id FROM dispatcher WHERE lower(email) = lower($1) AND active',
      [email],
    );
    return lee ? openSession(house, lee.id) : refuse('absent', 'There is no demo town here.');
  };

let nobody: Promise<string> | null = null;
const nobodysHash = () => (nobody ??= passwordHash('nobody has this password'));

export const signOutDispatcher = (house: Doorward) => (session: string) =>
  house.store.read('DELETE FROM session WHERE token_hash = $1', [hashOf(session)]);

/** The phone that opens a one-time link becomes the technician's device. */
export const redeemSignInLink =
  (house: Doorward) =>
  (linkToken: string): Promise<{ token: string } | Refused> =>
    house.store.commit(async (tx) => {
      const [link] = await tx.sql<{ technicianId: string; name: string }>(
        `UPDATE link l SET used_at = $2 FROM technician t
       WHERE l.token_hash = $1 AND l.kind = 'sign-in' AND l.used_at IS NULL AND l.expires_at > $2 AND t.id = l.technician_id AND t.active
       RETURNING l.technician_id AS "technicianId", t.name`,
        [hashOf(linkToken), tx.now],
      );
      if (!link)
        return refuse('expired', 'This sign-in link was used already or is too old. Ask the desk for a new one.');
      const device = token();
      await tx.sql('INSERT INTO device (technician_id, token_hash, created_at) VALUES ($1, $2, $3)', [
        link.technicianId,
        hashOf(device),
        tx.now,
      ]);
      tx.record({
        type: 'technician.signed-in',
        actor: byTechnician(link.name),
        reason: 'opened the sign-in link',
        technicianId: link.technicianId,
      });
      return { token: device };
    });

/** Whether a sign-in link may still be used, and whose it is; looking changes nothing. */
export const signInLinkOwner = async ({ store }: Doorward, linkToken: string): Promise<string | null> =>
  (
    await store.read<{ name: string }>(
      `SELECT t.name FROM link l JOIN technician t ON t.id = l.technician_id
       WHERE l.token_hash = $1 AND l.kind = 'sign-in' AND l.used_at IS NULL AND l.expires_at > doorward_now() AND t.active`,
      [hashOf(linkToken)],
    )
  )[0]?.name ?? null;

/** Texts a technician the link with which his phone signs in. */
export const textSignInLink =
  (house: Doorward) =>
  ({ technicianId, actor }: { technicianId: string; actor: string }): Promise<{ sent: true } | Refused> =>
    house.store.commit(async (tx) => {
      const [technician] = await tx.sql<{ phone: string }>('SELECT phone FROM technician WHERE id = $1 AND active', [
        technicianId,
      ]);
      if (!technician) return refuse('absent', 'There is no such technician.');
      tx.record({ type: 'technician.let-in', actor, reason: 'a sign-in link was texted to him', technicianId });
      tx.say({
        key: `sign-in:${randomUUID()}`,
        kind: 'sign-in',
        phone: technician.phone,
        facts: { technicianId },
        usefulUntil: new Date(tx.now.getTime() + 3_600_000),
      });
      return { sent: true as const };
    });

/** Makes a sign-in link and redeems it at once: a technician of the demo, or of a test. */
export const signInAtOnce =
  (house: Doorward) =>
  async (technicianId: string): Promise<{ token: string } | Refused> => {
    const [technician] = await house.store.read('SELECT 1 FROM technician WHERE id = $1 AND active', [technicianId]);
    if (!technician) return refuse('absent', 'There is no such technician.');
    const link = await house.store.commit((tx) => signInLink(tx, house, technicianId));
    return redeemSignInLink(house)(tokenOf(house, link));
  };
