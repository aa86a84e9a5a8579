import { defineConfig } from '@playwright/test'

/** The whole story in Debian's Chromium against the loopback host, and in a real Electron where one is named. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // Waits are for what must come, not for how fast it comes on a busy machine.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  workers: 2,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env['RATEBOOK_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [
    // Each test has a host and data of its own.
    { name: 'browser', testMatch: /.*\.browser\.ts/, fullyParallel: true },
    // The tests of a window follow each other in it.
    { name: 'desktop', testMatch: /.*\.desktop\.ts/, workers: 1 },
  ],
})
