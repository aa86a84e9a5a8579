import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** One project a kind of test; `vitest run --project store` runs one. */
export default defineConfig({
  test: {
    projects: [
      // Pure functions keep nothing between files, so that modules are loaded once.
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node', isolate: false, testTimeout: 60_000 } },
      { test: { name: 'architecture', include: ['test/architecture/**/*.test.ts'], environment: 'node', isolate: false } },
      { test: { name: 'store', include: ['test/store/**/*.test.ts'], environment: 'node', pool: 'forks', testTimeout: 120_000 } },
      { test: { name: 'workbook', include: ['test/workbook/**/*.test.ts'], environment: 'node', pool: 'forks', testTimeout: 180_000 } },
      { test: { name: 'host', include: ['test/host/**/*.test.ts'], environment: 'node', pool: 'forks', testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'cli', include: ['test/cli/**/*.test.ts'], environment: 'node', pool: 'forks', testTimeout: 60_000, hookTimeout: 60_000 } },
      // What a test leaves on the page goes with it (renderer-setup.ts): the components and their libraries are loaded once.
      { plugins: [react()], test: { name: 'renderer', include: ['test/renderer/**/*.test.{ts,tsx}'], environment: 'jsdom', isolate: false, setupFiles: ['test/support/renderer-setup.ts'], testTimeout: 30_000 } },
    ],
  },
})
