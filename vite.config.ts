import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Replaced by the host with a fresh nonce in every response (CSP). */
export const NONCE_PLACEHOLDER = '__RATEBOOK_NONCE__'

export default defineConfig(({ command }) => ({
  root: 'src-renderer/app',
  base: './',
  plugins: [react()],
  // In development the page is served without a CSP, so that hot reload can work.
  html: command === 'build' ? { cspNonce: NONCE_PLACEHOLDER } : {},
  build: { outDir: '../../build/renderer', emptyOutDir: true, target: 'chrome130', sourcemap: false },
}))
