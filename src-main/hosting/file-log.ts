import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { inspect } from 'node:util'

import type { Log } from '../core/ports.ts'

const MAX_BYTES = 1_000_000

function rotate(path: string): void {
  try {
    if (statSync(path).size > MAX_BYTES) renameSync(path, `${path}.1`)
  } catch {
    // There is no log yet.
  }
}

/** A log file of at most 1 MB and the one before it. A log that cannot be written stops nothing. */
export function createFileLog(path: string): Log {
  function write(line: string): void {
    try {
      mkdirSync(dirname(path), { recursive: true })
      rotate(path)
      appendFileSync(path, `${new Date().toISOString()} ${line}\n`)
    } catch {
      process.stderr.write(`${line}\n`)
    }
  }
  return {
    incident: ({ incident, procedure, error }) => write(`incident ${incident} in ${procedure}: ${inspect(error)}`),
    note: (message) => write(`note ${message}`),
  }
}
