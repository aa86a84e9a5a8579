/** Who is responsible, accountable, consulted and informed, for every activity of the process; the matrix's gaps are shown with what fills them. */
import { Box, Table, Text } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'

import { narrativeBeyondMatrix, PROCEDURES, PROCESS_ROLES, RACI_MATRIX, raciOf, type RaciRow } from '../../../../src-shared/domain/service-levels/agreements/raci-matrix.ts'
import classes from './Agreements.module.css'
import { FormDialog } from '../../../components/FormDialog.tsx'

function letterOf(row: RaciRow, index: number): string {
  return (row.letters[index] ?? '').split('').join(', ')
}

function Activity({ row }: { readonly row: RaciRow }): ReactNode {
  const { isFilled, responsible } = raciOf(row.code)
  const beyond = narrativeBeyondMatrix(row)
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>{row.code} {row.title}</Table.Th>
      {PROCESS_ROLES.map((role, index) => {
        const filled = isFilled && responsible.includes(role)
        const letters = letterOf(row, index)
        return (
          <Table.Td key={role} ta="center">
            {letters}
            {filled && <Text span size="xs" fs="italic">{letters === '' ? '' : ', '}(R)</Text>}
          </Table.Td>
        )
      })}
      <Table.Td fz="xs">{isFilled ? 'No R in the matrix: filled from the narrative' : beyond.length > 0 ? `The narrative names ${beyond.join(', ').toLowerCase()} as well` : ''}</Table.Td>
    </Table.Tr>
  )
}

export function RaciDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <FormDialog onClose={onClose} title="Who does what" size="min(1080px, 94vw)">
      <Text size="sm" mb="xs">R responsible, A accountable, C consulted, I informed. (R) in italics stands where the matrix names nobody responsible: the role column of the process's narrative fills it.</Text>
      <Box component="section" className={classes['scroll'] ?? ''} aria-label="RACI matrix, whole" tabIndex={0}>
        <Table aria-label="RACI matrix" fz="sm" verticalSpacing={3} horizontalSpacing={8}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Activity</Table.Th>
              {PROCESS_ROLES.map((role) => <Table.Th key={role} ta="center">{role}</Table.Th>)}
              <Table.Th>Where matrix and narrative differ</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {PROCEDURES.map(({ number, title }) => (
              <Fragment key={number}>
                <Table.Tr><Table.Th colSpan={PROCESS_ROLES.length + 2} scope="rowgroup" c="dimmed" fz="xs">{number} {title}</Table.Th></Table.Tr>
                {RACI_MATRIX.filter((row) => row.code.startsWith(`${number}.`)).map((row) => <Activity key={row.code} row={row} />)}
              </Fragment>
            ))}
          </Table.Tbody>
        </Table>
      </Box>
    </FormDialog>
  )
}
