import { Badge, Box, Button, Group, List, SegmentedControl, Table, Text, Title } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import { hasErrors } from '../../../src-shared/domain/issues.ts'
import type { ImportOutcome as Outcome, ImportPreviewRow } from '../../../src-shared/domain/import-outcome.ts'
import { IssueList } from '../../components/IssueList.tsx'
import classes from './Imports.module.css'

type Effect = ImportPreviewRow['effect']
const EFFECTS: readonly { readonly effect: Effect; readonly label: string }[] = [
  { effect: 'new', label: 'New' }, { effect: 'changed', label: 'Changed' }, { effect: 'unchanged', label: 'Unchanged' }, { effect: 'refused', label: 'Refused' },
]
const ROWS_AT_FIRST = 200

/** What the two columns are called that tell a row apart. */
export type RowHeads = { readonly code: string; readonly title: string }
const HEADS: RowHeads = { code: 'Code', title: 'Title' }

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
  return text.replace(/^(?:(?:changed|unchanged):?|new(?: rate)?:)\s*/, '').replaceAll('->', '→')
}

/** What each row of the file would do. */
function EffectTable({ rows, rowCount, heads }: { readonly rows: readonly ImportPreviewRow[]; readonly rowCount: number; readonly heads: RowHeads }): ReactNode {
  const [shown, setShown] = useState<'all' | Effect>('all')
  const [isWhole, setIsWhole] = useState(false)
  const found = shown === 'all' ? rows : rows.filter((row) => row.effect === shown)
  // One row of the file may stand here several times: a column of it is a row of its own.
  const listed = (isWhole ? found : found.slice(0, ROWS_AT_FIRST)).map((row, index) => ({ ...row, key: `${row.rowNumber} ${index}` }))
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
      {rows.length < rowCount && (
        <Text size="sm" c="dimmed" mb={6}>
          {rows.length.toLocaleString('en-US')} of {rowCount.toLocaleString('en-US')}, those that change something before the others.
        </Text>
      )}
      <Box component="section" className={classes['sideways'] ?? ''} aria-label="Rows of the file" tabIndex={0}>
        <Table aria-label="What each row would do" verticalSpacing={4} horizontalSpacing="sm" fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={64} ta="right">Row</Table.Th>
              <Table.Th w={150}>{heads.code}</Table.Th>
              <Table.Th>{heads.title}</Table.Th>
              <Table.Th w={110}>Effect</Table.Th>
              <Table.Th miw={260}>What changes</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {listed.map((row) => (
              <Table.Tr key={row.key}>
                <Table.Td ta="right" c="dimmed">{row.rowNumber}</Table.Td>
                <Table.Td className={classes['told'] ?? ''} title={row.code}>{row.code}</Table.Td>
                <Table.Td className={classes['told'] ?? ''} title={row.title}>{row.title}</Table.Td>
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

/** A refused row that is told by its number alone stands in the list of what is wrong already. */
function tellsMore({ effect, code, title }: ImportPreviewRow): boolean {
  return effect !== 'refused' || code !== '' || title !== ''
}

function errorsTitle(count: number, areMore: boolean): string {
  const things = count === 1 ? 'thing' : 'things'
  if (areMore) return `The first ${count.toLocaleString('en-US')} ${things} to put right`
  return count === 1 ? 'One thing to put right' : `${count.toLocaleString('en-US')} ${things} to put right`
}

/** Everything that is wrong or worth knowing, with row, column and what to do; then what each row would do. */
export function ImportOutcome({ outcome, heads = HEADS }: { readonly outcome: Outcome; readonly heads?: RowHeads }): ReactNode {
  // A list that was cut off says so where it begins.
  const unlisted = hasErrors(outcome.issues) ? outcome.issues.filter((each) => each.code === 'row-skipped' && each.place?.row === undefined) : []
  const errors = outcome.issues.filter((each) => each.severity === 'error' && !unlisted.includes(each))
  const others = outcome.issues.filter((each) => each.severity !== 'error' && !unlisted.includes(each))
  const ofRows = others.filter((each) => each.place?.row !== undefined)
  const ofFile = others.filter((each) => each.place?.row === undefined)
  const { counts } = outcome
  return (
    <>
      {errors.length > 0 && (
        <section aria-labelledby="import-errors">
          <Title order={3} id="import-errors" mb={4}>
{errorsTitle(errors.length, unlisted.length > 0)}
          </Title>
          {unlisted.map((each) => (
            <Text key={each.message} size="sm" mb={4}>
              {each.message} {each.remedy}
            </Text>
          ))}
          <IssueList issues={errors} label="What is wrong in the file" />
        </section>
      )}
      {ofFile.length + ofRows.length > 0 && (
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
      {outcome.preview.some(tellsMore) && <EffectTable rows={outcome.preview} rowCount={counts.new + counts.changed + counts.unchanged + counts.refused} heads={heads} />}
    </>
  )
}
