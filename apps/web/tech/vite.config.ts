import { defineConfig } from 'vite';

export default defineConfig({
  base: '/tech/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../../dist/web/tech',
    emptyOutDir: true,
    // By hand: Vite's own default leaves out the older phones that technicians carry.
    target: ['es2020', 'safari14'],
    modulePreload: { polyfill: false },
    // A file of its own for everything: the page's policy allows no inline script or style.
    assetsInlineLimit: 0,
  },
});
