import { NativeSelect, Table, Text, TextInput } from '@mantine/core'
import { useId, useState, type ReactNode } from 'react'

import type { InspectedTable } from '../../../src-shared/contract/answers.ts'
import { formatFiscalYear, readFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { RatesImportMapping } from '../../../src-shared/domain/rates/rates-import.ts'
import classes from './Imports.module.css'
import { columnLetter, isUse, USES, contentOf, withUse, withYear, yearOf } from './mapping.ts'

/** Enough to see what a column holds. */
const ROWS_SHOWN = 5
/** Beyond these a table is not one of rates; what is proposed further right still counts. */
const MOST_COLUMNS = 60

function YearInput({ value, onCommit, label }: { readonly value: FiscalYear; readonly onCommit: (year: FiscalYear) => void; readonly label: string }): ReactNode {
  const [typed, setTyped] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  function commit(): void {
    if (typed === null) return
    const read = readFiscalYear(typed)
    if (!read.ok) return setError(read.failure.remedy ?? read.failure.message)
    setError(null)
    setTyped(null)
    onCommit(read.value)
  }
  return (
    <TextInput
      aria-label={label}
      value={typed ?? formatFiscalYear(value)}
      error={error}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
      }}
    />
  )
}

type Props = { readonly table: InspectedTable['table']; readonly mapping: RatesImportMapping; readonly onChange: (mapping: RatesImportMapping) => void; readonly fallbackYear: FiscalYear }

function ColumnHead({ column, name, mapping, onChange, fallbackYear }: Omit<Props, 'table'> & { readonly column: number; readonly name: string }): ReactNode {
  const use = contentOf(mapping, column)
  const year = yearOf(mapping, column)
  const called = name === '' ? `column ${columnLetter(column)}` : `${name} (column ${columnLetter(column)})`
  return (
    <Table.Th className={classes['columnHead'] ?? ''} data-used={use !== 'none' || undefined}>
      <Text size="xs" c="dimmed">
        {columnLetter(column)}
      </Text>
      <Text size="sm" fw={600} truncate title={name} mb={4}>
        {name === '' ? ' ' : name}
      </Text>
      <NativeSelect
        aria-label={`What ${called} holds`}
        value={use}
        data={USES.map(({ value, label }) => ({ value, label }))}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          if (isUse(chosen)) onChange(withUse(mapping, column, { use: chosen, fallbackYear, header: name }))
        }}
      />
      {year !== undefined && (
        <div style={{ marginTop: 4 }}>
          <YearInput value={year} label={`Fiscal year of ${called}`} onCommit={(next) => onChange(withYear(mapping, column, next))} />
        </div>
      )}
    </Table.Th>
  )
}

/** The first rows of a sheet; above each column what it holds, to be chosen. */
export function MappingTable({ table, mapping, onChange, fallbackYear }: Props): ReactNode {
  const titleId = useId()
  const columns = Array.from({ length: Math.min(table.columnCount, MOST_COLUMNS) }, (_, column) => column)
  const header = table.rows[table.rowNumbers.indexOf(mapping.headerRow)] ?? []
  const shown = table.rows.map((row, index) => ({ row, number: table.rowNumbers[index] ?? index + 1 })).filter(({ number }) => number > mapping.headerRow).slice(0, ROWS_SHOWN)
  return (
    <div>
      <Text id={titleId} size="sm" c="dimmed" mb={6}>
        The first {shown.length} of {table.rowCount.toLocaleString('en-US')} rows. Above each column stands what it holds.
        {table.columnCount > MOST_COLUMNS && ` Only the first ${MOST_COLUMNS} of ${table.columnCount} columns are shown.`}
      </Text>
      <div className={classes['sideways']}>
        <Table aria-labelledby={titleId} verticalSpacing={3} horizontalSpacing="xs" fz="sm" withColumnBorders className={classes['mapping'] ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={48} ta="right">
                Row
              </Table.Th>
              {columns.map((column) => (
                <ColumnHead key={column} column={column} name={(header[column] ?? '').trim()} mapping={mapping} onChange={onChange} fallbackYear={fallbackYear} />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ row, number }) => (
              <Table.Tr key={number}>
                <Table.Td ta="right" c="dimmed">
                  {number}
                </Table.Td>
                {columns.map((column) => (
                  <Table.Td key={column} className={classes['sample'] ?? ''} data-used={contentOf(mapping, column) !== 'none' || undefined} ta={contentOf(mapping, column) === 'year' ? 'right' : 'left'}>
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
