import { ActionIcon, Badge, Box, Button, Modal, Table, Text, Title, VisuallyHidden } from '@mantine/core'
import { IconCalendarPlus, IconPlus, IconTrash } from '@tabler/icons-react'
import { Fragment, useEffect, useMemo, useRef, useState, type ClipboardEvent, type ReactNode } from 'react'

import { fiscalYearSpan } from '../../../src-shared/domain/fiscal-year.ts'
import type { EditPlan } from '../../../src-shared/domain/model/edit.ts'
import { fiscalYearFirstMonth } from '../../../src-shared/domain/model/integrity.ts'
import type { RatingTableName } from '../../../src-shared/domain/model/rating-integrity.ts'
import type { Result } from '../../../src-shared/domain/result.ts'
import { planAddRule, planNextPeriod, planRemoveRule, planRuleField, ruleName } from '../../../src-shared/domain/usage/edit-rules.ts'
import { isRatingParameterName, RATING_PARAMETERS } from '../../../src-shared/domain/usage/rating-parameters.ts'
import { planPasteRules } from '../../../src-shared/domain/usage/paste-rules.ts'
import { RULE_TABLES, textsOf, type RuleField, type RuleTexts } from '../../../src-shared/domain/usage/rule-fields.ts'
import { focusNeighbour } from '../../components/focus-neighbour.ts'
import { readTabSeparated } from '../../components/RateGrid/delimited-text.ts'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useInspector } from '../../state/inspector.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyDone, notifyIssues } from '../../state/notices.tsx'
import { useVersionSelection } from '../../state/version-selection.tsx'
import classes from './Rating.module.css'
import { RuleCell } from './RuleCell.tsx'
import { RuleForm } from './RuleForm.tsx'
import { ACTIONS, columnWidth, FACTS, leastWidth } from './rule-widths.ts'

type Row = { readonly id: string; readonly texts: RuleTexts }
type Editing = { readonly kind: 'new' } | { readonly kind: 'next'; readonly row: Row }

/** Rows of one thing stand together, the oldest first. */
function inOrder(rows: readonly Row[], [first]: readonly RuleField[]): readonly Row[] {
  const keyOf = ({ texts }: Row): string => [texts[first?.field ?? ''], texts['kind'], texts['effectiveFrom'], texts['level']?.padStart(3, '0')].map((text) => text ?? '').join('|')
  return rows.map((row) => ({ row, key: keyOf(row) })).toSorted((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0)).map(({ row }) => row)
}

function sentence(issues: readonly { readonly message: string; readonly remedy?: string }[]): string {
  return issues.slice(0, 2).flatMap(({ message, remedy }) => [message, remedy ?? '']).filter((part) => part !== '').join(' ')
}

/** Applies a plan; null when it was, else why not. */
function useTyped(): (planned: Result<EditPlan>) => string | null {
  const { apply } = useModelSession()
  return (planned) => {
    const issues = (planned.ok ? apply(planned.value) : planned.failure).filter(({ code }) => code !== 'nothing-to-change')
    return issues.length === 0 ? null : sentence(issues)
  }
}

function RuleRow({ table, row, fields, isChosen, onNext }: { readonly table: RatingTableName; readonly row: Row; readonly fields: readonly RuleField[]; readonly isChosen: boolean; readonly onNext: () => void }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const applyPlan = useApplyPlan()
  const inspector = useInspector()
  const typed = useTyped()
  const own = useRef<HTMLTableRowElement>(null)
  const name = `${ruleName(draft, table, row.texts)}${row.texts['effectiveFrom'] === undefined ? '' : ` from ${row.texts['effectiveFrom']}`}`
  useEffect(() => {
    if (isChosen) own.current?.scrollIntoView({ block: 'center' })
  }, [isChosen])
  const parameter = row.texts['name']
  const facts = table === 'ratingParameter' && parameter !== undefined && isRatingParameterName(parameter) ? RATING_PARAMETERS[parameter] : null
  return (
    <Table.Tr
      ref={own} className={classes['row'] ?? ''} data-chosen={isChosen || undefined} data-past={(row.texts['effectiveUntil'] ?? '') !== '' || undefined}
      onFocus={() => inspector.show({ title: name, explain: null, notes: [{ label: 'Source', text: row.texts['source'] ?? '' }, { label: 'Note', text: row.texts['note'] ?? '' }], history: [{ table, id: row.id }] })}
    >
      {fields.map((field) => (
        <Fragment key={field.field}>
          <Table.Td px={2} py={1} data-row={row.id} data-field={field.field} {...(field.kind === 'text' ? { title: row.texts[field.field] ?? '' } : {})}>
            <RuleCell
              field={field} value={row.texts[field.field] ?? ''} label={`${field.label} of ${name}`} draft={draft} readOnly={readOnly}
              onCommit={(text) => {
                const problem = typed(planRuleField({ draft, table, id: row.id, field: field.field, text }))
                if (problem !== null && (field.kind === 'choice' || field.kind === 'class' || field.kind === 'rate')) notifyIssues('Not changed', [{ code: 'wrong-state', severity: 'error', message: problem }])
                return problem
              }}
            />
          </Table.Td>
          {facts !== null && field.kind === 'figure' && (
            <Table.Td px={8} pt={7} pb={4}>
              <Text size="xs" c="dimmed">
                {facts.unit} · <span className={classes['whole']}>{facts.ruleId}</span>
              </Text>
            </Table.Td>
          )}
        </Fragment>
      ))}
      <Table.Td py={2} className={classes['actions'] ?? ''}>
        {row.texts['effectiveFrom'] !== undefined && (
          <ActionIcon aria-label={`New period after ${name}`} title="New period: ends this one and begins the next" disabled={readOnly} onClick={onNext}>
            <IconCalendarPlus size={15} />
          </ActionIcon>
        )}
        <ActionIcon aria-label={`Remove ${name}`} disabled={readOnly} onClick={({ currentTarget }) => { if (applyPlan(planRemoveRule({ draft, table, id: row.id }))) focusNeighbour(currentTarget) }}>
          <IconTrash size={15} />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  )
}

