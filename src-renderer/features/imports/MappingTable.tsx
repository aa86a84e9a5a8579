import { NativeSelect, Table, Text } from '@mantine/core'
import { useId, type ReactNode } from 'react'

import { columnLetter } from '../../../src-shared/domain/column-letter.ts'
import classes from './Imports.module.css'
import { rowAt, type SampleTable } from './sample-table.ts'

/** Enough to see what a column holds. */
const ROWS_SHOWN = 5
/** Beyond these a table is seldom read by eye; what is proposed further right still counts. */
const MOST_COLUMNS = 60

/** What the columns of a table can hold, for one kind of import. */
export type ColumnUses = {
  /** The first is that of a column that holds nothing. */
  readonly uses: readonly { readonly value: string; readonly label: string }[]
  readonly heldBy: (column: number) => string
  /** Left out where the names in the file alone say it. */
  readonly onUse?: (column: number, given: { readonly use: string; readonly header: string }) => void
  /** What else is said of a column; `called` names it. */
  readonly extraOf?: (column: number, called: string) => ReactNode
  readonly isNumeric?: (column: number) => boolean
}

type HeadProps = { readonly column: number; readonly header: string; readonly columns: ColumnUses }

function ColumnHead({ column, header, columns: { uses, heldBy, onUse, extraOf } }: HeadProps): ReactNode {
  const use = heldBy(column)
  const called = header === '' ? `column ${columnLetter(column)}` : `${header} (column ${columnLetter(column)})`
  const extra = extraOf?.(column, called)
  return (
    <Table.Th className={classes['columnHead'] ?? ''} data-used={use !== uses[0]?.value || undefined}>
      <Text size="xs" c="dimmed">
        {columnLetter(column)}
      </Text>
      <Text size="sm" fw={600} truncate title={header} mb={4}>
        {header === '' ? ' ' : header}
      </Text>
      {onUse === undefined ? (
        <Text size="sm" c={use === uses[0]?.value ? 'dimmed' : 'var(--mantine-color-text)'}>
          {uses.find(({ value }) => value === use)?.label}
        </Text>
      ) : (
        <NativeSelect aria-label={`What ${called} holds`} value={use} data={[...uses]} onChange={(event) => onUse(column, { use: event.currentTarget.value, header })} />
      )}
      {extra !== undefined && extra !== null && <div style={{ marginTop: 4 }}>{extra}</div>}
    </Table.Th>
  )
}

/** @example rowsInWords(5, 10) // 'The first 5 of 10 rows.' */
export function rowsInWords(shown: number, count: number | null): string {
  if (shown === 0) return 'No row stands below the names.'
  if (count === null) return shown === 1 ? 'The first row.' : `The first ${shown} rows.`
  if (shown < count) return `The first ${shown} of ${count.toLocaleString('en-US')} rows.`
  return shown === 1 ? 'Its only row.' : `All ${shown} rows.`
}

/** The first rows of a sheet; above each column what it holds, to be chosen. */
export function MappingTable({ table, headerRow, columns }: { readonly table: SampleTable; readonly headerRow: number; readonly columns: ColumnUses }): ReactNode {
  const titleId = useId()
  const { uses, heldBy, isNumeric } = columns
  const places = Array.from({ length: Math.min(table.columnCount, MOST_COLUMNS) }, (_, column) => column)
  const header = rowAt(table, headerRow)
  const shown = table.rows.map((row, index) => ({ row, number: table.rowNumbers[index] ?? index + 1 })).filter(({ number }) => number > headerRow).slice(0, ROWS_SHOWN)
  return (
    <div>
      <Text id={titleId} size="sm" c="dimmed" mb={6}>
        {rowsInWords(shown.length, table.rowCount === null ? null : table.rowCount - table.rowNumbers.indexOf(headerRow) - 1)} Above each column stands what it holds.
        {table.columnCount > MOST_COLUMNS && ` Only the first ${MOST_COLUMNS} of ${table.columnCount} columns are shown.`}
      </Text>
      <div className={classes['sideways']}>
        <Table aria-labelledby={titleId} verticalSpacing={3} horizontalSpacing="xs" fz="sm" withColumnBorders className={classes['mapping'] ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={48} ta="right">
                Row
              </Table.Th>
              {places.map((column) => (
                <ColumnHead key={column} column={column} header={(header[column] ?? '').trim()} columns={columns} />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ row, number }) => (
              <Table.Tr key={number}>
                <Table.Td ta="right" c="dimmed">
                  {number}
                </Table.Td>
                {places.map((column) => (
                  <Table.Td key={column} className={classes['sample'] ?? ''} data-used={heldBy(column) !== uses[0]?.value || undefined} ta={isNumeric?.(column) === true ? 'right' : 'left'}>
                    {row[column] ?? ''}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </div>
  )
}
