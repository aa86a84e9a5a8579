/** Commands of service levels: targets, what was measured, records, calendars and the policy, as they are typed, pasted, added and taken away. They propose; they never write. */
import type { Factor } from '../decimal.ts'
import type { IsoDate } from '../fiscal-year.ts'
import { hasErrors, issue, type Issue } from '../issues.ts'
import { isSameRow } from '../model/apply-edit.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { measurementId, type Measurement } from '../model/level-tables.ts'
import { rowIssues } from '../model/row-rules.ts'
import { measurementsByTargetOf } from '../model/table-index.ts'
import type { Tables } from '../model/tables.ts'
import { isMonth, monthWords, type Month } from '../month.ts'
import { ok, refused, type Result } from '../result.ts'
import { signedCalendarIssue, signedTargetIssue, signedWindowIssue } from './agreements/signed-terms.ts'
import { blankLevelRow } from './blank-level-rows.ts'
import { monthAhead } from './dated-ahead.ts'
import { withEarlierGoals } from './edit-goals.ts'
import { levelFields, type LevelTypedTable } from './level-fields.ts'
import { figureField } from './level-readers.ts'
import { earlyMeasurementIssue, figureIssue, monthIssue, retiredMeasurementIssue } from './measured-value.ts'
import { DEFAULT_LEVEL_POLICY, LEVEL_POLICY_ID } from './measures/level-policy.ts'
import { incidentTimeIssues, outageTimeIssues, type TimeIssue } from './record-time-issues.ts'

export type LevelCell = { readonly table: LevelTypedTable; readonly rowId: string; readonly field: string }
type CellIssue = { readonly index: number; readonly issue: Issue }
export type LevelEdits = {
  /** Its changes may be none: then there is nothing to save. */
  readonly plan: EditPlan
  /** Cells that keep their value, by their place in the request. */
  readonly refused: readonly CellIssue[]
  /** What was taken and is worth a look, each with its row. */
  readonly noted: readonly Issue[]
}

type Typed = { readonly index: number; readonly field: string; readonly text: string }
type Written = { readonly changes: readonly RowChange[]; readonly refused: readonly CellIssue[]; readonly noted: readonly Issue[] }

/** A row as it is; the policy is the default until something is typed. */
function begun<Name extends LevelTypedTable>(table: Name, rowId: string, stored: Tables[Name] | undefined): Tables[Name] | undefined {
  if (stored !== undefined) return stored
  const blanks: { readonly [Each in LevelTypedTable]?: Tables[Each] } = { levelPolicy: DEFAULT_LEVEL_POLICY }
  const blank: Tables[Name] | undefined = rowId === LEVEL_POLICY_ID ? blanks[table] : undefined
  return blank
}

function ownIssues<Name extends LevelTypedTable>(table: Name, before: Tables[Name] | null, after: Tables[Name]): readonly Issue[] {
  return rowIssues(rowChange(table, { before, after })).filter((each) => each.severity === 'error')
}

/** All texts together where they only fit together (goal and warning), else those that fit one after the other. */
function writeRow<Name extends LevelTypedTable>(draft: Draft, { table, rowId, cells, stored }: { readonly table: Name; readonly rowId: string; readonly cells: readonly Typed[]; readonly stored: Tables[Name] | undefined }): Written {
  const start = begun(table, rowId, stored)
  if (start === undefined) return { changes: [], refused: cells.map(({ index }) => ({ index, issue: issue('unknown-reference', 'That row is not there any more.') })), noted: [] }
  const fields = levelFields(table)
  const refusals: CellIssue[] = []
  const taken: Typed[] = []
  let row = start
  for (const cell of cells) {
    const read = fields.get(cell.field)?.readInto(row, cell.text, { draft, versions: [] }) ?? refused(issue('wrong-state', 'This cell is computed.'))
    if (read.ok) {
      row = read.value
      taken.push(cell)
    } else refusals.push({ index: cell.index, issue: read.failure })
  }
  const before = stored ?? null
  const [own] = ownIssues(table, before, row)
  if (own !== undefined) return { changes: [], refused: [...refusals, ...taken.map(({ index }) => ({ index, issue: own }))], noted: [] }
  return { changes: taken.length === 0 || isSameRow(before, row) ? [] : [rowChange(table, { before, after: row })], refused: refusals, noted: [] }
}

