/** `npm test`: types, lint, every test project, the build, the browser and the desktop window, with a line for each. */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'

import { createLanes } from './lanes.ts'
import { checkStep, playwrightStep, vitestStep, type Step, type StepResult } from './steps.ts'
import { prepareSystem, type System } from './system.ts'

const NOT_VERIFIED = /not verified/i
/** Of a failed step's output as much is shown as helps. */
const SHOWN_CHARACTERS = 20_000
/** Two steps at a time, each of about one core, where the machine has them. */
const LANES = Math.min(2, availableParallelism())

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function countText({ counts }: StepResult): string {
  if (counts === undefined) return ''
  const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`
}

function sayResult(result: StepResult): void {
  if (!result.passed) {
    const { output } = result
    say(`\n----- ${result.name} -----\n${output.length > SHOWN_CHARACTERS ? `…${output.slice(-SHOWN_CHARACTERS)}` : output}\n-----`)
  }
  say(`${result.passed ? 'ok    ' : 'FAILED'}  ${result.name.padEnd(22)} ${result.seconds.toFixed(1).padStart(6)} s  ${countText(result)}`.trimEnd())
  for (const line of new Set(result.output.split('\n').filter((each) => NOT_VERIFIED.test(each)))) say(`        ${line.trim()}`)
}

type Runner = {
  /** Runs a step once what it needs has ended, however that ended: so all steps run, and each is printed when it is done. */
  readonly run: (step: Step, given?: { readonly after?: readonly Promise<unknown>[]; readonly lanes?: number }) => Promise<StepResult>
  /** Of all steps that were started, in that order. */
  readonly results: () => Promise<readonly StepResult[]>
}

function createRunner(): Runner {
  const lanes = createLanes(LANES)
  const started: Promise<StepResult>[] = []
  return {
    run(step, { after = [], lanes: count = 1 } = {}) {
      const result = Promise.all(after).then(() => lanes.use(count, async () => {
        const ended = await step.run()
        sayResult(ended)
        return ended
      }))
      started.push(result)
      return result
    },
    results: () => Promise.all(started),
  }
}

/** Why the window cannot be proven here, in the Electron that RATEBOOK_TEST_ELECTRON names; undefined when it can. */
function whyNoWindow({ xvfb }: System): string | undefined {
  if ((process.env['RATEBOOK_TEST_ELECTRON'] ?? '') === '') return 'RATEBOOK_TEST_ELECTRON names no Electron'
  const isOnScreen = process.platform !== 'linux' || (process.env['DISPLAY'] ?? '') !== ''
  return isOnScreen || xvfb !== undefined ? undefined : 'there is no display, and no virtual one'
}

/** The long ones first, so that none is left over at the end; what has to be fetched from elsewhere is fetched meanwhile. */
async function runSteps(folder: string): Promise<readonly StepResult[]> {
  const { run, results } = createRunner()
  const tests = (project: string): Step => vitestStep(project, folder)
  const systemReady = prepareSystem()
  const built = [run(checkStep('types', 'tsc', '-b')), run(checkStep('build', 'vite', 'build', '--logLevel', 'warn'))]
  void run(checkStep('lint', 'oxlint', '--type-aware'))
  for (const project of ['cli', 'renderer', 'store']) void run(tests(project))
  const system = await systemReady
  for (const note of system.notes) say(note)
  void run(tests('workbook'))
  const noWindow = whyNoWindow(system)
  if (noWindow === undefined) void run(playwrightStep({ name: 'desktop window', project: 'desktop', folder, env: {} }), { after: built })
  else say(`desktop host not verified: ${noWindow}`)
  for (const project of ['host', 'unit', 'architecture']) void run(tests(project))
  // Its two windows side by side are as much as two steps.
  if (system.chromium !== undefined) void run(playwrightStep({ name: 'browser story', project: 'browser', folder, env: { RATEBOOK_CHROMIUM: system.chromium } }), { after: built, lanes: LANES })
  return results()
}

function sum(results: readonly StepResult[]): { readonly passed: number; readonly failed: number } {
  const total = { passed: 0, failed: 0 }
  for (const { passed, counts } of results) {
    total.passed += counts?.passed ?? 0
    // A step that fails without a failed test counts as one, so that the last line never says 0 by mistake.
    total.failed += Math.max(counts?.failed ?? 0, passed ? 0 : 1)
  }
  return total
}

/** Runs everything and prints it; the answer is the exit code. */
export async function runAll(): Promise<number> {
  const startedAt = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'ratebook-test-'))
  // What Node compiles, or strips of types, for one process serves all that start after it.
  process.env['NODE_COMPILE_CACHE'] ??= join(folder, 'compiled')
  try {
    const results = await runSteps(folder)
    const { passed, failed } = sum(results)
    const broken = results.filter((each) => !each.passed).map((each) => each.name)
    say(`\n${results.length} steps in ${((performance.now() - startedAt) / 1000).toFixed(0)} s${broken.length === 0 ? '' : `; failed: ${broken.join(', ')}`}`)
    say(`${passed} passed, ${failed} failed`)
    return broken.length === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
