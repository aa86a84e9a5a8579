/** What the reporters of vitest and Playwright counted. */
import { readFileSync } from 'node:fs'

import { z } from 'zod'

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }

const vitestReport = z.object({
  numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int(), numTodoTests: z.int().optional(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.unknown()),
})

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** A file that does not load has no tests to fail: it counts as one. Undefined when there is no report. */
export function vitestCounts(path: string): Counts | undefined {
  const report = vitestReport.safeParse(readJson(path))
  if (!report.success) return undefined
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests = 0, testResults } = report.data
  const unloaded = testResults.filter((each) => each.status === 'failed' && each.assertionResults.length === 0).length
  return { passed: numPassedTests, failed: numFailedTests + unloaded, skipped: numPendingTests + numTodoTests }
}

/** A test that passes only when it is repeated has failed. */
export function playwrightCounts(path: string): Counts | undefined {
  const report = playwrightReport.safeParse(readJson(path))
  if (!report.success) return undefined
  const { stats, errors } = report.data
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + (stats.unexpected === 0 ? errors.length : 0), skipped: stats.skipped }
}
