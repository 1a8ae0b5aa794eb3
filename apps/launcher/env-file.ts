import { existsSync } from 'node:fs';

/** Loads the settings of a `.env` file, if there is one, into `process.env`; a variable that is set already wins. */
export function loadEnvFile(path: string) {
  if (existsSync(path)) process.loadEnvFile(path);
}
