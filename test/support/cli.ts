/** Runs the real `ratebook` bin in a folder of its own. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { z } from 'zod'

import { REPOSITORY } from './source-files.ts'

const BIN = join(REPOSITORY, 'src-main', 'cli', 'ratebook.mjs')

export const answerSchema = z.strictObject({
  schema: z.string(), command: z.string(), model: z.string().nullable(),
  warnings: z.array(z.looseObject({ code: z.string(), severity: z.enum(['error', 'warning', 'note']), message: z.string() })),
  rows: z.array(z.record(z.string(), z.unknown())),
})
export type Answer = z.infer<typeof answerSchema>

export type CliResult = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

export type CliFolder = {
  readonly path: string
  run(...args: readonly string[]): CliResult
  /** With options of Node before the bin. */
  runNode(nodeArgs: readonly string[], ...args: readonly string[]): CliResult
  /** With `--json`: the answer, checked for its five keys. */
  ask(...args: readonly string[]): { readonly code: number | null; readonly answer: Answer; readonly stderr: string }
  /** `sample.ratebook` with the sample model. */
  createSample(): void
  remove(): void
}

export function createCliFolder(): CliFolder {
  const path = mkdtempSync(join(tmpdir(), 'ratebook-cli-'))
  const { INIT_CWD: _, ...environment } = process.env
  function runNode(nodeArgs: readonly string[], ...args: readonly string[]): CliResult {
    const result = spawnSync(process.execPath, [...nodeArgs, BIN, ...args], {
      cwd: path, encoding: 'utf8', env: { ...environment, RATEBOOK_DATA_FOLDER: join(path, 'data') }, maxBuffer: 50_000_000,
    })
    return { code: result.status, stdout: result.stdout, stderr: result.stderr }
  }
  return {
    path,
    runNode,
    run: (...args) => runNode([], ...args),
    ask(...args) {
      const { code, stdout, stderr } = runNode([], ...args, '--json')
      return { code, answer: answerSchema.parse(JSON.parse(stdout)), stderr }
    },
    createSample() {
      const { code, stderr } = runNode([], 'create', 'sample.ratebook', '--sample')
      if (code !== 0) throw new Error(`The sample could not be made: ${stderr}`)
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}
