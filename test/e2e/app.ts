/** The whole app for a test of its own: a loopback host with its own data folder, and a page on the sample model. */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { AxeBuilder } from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'

const MAIN = join(import.meta.dirname, '..', '..', 'src-main', 'loopback', 'main.ts')
const SERVE_APPS = join(import.meta.dirname, 'serve-apps.ts')

export type RunningApp = { readonly address: string; readonly dataFolder: string; readonly stop: () => Promise<void> }

/** Starts the host on the built screens; the first start opens a fresh copy of the sample, or the file that is named. */
export async function startApp(dataFolder = mkdtempSync(join(tmpdir(), 'ratebook-e2e-')), files: readonly string[] = []): Promise<RunningApp> {
  const child = spawn(process.execPath, [MAIN, ...files], { env: { ...process.env, RATEBOOK_DATA_FOLDER: dataFolder, RATEBOOK_NO_BROWSER: '1' }, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const address = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (text: string) => {
      output += text
      const found = /Ratebook is at (\S+)\n/.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    })
    void ended.then((code) => reject(new Error(`The host ended with ${code}: ${output}`)))
  })
  return {
    address, dataFolder,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Opens the page and answers the one question of a first start. */
export async function enter(page: Page, app: RunningApp, author = 'Ann Analyst'): Promise<void> {
  await page.goto(app.address)
  await page.getByLabel('Your name').fill(author)
  await page.getByRole('button', { name: 'Continue' }).click()
  // The first picture after it loads the first screen.
  await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 20_000 })
}

export async function goTo(page: Page, screen: 'Home' | 'Rates' | 'Schedules' | 'Catalog' | 'Reports' | 'Imports'): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: screen }).click()
  if (screen !== 'Home') await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible()
}

/** Waits until nothing fades or moves any more; what turns for ever, as the sign of waiting does, is passed over. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime))
    await Promise.allSettled(passing.map((each) => each.finished))
  })
}

/** What axe finds serious or critical, in words. Every rule is asked; what passes needs no report, and a page without frames no second page. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  await settled(page)
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode().analyze()
  return violations
    .filter((each) => each.impact === 'serious' || each.impact === 'critical')
    .map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
}

type AppServer = { readonly start: () => Promise<string>; readonly stop: () => Promise<void> }

/** The process that serves an app to each test of this worker, one after the other; it ends with the worker. */
function createAppServer(): AppServer {
  const child = fork(SERVE_APPS, { execArgv: [] })
  const ended = once(child, 'exit')
  async function ask(question: 'start' | 'stop'): Promise<unknown> {
    const answered = once(child, 'message')
    child.send(question)
    const [answer] = await Promise.race([answered, ended.then(([code]) => Promise.reject(new Error(`The process that serves the apps ended with ${code}.`)))])
    return answer
  }
  return {
    start: async () => String(await ask('start')),
    stop: async () => void (await ask('stop')),
  }
}

let appServer: AppServer | undefined

/** `sample`: a page on a fresh sample in a host of the test's own, gone with its data afterwards; any error in the page's console fails the test. */
export const test = base.extend<{ readonly sample: Page }>({
  sample: async ({ page }, use) => {
    appServer ??= createAppServer()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(await appServer.start())
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
    await use(page)
    // What a screen asks for after the test's last step must not meet a host that is gone.
    await page.goto('about:blank')
    await appServer.stop()
    expect(complaints).toEqual([])
  },
})

export { expect } from '@playwright/test'
