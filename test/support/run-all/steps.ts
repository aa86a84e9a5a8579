/** The steps of a test run, and which of them may run side by side. */
import { join } from 'node:path'

import { playwrightCounts, vitestCounts, type Counts } from './counts.ts'
import { runCommand, type CommandResult } from './run-command.ts'

export type StepResult = {
  readonly name: string
  readonly passed: boolean
  readonly seconds: number
  /** Undefined for a step that is no test, or whose report is missing. */
  readonly counts: Counts | undefined
  readonly output: string
}

export type Step = { readonly name: string; run(): Promise<StepResult> }

/** A step that takes longer hangs, however busy the machine is. */
const LIMIT_SECONDS = 900

function resultOf(name: string, { exitCode, output, seconds }: CommandResult, counts?: Counts): StepResult {
  return { name, passed: exitCode === 0 && (counts?.failed ?? 0) === 0, seconds, counts, output }
}

/** A step that is not a test run of its own. */
export function checkStep(name: string, command: string, ...args: readonly string[]): Step {
  return { name, run: async () => resultOf(name, await runCommand({ command, args, limitSeconds: LIMIT_SECONDS })) }
}

export function vitestStep(project: string, folder: string, env: Readonly<Record<string, string>> = {}): Step {
  const report = join(folder, `vitest-${project}.json`)
  const name = `${project} tests`
  return {
    name,
    async run() {
      const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
      return resultOf(name, await runCommand({ command: 'vitest', args, env, limitSeconds: LIMIT_SECONDS }), vitestCounts(report))
    },
  }
}

export function playwrightStep(request: { readonly name: string; readonly project: string; readonly folder: string; readonly env: Readonly<Record<string, string>> }): Step {
  const { name, project, folder, env } = request
  const report = join(folder, `playwright-${project}.json`)
  return {
    name,
    async run() {
      const args = ['test', '--project', project, '--reporter=list,json']
      const result = await runCommand({ command: 'playwright', args, env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }, limitSeconds: LIMIT_SECONDS })
      return resultOf(name, result, playwrightCounts(report))
    },
  }
}
