/**
 * From a key in the rates table to what 200 customers pay, in the desktop's window and in Chromium, with everything between: the edit, the message to the core with
 * 500 rates and 12 months of usage, its answer, and the repaint. A frame counts when it is drawn.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { chromium, type Page } from '@playwright/test'

import playwright from '../../playwright.config.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'
import { startApp } from '../e2e/app.ts'
import { launchDesktop, whyNotVerified } from '../e2e/desktop/launch.ts'
import { billedModel } from '../support/billed-model.ts'
import { milliseconds, type Bench, type BenchRow } from './measure.ts'

const SIZE = { customers: 200, rates: 500, years: 5 }
const WARM_UP = 15
const EDITS = 60
const MOST_FRAMES = 2
/** A quick typist: without it every key would wait for the drawing of those before, and be measured with it. */
const BETWEEN_KEYS_MS = 90
const FROM = planOf(fiscalYear(2004))
const TO = planOf(fiscalYear(2005))
const FIGURES = 'The impact in figures'

type Repaint = { /** Drawn after the frame that shows the edit itself. */ readonly frames: number; readonly ms: number; readonly afterOwn: number }

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** The model, and what the window remembers of it: which years are compared, and that the drawer shows the bills. Answers the model's path. */
function prepare(dataFolder: string): string {
  const model = join(dataFolder, 'Billed.ratebook')
  billedModel(model, SIZE).close()
  const preferences = {
    selections: JSON.stringify([{ path: model, base: versionKey(FROM), comparisons: [versionKey(TO)], basis: 'published' }]),
    'rates.charts': JSON.stringify({ isOpen: true, height: 300, tab: 'bills' }),
  }
  writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ author: 'Bench', recents: [], preferences }))
  return model
}

/** Begins to watch: `taken` fills with a repaint for each Enter that changes the text of what `selector` finds. */
async function watch(page: Page, selector: string): Promise<void> {
  await page.evaluate((watched) => {
    const element = document.querySelector(watched)
    if (element === null) throw new Error(`There is no ${watched}.`)
    const taken: Repaint[] = []
    let asked: { readonly at: number; own: { readonly frame: number; readonly at: number } | null; changed: boolean } | null = null
    let frame = 0
    const tick = (): void => {
      frame += 1
      const at = performance.now()
      if (asked !== null) {
        if (asked.own === null) asked.own = { frame, at }
        if (asked.changed) {
          taken.push({ frames: frame - asked.own.frame, ms: at - asked.at, afterOwn: at - asked.own.at })
          asked = null
        }
      }
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    new MutationObserver(() => {
      if (asked !== null) asked.changed = true
    }).observe(element, { subtree: true, characterData: true, childList: true })
    window.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') asked = { at: event.timeStamp, own: null, changed: false }
    }, { capture: true })
    Object.assign(window, { taken })
  }, selector)
}

async function repaints(page: Page, count: number): Promise<readonly Repaint[]> {
  for (let edit = 0; edit < count; edit += 1) {
    await page.keyboard.type(String(100 + edit * 7), { delay: BETWEEN_KEYS_MS })
    await page.keyboard.press('Enter')
    await page.waitForFunction((least) => 'taken' in window && Array.isArray(window.taken) && window.taken.length > least, edit)
    // The edit is saved, and the charts are drawn, before the next one begins.
    await page.getByText('Saved', { exact: false }).first().waitFor()
    await page.evaluate(() => new Promise((resolve) => { requestIdleCallback(resolve) }))
  }
  return page.evaluate(() => ('taken' in window && Array.isArray(window.taken) ? window.taken : []))
}

/** The figures of one window that shows the rates table with the bills in the drawer below it. */
async function measured(page: Page, where: string): Promise<readonly BenchRow[]> {
  await page.getByLabel(FIGURES).waitFor({ timeout: 60_000 })
  await page.getByRole('grid').locator('[aria-rowindex="4"] [aria-colindex="5"]').click()
  await watch(page, `[aria-label="${FIGURES}"]`)
  const seen = (await repaints(page, WARM_UP + EDITS)).slice(WARM_UP)
  const of = (part: keyof Repaint, share: number): number => quantile(seen.map((each) => each[part]), share)
  return [
    { name: `From Enter in the rates table to new figures of 200 customers, ${where}`, value: `${milliseconds(of('ms', 0.95))} p95, ${milliseconds(of('ms', 0.5))} p50`, yardstick: '', ratio: '' },
    { name: 'Of it after the frame that shows the edit itself', value: `${milliseconds(of('afterOwn', 0.95))} p95, ${milliseconds(of('afterOwn', 0.5))} p50`, yardstick: '', ratio: '' },
    { name: 'The same in frames', value: `${of('frames', 0.95)} p95, ${of('frames', 0.5)} p50`, yardstick: `at most ${MOST_FRAMES} p95`, ratio: '', holds: of('frames', 0.95) <= MOST_FRAMES },
  ]
}

async function inBrowser(dataFolder: string): Promise<readonly BenchRow[]> {
  const app = await startApp(dataFolder, [prepare(dataFolder)])
  const browser = await chromium.launch(playwright.use?.launchOptions ?? {})
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(`${app.address}#/rates`)
    return await measured(page, 'in a browser')
  } finally {
    await browser.close()
    await app.stop()
  }
}

async function onDesktop(): Promise<readonly BenchRow[]> {
  const why = whyNotVerified()
  if (why !== undefined) return [{ name: `In the desktop's window: not measured, ${why}`, value: '', yardstick: '', ratio: '' }]
  const desktop = await launchDesktop(null, (dataFolder) => [prepare(dataFolder)])
  try {
    await desktop.page.getByRole('navigation').getByRole('link', { name: 'Rates' }).click()
    return await measured(desktop.page, "in the desktop's window")
  } finally {
    await desktop.close()
  }
}

export default {
  name: 'Bills in a window (200 customers x 500 rates x 12 months)',
  async run(): Promise<readonly BenchRow[]> {
    const folder = mkdtempSync(join(tmpdir(), 'ratebook-bench-'))
    try {
      return [...await onDesktop(), ...await inBrowser(folder)]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
} satisfies Bench