/** One kind of rule as a table that is edited in place. `row`: the row to choose. */
export function RulesTable({ table, row: chosen }: { readonly table: RatingTableName; readonly row: string | null }): ReactNode {
  const { draft, readOnly, newId, apply } = useModelSession()
  const { activeVersion } = useVersionSelection()
  const typed = useTyped()
  const inspector = useInspector()
  // What was chosen in another table is not what is looked at.
  useEffect(() => () => inspector.show(null), [inspector])
  const [editing, setEditing] = useState<Editing | null>(null)
  const { label, about, ruleId, fields } = RULE_TABLES[table]
  const rows = useMemo(() => inOrder([...draft[table].values()].map((each) => ({ id: each.id, texts: textsOf(each) })), fields), [draft, table, fields])
  const firstDay = fiscalYearSpan(activeVersion.fiscalYear, fiscalYearFirstMonth(draft)).first
  const done = (planned: Result<EditPlan>): string | null => {
    const problem = typed(planned)
    if (problem === null) setEditing(null)
    return problem
  }
  /** A block of a spreadsheet fills the rows from the focused cell on; a single text is typed as anywhere. */
  function pasteBlock(event: ClipboardEvent<HTMLElement>): void {
    const lines = readTabSeparated(event.clipboardData.getData('text/plain'))
    if (readOnly || (lines.length <= 1 && (lines[0]?.length ?? 0) <= 1)) return
    event.preventDefault()
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null
    const from = rows.findIndex(({ id }) => id === cell?.dataset['row'])
    const { plan, refused } = planPasteRules({ draft, table, rowIds: from === -1 ? [] : rows.slice(from).map(({ id }) => id), field: cell?.dataset['field'] ?? null, lines, newId })
    const problems = [...(plan.changes.length === 0 ? [] : apply(plan)), ...refused]
    if (problems.length > 0) notifyIssues(`Nothing was pasted: ${problems.length} of the cells and rows cannot be taken`, problems)
    else if (plan.changes.length > 0) notifyDone(`Done: ${plan.label}`)
  }
  return (
    <>
      <div className={classes['head']}>
        <div>
          <Title order={2} size="h4">
            {label}{' '}
            <Badge size="xs" variant="outline" color="gray" c="var(--mantine-color-dimmed)">
              {ruleId}
            </Badge>
          </Title>
          <Text size="sm" c="dimmed" maw={640}>
            {about} A block of a spreadsheet can be pasted: it fills the rows from the chosen cell on, and what is beyond them is added.
          </Text>
        </div>
        <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={readOnly} onClick={() => setEditing({ kind: 'new' })}>
          Add
        </Button>
      </div>
      {rows.length === 0 ? (
        <Box component="section" className={classes['none'] ?? ''} tabIndex={readOnly ? -1 : 0} aria-label={`${label}: none yet`} onPaste={pasteBlock}>
          None yet. Add one, or choose this place and paste a block of a spreadsheet with the columns {fields.map((field) => field.label).join(', ')}.
        </Box>
      ) : (
        <div className={classes['scroll']} onPaste={pasteBlock}>
          <Table aria-label={label} className={classes['table'] ?? ''} fz="sm" layout="fixed" miw={leastWidth(table)}>
            <Table.Thead>
              <Table.Tr>
                {fields.map((field) => (
                  <Fragment key={field.field}>
                    <Table.Th ta={field.kind === 'figure' ? 'right' : 'left'} w={columnWidth(field, table)} px={8}>
                      {field.label}
                    </Table.Th>
                    {table === 'ratingParameter' && field.kind === 'figure' && <Table.Th w={FACTS} px={8}>Unit · rule</Table.Th>}
                  </Fragment>
                ))}
                <Table.Th w={ACTIONS} className={classes['actions'] ?? ''}>
                  <VisuallyHidden>Actions</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <RuleRow key={row.id} table={table} row={row} fields={fields} isChosen={row.id === chosen} onNext={() => setEditing({ kind: 'next', row })} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <Modal opened={editing !== null} onClose={() => setEditing(null)} title={editing?.kind === 'next' ? `New period of ${ruleName(draft, table, editing.row.texts)}` : `Add to ${label}`} closeButtonProps={{ 'aria-label': 'Close' }}>
        {editing?.kind === 'new' && <RuleForm fields={fields} start={{ effectiveFrom: firstDay }} submitLabel="Add" onSubmit={(texts) => done(planAddRule({ draft, table, texts, newId }))} onCancel={() => setEditing(null)} />}
        {editing?.kind === 'next' && (
          <RuleForm
            fields={fields.filter(({ kind, field }) => kind === 'figure' || kind === 'day' || field === 'model' || field === 'source')} start={{ ...editing.row.texts, effectiveFrom: firstDay, source: '' }} submitLabel="Begin the period"
            onSubmit={({ effectiveFrom = '', ...texts }) => done(planNextPeriod({ draft, table, id: editing.row.id, from: effectiveFrom, texts, newId }))} onCancel={() => setEditing(null)}
          />
        )}
      </Modal>
    </>
  )
}
