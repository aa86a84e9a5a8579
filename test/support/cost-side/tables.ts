/** The tables that are being made, as lines by column names, and how they are written. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { COST_SAMPLE_TABLES } from '../../../src-main/core/sample-costs.ts'
import type { SampleLine } from '../../../src-main/core/sample-lines.ts'
import { sampleRows, type SampleTables } from '../../../src-main/core/sample-model.ts'
import { readSampleTables } from '../../../src-main/workbook/samples.ts'
import type { ModelRows } from '../../../src-shared/domain/model/draft.ts'

export const FOLDER = join(import.meta.dirname, '../../../assets/samples')
export type TableName = (typeof COST_SAMPLE_TABLES)[number]
export type Lines = Map<TableName, SampleLine[]>

/** Everything that is made up says so in its own line. */
export const SOURCE = 'Fictional: made for the sample'
export const AUTHOR = 'Sample'

function headerOf(name: TableName): readonly string[] {
  return (readFileSync(join(FOLDER, `${name}.csv`), 'utf8').split('\n')[0] ?? '').split(',')
}

/** The tables with what stands in a source, and nothing that is made up. */
export function startingTables(): { readonly given: SampleTables; readonly lines: Lines } {
  const given = readSampleTables(FOLDER)
  return { given, lines: new Map(COST_SAMPLE_TABLES.map((name) => [name, given[name].filter((line) => line['source'] !== SOURCE)])) }
}

/** Adds a line; columns that are not given are empty. */
export function add(lines: Lines, name: TableName, cells: SampleLine): void {
  lines.get(name)?.push({ author: AUTHOR, source: SOURCE, ...cells })
}

export function rowsOf(given: SampleTables, lines: Lines): ModelRows {
  const made = Object.fromEntries([...lines].map(([name, table]) => [name, table.map((line) => Object.fromEntries(headerOf(name).map((column) => [column, line[column] ?? ''])))]))
  return sampleRows({ ...given, ...made })
}

function field(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Lines as the text of a file; columns that a line has not are empty. */
export function csvText(header: readonly string[], table: readonly SampleLine[]): string {
  return [header.join(','), ...table.map((line) => header.map((column) => field(line[column] ?? '')).join(',')), ''].join('\n')
}

export function writeTables(lines: Lines): void {
  for (const [name, table] of lines) writeFileSync(join(FOLDER, `${name}.csv`), csvText(headerOf(name), table))
}

/** A small generator of chance with a seed (Lehmer, 48271 modulo 2^31 - 1): the same seed gives the same sample. */
export function chance(seed: number): (from: number, to: number) => number {
  let state = seed
  return (from, to) => {
    state = (state * 48271) % 2147483647
    return from + ((to - from) * state) / 2147483647
  }
}
