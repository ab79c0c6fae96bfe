import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Where `vite` finds the API while one works on the pages; the built application is served by the API itself. */
const api = process.env['BELLWETHER_API'] ?? 'http://127.0.0.1:4600';

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: {
      // The zip step of write-excel-file; the file says why it is replaced, test/exports.test.ts that it is.
      '../zip/zipToArrayBuffer.js': fileURLToPath(new URL('src/export/zip-in-page.ts', import.meta.url)),
    },
  },
  build: {
    // The strict content policy allows no inline script and no data: script, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    sourcemap: false,
  },
  server: { proxy: { '/api': api, '/open': api } },
});
