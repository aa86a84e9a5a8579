/**
 * The grid in Chromium against a bare virtualised React table of the same size that repaints the same cells:
 * keystroke to repaint on 2,000 rows x 15 columns, and frames while 100,000 rows scroll by.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { chromium, type Browser, type Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

import type { BenchRow } from './measure.ts'

const ROUNDS = 7
const EDITS_A_ROUND = 20
const FRAMES = 180
/** How many times the bare table's a keystroke may take. */
const MOST_TIMES = 1.3
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

type GridName = 'sheet' | 'bare'

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

async function serve(folder: string): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = path === '/' ? '/index.html' : path
    readFile(join(folder, file)).then(
      (bytes) => response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('The page has no address.')
  return { server, address: `http://127.0.0.1:${bound.port}/` }
}

async function openGrid(browser: Browser, request: { readonly address: string; readonly grid: GridName; readonly rows: number }): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(`${request.address}?grid=${request.grid}&rows=${request.rows}`)
  await page.getByText('R000003', { exact: true }).waitFor()
  return page
}

/** Milliseconds from the key event to the end of the frame that shows it, for the key that commits. */
async function measureEdits(page: Page, grid: GridName): Promise<readonly number[]> {
  await page.getByRole('grid').focus()
  if (grid === 'sheet') {
    await page.keyboard.press('Control+Home')
    for (let column = 0; column < 4; column += 1) await page.keyboard.press('ArrowRight')
  }
  await page.evaluate(() => {
    const taken: number[] = []
    Object.assign(window, { taken })
    window.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.addEventListener('message', () => taken.push(performance.now() - event.timeStamp))
        channel.port1.start()
        channel.port2.postMessage(null)
      })
    }, { capture: true })
  })
  for (let edit = 0; edit < EDITS_A_ROUND; edit += 1) {
    await page.keyboard.press('1')
    await page.keyboard.press('2')
    await page.keyboard.press('Enter')
    await page.waitForFunction((count) => 'taken' in window && Array.isArray(window.taken) && window.taken.length > count, edit)
  }
  return page.evaluate(() => ('taken' in window && Array.isArray(window.taken) ? window.taken.map(Number) : []))
}

/** How many frames were missed while the table scrolled 700 px a frame (25 rows, all of them new). */
async function measureScroll(page: Page): Promise<number> {
  return page.evaluate(async (frames) => {
    const grid = document.querySelector('[role=grid]')
    let scroller = grid
    while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement
    if (scroller === null) throw new Error('Nothing scrolls.')
    const moments: number[] = []
    await new Promise<void>((resolve) => {
      const next = (now: number): void => {
        moments.push(now)
        scroller.scrollTop += 700
        if (moments.length < frames) requestAnimationFrame(next)
        else resolve()
      }
      requestAnimationFrame(next)
    })
    // At 60 frames a second a frame is 16.7 ms; each further one in a gap was missed.
    return moments.slice(1).reduce((missed, moment, index) => missed + Math.max(0, Math.round((moment - (moments[index] ?? moment)) / (1000 / 60)) - 1), 0)
  }, FRAMES)
}

async function run(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ratebook-grid-'))
  const root = fileURLToPath(new URL('./grid-page', import.meta.url))
  await build({ configFile: false, root, logLevel: 'error', plugins: [react()], build: { outDir: folder, emptyOutDir: true, target: 'chrome130' } })
  const { server, address } = await serve(folder)
  const browser = await chromium.launch({
    executablePath: process.env['RATEBOOK_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  try {
    const edits: Record<GridName, number[]> = { sheet: [], bare: [] }
    const missed: Record<GridName, number[]> = { sheet: [], bare: [] }
    for (let round = 0; round < ROUNDS; round += 1) {
      // The two take turns in going first, so that neither always meets the warmer machine.
      for (const grid of round % 2 === 0 ? (['sheet', 'bare'] as const) : (['bare', 'sheet'] as const)) {
        const edited = await openGrid(browser, { address, grid, rows: 2000 })
        edits[grid].push(...(await measureEdits(edited, grid)))
        await edited.close()
        const scrolled = await openGrid(browser, { address, grid, rows: 100_000 })
        missed[grid].push(await measureScroll(scrolled))
        await scrolled.close()
      }
    }
    const line = (name: string, share: number): BenchRow => {
      const value = quantile(edits.sheet, share)
      const yardstick = quantile(edits.bare, share)
      return { name: `Keystroke to repaint, 2,000 x 15, ${name}`, value: `${value.toFixed(1)} ms`, yardstick: `${yardstick.toFixed(1)} ms, a bare virtualised table`, ratio: (value / yardstick).toFixed(2), holds: value <= yardstick * MOST_TIMES }
    }
    const sheet = quantile(missed.sheet, 0.5)
    const bare = quantile(missed.bare, 0.5)
    return [
      line('median', 0.5), line('p95', 0.95),
      { name: `Frames missed of ${FRAMES} while scrolling 100,000 rows, median`, value: String(sheet), yardstick: `${bare}, a bare virtualised table`, ratio: bare === 0 ? (sheet === 0 ? '1.00' : `${sheet} to 0`) : (sheet / bare).toFixed(2), holds: sheet <= bare },
    ]
  } finally {
    await browser.close()
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

export default { name: 'Grid in Chromium', run }
