/** A real Electron, named by RATEBOOK_TEST_ELECTRON, with a throw-away copy of the built application. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { _electron, type ElectronApplication, type Page } from '@playwright/test'

import { openDisplay } from '../../support/run-all/system.ts'
import { createThrowAwayApp, type PageFiles, type ThrowAwayApp } from './throw-away-app.ts'

const electronFolder = process.env['RATEBOOK_TEST_ELECTRON'] ?? ''

/** Why the desktop host cannot be verified here; undefined when it can. */
export function whyNotVerified(): string | undefined {
  if (electronFolder === '') return 'RATEBOOK_TEST_ELECTRON names no Electron'
  return existsSync(join(electronFolder, 'dist', 'electron')) ? undefined : `there is no ${join(electronFolder, 'dist', 'electron')}`
}

export type Desktop = {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly copy: ThrowAwayApp
  /** False where this system refuses a sandbox; said, and the settings are asserted all the same. */
  readonly isSandboxed: boolean
  /** How a second instance is started. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** What is in the data folder before the first start; the answer names the files to start with. */
type Prepare = (dataFolder: string) => readonly string[]

/** @param screens the page of the copy; null keeps the built screens */
export async function launchDesktop(screens: PageFiles | null, prepare: Prepare = () => []): Promise<Desktop> {
  const display = (process.env['DISPLAY'] ?? '') === '' ? await openDisplay('Xvfb') : undefined
  const copy = createThrowAwayApp(electronFolder, screens)
  const dataFolder = join(copy.home, 'data')
  mkdirSync(dataFolder)
  const files = prepare(dataFolder)
  copy.handOver()
  const inherited = Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  const env = { ...inherited, ...(display === undefined ? {} : { DISPLAY: display.name }), RATEBOOK_DATA_FOLDER: dataFolder }
  const given = [`--user-data-dir=${join(copy.home, 'user')}`, copy.app, ...files]
  const launch = (chromiumSandbox: boolean): Promise<ElectronApplication> => _electron.launch({ executablePath: copy.executable, args: given, env, chromiumSandbox, timeout: 30_000 })

  let isSandboxed = true
  async function start(): Promise<ElectronApplication> {
    try {
      return await launch(true)
    } catch (error) {
      if (!/sandbox|namespace/i.test(String(error))) throw error
      isSandboxed = false
      console.log('OS sandbox not verified: this system refuses it')
      return launch(false)
    }
  }
  const electron = await start()
  return {
    electron, copy, env, isSandboxed, page: await electron.firstWindow(), args: [...(isSandboxed ? [] : ['--no-sandbox']), ...given],
    async close() {
      await electron.close()
      display?.close()
      copy.remove()
    },
  }
}