/** Why a change would move what is signed; null where it does not. */
function signedIssue(draft: Draft, change: RowChange): Issue | null {
  if (change.table === 'serviceTarget') return signedTargetIssue(draft, change)
  if (change.table === 'maintenanceWindow') return signedWindowIssue(draft, change)
  if (change.table !== 'serviceCalendar' || change.before === null || change.after === null) return null
  return signedCalendarIssue(draft, change.before, change.after)
}

/** Nothing of a row is written, and each of its cells says why. */
function allRefused(written: Written, cells: readonly Typed[], why: Issue): Written {
  return { changes: [], refused: cells.map(({ index }) => written.refused.find((each) => each.index === index) ?? { index, issue: why }), noted: [] }
}

/** What was measured before a target holds, once it holds later, or after it is retired, once it is retired earlier. */
function uncountedIssues(draft: Draft, change: RowChange): readonly Issue[] {
  if (change.table !== 'serviceTarget' || change.before === null || change.after === null) return []
  const { before, after } = change
  const measured = measurementsByTargetOf(draft).get(after.id) ?? []
  const early = after.effectiveFrom > before.effectiveFrom ? earlyMeasurementIssue(after, measured) : null
  const late = after.retiredFrom === before.retiredFrom ? null : retiredMeasurementIssue(after, measured)
  return [early, late].filter((each) => each !== null)
}

/** What a signed agreement promises is not typed over; what its renewal promises holds from its first month on. */
function asSigned(draft: Draft, written: Written, cells: readonly Typed[]): Written {
  const [fast] = written.changes.flatMap((each) => signedIssue(draft, each) ?? [])
  if (fast !== undefined) return allRefused(written, cells, fast)
  const whole = withEarlierGoals(draft, written.changes)
  return whole.ok ? { ...written, changes: whole.value, noted: whole.value.flatMap((change) => uncountedIssues(draft, change)) } : allRefused(written, cells, whole.failure)
}

const TIMES: ReadonlySet<string> = new Set(['serviceId', 'startedAt', 'endedAt', 'kind', 'openedAt', 'respondedAt', 'resolvedAt'])

/** What is typed into the times of a record is refused where it cannot be, and said where it is doubtful; its other cells can be written all the same. */
function asHappened(draft: Draft, written: Written, { cells, today }: { readonly cells: readonly Typed[]; readonly today: IsoDate }): Written {
  if (!cells.some(({ field }) => TIMES.has(field))) return written
  const issues = written.changes.flatMap((change) => recordIssues(draft, change, today))
  const wrong = issues.find(({ severity }) => severity === 'error')
  return wrong === undefined ? { ...written, noted: issues } : allRefused(written, cells, wrong)
}

function withSubject<Field extends string>(found: readonly TimeIssue<Field>[], subject: Issue['subject'] & object): readonly Issue[] {
  return found.map((each) => ({ ...each.issue, subject }))
}

/** What is wrong with the times of a record, with its row. */
function recordIssues(draft: Draft, change: RowChange, today: IsoDate): readonly Issue[] {
  if (change.table === 'outage' && change.after !== null) return withSubject(outageTimeIssues(draft, change.after, today), { table: 'outage', id: change.after.id })
  return change.table === 'incident' && change.after !== null ? withSubject(incidentTimeIssues(draft, change.after, today), { table: 'incident', id: change.after.id }) : []
}

function writeTyped(draft: Draft, given: { readonly table: LevelTypedTable; readonly rowId: string; readonly cells: readonly Typed[]; readonly today: IsoDate }): Written {
  const { table, rowId } = given
  switch (table) {
    case 'serviceTarget':
      return asSigned(draft, writeRow(draft, { ...given, table, stored: draft.serviceTarget.get(rowId) }), given.cells)
    case 'outage':
      return asHappened(draft, writeRow(draft, { ...given, table, stored: draft.outage.get(rowId) }), given)
    case 'incident':
      return asHappened(draft, writeRow(draft, { ...given, table, stored: draft.incident.get(rowId) }), given)
    case 'serviceCalendar':
      return asSigned(draft, writeRow(draft, { ...given, table, stored: draft.serviceCalendar.get(rowId) }), given.cells)
    case 'maintenanceWindow':
      return asSigned(draft, writeRow(draft, { ...given, table, stored: draft.maintenanceWindow.get(rowId) }), given.cells)
    case 'levelPolicy':
      return writeRow(draft, { ...given, table, stored: draft.levelPolicy.get(rowId) })
  }
}

