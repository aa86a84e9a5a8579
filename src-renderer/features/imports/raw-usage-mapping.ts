/** What each column of a file of raw usage holds: the names in the file say it, as those of the template. */
import { MEASURE_COLUMNS } from '../../../src-shared/domain/usage/measures/raw-measure.ts'
import { measuresHeader } from '../../../src-shared/domain/usage/measures/read-measures.ts'
import type { ColumnUses } from './MappingTable.tsx'
import type { SampleTable } from './sample-table.ts'

/** `columns`: the template's name of each column that is read; empty where no row names agency and kind. */
export type RawUsageMapping = { readonly headerRow: number; readonly columns: ReadonlyMap<number, string> }

const NOT_READ = ''
const USES: ColumnUses['uses'] = [{ value: NOT_READ, label: 'Not read' }, ...['agency', 'kind', ...MEASURE_COLUMNS.map(({ header }) => header)].map((name) => ({ value: name, label: `Read as ${name}` }))]
const NUMBERS: ReadonlySet<string> = new Set(MEASURE_COLUMNS.filter(({ holds }) => holds === 'number').map(({ header }) => header))

export function rawUsageMapping({ rows, rowNumbers }: Pick<SampleTable, 'rows' | 'rowNumbers'>): RawUsageMapping {
  const header = measuresHeader(rows)
  return { headerRow: rowNumbers[header?.at ?? 0] ?? 1, columns: new Map([...(header?.columns ?? [])].map(([name, column]) => [column, name])) }
}

/** What is still missing before the file can be looked at; empty when nothing is. */
export function missingOfRawUsage({ columns }: RawUsageMapping): readonly string[] {
  return columns.size > 0 ? [] : ['No row names the columns agency and kind. Name them in the file, as the template does, and choose it again.']
}

export function rawUsageColumns({ columns }: RawUsageMapping): ColumnUses {
  return { uses: USES, heldBy: (column) => columns.get(column) ?? NOT_READ, isNumeric: (column) => NUMBERS.has(columns.get(column) ?? NOT_READ) }
}
