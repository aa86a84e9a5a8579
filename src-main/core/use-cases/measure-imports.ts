/** Raw usage from outside: rated by the rules of the model, accepted as one batch; and rated again when a rule has changed. */
import type { ImportAccepted, TaskProgress } from '../../../src-shared/contract/answers.ts'
import type { SentExplanation } from '../../../src-shared/contract/bills.ts'
import type { ImportOutcome } from '../../../src-shared/domain/import-outcome.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import { stampEdit } from '../../../src-shared/domain/model/apply-edit.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import { usageCatalog } from '../../../src-shared/domain/usage/imports/usage-catalog.ts'
import { planMeasuresSteps, planRateAgainSteps, type MeasuredBatch, type PlannedMeasures } from '../../../src-shared/domain/usage/measures/plan-measures-import.ts'
import type { StepsDone } from '../../../src-shared/domain/steps.ts'
import type { RawMeasure } from '../../../src-shared/domain/usage/measures/raw-measure.ts'
import { readMeasuresSteps, type MeasuresTable } from '../../../src-shared/domain/usage/measures/read-measures.ts'
import { hasRatingRules } from '../../../src-shared/domain/usage/rules-of.ts'
import type { UseCaseParts } from '../core-parts.ts'
import { refusedWith, type NoModelOpen, type Refused } from '../failures.ts'
import type { StoreFailure } from '../ports.ts'
import { nextTurn, runInTurns } from '../run-in-turns.ts'
import type { ChangeBase, ReadModel } from '../session.ts'
import { measuredQuantity, type QuantityKey } from '../measured-quantity.ts'
import { countedLines } from '../usage-book.ts'
import { sentExplanation } from './bills.ts'
import type { WriteFailure } from './edits.ts'

/** `sheet` empty: the first table. */
type Given = { readonly file: File; readonly sheet: string; /** The name under which its progress can be asked for. */ readonly task: string; readonly signal?: AbortSignal | undefined }
type Report = (progress: TaskProgress) => void
type Failure = NoModelOpen | Refused | StoreFailure

const NO_RULES = issue('rule-missing', 'The model has no rating rules.', { remedy: 'Add those of the sample, or your own, before raw usage is imported.' })