/**
 * What was typed or pasted, as one edit; a cell that a row cannot take is refused by itself.
 *
 * @example planLevelEdits({ draft, edits: [{ table: 'serviceTarget', rowId: 'lst-avl', field: 'goal', text: '99.9 %' }], label: 'Edit a target', today })
 */
export function planLevelEdits({ draft, edits, label, today }: { readonly draft: Draft; readonly edits: readonly (LevelCell & { readonly text: string })[]; readonly label: string; /** What is dated after it has not happened. */ readonly today: IsoDate }): LevelEdits {
  const rows = [...Map.groupBy(edits.map((edit, index) => ({ ...edit, index })), (edit) => `${edit.table} ${edit.rowId}`).values()]
  const written = rows.flatMap((cells) => {
    const [first] = cells
    return first === undefined ? [] : [writeTyped(draft, { table: first.table, rowId: first.rowId, cells, today })]
  })
  return { plan: { label, kind: 'edit', changes: written.flatMap((each) => each.changes) }, refused: written.flatMap((each) => each.refused), noted: written.flatMap((each) => each.noted) }
}

/**
 * Monthly values typed or pasted into a grid of targets and months; an emptied one goes away. A value of a month in which the target is
 * retired, that has not come yet, outside of the metric's range or in another unit is refused by itself.
 */
export function planMeasurements({ draft, author, edits, label, today }: {
  readonly draft: Draft
  readonly author: string
  readonly today: IsoDate
  readonly edits: readonly { readonly targetId: string; readonly month: string; readonly text: string }[]
  readonly label: string
}): LevelEdits {
  const refusals: CellIssue[] = []
  const changes = edits.flatMap((edit, index): readonly RowChange[] => {
    const target = draft.serviceTarget.get(edit.targetId)
    if (target === undefined || !isMonth(edit.month)) return []
    const id = measurementId({ targetId: target.id, month: edit.month })
    const before = draft.measurement.get(id) ?? null
    if (edit.text.trim() === '') return before === null ? [] : [rowChange('measurement', { before, after: null })]
    const value = readValue(draft, edit.text)
    const wrong = value.ok ? [monthAhead(edit.month, today), monthIssue(target, edit.month), figureIssue(target, { value: value.value, text: edit.text })].find((each) => each?.severity === 'error') : value.failure
    if (!value.ok || (wrong !== undefined && wrong !== null)) {
      if (wrong !== undefined && wrong !== null) refusals.push({ index, issue: { ...wrong, message: `${target.code}, ${monthWords(edit.month)}: ${wrong.message}` } })
      return []
    }
    if (before?.value === value.value) return []
    return [rowChange('measurement', { before, after: measured({ before, id, targetId: target.id, month: edit.month, value: value.value, author }) })]
  })
  return { plan: { label, kind: 'edit', changes }, refused: refusals, noted: [] }
}

function readValue(draft: Draft, text: string): Result<Factor, Issue> {
  const read = figureField.read(text, { draft, versions: [] })
  return read.ok ? ok(read.value.value) : read
}

function measured({ before, ...row }: { readonly before: Measurement | null; readonly id: string; readonly targetId: string; readonly month: Month; readonly value: Factor; readonly author: string }): Measurement {
  return { note: '', source: '', ...before, ...row }
}

export type AddableLevelTable = Exclude<LevelTypedTable, 'levelPolicy'>
/** With what of it is worth a look. */
export type AddedRow = EditPlan & { readonly rowId: string; readonly noted: readonly Issue[] }
export type LevelTexts = Readonly<Record<string, string>>

/** A row made of texts; the fields that are not given are as a new row has them. */
function rowOfTexts<Name extends AddableLevelTable>(draft: Draft, table: Name, given: { readonly blank: Tables[Name]; readonly texts: LevelTexts }): Result<Tables[Name]> {
  const issues: Issue[] = []
  let row = given.blank
  for (const [field, text] of Object.entries(given.texts)) {
    const found = levelFields(table).get(field)
    const read = found?.readInto(row, text, { draft, versions: [] })
    if (read === undefined) continue
    if (read.ok) row = read.value
    else issues.push({ ...read.failure, message: `${found?.label ?? field}: ${read.failure.message}` })
  }
  if (issues.length > 0) return refused(issues)
  const own = ownIssues(table, null, row)
  return own.length > 0 ? refused(own) : ok(row)
}

