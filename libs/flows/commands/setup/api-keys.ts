import { randomBytes } from 'node:crypto';
import { type Refused, refuse } from '#visits/refused';
import { change, noteChange } from '#flows/commands/setup/change';
import type { Doorward } from '#flows/doorward';
import { hashOf } from '#flows/links';

/** Lets another program in. The key is shown this once; only its hash is kept. */
export const makeApiKey =
  (house: Doorward) =>
  (command: { readonly name: string; readonly dispatcher: string }): Promise<{ id: string; key: string } | Refused> =>
    change(house, async (tx) => {
      const [there] = await tx.sql(
        'SELECT 1 FROM api_key WHERE lower(name) = lower($1) AND revoked_at IS NULL LIMIT 1',
        [command.name],
      );
      if (there) return refuse('taken', `There is a key called ${command.name} already.`);
      const key = `dw_${randomBytes(32).toString('base64url')}`;
      const [row] = await tx.sql<{ id: string }>(
        'INSERT INTO api_key (name, key_hash, created_at) VALUES ($1, $2, clock_timestamp()) RETURNING id',
        [command.name, hashOf(key)],
      );
      noteChange(tx, command.dispatcher, `an API key for ${command.name}`, { apiKeyId: row!.id });
      return { id: row!.id, key };
    });

/** Takes a key back: whoever has it is turned away from now on. Done twice it is done once. */
export const revokeApiKey =
  (house: Doorward) =>
  (command: { readonly id: string; readonly dispatcher: string }): Promise<{ revoked: true } | Refused> =>
    change(house, async (tx) => {
      const [key] = await tx.sql<{ name: string; revokedAt: Date | null }>(
        'SELECT name, revoked_at AS "revokedAt" FROM api_key WHERE id = $1',
        [command.id],
      );
      if (!key) return refuse('absent', 'There is no such key.');
      if (key.revokedAt) return { revoked: true as const };
      await tx.sql('UPDATE api_key SET revoked_at = clock_timestamp() WHERE id = $1', [command.id]);
      noteChange(tx, command.dispatcher, `the API key for ${key.name} was taken back`, { apiKeyId: command.id });
      return { revoked: true as const };
    });
