import { Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { Issue, IssueSeverity } from '../../src-shared/domain/issues.ts'

const SEVERITY: Readonly<Record<IssueSeverity, { readonly word: string; readonly icon: ReactNode }>> = {
  error: { word: 'Error', icon: <IconCircleX size={15} color="var(--mantine-color-error)" aria-hidden /> },
  warning: { word: 'Warning', icon: <IconAlertTriangle size={15} color="var(--ratebook-increase)" aria-hidden /> },
  note: { word: 'Note', icon: <IconInfoCircle size={15} color="var(--mantine-color-dimmed)" aria-hidden /> },
}

function keyOf(each: Issue, index: number): string {
  return `${index}${each.code}`
}

/** Issues with their places: what is wrong, where, and what to do. Shows the first `limit` and says how many more there are. */
export function IssueList({ issues, label, limit = 500, showPlace = true }: { readonly issues: readonly Issue[]; readonly label: string; readonly limit?: number; readonly showPlace?: boolean }): ReactNode {
  return (
    <>
      <Table aria-label={label} verticalSpacing={4} horizontalSpacing="sm" fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={104}>Kind</Table.Th>
            {showPlace && <Table.Th w={64} ta="right">Row</Table.Th>}
            {showPlace && <Table.Th w={150}>Column</Table.Th>}
            <Table.Th>What is wrong and what to do</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {issues.slice(0, limit).map((each, index) => (
            <Table.Tr key={keyOf(each, index)}>
              <Table.Td>
                <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
                  {SEVERITY[each.severity].icon}
                  {SEVERITY[each.severity].word}
                </span>
              </Table.Td>
              {showPlace && <Table.Td ta="right">{each.place?.row ?? ''}</Table.Td>}
              {showPlace && <Table.Td>{each.place?.column ?? each.place?.sheet ?? ''}</Table.Td>}
              <Table.Td>
                {each.message}
                {each.remedy !== undefined && (
                  <Text span c="dimmed" size="sm">
                    {' '}
                    {each.remedy}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {issues.length > limit && (
        <Text size="sm" c="dimmed" mt="xs">
          {(issues.length - limit).toLocaleString('en-US')} more are not shown.
        </Text>
      )}
    </>
  )
}