const ADDED: Readonly<Record<AddableLevelTable, string>> = { serviceTarget: 'New target', outage: 'New outage', incident: 'New incident', serviceCalendar: 'New calendar', maintenanceWindow: 'New maintenance window' }

function planAdd<Name extends AddableLevelTable>(draft: Draft, table: Name, given: { readonly blank: Tables[Name]; readonly texts: LevelTexts; readonly today: IsoDate }): Result<AddedRow> {
  const row = rowOfTexts(draft, table, given)
  if (!row.ok) return row
  const change = rowChange(table, { before: null, after: row.value })
  const noted = recordIssues(draft, change, given.today)
  const why = noted.find(({ severity }) => severity === 'error') ?? signedIssue(draft, change)
  if (why !== null) return refused([why])
  const called = given.texts['code'] ?? given.texts['name'] ?? ''
  return hasErrors(rowIssues(change)) ? refused(rowIssues(change)) : ok({ label: `${ADDED[table]}${called.trim() === '' ? '' : ` ${called.trim()}`}`, kind: 'edit', changes: [change], rowId: row.value.id, noted })
}

/** A new row of texts. @example planAddLevelRow({ draft, table: 'outage', texts: { serviceId: 'mf-cpu', startedAt: '2004-03-12 08:15', endedAt: '2004-03-12 09:40' }, newId, today }) */
export function planAddLevelRow({ draft, table, texts, newId, today }: { readonly draft: Draft; readonly table: AddableLevelTable; readonly texts: LevelTexts; readonly newId: () => string; /** What is dated after it has not happened. */ readonly today: IsoDate }): Result<AddedRow> {
  const id = newId()
  switch (table) {
    case 'serviceTarget':
      return planAdd(draft, table, { blank: blankLevelRow.serviceTarget(draft, id, texts), texts, today })
    case 'outage':
      return planAdd(draft, table, { blank: blankLevelRow.outage(id), texts, today })
    case 'incident':
      return planAdd(draft, table, { blank: blankLevelRow.incident(id), texts, today })
    case 'serviceCalendar':
      return planAdd(draft, table, { blank: blankLevelRow.serviceCalendar(draft, id), texts, today })
    case 'maintenanceWindow':
      return planAdd(draft, table, { blank: blankLevelRow.maintenanceWindow(draft, id, texts['calendarId'] ?? ''), texts, today })
  }
}

function removal<Name extends AddableLevelTable | 'measurement' | 'targetGoal'>(table: Name, rows: ReadonlyMap<string, Tables[Name]>, ids: readonly string[]): readonly RowChange[] {
  return ids.flatMap((id) => {
    const before = rows.get(id)
    return before === undefined ? [] : [rowChange(table, { before, after: null })]
  })
}

function removals(draft: Draft, table: AddableLevelTable, ids: readonly string[]): readonly RowChange[] {
  switch (table) {
    case 'serviceTarget': {
      const own = new Set(ids)
      const measurements = [...draft.measurement.values()].filter((row) => own.has(row.targetId)).map((row) => row.id)
      const goals = [...draft.targetGoal.values()].filter((row) => own.has(row.targetId)).map((row) => row.id)
      return [...removal('measurement', draft.measurement, measurements), ...removal('targetGoal', draft.targetGoal, goals), ...removal(table, draft.serviceTarget, ids)]
    }
    case 'outage':
      return removal(table, draft.outage, ids)
    case 'incident':
      return removal(table, draft.incident, ids)
    case 'serviceCalendar': {
      const own = new Set(ids)
      const windows = [...draft.maintenanceWindow.values()].filter((row) => own.has(row.calendarId)).map((row) => row.id)
      return [...removal('maintenanceWindow', draft.maintenanceWindow, windows), ...removal(table, draft.serviceCalendar, ids)]
    }
    case 'maintenanceWindow':
      return removal(table, draft.maintenanceWindow, ids)
  }
}

/** Takes rows away: a target with what was measured of it and its earlier goals, a calendar with its windows. Refused where it would move what is signed; where others refer to one, the model refuses it with what does. */
export function planRemoveLevelRows({ draft, table, rowIds, label }: { readonly draft: Draft; readonly table: AddableLevelTable; readonly rowIds: readonly string[]; readonly label: string }): Result<EditPlan> {
  const changes = removals(draft, table, rowIds)
  const fast = changes.flatMap((each) => signedIssue(draft, each) ?? [])
  return fast.length > 0 ? refused(fast) : ok({ label, kind: 'edit', changes })
}
