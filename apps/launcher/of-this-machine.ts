const NAMES = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'TEMP', 'SystemRoot', 'NODE_ENV', 'NODE_EXTRA_CA_CERTS'];

/** What a process needs of its surroundings, and no setting of ours that the caller did not hand on. */
export function ofThisMachine(): NodeJS.ProcessEnv {
  return Object.fromEntries(NAMES.map((name) => [name, process.env[name]]).filter(([, value]) => value !== undefined));
}
