import { NativeSelect, Table, Text } from '@mantine/core'
import { useId, type ReactNode } from 'react'

import type { InspectedTable } from '../../../src-shared/contract/answers.ts'
import type { CostImportKind, CostImportMapping } from '../../../src-shared/domain/costs/imports/cost-import.ts'
import { NOT_USED, fieldAt, usesOf, withFieldAt } from './cost-mapping.ts'
import classes from './Imports.module.css'
import { columnLetter } from './mapping.ts'

/** Enough to see what a column holds. */
const ROWS_SHOWN = 5
const MOST_COLUMNS = 60

type Props = { readonly kind: CostImportKind; readonly table: InspectedTable['table']; readonly mapping: CostImportMapping; readonly onChange: (mapping: CostImportMapping) => void }

/** The first rows of a sheet; above each column what it holds, to be chosen. */
export function CostMappingTable({ kind, table, mapping, onChange }: Props): ReactNode {
  const titleId = useId()
  const uses = usesOf(kind)
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
              {columns.map((column) => {
                const name = (header[column] ?? '').trim()
                const use = fieldAt(mapping, column)
                return (
                  <Table.Th key={column} className={classes['columnHead'] ?? ''} data-used={use !== NOT_USED || undefined}>
                    <Text size="xs" c="dimmed">
                      {columnLetter(column)}
                    </Text>
                    <Text size="sm" fw={600} truncate title={name} mb={4}>
                      {name === '' ? ' ' : name}
                    </Text>
                    <NativeSelect
                      aria-label={`What ${name === '' ? '' : `${name} (`}column ${columnLetter(column)}${name === '' ? '' : ')'} holds`}
                      value={use}
                      data={[...uses]}
                      onChange={(event) => onChange(withFieldAt(mapping, { field: event.currentTarget.value, column }))}
                    />
                  </Table.Th>
                )
              })}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ row, number }) => (
              <Table.Tr key={number}>
                <Table.Td ta="right" c="dimmed">
                  {number}
                </Table.Td>
                {columns.map((column) => (
                  <Table.Td key={column} className={classes['sample'] ?? ''} data-used={fieldAt(mapping, column) !== NOT_USED || undefined}>
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
