/** From nothing to the first rows of the sample, by the command line and in the browser; and how much the browser loads first. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { chromium } from '@playwright/test'

import playwright from '../../playwright.config.ts'
import { startApp } from '../e2e/app.ts'
import { milliseconds, type Bench, type BenchRow } from './measure.ts'

const RUNS = 7
const ROOT = join(import.meta.dirname, '..', '..')
const RATEBOOK = join(ROOT, 'src-main', 'cli', 'ratebook.mjs')
const MOST_FIRST_LOAD_BYTES = 400_000

function median(times: readonly number[]): number {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)] ?? Number.NaN
}

function ran(...words: readonly string[]): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return performance.now() - start
}

function byCommandLine(): BenchRow {
  const folder = mkdtempSync(join(tmpdir(), 'ratebook-start-'))
  const file = join(folder, 'sample.ratebook')
  ran(RATEBOOK, 'create', file, '--sample')
  const times = Array.from({ length: RUNS }, () => ({ own: ran(RATEBOOK, 'compare', file, '--from', 'FY2003', '--to', 'FY2004'), bare: ran('-e', '0') }))
  rmSync(folder, { recursive: true, force: true })
  const [own, bare] = [median(times.map((each) => each.own)), median(times.map((each) => each.bare))]
  return { name: 'Command line: compare the two years of the sample', value: milliseconds(own), yardstick: `${milliseconds(bare)} for Node that does nothing`, ratio: (own / bare).toFixed(1) }
}

async function inBrowser(): Promise<BenchRow> {
  const browser = await chromium.launch(playwright.use?.launchOptions ?? {})
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const page = await browser.newPage()
    const start = performance.now()
    const app = await startApp()
    await page.goto(`${app.address}#/rates`)
    await page.getByText('Prime CPU Time').first().waitFor()
    times.push(performance.now() - start)
    await page.close()
    await app.stop()
    rmSync(app.dataFolder, { recursive: true, force: true })
  }
  await browser.close()
  return { name: 'Browser: host started, sample made, first rows of the table drawn', value: milliseconds(median(times)), yardstick: '', ratio: '' }
}

/** The page, and every script and style that it asks for before the first screen. */
function firstLoad(): BenchRow {
  const folder = join(ROOT, 'build', 'renderer')
  const page = readFileSync(join(folder, 'index.html'))
  const asked = [...page.toString('utf8').matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, name]) => readFileSync(join(folder, name ?? '')))
  const bytes = [page, ...asked].reduce((sum, each) => sum + gzipSync(each).length, 0)
  return { name: 'First load of the screens, gzipped', value: `${Math.round(bytes / 1000)} kB`, yardstick: `at most ${MOST_FIRST_LOAD_BYTES / 1000} kB`, ratio: '', holds: bytes <= MOST_FIRST_LOAD_BYTES }
}

const bench: Bench = { name: 'Start', run: async () => [byCommandLine(), await inBrowser(), firstLoad()] }
export default bench
