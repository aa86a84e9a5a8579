/** `npm test`: types, lint, every test project, the build, the browser and the desktop window, with a line for each. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { checkStep, playwrightStep, vitestStep, type Step, type StepResult } from './steps.ts'
import { prepareSystem, type System } from './system.ts'

const NOT_VERIFIED = /not verified/i
/** Of a failed step's output as much is shown as helps. */
const SHOWN_CHARACTERS = 20_000

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

/** One after the other; what a failed step builds is not asked for by the next, so all of them run. */
async function inTurn(steps: readonly Step[]): Promise<readonly StepResult[]> {
  const results: StepResult[] = []
  for (const step of steps) {
    const result = await step.run()
    sayResult(result)
    results.push(result)
  }
  return results
}

async function sideBySide(...lanes: readonly (readonly Step[])[]): Promise<readonly StepResult[]> {
  return (await Promise.all(lanes.map(inTurn))).flat()
}

async function inBrowser({ chromium }: System, folder: string): Promise<readonly StepResult[]> {
  if (chromium === undefined) return []
  return inTurn([playwrightStep({ name: 'browser story', project: 'browser', folder, env: { RATEBOOK_CHROMIUM: chromium } })])
}

/** The window is proven in the Electron that RATEBOOK_TEST_ELECTRON names. */
async function inDesktop({ xvfb }: System, folder: string): Promise<readonly StepResult[]> {
  const electron = process.env['RATEBOOK_TEST_ELECTRON'] ?? ''
  if (electron === '') {
    say('desktop host not verified: RATEBOOK_TEST_ELECTRON names no Electron')
    return []
  }
  const isOnScreen = process.platform !== 'linux' || (process.env['DISPLAY'] ?? '') !== ''
  if (!isOnScreen && xvfb === undefined) {
    say('desktop host not verified: there is no display, and no virtual one')
    return []
  }
  return inTurn([playwrightStep({ name: 'desktop window', project: 'desktop', folder, env: {} })])
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
  try {
    const system = await prepareSystem()
    for (const note of system.notes) say(note)
    const tests = (project: string): Step => vitestStep(project, folder)
    const results = [
      ...(await sideBySide(
        [checkStep('types', 'tsc', '-b'), checkStep('build', 'vite', 'build', '--logLevel', 'warn')],
        [checkStep('lint', 'oxlint', '--type-aware'), tests('architecture'), tests('unit')],
      )),
      ...(await sideBySide([tests('store'), tests('cli')], [tests('workbook'), tests('renderer')])),
      // What follows measures time-outs of its own and gets the machine to itself.
      ...(await inTurn([tests('host')])),
      ...(await inBrowser(system, folder)),
      ...(await inDesktop(system, folder)),
    ]
    const { passed, failed } = sum(results)
    const broken = results.filter((each) => !each.passed).map((each) => each.name)
    say(`\n${results.length} steps in ${((performance.now() - startedAt) / 1000).toFixed(0)} s${broken.length === 0 ? '' : `; failed: ${broken.join(', ')}`}`)
    say(`${passed} passed, ${failed} failed`)
    return broken.length === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