async function readTable({ workbooks }: UseCaseParts, { given: { file, sheet, signal }, report }: { readonly given: Given; readonly report: Report }): Promise<Result<MeasuresTable, Refused>> {
  const tables = await workbooks.read({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, { signal, onRows: (rows) => report(onTheWay(file, { part: 0, ...rows })) })
  if (!tables.ok) return refusedWith(tables.failure)
  const table = sheet === '' ? tables.value[0] : tables.value.find((each) => each.sheet === sheet)
  return table === undefined ? refusedWith([issue('unreadable-file', sheet === '' ? `${file.name} has no table.` : `${file.name} has no sheet "${sheet}".`, { place: { file: file.name } })]) : ok({ ...table, fileName: file.name })
}

function stampOf(parts: UseCaseParts): { readonly newId: () => string; readonly author: string; readonly at: string } {
  return { newId: () => parts.ids.next(), author: parts.settings.read().author, at: parts.clock.now().toISOString() }
}

/** Reading the file is the first third of the way to a plan, checking its rows the second, rating them the last. */
function onTheWay({ size }: File, { part, done, of }: StepsDone & { readonly part: 0 | 1 | 2 }): TaskProgress {
  return { phase: 'reading', rows: done, bytes: Math.floor((size * (part + (of === 0 ? 0 : Math.min(1, done / of)))) / 3), totalBytes: size }
}

async function plannedImport(parts: UseCaseParts, model: ReadModel, { table, given: { file, signal }, report }: { readonly table: MeasuresTable; readonly given: Given; readonly report: Report }): Promise<Result<PlannedMeasures, Failure>> {
  const { store, draft } = model
  if (!hasRatingRules(draft)) return refusedWith([NO_RULES])
  const present = countedLines({ store, draft })
  if (!present.ok) return present
  const catalog = usageCatalog({ draft, present: present.value })
  const told = (part: 1 | 2) => (step: StepsDone): void => report(onTheWay(file, { part, ...step }))
  const read = await runInTurns(readMeasuresSteps({ draft, catalog, table }), { signal, onStep: told(1) })
  const ofFile = [...new Map(read.measures.map(({ customerId, month }) => [`${customerId}|${month}`, { customerId, month }])).values()]
  const before = await measuredBatches(model, { signal, of: ofFile })
  if (!before.ok) return before
  return ok(await runInTurns(planMeasuresSteps({ draft, present: present.value, read, before: before.value, fileName: table.fileName, ...stampOf(parts) }), { signal, onStep: told(2) }))
}

/** What of the batches that count is read: all of their raw rows, or those of some agencies and months. */
type RowsWanted = { readonly signal?: AbortSignal | undefined; readonly of?: readonly Pick<RawMeasure, 'customerId' | 'month'>[] }

/** The batches with raw rows that count, each with them; whatever else the core is asked for is answered between two. */
async function measuredBatches({ store, draft }: ReadModel, { signal, of }: RowsWanted): Promise<Result<readonly MeasuredBatch[], StoreFailure>> {
  const batches: MeasuredBatch[] = []
  for (const batch of draft.usageBatch.values()) {
    if (batch.kind !== 'measures') continue
    const measures: RawMeasure[] = []
    for (const only of of ?? [undefined]) {
      const read = store.readMeasures(batch.id, only)
      if (!read.ok) return read
      for (const each of read.value) measures.push(each)
    }
    if (measures.length > 0) batches.push({ batch, measures })
    await nextTurn()
    signal?.throwIfAborted()
  }
  return ok(batches)
}

async function plannedAgain(parts: UseCaseParts, model: ReadModel, { signal, report }: { readonly signal?: AbortSignal | undefined; readonly report: Report }): Promise<Result<PlannedMeasures, Failure>> {
  const present = countedLines(model)
  if (!present.ok) return present
  const batches = await measuredBatches(model, { signal })
  if (!batches.ok) return batches
  const onStep = ({ done, of }: StepsDone): void => report({ phase: 'reading', rows: done, bytes: done, totalBytes: of })
  return ok(await runInTurns(planRateAgainSteps({ draft: model.draft, present: present.value, batches: batches.value, ...stampOf(parts) }), { signal, onStep }))
}

/** One edit of kind `import` with lines and raw rows, after a backup: one undo takes it all back. */
async function write(parts: UseCaseParts, { store }: ReadModel, { planned, backupLabel, signal, onStep }: { readonly planned: PlannedMeasures; readonly backupLabel: string; readonly signal?: AbortSignal | undefined; readonly onStep?: (step: StepsDone) => void }): Promise<Result<ImportAccepted, WriteFailure>> {
  const { outcome, plan, usage } = planned
  if (plan === null || usage === null) return refusedWith(outcome.issues)
  const backup = store.backup(backupLabel, 'automatic')
  if (!backup.ok) return backup
  const { newId, author, at } = stampOf(parts)
  const appended = await parts.session.appendUsage(stampEdit({ ...plan, kind: 'import' }, { id: newId(), at, author }), { usage, signal, ...(onStep === undefined ? {} : { onStep }) })
  if (!appended.ok) return appended
  const loaded = parts.session.load()
  return loaded.ok ? ok({ outcome, loaded: loaded.value }) : loaded
}

export function previewMeasuresImport(parts: UseCaseParts, given: Given): Promise<Result<ImportOutcome, Failure>> {
  return parts.tasks.run(given.task, async (report) => {
    report({ phase: 'reading', rows: 0, bytes: 0, totalBytes: given.file.size })
    const table = await readTable(parts, { given, report })
    if (!table.ok) return table
    const model = parts.session.read()
    if (!model.ok) return model
    const planned = await plannedImport(parts, model.value, { table: table.value, given, report })
    return planned.ok ? ok(planned.value.outcome) : planned
  })
}

export function acceptMeasuresImport(parts: UseCaseParts, given: Given & ChangeBase): Promise<Result<ImportAccepted, WriteFailure>> {
  return parts.tasks.run(given.task, async (report) => {
    const before = parts.session.write(given)
    if (!before.ok) return before
    report({ phase: 'reading', rows: 0, bytes: 0, totalBytes: given.file.size })
    const table = await readTable(parts, { given, report })
    if (!table.ok) return table
    await parts.session.whenWritten()
    const model = parts.session.write(given)
    if (!model.ok) return model
    const planned = await plannedImport(parts, model.value, { table: table.value, given, report })
    if (!planned.ok) return planned
    const [size, rowCount] = [given.file.size, table.value.rows.length]
    const written = ({ done, of }: StepsDone): void => report({ phase: 'writing', rows: Math.floor((rowCount * done) / Math.max(1, of)), bytes: Math.floor((size * done) / Math.max(1, of)), totalBytes: size })
    written({ done: 0, of: 1 })
    given.signal?.throwIfAborted()
    // The model may have moved on while the rows were rated: the revision that is checked is the one that is written on.
    const writable = parts.session.write(given)
    return writable.ok ? write(parts, writable.value, { planned: planned.value, backupLabel: `before import of ${given.file.name}`, signal: given.signal, onStep: written }) : writable
  })
}

/** `task`: the name under which its progress can be asked for, told in raw rows. */
type Again = { readonly task: string; readonly signal?: AbortSignal | undefined }

const NOT_BEGUN: TaskProgress = { phase: 'reading', rows: 0, bytes: 0, totalBytes: 0 }

export function previewRateAgain(parts: UseCaseParts, { task, signal }: Again): Promise<Result<ImportOutcome, Failure>> {
  return parts.tasks.run(task, async (report) => {
    report(NOT_BEGUN)
    const model = parts.session.read()
    if (!model.ok) return model
    const planned = await plannedAgain(parts, model.value, { signal, report })
    return planned.ok ? ok(planned.value.outcome) : planned
  })
}

export function rateAgain(parts: UseCaseParts, { task, signal, ...base }: Again & ChangeBase): Promise<Result<ImportAccepted, WriteFailure>> {
  return parts.tasks.run(task, async (report) => {
    report(NOT_BEGUN)
    await parts.session.whenWritten()
    const model = parts.session.write(base)
    if (!model.ok) return model
    const planned = await plannedAgain(parts, model.value, { signal, report })
    if (!planned.ok) return planned
    signal?.throwIfAborted()
    // The model may have moved on while the rows were rated: the revision that is checked is the one that is written on.
    const writable = parts.session.write(base)
    if (!writable.ok) return writable
    const onStep = ({ done, of }: StepsDone): void => report({ phase: 'writing', rows: done, bytes: done, totalBytes: of })
    return write(parts, writable.value, { planned: planned.value, backupLabel: 'before rating again', signal, onStep })
  })
}

/** How a quantity of a month follows from raw rows, by the last batch that has some of it; null where none has. */
export function explainMeasuredQuantity({ session }: UseCaseParts, of: QuantityKey): Result<SentExplanation | null, NoModelOpen | StoreFailure> {
  const model = session.read()
  if (!model.ok) return model
  const measured = measuredQuantity(model.value, of)
  return measured.ok ? ok(measured.value === undefined ? null : sentExplanation(measured.value)) : measured
}
