/** Runs one command of the test run and keeps what it said. */
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

import { REPOSITORY } from '../source-files.ts'

export type CommandResult = { readonly exitCode: number; readonly output: string; readonly seconds: number }

export type CommandRequest = {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** After this the whole process group is ended. */
  readonly limitSeconds: number
}

/** The programs of node_modules and this very Node come first. */
function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = [join(REPOSITORY, 'node_modules', '.bin'), process.env['PATH'] ?? '']
  return { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...more, PATH: own.join(delimiter) }
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/** The children of a run that is interrupted end with it. */
const running = new Set<number>()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const pid of running) endGroup(pid)
    process.exit(1)
  })
}

export function runCommand({ command, args, env = {}, limitSeconds }: CommandRequest): Promise<CommandResult> {
  const startedAt = performance.now()
  const { promise, resolve } = Promise.withResolvers<CommandResult>()
  const parts: string[] = []
  const finish = (exitCode: number): void => resolve({ exitCode, output: parts.join(''), seconds: (performance.now() - startedAt) / 1000 })
  const child = spawn(command, args, { cwd: REPOSITORY, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' })
  if (child.pid !== undefined) running.add(child.pid)
  const timer = setTimeout(() => {
    parts.push(`\nended after ${limitSeconds} seconds\n`)
    endGroup(child.pid)
  }, limitSeconds * 1000)
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => parts.push(text))
  child.on('error', (error) => {
    parts.push(`${command}: ${error.message}\n`)
    clearTimeout(timer)
    finish(1)
  })
  child.on('close', (code) => {
    clearTimeout(timer)
    if (child.pid !== undefined) running.delete(child.pid)
    finish(code ?? 1)
  })
  return promise
}
