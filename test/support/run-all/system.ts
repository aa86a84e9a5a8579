/** What the tests need from the machine besides Node: a browser, LibreOffice, a display. Fetched where that is allowed, else said. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import { runCommand } from './run-command.ts'

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const INSTALL_LIMIT_SECONDS = 480

/** A program's path by its names, in order; undefined when the PATH has none. */
function findProgram(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path) && statSync(path).isFile())
}

export type System = {
  readonly chromium: string | undefined
  readonly libreOffice: string | undefined
  readonly xvfb: string | undefined
  /** Reads the text of PDF pages. */
  readonly pdfToText: string | undefined
  /** `not verified: why`, a line each. */
  readonly notes: readonly string[]
}

function look(): Omit<System, 'notes'> {
  const named = process.env['RATEBOOK_CHROMIUM']
  return {
    chromium: named !== undefined && existsSync(named) ? named : findProgram(CHROMIUM_NAMES),
    libreOffice: findProgram(['soffice', 'libreoffice']),
    xvfb: findProgram(['Xvfb']),
    pdfToText: findProgram(['pdftotext']),
  }
}

/** Debian's packages of what is not there. */
function missingPackages({ chromium, libreOffice, xvfb, pdfToText }: Omit<System, 'notes'>): readonly string[] {
  if (process.platform !== 'linux') return []
  const packages: readonly (readonly [string | undefined, readonly string[]])[] = [
    [chromium, ['chromium']], [libreOffice, ['libreoffice-calc-nogui']], [xvfb, ['xvfb', 'xauth']], [pdfToText, ['poppler-utils']],
  ]
  return packages.flatMap(([program, names]) => (program === undefined ? names : []))
}

/** Why the missing packages cannot be installed; undefined when they can. */
function whyNot(): string | undefined {
  if (!existsSync('/etc/debian_version') || findProgram(['apt-get']) === undefined) return 'this is no Debian'
  return process.getuid?.() === 0 ? undefined : 'only root may install them'
}

async function install(packages: readonly string[]): Promise<string | undefined> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await runCommand({ command: 'apt-get', args: ['update', '-qq'], env, limitSeconds: INSTALL_LIMIT_SECONDS })
  if (updated.exitCode !== 0) return 'apt-get update failed'
  const installed = await runCommand({ command: 'apt-get', args: ['install', '-y', '-qq', '--no-install-recommends', ...packages], env, limitSeconds: INSTALL_LIMIT_SECONDS })
  return installed.exitCode === 0 ? undefined : `apt-get install ${packages.join(' ')} failed`
}

export async function prepareSystem(): Promise<System> {
  const packages = missingPackages(look())
  const why = packages.length === 0 ? undefined : (whyNot() ?? (await install(packages)))
  const found = look()
  const suffix = why === undefined ? '' : `, and ${why}`
  return {
    ...found,
    notes: [
      ...(found.chromium === undefined ? [`browser host not verified: there is no Chromium${suffix}`] : []),
      ...(found.libreOffice === undefined ? [`recalculation not verified: there is no LibreOffice${suffix}`] : []),
    ],
  }
}

export type Display = { readonly name: string; close(): void }

/** A virtual display that any user of this machine may draw on; it lives until it is closed. */
export async function openDisplay(xvfb: string): Promise<Display | undefined> {
  const child: ChildProcess = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-ac'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const pipe = child.stdio[3]
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  child.on('error', () => resolve(undefined))
  child.on('exit', () => resolve(undefined))
  pipe?.on('data', (data: Buffer) => resolve(data.toString('utf8').trim()))
  const number = await promise
  if (number === undefined || number === '') return undefined
  return { name: `:${number}`, close: () => void child.kill() }
}
