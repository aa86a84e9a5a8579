/**
 * `npm start`: builds what is missing or out of date, then opens the window, or serves a local browser where there can be none.
 * Plain JavaScript that any Node from 20 on runs; what it starts runs on the project's own Node.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'build', 'built')
const given = process.argv.slice(2)
const isDevelopment = given.includes('--dev')
/** A window that is gone by then never opened. */
const WINDOW_GRACE_MS = 10_000
/** Only a fetch that takes longer is worth a line. */
const PATIENCE_MS = 3_000

function projectNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(own)) return own
  console.error('ratebook: Node 24 is needed. Run "npm ci" here once, or install Node 24.')
  process.exit(2)
}

function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return 0
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), found.mtimeMs)
}

function isUpToDate() {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs
  if (built === undefined) return false
  return ['src-shared', 'src-main', 'src-renderer', 'vite.config.ts', 'tsconfig.base.json', 'package-lock.json'].every((part) => newest(join(root, part)) <= built)
}

function packageBin(name, bin) {
  const require = createRequire(import.meta.url)
  const manifest = join(root, 'node_modules', name, 'package.json')
  if (!existsSync(manifest)) {
    console.error(`ratebook: ${name} is not installed. Run "npm ci" first.`)
    process.exit(2)
  }
  return join(dirname(manifest), require(manifest).bin[bin])
}

/** The hosts and the screens; tests are not needed to start. */
function build(node) {
  if (isUpToDate()) return
  console.log('Building Ratebook …')
  const startedAt = new Date()
  const steps = [[packageBin('typescript', 'tsc'), '-b', 'src-main/loopback', 'src-main/cli', 'src-main/electron', 'src-main/electron/tsconfig.preload.json'], [packageBin('vite', 'vite'), 'build', '--logLevel', 'warn']]
  for (const step of steps) {
    const { status } = spawnSync(node, step, { cwd: root, stdio: 'inherit' })
    if (status !== 0) process.exit(status ?? 1)
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, `${startedAt.toISOString()}\n`)
  // What is saved while a build runs is newer than that build.
  utimesSync(stamp, startedAt, startedAt)
}

/** True when Electron's program is here, or could be fetched just now; its own noise about it is kept away. */
function fetchElectron(node) {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return true
  const folder = join(root, 'node_modules', 'electron')
  if (!existsSync(join(folder, 'install.js'))) return false
  const marker = join(folder, 'path.txt')
  if (existsSync(marker) && existsSync(join(folder, 'dist', readFileSync(marker, 'utf8')))) return true
  const { promise, resolve } = promiseParts()
  const patience = setTimeout(() => console.log('Fetching Electron, once …'), PATIENCE_MS)
  const child = spawn(node, [join(folder, 'install.js')], { stdio: 'ignore' })
  child.on('error', () => resolve(false))
  child.on('exit', (code) => resolve(code === 0))
  return promise.finally(() => clearTimeout(patience))
}

function promiseParts() {
  let resolve
  const promise = new Promise((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

/** Electron's program, or why there is none to run. */
async function findElectron(node) {
  if (process.platform === 'linux') {
    if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return { why: 'there is no display' }
    if (process.getuid?.() === 0) return { why: 'the window does not open for root' }
  }
  if (!(await fetchElectron(node))) return { why: 'Electron is not on this machine and cannot be fetched' }
  try {
    const path = createRequire(import.meta.url)('electron')
    return existsSync(path) ? { path } : { why: 'Electron is not on this machine' }
  } catch {
    return { why: 'Electron is not on this machine and cannot be fetched' }
  }
}

function follow(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal))
}

function serveBrowser(node, why) {
  if (why !== null) console.log(`Ratebook opens in your browser: ${why}.`)
  const main = isDevelopment ? join(root, 'src-main', 'loopback', 'main.ts') : join(root, 'build', 'src-main', 'loopback', 'main.js')
  const child = spawn(node, [main, ...given], { cwd: process.env.INIT_CWD ?? process.cwd(), stdio: 'inherit' })
  follow(child)
  child.on('exit', (code) => process.exit(code ?? 0))
}

function openWindow(node, electron) {
  const startedAt = Date.now()
  const child = spawn(electron, [root, ...given], { cwd: process.env.INIT_CWD ?? process.cwd(), stdio: 'inherit' })
  let settled = false
  function ended(code, signal) {
    if (settled) return
    settled = true
    const failed = code !== 0 && signal !== 'SIGINT' && signal !== 'SIGTERM'
    if (failed && Date.now() - startedAt < WINDOW_GRACE_MS) serveBrowser(node, `the window could not be opened (${signal ?? `code ${code}`})`)
    else process.exit(code ?? 0)
  }
  follow(child)
  child.on('error', () => ended(1, null))
  child.on('exit', ended)
}

const node = projectNode()
if (isDevelopment) {
  serveBrowser(node, null)
} else {
  build(node)
  const { path, why } = await findElectron(node)
  if (path === undefined) serveBrowser(node, why)
  else openWindow(node, path)
}
