import { randomInt } from 'node:crypto';
import { type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import { change, noteChange } from '#flows/commands/setup/change';
import { passwordHash } from '#flows/commands/sign-in';
import type { Doorward } from '#flows/doorward';

export type Role = 'desk' | 'supervisor';

/** 20 characters that nobody mistakes for one another when read aloud: 99 bits. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const newPassword = () =>
  Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => SIGNS[randomInt(SIGNS.length)]).join('')).join('-');

/** Lets somebody work at the desk. The password is shown this once. */
export const addDispatcher =
  (house: Doorward) =>
  async (command: {
    readonly name: string;
    readonly email: string;
    readonly role: Role;
    readonly dispatcher: string;
  }): Promise<{ id: string; password: string } | Refused> => {
    const password = newPassword();
    const hash = await passwordHash(password);
    return change(house, async (tx) => {
      const { name, email, role } = command;
      // Calls that somebody has promised to make stand under his name.
      const [there] = await tx.sql<{ name: string; isEmail: boolean }>(
        `SELECT name, lower(email) = lower($2) AS "isEmail" FROM dispatcher WHERE lower(email) = lower($2) OR lower(name) = lower($1)`,
        [name, email],
      );
      if (there)
        return refuse(
          'taken',
          there.isEmail ? `${email} is ${there.name}'s already.` : `There is somebody called ${name} already.`,
        );
      const [row] = await tx.sql<{ id: string }>(
        'INSERT INTO dispatcher (name, email, role, password_hash) VALUES ($1, $2, $3, $4) RETURNING id',
        [name, email, role, hash],
      );
      noteChange(tx, command.dispatcher, `${name} may sign in (${role})`, { dispatcherId: row!.id, email, role });
      return { id: row!.id, password };
    });
  };

/** Changes what somebody may do, or lets him in no more. There is always a supervisor left. */
export const changeDispatcher =
  (house: Doorward) =>
  (command: {
    readonly id: string;
    readonly role: Role;
    readonly active: boolean;
    readonly dispatcher: string;
  }): Promise<{ id: string } | Refused> =>
    change(house, async (tx) => {
      const { id, role, active } = command;
      const [who] = await tx.sql<{ name: string }>('SELECT name FROM dispatcher WHERE id = $1', [id]);
      if (!who) return refuse('absent', 'There is nobody of that name any more.');
      const refused =
        (await refuseLast(tx, id, who.name, role, active)) ?? (active ? null : await refuseCalls(tx, who.name));
      if (refused) return refused;
      await tx.sql('UPDATE dispatcher SET role = $2, active = $3 WHERE id = $1', [id, role, active]);
      if (!active) await tx.sql('DELETE FROM session WHERE dispatcher_id = $1', [id]);
      noteChange(tx, command.dispatcher, `${who.name} ${active ? `is ${role}` : 'may not sign in any more'}`, {
        dispatcherId: id,
        role,
        active,
      });
      return { id };
    });

/** A new password, shown this once; whoever is signed in with the old one is signed out. */
export const renewPassword =
  (house: Doorward) =>
  async (command: { readonly id: string; readonly dispatcher: string }): Promise<{ password: string } | Refused> => {
    const password = newPassword();
    const hash = await passwordHash(password);
    return change(house, async (tx) => {
      const [who] = await tx.sql<{ name: string }>(
        `UPDATE dispatcher SET password_hash = $2, failed_logins = 0, locked_until = NULL WHERE id = $1 AND active RETURNING name`,
        [command.id, hash],
      );
      if (!who) return refuse('absent', 'There is nobody of that name who may sign in.');
      await tx.sql('DELETE FROM session WHERE dispatcher_id = $1', [command.id]);
      noteChange(tx, command.dispatcher, `${who.name} has a new password`, { dispatcherId: command.id });
      return { password };
    });
  };

async function refuseLast(tx: Tx, id: string, name: string, role: Role, active: boolean): Promise<Refused | null> {
  if (role === 'supervisor' && active) return null;
  const [other] = await tx.sql(`SELECT 1 FROM dispatcher WHERE role = 'supervisor' AND active AND id <> $1`, [id]);
  return other ? null : refuse('closed', `${name} is the last supervisor: make somebody else one first.`);
}

async function refuseCalls(tx: Tx, name: string): Promise<Refused | null> {
  const [row] = await tx.sql<{ count: number; refs: string }>(
    `SELECT count(*)::int AS count, string_agg(w.ref, ', ' ORDER BY p.deadline) AS refs FROM promise p
     JOIN work_order w ON w.id = p.work_order_id WHERE p.kind = 'call-back' AND p.state = 'open' AND p.owner = $1`,
    [name],
  );
  return row!.count
    ? refuse('taken', `${name} has promised to call back: ref ${row!.refs}. Make those calls first.`)
    : null;
}

export type FirstSupervisor = { readonly email: string; readonly password: string };

/**
 * Somebody has to set up a house, an empty one or one from before there were setup pages: the first supervisor, made once.
 * Null where there is one already.
 */
export const foundSupervisor = async (
  store: Doorward['store'],
  email = 'supervisor@localhost',
): Promise<FirstSupervisor | null> => {
  const password = newPassword();
  const hash = await passwordHash(password);
  return store.commit(async (tx) => {
    await tx.sql(`SELECT pg_advisory_xact_lock(hashtext('doorward.setup'))`);
    const [there] = await tx.sql(`SELECT 1 FROM dispatcher WHERE role = 'supervisor' AND active LIMIT 1`);
    if (there) return null;
    await tx.sql(
      `INSERT INTO dispatcher (name, email, role, password_hash) VALUES ('Supervisor', $1, 'supervisor', $2)`,
      [email, hash],
    );
    tx.record({ type: 'setup.changed', actor: 'doorward', reason: 'the first supervisor was made', data: { email } });
    return { email, password };
  });
};
