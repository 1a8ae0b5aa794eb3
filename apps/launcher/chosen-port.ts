import { isFree, nextFreePort } from '#apps/launcher/ports';

/** A setting that cannot be used as it stands; the message names it. */
export class UnusableSetting extends Error {}

/**
 * The port that `env[name]` asks for, if it is free; without the setting the first free one from `usual` on. Throws
 * `UnusableSetting` rather than take another port than the one asked for.
 */
export async function chosenPort(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  usual: number,
): Promise<number> {
  const port = givenPort(env, name);
  if (port === undefined) return nextFreePort(usual);
  if (await isFree(port)) return port;
  throw new UnusableSetting(
    `Port ${port} is in use: set ${name} to a free one, or leave it out and Doorward picks one.`,
  );
}

/** The port that `env[name]` names, if any. Throws `UnusableSetting` when it is no port number. */
export function givenPort(env: Readonly<Record<string, string | undefined>>, name: string): number | undefined {
  const given = env[name];
  if (given === undefined || given === '') return undefined;
  const port = Number(given);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new UnusableSetting(`${name} is "${given}"; it must be a port number from 1 to 65535.`);
}
