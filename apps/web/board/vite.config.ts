import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** While developing (`npx vite apps/web/board`) the API of a running `npm start` answers. */
const API = 'http://127.0.0.1:3000';

export default defineConfig({
  base: '/board/',
  plugins: [react()],
  build: {
    outDir: '../../../dist/web/board',
    emptyOutDir: true,
    sourcemap: false,
    // The polyfill would be an inline script, which the page's policy forbids.
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': API, '/socket.io': { target: API, ws: true } } },
});
