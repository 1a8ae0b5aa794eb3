import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, defineConfig, type Plugin } from 'vite';

/** By hand: Vite's own default leaves out the older phones that technicians carry. */
const target = ['es2020', 'safari14'];

/**
 * Builds the service worker behind the page, for it names every file the page is made of and a version made of them all:
 * the same page is the same version.
 */
function serviceWorker(): Plugin {
  let root = '';
  return {
    name: 'service-worker',
    configResolved: (config) => void (root = config.root),
    async writeBundle({ dir }) {
      const out = dir!;
      const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.(js|css|html|svg|png|webmanifest)$/.test(path) && path !== 'sw.js')
        .sort();
      const version = createHash('sha256');
      for (const path of files) version.update(path).update(readFileSync(join(out, path)));
      for (const path of readdirSync(join(root, 'worker'))) version.update(readFileSync(join(root, 'worker', path)));
      const pages = files.map((path) => (path === 'index.html' ? '/tech/' : `/tech/${path.replaceAll('\\', '/')}`));
      await build({
        configFile: false,
        root,
        logLevel: 'error',
        publicDir: false,
        define: { PAGE_VERSION: JSON.stringify(version.digest('hex').slice(0, 16)), PAGE_FILES: JSON.stringify(pages) },
        build: {
          outDir: out,
          emptyOutDir: false,
          target,
          rollupOptions: {
            input: join(root, 'worker/sw.ts'),
            output: { format: 'iife', entryFileNames: 'sw.js' },
          },
        },
      });
    },
  };
}

export default defineConfig({
  base: '/tech/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [serviceWorker()],
  build: {
    outDir: '../../../dist/web/tech',
    emptyOutDir: true,
    target,
    modulePreload: { polyfill: false },
    // A file of its own for everything: the page's policy allows no inline script or style.
    assetsInlineLimit: 0,
  },
});
