#!/usr/bin/env node
// The `ratebook` command. It imports nothing native: on a Node that is too old it starts itself again on the project's own.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** better-sqlite3 ends an older Node without a word, and an older one does not run the TypeScript sources. */
const OLDEST_NODE = 24

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..')
// In the repository the sources run as they are; an installed copy has the built ones only.
const main = [join(here, 'main.ts'), join(root, 'build', 'src-main', 'cli', 'main.js')].find((each) => existsSync(each))
const [major] = process.versions.node.split('.')

function complain(message) {
  process.stderr.write(`ratebook: ${message}\n`)
  process.exitCode = 1
}

// npm runs scripts in the folder of the package; the files that are named stand where the person is.
if (process.env.npm_lifecycle_event === 'ratebook' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)

if (main === undefined) {
  complain('the program is not built. Run "npm run build" in its folder.')
} else if (!existsSync(join(root, 'node_modules', 'commander'))) {
  complain(`its packages are not installed. Run "npm ci" in ${root}.`)
} else if (Number(major) >= OLDEST_NODE) {
  // Hundreds of sources are read once a version of them, not at every command; where nothing can be kept, each time.
  module.enableCompileCache()
  const { runCli } = await import(main)
  process.exitCode = await runCli(process.argv.slice(2))
} else {
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(node)) {
    const { status, error } = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
    if (error) complain(`Node at ${node} does not start: ${error.message}. Run "npm ci" in ${root}.`)
    else process.exitCode = status ?? 1
  } else {
    complain(`this is Node ${process.versions.node}; Ratebook needs Node ${OLDEST_NODE} or later. Install it, or run "npm ci" in ${root}, which brings one along.`)
  }
}
