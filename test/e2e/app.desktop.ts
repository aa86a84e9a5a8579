/** The desktop host in a real Electron, over the port of a page that has nothing else. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test, type JSHandle } from '@playwright/test'
import type { BrowserWindow } from 'electron'

import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { launchDesktop, whyNotVerified, type Desktop } from './desktop/launch.ts'
import { PORT_PAGE, type PortWindow } from './desktop/port-page.ts'
import { isRoot } from './desktop/throw-away-app.ts'

const why = whyNotVerified()

if (why !== undefined) {
  test('the desktop host', () => {
    console.log(`desktop host not verified: ${why}`)
  })
} else {
  test.describe('the desktop host', () => {
    let desktop: Desktop
    let window: JSHandle<BrowserWindow>

    function call(path: string, input?: unknown): Promise<{ readonly status: number; readonly body: unknown }> {
      return desktop.page.evaluate(([name, data]) => (globalThis as unknown as PortWindow).call(name, data), [path, input] as const)
    }

    test.beforeAll(async () => {
      desktop = await launchDesktop(PORT_PAGE)
      window = await desktop.electron.browserWindow(desktop.page)
    })
    test.afterAll(() => desktop.close())

    test('runs as an ordinary user, with sandbox and context isolation on', async () => {
      const preferences = await window.evaluate((shown): unknown => Reflect.apply(Reflect.get(shown.webContents, 'getLastWebPreferences'), shown.webContents, []))
      expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false })
      if (isRoot()) expect(await desktop.electron.evaluate(() => process.getuid?.())).not.toBe(0)
      expect(await desktop.page.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process'), typeof Reflect.get(globalThis, 'Buffer')])).toEqual(['undefined', 'undefined', 'undefined'])
      if (!desktop.isSandboxed) return
      const pid = await window.evaluate((shown) => shown.webContents.getOSProcessId())
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      // 2: system calls are filtered. A namespace of its own: more than one process id.
      expect(/^Seccomp:\s+(\d)/m.exec(status)?.[1]).toBe('2')
      expect((/^NSpid:\s+(.+)$/m.exec(status)?.[1] ?? '').trim().split(/\s+/).length).toBeGreaterThan(1)
    })

    test('serves the page by its own scheme, with a policy that lets nothing else run', async () => {
      expect(desktop.page.url()).toBe('app://ratebook/')
      const headers = await desktop.page.evaluate(async () => Object.fromEntries((await fetch('app://ratebook/')).headers))
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[^']+'; style-src-attr 'unsafe-inline'; connect-src 'self'; /)
      expect(await desktop.page.evaluate(() => (globalThis as unknown as PortWindow).inlineRan)).toBeUndefined()
      const blocked = await desktop.page.evaluate(() => new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true })
        const script = document.createElement('script')
        script.textContent = 'window.inlineRan = true'
        document.body.append(script)
      }))
      expect(blocked).toMatch(/^script-src/)
      expect(await desktop.page.evaluate(() => fetch('app://other/').then(() => 'answered', () => 'refused'))).toBe('refused')
      expect(await desktop.page.evaluate(() => fetch('app://ratebook/..%2fpackage.json').then((answer) => answer.status))).toBe(404)
    })

    test('refuses navigation, new windows, permissions and other addresses', async () => {
      expect(await desktop.page.evaluate(() => globalThis.open('https://example.org'))).toBeNull()
      await desktop.page.evaluate(() => globalThis.location.assign('https://example.org'))
      expect(await desktop.page.evaluate(() => fetch('https://example.org').then(() => 'answered', () => 'refused'))).toBe('refused')
      expect(await desktop.page.evaluate(() => Notification.requestPermission())).toBe('denied')
      expect(await desktop.page.evaluate(() => navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state))).toBe('denied')
      expect(desktop.page.url()).toBe('app://ratebook/')
      expect(desktop.electron.windows()).toHaveLength(1)
    })

    test('a page that is loaded again gets a port of its own', async () => {
      await desktop.page.reload()
      expect(await call('app/status')).toMatchObject({ status: 200 })
    })

    test('an address is opened outside after a click only, where it is a page by https or a message; one by http can be copied, and nothing else is heard', async () => {
      await desktop.electron.evaluate(({ dialog, shell }) => {
        const opened: string[] = []
        const offered: unknown[] = []
        Reflect.set(globalThis, 'outside', { opened, offered })
        shell.openExternal = (address) => {
          opened.push(address)
          return Promise.resolve()
        }
        dialog.showMessageBox = (...args: unknown[]) => {
          const options: unknown = args.at(-1)
          offered.push(typeof options === 'object' && options !== null ? Reflect.get(options, 'detail') : null)
          return Promise.resolve({ response: 1, checkboxChecked: false })
        }
      })
      const outside = (): Promise<unknown> => desktop.electron.evaluate((): unknown => Reflect.get(globalThis, 'outside'))
      // The page asks by itself as soon as it is loaded, which nobody has used yet.
      await desktop.page.reload()
      await desktop.page.evaluate(() => {
        const page = globalThis as unknown as PortWindow
        page.wanted.push('file:///etc/passwd', 'javascript:alert(1)', 'app://ratebook/', 'https://name:word@example.org/', 'smb://host/share', 7, { href: 'https://example.org' }, 'http://example.org/old', 'mailto:desk@example.org?subject=Hello&attach=/etc/passwd', 'https://example.org/help')
      })
      await desktop.page.click('p')
      await expect.poll(outside).toEqual({ opened: ['mailto:desk@example.org?subject=Hello', 'https://example.org/help'], offered: ['http://example.org/old'] })
      expect(desktop.page.url()).toBe('app://ratebook/')
      expect(desktop.electron.windows()).toHaveLength(1)
    })

    test('the port reaches the core in a process of its own, where better-sqlite3 has opened the sample', async () => {
      const status = await call('app/status')
      expect(status).toMatchObject({ status: 200, body: { hostKind: 'desktop', hasDialogs: true, open: { name: 'Sample model', mode: 'read-write', isSample: true } } })
      const names = await desktop.electron.evaluate(({ app }) => app.getAppMetrics().map(({ type, name }) => `${type}: ${name ?? ''}`))
      expect(names).toContain('Utility: Ratebook core')
      expect(await desktop.page.evaluate(() => (globalThis as unknown as PortWindow).secondAnswers)).toEqual([])
    })

    test('the title says the file', async () => {
      expect(await window.evaluate((shown) => shown.getTitle())).toBe('Sample model — Ratebook')
    })

    test('a workbook is written where the save dialog says, and nowhere when it is cancelled', async () => {
      const path = join(desktop.copy.home, 'rate change.xlsx')
      const input = { request: { report: 'rate-change', comparison: { base: planOf(fiscalYear(2003)), comparisons: [planOf(fiscalYear(2004))], basis: 'published' } }, format: 'xlsx' }
      await desktop.electron.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
      }, path)
      expect(await call('reports/export', input)).toEqual({ status: 200, body: { kind: 'saved', path } })
      const bytes = readFileSync(path)
      expect(bytes.subarray(0, 2).toString('latin1')).toBe('PK')
      expect(bytes.includes('xl/workbook.xml')).toBe(true)
      await desktop.electron.evaluate(({ dialog }) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' })
      })
      expect(await call('reports/export', input)).toEqual({ status: 200, body: { kind: 'cancelled' } })
    })

    test('the statements of all customers go into a new folder where the folder dialog says, and nowhere when it is cancelled', async () => {
      // The application's own user may write here, whoever runs this.
      const chosen = desktop.copy.home
      const input = { request: { report: 'statement', version: planOf(fiscalYear(2004)), usageYear: null, month: '2003-10' }, format: 'csv', into: 'folder', job: 'all' }
      await desktop.electron.evaluate(({ dialog }, folder) => {
        dialog.showOpenDialog = (...args: unknown[]) => {
          Reflect.set(globalThis, 'askedForFolder', args.at(-1))
          return Promise.resolve({ canceled: false, filePaths: [folder] })
        }
      }, chosen)
      const answered = await call('reports/exportAll', input)
      const title = 'Statements, 2003-10, FY2004'
      expect(answered).toMatchObject({ status: 200, body: { exported: { kind: 'saved', path: join(chosen, title) } } })
      expect(await desktop.electron.evaluate((): unknown => Reflect.get(globalThis, 'askedForFolder'))).toMatchObject({ properties: ['openDirectory', 'createDirectory'] })
      // One agency was not there yet in that month: the list of contents says so.
      const written = readdirSync(join(chosen, title))
      expect([written.length, written.filter((name) => name.includes('XFA'))]).toEqual([15, [expect.stringContaining('.csv')]])
      expect(readFileSync(join(chosen, title, 'Contents.csv'), 'utf8')).toContain('XFA')
      // A folder of that name with something in it is never written into.
      expect(await call('reports/exportAll', input)).toMatchObject({ status: 409, body: { code: 'FILE_EXISTS' } })
      await desktop.electron.evaluate(({ dialog }) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] })
      })
      expect(await call('reports/exportAll', input)).toMatchObject({ status: 200, body: { exported: { kind: 'cancelled' }, files: [] } })
      expect(readdirSync(chosen).filter((name) => name.startsWith('Statements'))).toEqual([title])
    })

    test('the menu asks the page', async () => {
      const found = await desktop.electron.evaluate(({ Menu }) => {
        const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? []
        const wanted = items.find((item) => item.label === 'New model…')
        wanted?.click()
        return items.map((item) => item.label)
      })
      expect(found).toContain('New model…')
      await expect.poll(() => desktop.page.evaluate(() => (globalThis as unknown as PortWindow).commands)).toEqual([{ name: 'new-model' }])
    })

    test('a second instance is refused, and hands its file to the first', async () => {
      const file = join(desktop.copy.home, 'FY2005 budget.ratebook')
      const second = spawn(desktop.copy.executable, [...desktop.args, file], { env: desktop.env, stdio: 'ignore' })
      const code = await new Promise<number | null>((resolve) => second.once('exit', resolve))
      expect(code).toBe(0)
      await expect.poll(() => desktop.page.evaluate(() => (globalThis as unknown as PortWindow).commands.at(-1))).toEqual({ name: 'open-path', path: file })
      expect(desktop.electron.windows()).toHaveLength(1)
    })

    test('closing waits for edits that are not saved; then the page closes, and the lock is given back', async () => {
      const lock = join(desktop.copy.home, 'data', 'Sample model.ratebook.lock')
      expect(existsSync(lock)).toBe(true)
      // The click makes the page one that a person has used, which is when a browser heeds it.
      await desktop.page.click('p')
      await desktop.page.evaluate(() => globalThis.addEventListener('beforeunload', (globalThis as unknown as PortWindow).hold))
      const prevented = window.evaluate((shown) => new Promise<string>((resolve) => {
        shown.webContents.once('will-prevent-unload', () => resolve('waits'))
        shown.close()
      }))
      expect(await prevented).toBe('waits')
      expect(await call('app/status')).toMatchObject({ status: 200 })
      // Closing again asks, and keeping the window keeps it.
      const asked = desktop.electron.evaluate(({ dialog, BrowserWindow }) => new Promise<readonly string[]>((resolve) => {
        dialog.showMessageBox = (...args: unknown[]) => {
          const options: unknown = args.at(-1)
          resolve(typeof options === 'object' && options !== null ? Reflect.get(options, 'buttons') : [])
          return Promise.resolve({ response: 0, checkboxChecked: false })
        }
        BrowserWindow.getAllWindows()[0]?.close()
      }))
      expect(await asked).toEqual(['Keep the window open', 'Close and lose them'])
      expect(await call('app/status')).toMatchObject({ status: 200 })

      const ended = new Promise<number | null>((resolve) => desktop.electron.process().once('exit', resolve))
      await desktop.page.evaluate(() => {
        globalThis.removeEventListener('beforeunload', (globalThis as unknown as PortWindow).hold)
        globalThis.close()
      })
      expect(await ended).toBe(0)
      expect(existsSync(lock)).toBe(false)
    })
  })
}
