import { createHash, createHmac } from 'node:crypto';
import { plusMinutes } from '#time/minutes';
import { REMEMBERED_DAYS } from '#visits/remembered';
import type { Tx } from '#store/tx';
import type { Doorward } from '#flows/doorward';

type Secrets = Pick<Doorward, 'settings'>;

/** 96 bits: 16 characters of base64url. */
const TOKEN_BYTES = 12;

/**
 * The token of a link, made from its id and the application's secret: a text can be written again from the id alone,
 * and a copy of the database opens no page.
 */
export const tokenOf = ({ settings }: Secrets, linkId: string) =>
  createHmac('sha256', settings.APP_SECRET)
    .update(`link:${linkId}`)
    .digest()
    .subarray(0, TOKEN_BYTES)
    .toString('base64url');

/** What is stored of a secret given to somebody. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

export const visitUrl = (house: Secrets, linkId: string) => `${house.settings.PUBLIC_URL}/v/${tokenOf(house, linkId)}`;
export const signInUrl = (house: Secrets, linkId: string) => `${house.settings.PUBLIC_URL}/t/${tokenOf(house, linkId)}`;

/** Where no time was ever chosen: so long after the last text that carried it. */
const UNCHOSEN_DAYS = 30;
/** It is put off no oftener than that. */
const PUT_OFF_DAYS = 1;

/**
 * SQL for until when the link `l` to the page of the order `w` opens it: as long as the order is open, and seven days
 * after, as long as a text about the visit is understood to be about it.
 */
export const OPENS_UNTIL = /* sql */ `
  CASE WHEN w.closed_at IS NOT NULL THEN w.closed_at + interval '${REMEMBERED_DAYS} days'
       WHEN EXISTS (SELECT 1 FROM appointment WHERE work_order_id = w.id AND state <> 'requested') THEN 'infinity'
       ELSE l.expires_at END`;

const SIGN_IN_MINUTES = 24 * 60;

/** The link to a work order's page for a text, made at its first use: the customer's, or that of the contact at `phone`. */
export async function visitLink(
  tx: Tx,
  house: Secrets,
  workOrderId: string,
  phone: string | null = null,
): Promise<string> {
  const until = plusMinutes(tx.now, UNCHOSEN_DAYS * 1440);
  const find = () =>
    tx.sql<{ id: string; expiresAt: Date }>(
      `SELECT id, expires_at AS "expiresAt" FROM link
       WHERE kind = 'visit' AND work_order_id = $1 AND phone IS NOT DISTINCT FROM $2`,
      [workOrderId, phone],
    );
  const [known] = await find();
  if (known) {
    if (known.expiresAt < plusMinutes(until, -PUT_OFF_DAYS * 1440))
      await tx.sql('UPDATE link SET expires_at = $2 WHERE id = $1', [known.id, until]);
    return known.id;
  }
  const [{ id }] = (await tx.sql<{ id: string }>('SELECT uuidv7() AS id')) as [{ id: string }];
  await tx.sql(
    `INSERT INTO link (id, token_hash, kind, work_order_id, expires_at, created_at, phone) VALUES ($1, $2, 'visit', $3, $4, $5, $6)
     ON CONFLICT DO NOTHING`,
    [id, hashOf(tokenOf(house, id)), workOrderId, until, tx.now, phone],
  );
  return (await find())[0]!.id;
}

/** A link with which a technician's phone signs in once. */
export async function signInLink(tx: Tx, house: Secrets, technicianId: string): Promise<string> {
  const [{ id }] = (await tx.sql<{ id: string }>('SELECT uuidv7() AS id')) as [{ id: string }];
  await tx.sql(
    `INSERT INTO link (id, token_hash, kind, technician_id, expires_at, created_at) VALUES ($1, $2, 'sign-in', $3, $4, $5)`,
    [id, hashOf(tokenOf(house, id)), technicianId, plusMinutes(tx.now, SIGN_IN_MINUTES), tx.now],
  );
  return id;
}

/** Bodies are stored with `{token:ID}` where the token stood, so that reading them opens nothing. */
export const hideTokens = (house: Secrets, body: string, linkIds: readonly string[]) =>
  linkIds.reduce((text, id) => text.replaceAll(tokenOf(house, id), `{token:${id}}`), body);

export const showTokens = (house: Secrets, body: string) =>
  body.replace(/\{token:([0-9a-f-]{36})\}/g, (_, id: string) => tokenOf(house, id));
