import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, seen from the compiled file. */
export const CLONE_DIR = fileURLToPath(new URL('../../../', import.meta.url)).replace(/[\\/]$/, '');
