/** A block of a spreadsheet pasted into a table of rating rules: it fills the rows from one on, and what is beyond them becomes new rows. */
import { issue, type Issue } from '../issues.ts'
import { applyChanges } from '../model/apply-edit.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import type { RatingTableName } from '../model/rating-integrity.ts'
import type { Tables } from '../model/tables.ts'
import { refused, type Result } from '../result.ts'
import { ruleHeldFast, ruleName } from './edit-rules.ts'
import { ruleRow, RULE_TABLES, textsOf, type RuleField, type RuleTexts } from './rule-fields.ts'

export type RulesPaste = {
  /** Its changes are none where anything is refused, or where there is nothing to save. */
  readonly plan: EditPlan
  /** Cells and rows that cannot be taken, each named with its place and why. */
  readonly refused: readonly Issue[]
}

type Block = readonly (readonly string[])[]
type Row = Tables[RatingTableName]
type Asked = {
  readonly draft: Draft
  readonly table: RatingTableName
  /** The rows in their order, from the one on into which the block is pasted; none: all lines are new rows. */
  readonly rowIds: readonly string[]
  /** The field of the block's first column; the first one where none is named. */
  readonly field: string | null
  readonly lines: Block
  readonly newId: () => string
}

function plain(text: string): string {
  return text.trim().toLowerCase()
}

/** What each column of the block holds, and the lines without their heading: a first line of labels says it, else the columns stand as the table's. */
function columnsOf({ table, field, lines }: Pick<Asked, 'table' | 'field' | 'lines'>): { readonly columns: readonly (RuleField | undefined)[]; readonly body: Block; readonly firstLine: number } {
  const { fields } = RULE_TABLES[table]
  const [first = []] = lines
  const named = first.map((text) => fields.find(({ label }) => plain(label) === plain(text)))
  if (named.length > 0 && named.every((each) => each !== undefined)) return { columns: named, body: lines.slice(1), firstLine: 2 }
  const start = Math.max(0, fields.findIndex((each) => each.field === field))
  return { columns: first.map((_, index) => fields[start + index]), body: lines, firstLine: 1 }
}

function taken(draft: Draft, change: RowChange): Result<Draft> {
  const fast = ruleHeldFast(draft, change)
  return fast === null ? applyChanges(draft, [change]) : refused([fast])
}

function said(where: string, issues: readonly Issue[]): Issue {
  const [first] = issues
  return issue(first?.code ?? 'wrong-shape', `${where}: ${first?.message ?? 'It cannot be taken.'}`, first?.remedy === undefined ? {} : { remedy: first.remedy })
}

type Filled = { readonly draft: Draft; readonly change: RowChange | null; readonly refused: readonly Issue[] }

/** All cells of a line together, because a period's two ends are right only with each other; where they are not, one after the other, to name those that are wrong. */
function fill(draft: Draft, { table, before, texts, where }: { readonly table: RatingTableName; readonly before: Row; readonly texts: RuleTexts; readonly where: string }): Filled {
  const changed = (row: Row): RowChange => rowChange(table, { before, after: row })
  const whole = ruleRow(table, { draft, id: before.id, texts: { ...textsOf(before), ...texts } })
  const applied = whole.ok ? taken(draft, changed(whole.value)) : whole
  if (whole.ok && applied.ok) return { draft: applied.value, change: changed(whole.value), refused: [] }
  let [row, next]: [Row, Draft] = [before, draft]
  const problems: Issue[] = []
  for (const [field, text] of Object.entries(texts)) {
    const label = RULE_TABLES[table].fields.find((each) => each.field === field)?.label ?? field
    const after = ruleRow(table, { draft, id: before.id, texts: { ...textsOf(row), [field]: text } })
    const alone = after.ok ? taken(draft, changed(after.value)) : after
    if (after.ok && alone.ok) {
      row = after.value
      next = alone.value
    } else problems.push(said(`${where}, ${label}`, after.ok ? (alone.ok ? [] : alone.failure) : after.failure))
  }
  return { draft: next, change: row === before ? null : changed(row), refused: problems }
}

/**
 * What was pasted, as one edit, all or nothing: a cell or a new row that cannot be taken is named, and then nothing of the block is.
 *
 * @example planPasteRules({ draft, table: 'holiday', rowIds: [], field: null, lines: [['2005-07-04', 'Independence Day', 'state']], newId }).plan.label // 'Paste 1 row into Holidays'
 */
export function planPasteRules({ draft, table, rowIds, newId, ...block }: Asked): RulesPaste {
  const { columns, body, firstLine } = columnsOf({ table, ...block })
  const changes: RowChange[] = []
  const problems: Issue[] = []
  let current = draft
  for (const [index, line] of body.entries()) {
    if (line.every((text) => text.trim() === '')) continue
    const where = `Line ${firstLine + index}`
    const texts: Record<string, string> = {}
    for (const [column, text] of line.entries()) {
      const field = columns[column]
      if (field !== undefined) texts[field.field] = text
      else if (text.trim() !== '') problems.push(issue('wrong-columns', `${where}: "${text.trim().slice(0, 40)}" stands beyond the last column.`))
    }
    const before = current[table].get(rowIds[index] ?? '')
    if (before === undefined) {
      const after = ruleRow(table, { draft: current, id: newId(), texts })
      const added = after.ok ? taken(current, rowChange(table, { before: null, after: after.value })) : after
      if (after.ok && added.ok) {
        current = added.value
        changes.push(rowChange(table, { before: null, after: after.value }))
      } else problems.push(said(`${where}, a new row`, after.ok ? (added.ok ? [] : added.failure) : after.failure))
      continue
    }
    const filled = fill(current, { table, before, texts, where: `${where} (${ruleName(current, table, before)})` })
    current = filled.draft
    problems.push(...filled.refused)
    if (filled.change !== null) changes.push(filled.change)
  }
  return { plan: { label: `Paste ${changes.length} ${changes.length === 1 ? 'row' : 'rows'} into ${RULE_TABLES[table].label}`, kind: 'edit', changes: problems.length === 0 ? changes : [] }, refused: problems }
}
