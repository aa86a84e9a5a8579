import { Button, Group, Modal, SegmentedControl, Stack, Table, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { memo, useDeferredValue, useMemo, useState, type FormEvent, type ReactNode } from 'react'

import { toText, type Decimal } from '../../../src-shared/domain/decimal.ts'
import { formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Issue } from '../../../src-shared/domain/issues.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { EditPlan } from '../../../src-shared/domain/model/edit.ts'
import type { PriceCell, Relative } from '../../../src-shared/domain/rates/price-wish.ts'
import type { TypedNumber } from '../../../src-shared/domain/typed-number.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { DecimalInput } from '../../components/DecimalInput.tsx'
import { IssueList } from '../../components/IssueList.tsx'
import { distinctCells, planBulkChange, previewOf, reasonsOf, scenarioToBeMade, type BulkPreview } from './bulk-change.ts'

const ROWS_SHOWN = 8
const REASONS_SHOWN = 8
/** The preview's scenario is never kept, so its id and its time are nobody's. */
const NOBODYS = { at: '1970-01-01T00:00:00.000Z', newId: (): string => 'preview' } as const

type Kind = Relative['kind']

function isKind(text: string): text is Kind {
  return text === 'percent' || text === 'amount'
}

function relativeOf(kind: Kind, value: Decimal): Relative {
  return kind === 'percent' ? { kind, value: toText<'%'>(value) } : { kind, value: toText<'USD/unit'>(value) }
}

function pricesText(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'price' : 'prices'}`
}

function placesOf(text: string): number {
  return /\.(\d+)$/.exec(text)?.[1]?.length ?? 0
}

/** Filled with spaces as wide as digits and a point, so that the points of a column stand below each other. */
function aligned(text: string, places: number): string {
  const has = placesOf(text)
  return has >= places || !/\d$/.test(text) ? text : `${text}${has === 0 ? '\u2008' : ''}${'\u2007'.repeat(places - has)}`
}

function PreviewTable({ preview }: { readonly preview: BulkPreview }): ReactNode {
  const more = preview.changed - preview.rows.length
  const places = Math.max(0, ...preview.rows.map((row) => placesOf(row.after)))
  return (
    <div>
      <Text size="sm" fw={600} mb={2}>
        {pricesText(preview.changed)} {preview.changed === 1 ? 'changes' : 'change'}
      </Text>
      <Table aria-label="Before and after" fz="sm" verticalSpacing={3} horizontalSpacing="xs" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Rate</Table.Th>
            <Table.Th ta="right" w={104}>Before</Table.Th>
            <Table.Th ta="right" w={104}>After</Table.Th>
            <Table.Th ta="right" w={104}>Difference</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th scope="row" fw={400}>
                <Text size="sm" truncate title={row.title}>
                  {row.title}
                </Text>
              </Table.Th>
              <Table.Td ta="right">{aligned(row.before, places)}</Table.Td>
              <Table.Td ta="right" fw={600}>{aligned(row.after, places)}</Table.Td>
              <Table.Td ta="right" c="dimmed">{aligned(row.difference, places)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          and {more.toLocaleString('en-US')} more
        </Text>
      )}
    </div>
  )
}

function Skipped({ count, reasons }: { readonly count: number; readonly reasons: readonly string[] }): ReactNode {
  if (count === 0) return null
  return (
    <Group gap={6} align="flex-start" wrap="nowrap">
      <IconInfoCircle size={15} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <div>
        <Text size="sm">
          {pricesText(count)} {count === 1 ? 'stays as it is' : 'stay as they are'}
        </Text>
        <Text size="xs" c="dimmed">
          {reasons.slice(0, REASONS_SHOWN).join(' · ')}
          {reasons.length > REASONS_SHOWN && ` · and ${reasons.length - REASONS_SHOWN} more reasons`}
        </Text>
      </div>
    </Group>
  )
}

type FormProps = {
  readonly draft: Draft
  /** The version that is changed. A published year without a scenario gets one in the same edit. */
  readonly version: Version
  readonly cells: readonly PriceCell[]
  readonly newId: () => string
  /** Whose scenario it is, where one is made. */
  readonly author: string
  /** The plan to apply; `scenarioId` is that of the scenario which it makes, to be shown from now on, else null. */
  readonly onApply: (plan: EditPlan, scenarioId: string | null) => void
  readonly onClose: () => void
}

function ChangeForm({ draft, version, cells, newId, author, onApply, onClose }: FormProps): ReactNode {
  const [kind, setKind] = useState<Kind>('percent')
  const [value, setValue] = useState<Decimal | null>(null)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const by = useMemo(() => (value === null || value.isZero() ? null : relativeOf(kind, value)), [kind, value])
  const shownBy = useDeferredValue(by)
  const request = useMemo(() => ({ draft, version, cells: distinctCells(cells), author }), [draft, version, cells, author])
  const planned = useMemo(() => (shownBy === null ? null : planBulkChange({ ...request, by: shownBy, ...NOBODYS })), [request, shownBy])
  const preview = useMemo(() => (planned?.ok === true ? previewOf(request, planned.value, ROWS_SHOWN) : null), [request, planned])
  const scenario = scenarioToBeMade(draft, version)
  const problems = planned?.ok === false ? planned.failure : issues
  const canApply = by !== null && planned?.ok === true && planned.value.plan.changes.length > 0

  function type(typed: TypedNumber | null): void {
    setValue(typed?.value ?? null)
    // What is written with % or $ says itself which of the two it is.
    if (typed?.isPercent === true) setKind('percent')
    if (typed?.isCurrency === true) setKind('amount')
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (by === null) return
    const change = planBulkChange({ ...request, by, at: new Date().toISOString(), newId })
    if (!change.ok) return setIssues(change.failure)
    if (change.value.plan.changes.length === 0) return
    onApply(change.value.plan, change.value.scenarioId)
    onClose()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {scenario === null ? (
            `Each rate of ${formatVersion(draft, version)} is changed once and rounded to its own places.`
          ) : (
            <>
              {formatFiscalYear(version.fiscalYear)} is published and stays as it is: the change goes into a new scenario, <span style={{ whiteSpace: 'nowrap' }}>“{scenario}”</span>. Each rate is rounded to its own places.
            </>
          )}
        </Text>
        <Group gap="sm" align="flex-end">
          <SegmentedControl
            aria-label="Change by" value={kind} data={[{ value: 'percent', label: 'By %' }, { value: 'amount', label: 'By amount' }]}
            onChange={(next) => {
              if (isKind(next)) setKind(next)
            }}
          />
          <DecimalInput<string>
            label={kind === 'percent' ? 'Per cent' : 'USD per unit'} description="A minus lowers the rates: -2.5" placeholder={kind === 'percent' ? '3' : '0.50'} rightSection={<Text size="xs" c="dimmed">{kind === 'percent' ? '%' : 'USD'}</Text>} rightSectionWidth={40}
            value={value === null ? null : toText<string>(value)} allowEmpty onTyping={type} onCommit={() => undefined} w={230} data-autofocus
          />
        </Group>
        {preview !== null && preview.changed > 0 && <PreviewTable preview={preview} />}
        {preview !== null && preview.changed === 0 && <Text size="sm">No selected rate changes.</Text>}
        {planned?.ok === true && <Skipped count={planned.value.refused.length} reasons={reasonsOf(request, planned.value.refused)} />}
        {problems.length > 0 && <IssueList issues={problems} label="Why not" showPlace={false} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!canApply}>
            {planned?.ok === true && canApply ? `Apply ${planned.value.plan.label}` : 'Apply'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type DialogProps = FormProps & { readonly open: boolean }

/** While it is closed, edits and selections behind it concern it not: it takes them over when it opens. */
function isClosedStill(before: DialogProps, after: DialogProps): boolean {
  return !before.open && !after.open
}

/** One uniform change, by % or by an amount, of every selected rate, with a preview (NUM-2, NUM-3, VER-4). Enter applies. */
export const BulkChangeDialog = memo(function BulkChangeDialog({ open, ...form }: DialogProps): ReactNode {
  const count = useMemo(() => distinctCells(form.cells).length, [form.cells])
  return (
    <Modal opened={open} onClose={form.onClose} size={560} title={`Change ${pricesText(count)}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <ChangeForm {...form} />
    </Modal>
  )
}, isClosedStill)
