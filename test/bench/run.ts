/** Runs every `*.bench.ts` beside it, one after the other, and prints one table; exit 1 when a bound does not hold. */
import { readdirSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import type { Bench, BenchRow } from './measure.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
/** `npm run bench -- compare store` runs these only. */
const only = process.argv.slice(2)
const files = readdirSync(folder).filter((name) => name.endsWith('.bench.ts') && (only.length === 0 || only.some((each) => name.startsWith(each))))

function isBench(value: unknown): value is Bench {
  return typeof value === 'object' && value !== null && 'name' in value && 'run' in value && typeof value.run === 'function'
}

async function benchOf(file: string): Promise<Bench> {
  const module: unknown = await import(pathToFileURL(join(folder, file)).href)
  const found = typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined
  if (!isBench(found)) throw new Error(`${file} exports no { name, run } by default.`)
  return found
}

function held(row: BenchRow): string {
  return row.holds === undefined ? '' : row.holds ? 'holds' : 'DOES NOT HOLD'
}

function print(title: string, rows: readonly BenchRow[]): void {
  const table = rows.map((row) => [row.name, row.value, row.yardstick, row.ratio, held(row)])
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length))) ?? []
  console.log(`\n${title}`)
  for (const row of table) console.log(`  ${row.map((text, column) => (column === 1 || column === 3 ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0))).join('  ')}`.trimEnd())
}

console.log(`Node ${process.version}, ${availableParallelism()} x ${cpus()[0]?.model.trim() ?? 'processor'}; medians of seven`)
let broken = 0
for (const file of files) {
  try {
    const bench = await benchOf(file)
    const rows = await bench.run()
    print(bench.name, rows)
    broken += rows.filter((row) => row.holds === false).length
  } catch (error) {
    broken += 1
    console.log(`\n${file} could not be measured: ${error instanceof Error ? error.message : String(error)}`)
  }
}
process.exitCode = broken > 0 ? 1 : 0
