import { join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';
import { CLONE_DIR } from '#apps/launcher/clone-dir';

// Run as a process of its own, with TMPDIR set to where everything is to go: the package knows no other way to be told.
const libraries = join(CLONE_DIR, 'node_modules', '@sparticuz', 'chromium', 'bin', 'al2023.tar.br');
await Promise.all([chromium.executablePath(), inflate(libraries)]);
