/**
 * The built application in a folder that is thrown away, for an Electron that a variable names:
 * RATEBOOK_TEST_ELECTRON = DIR with DIR/dist/electron, and DIR/better_sqlite3.node where that Electron needs its own.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..', '..')
/** The user that root hands the window to: Electron's sandbox does not run for root. */
const NOBODY = 65534

export type PageFiles = { readonly html: string; readonly script: string }

export type ThrowAwayApp = {
  readonly folder: string
  /** The application folder that Electron is given. */
  readonly app: string
  /** Starts Electron, as an ordinary user where this process is root. */
  readonly executable: string
  readonly home: string
  /** What lies in the home belongs to the window's user. */
  handOver(): void
  remove(): void
}

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** Replaces better-sqlite3's binary, and links every other package. */
function linkPackages(app: string, binary: string): void {
  const source = join(ROOT, 'node_modules')
  const target = join(app, 'node_modules')
  mkdirSync(target)
  for (const name of readdirSync(source)) if (name !== 'better-sqlite3' && !name.startsWith('.')) symlinkSync(join(source, name), join(target, name))
  cpSync(join(source, 'better-sqlite3'), join(target, 'better-sqlite3'), { recursive: true })
  if (existsSync(binary)) cpSync(binary, join(target, 'better-sqlite3', 'prebuilds', `linux-${process.arch}.node`))
}

/** Hard links where that works: the programs are large, and root's folders are closed to others. */
function copyPrograms(from: string, to: string): void {
  if (spawnSync('cp', ['-al', from, to]).status === 0) return
  rmSync(to, { recursive: true, force: true })
  cpSync(from, to, { recursive: true })
}

function writeLauncher(folder: string, electron: string): string {
  const path = join(folder, 'electron-as-user')
  const drop = isRoot() ? `setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups ` : ''
  writeFileSync(path, `#!/bin/sh\nexport HOME='${join(folder, 'home')}' XDG_RUNTIME_DIR='${join(folder, 'home')}'\nunset DBUS_SESSION_BUS_ADDRESS\nexec ${drop}'${electron}' "$@"\n`)
  chmodSync(path, 0o755)
  return path
}

function isPartOfTheApplication(source: string): boolean {
  return !/[/\\](?:types|\.tsbuildinfo)$/.test(source)
}

/** @param page the screens of the copy; null keeps the built ones */
export function createThrowAwayApp(electronFolder: string, page: PageFiles | null): ThrowAwayApp {
  if (!existsSync(join(ROOT, 'build', 'src-main', 'electron', 'main.js'))) throw new Error('The application is not built: run "npm run build" first.')
  const folder = mkdtempSync(join(tmpdir(), 'ratebook-desktop-'))
  chmodSync(folder, 0o755)
  const app = join(folder, 'app')
  mkdirSync(app)
  for (const part of ['assets', 'package.json']) cpSync(join(ROOT, part), join(app, part), { recursive: true })
  cpSync(join(ROOT, 'build'), join(app, 'build'), { recursive: true, filter: isPartOfTheApplication })
  if (page !== null) {
    rmSync(join(app, 'build', 'renderer'), { recursive: true, force: true })
    mkdirSync(join(app, 'build', 'renderer'), { recursive: true })
    writeFileSync(join(app, 'build', 'renderer', 'index.html'), page.html)
    writeFileSync(join(app, 'build', 'renderer', 'page.js'), page.script)
  }
  linkPackages(app, join(electronFolder, 'better_sqlite3.node'))
  copyPrograms(join(electronFolder, 'dist'), join(folder, 'electron'))
  const home = join(folder, 'home')
  mkdirSync(home)
  return {
    folder, app, home, executable: writeLauncher(folder, join(folder, 'electron', 'electron')),
    handOver() {
      if (isRoot()) spawnSync('chown', ['-R', `${NOBODY}:${NOBODY}`, home])
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
