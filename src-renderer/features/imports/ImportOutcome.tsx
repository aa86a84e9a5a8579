import { Badge, Box, Button, Group, List, SegmentedControl, Table, Text, Title } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import type { ImportOutcome as Outcome, ImportPreviewRow } from '../../../src-shared/domain/import-outcome.ts'
import { IssueList } from '../../components/IssueList.tsx'
import classes from './Imports.module.css'

type Effect = ImportPreviewRow['effect']
const EFFECTS: readonly { readonly effect: Effect; readonly label: string }[] = [
  { effect: 'new', label: 'New' }, { effect: 'changed', label: 'Changed' }, { effect: 'unchanged', label: 'Unchanged' }, { effect: 'refused', label: 'Refused' },
]
const ROWS_AT_FIRST = 200

function isEffect(text: string): text is Effect {
  return EFFECTS.some(({ effect }) => effect === text)
}

/** How many rows of the file do what. */
export function ImportCounts({ outcome: { counts } }: { readonly outcome: Outcome }): ReactNode {
  return (
    <dl className={classes['counts']}>
      {EFFECTS.map(({ effect, label }) => (
        <div key={effect} data-refused={(effect === 'refused' && counts.refused > 0) || undefined}>
          <dt>{label}</dt>
          <dd>{counts[effect].toLocaleString('en-US')}</dd>
        </div>
      ))}
    </dl>
  )
}

function EffectBadge({ effect }: { readonly effect: Effect }): ReactNode {
  const label = EFFECTS.find((each) => each.effect === effect)?.label ?? effect
  if (effect === 'refused') {
    return (
      <Badge color="red" variant="outline">
        {label}
      </Badge>
    )
  }
  return (
    <Badge color="gray" variant={effect === 'unchanged' ? 'transparent' : 'outline'} c="var(--mantine-color-text)">
      {label}
    </Badge>
  )
}

/** The word before the colon says what the badge beside it says. */
function effectText({ effectText: text }: ImportPreviewRow): string {
  return text.replace(/^(?:changed|new rate|unchanged):?\s*/, '').replaceAll('->', '→')
}

/** What each row of the file would do. */
function EffectTable({ rows }: { readonly rows: readonly ImportPreviewRow[] }): ReactNode {
  const [shown, setShown] = useState<'all' | Effect>('all')
  const [isWhole, setIsWhole] = useState(false)
  const found = shown === 'all' ? rows : rows.filter((row) => row.effect === shown)
  const listed = isWhole ? found : found.slice(0, ROWS_AT_FIRST)
  const present = EFFECTS.filter(({ effect }) => rows.some((row) => row.effect === effect))
  return (
    <section aria-labelledby="import-effects">
      <Group justify="space-between" mb={6}>
        <Title order={3} id="import-effects">
          Row by row
        </Title>
        {present.length > 1 && (
          <SegmentedControl
            aria-label="Rows shown"
            value={shown}
            data={[{ value: 'all', label: 'All' }, ...present.map(({ effect, label }) => ({ value: effect, label }))]}
            onChange={(value) => setShown(isEffect(value) ? value : 'all')}
          />
        )}
      </Group>
      <Box component="section" className={classes['sideways'] ?? ''} aria-label="Rows of the file" tabIndex={0}>
        <Table aria-label="What each row would do" verticalSpacing={4} horizontalSpacing="sm" fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={64} ta="right">Row</Table.Th>
              <Table.Th w={150}>Code</Table.Th>
              <Table.Th>Title</Table.Th>
              <Table.Th w={110}>Effect</Table.Th>
              <Table.Th>What changes</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {listed.map((row) => (
              <Table.Tr key={row.rowNumber}>
                <Table.Td ta="right" c="dimmed">{row.rowNumber}</Table.Td>
                <Table.Td>{row.code}</Table.Td>
                <Table.Td>{row.title}</Table.Td>
                <Table.Td><EffectBadge effect={row.effect} /></Table.Td>
                <Table.Td>{effectText(row)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Box>
      {listed.length < found.length && (
        <Group mt="xs" gap="xs">
          <Text size="sm" c="dimmed">
            {listed.length} of {found.length.toLocaleString('en-US')} rows.
          </Text>
          <Button variant="subtle" onClick={() => setIsWhole(true)}>
            Show all
          </Button>
        </Group>
      )}
    </section>
  )
}

/** Everything that is wrong or worth knowing, with row, column and what to do; then what each row would do. */
export function ImportOutcome({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const errors = outcome.issues.filter((each) => each.severity === 'error')
  const others = outcome.issues.filter((each) => each.severity !== 'error')
  const ofRows = others.filter((each) => each.place?.row !== undefined)
  const ofFile = others.filter((each) => each.place?.row === undefined)
  return (
    <>
      {errors.length > 0 && (
        <section aria-labelledby="import-errors">
          <Title order={3} id="import-errors" mb={4}>
            {errors.length === 1 ? 'One thing to put right' : `${errors.length.toLocaleString('en-US')} things to put right`}
          </Title>
          <IssueList issues={errors} label="What is wrong in the file" />
        </section>
      )}
      {others.length > 0 && (
        <section aria-labelledby="import-notes">
          <Title order={3} id="import-notes" mb={4}>
            Worth knowing
          </Title>
          {ofFile.length > 0 && (
            <List size="sm" icon={<IconInfoCircle size={15} aria-hidden style={{ verticalAlign: -2 }} />}>
              {ofFile.map((each) => (
                <List.Item key={`${each.code}${each.message}`}>
                  {each.message} {each.remedy}
                </List.Item>
              ))}
            </List>
          )}
          {ofRows.length > 0 && <IssueList issues={ofRows} label="Worth knowing of single rows" />}
        </section>
      )}
      {outcome.preview.length > 0 && <EffectTable rows={outcome.preview} />}
    </>
  )
}
