/** Files from outside: looked at, previewed, accepted; nothing is written until accepted. */
import type { ImportAccepted, InspectedTable } from '../../../src-shared/contract/answers.ts'
import type { CostImportMapping, CostImportRequest, TableImportKind } from '../../../src-shared/domain/costs/imports/cost-import.ts'
import { planCostImport } from '../../../src-shared/domain/costs/imports/plan-cost-import.ts'
import type { ImportOutcome } from '../../../src-shared/domain/import-outcome.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import { stampEdit } from '../../../src-shared/domain/model/apply-edit.ts'
import type { EditPlan } from '../../../src-shared/domain/model/edit.ts'
import type { Audit, AuditPrecision } from '../../../src-shared/domain/rates/audit.ts'
import { auditSchedule } from '../../../src-shared/domain/rates/audit-schedule.ts'
import { planRatesImport, proposeRatesMapping } from '../../../src-shared/domain/rates/plan-rates-import.ts'
import type { RatesImportMapping } from '../../../src-shared/domain/rates/rates-import.ts'
import { readPrintedFacts } from '../../../src-shared/domain/rates/read-printed-facts.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import { usedMonths } from '../../../src-shared/domain/usage/used-months.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import type { UseCaseParts } from '../core-parts.ts'
import { dayOfClock } from '../day-of-clock.ts'
import { refusedWith, type NoModelOpen, type Refused } from '../failures.ts'
import type { ForeignTable } from '../ports.ts'
import type { ChangeBase, ReadModel } from '../session.ts'
import { allUsage } from '../usage-book.ts'
import type { WriteFailure } from './edits.ts'

/** Rows of a table that the mapping screen shows. */
const ROWS_SHOWN = 50

type Given = { readonly file: File; readonly signal?: AbortSignal | undefined }
type GivenSheet = Given & { readonly sheet: string }
type RatesImportRequest = GivenSheet & { readonly mapping: RatesImportMapping }
type TableImportRequest = GivenSheet & { readonly kind: TableImportKind; readonly version: Version; readonly mapping: CostImportMapping | null }

async function readTables({ workbooks }: UseCaseParts, { file, signal }: Given): Promise<Result<readonly ForeignTable[], Refused>> {
  const tables = await workbooks.read({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, { signal })
  return tables.ok ? tables : refusedWith(tables.failure)
}

function columnCount(rows: readonly (readonly string[])[]): number {
  return rows.reduce((widest, row) => Math.max(widest, row.length), 0)
}

export async function inspectImport(parts: UseCaseParts, given: Given): Promise<Result<readonly InspectedTable[], Refused>> {
  const tables = await readTables(parts, given)
  if (!tables.ok) return tables
  return ok(
    tables.value.map(({ sheet, rowNumbers, rows }) => ({
      table: { sheet, rowCount: rows.length, columnCount: columnCount(rows), rowNumbers: rowNumbers.slice(0, ROWS_SHOWN), rows: rows.slice(0, ROWS_SHOWN) },
      proposal: proposeRatesMapping(rows, rowNumbers),
    })),
  )
}

async function tableNamed(parts: UseCaseParts, { sheet, ...given }: GivenSheet): Promise<Result<ForeignTable, Refused>> {
  const tables = await readTables(parts, given)
  if (!tables.ok) return tables
  const table = tables.value.find((each) => each.sheet === sheet)
  return table === undefined ? refusedWith([issue('unreadable-file', `${given.file.name} has no sheet "${sheet}".`, { remedy: 'Choose the file again.', place: { file: given.file.name } })]) : ok(table)
}

/** What an import would do, and the edit that does it; null when it is refused or changes nothing. */
type Planned = { readonly outcome: ImportOutcome; readonly plan: EditPlan | null }
type Plan = (model: Pick<ReadModel, 'store' | 'draft'>, table: ForeignTable) => Planned

/** Looked through when the first late approval asks; without usage that can be read, nobody has used anything. */
function usedMonthsOf(model: Pick<ReadModel, 'store' | 'draft'>): NonNullable<CostImportRequest['usedMonths']> {
  let known: NonNullable<CostImportRequest['usedMonths']> | undefined
  return (of) => {
    const usage = known === undefined ? allUsage(model) : undefined
    known ??= usage?.ok === true ? usedMonths(model.draft, usage.value) : () => []
    return known(of)
  }
}

function planOfRates(parts: UseCaseParts, { file, mapping }: RatesImportRequest): Plan {
  return ({ draft }, { sheet, rowNumbers, rows }) => planRatesImport({ draft, fileName: file.name, sheet, rowNumbers, rows, mapping, newId: () => parts.ids.next() })
}

function planOfTable(parts: UseCaseParts, { file, kind, version, mapping }: TableImportRequest): Plan {
  return ({ store, draft }, { sheet, rowNumbers, rows }) =>
    planCostImport({ kind, draft, ...(kind === 'encumbrances' ? { usedMonths: usedMonthsOf({ store, draft }) } : {}), version, fileName: file.name, sheet, rowNumbers, rows, mapping, newId: () => parts.ids.next(), author: parts.settings.read().author, today: dayOfClock(parts.clock) })
}

async function preview(parts: UseCaseParts, { given, plan }: { readonly given: GivenSheet; readonly plan: Plan }): Promise<Result<ImportOutcome, NoModelOpen | Refused>> {
  const table = await tableNamed(parts, given)
  if (!table.ok) return table
  const model = parts.session.read()
  return model.ok ? ok(plan(model.value, table.value).outcome) : model
}

/** One edit of kind `import`, after a backup: one undo takes it all back. */
async function accept(parts: UseCaseParts, { given, base, plan: planned }: { readonly given: GivenSheet; readonly base: ChangeBase; readonly plan: Plan }): Promise<Result<ImportAccepted, WriteFailure>> {
  const table = await tableNamed(parts, given)
  if (!table.ok) return table
  await parts.session.whenWritten()
  // From here on nothing waits, so the revision that is checked is the one that is written on.
  const writable = parts.session.write(base)
  if (!writable.ok) return writable
  const { outcome, plan } = planned(writable.value, table.value)
  if (plan === null) return refusedWith(outcome.issues)
  const backup = writable.value.store.backup(`before import of ${given.file.name}`, 'automatic')
  if (!backup.ok) return backup
  const edit = stampEdit({ ...plan, kind: 'import' }, { id: parts.ids.next(), at: parts.clock.now().toISOString(), author: parts.settings.read().author })
  const appended = parts.session.append(edit)
  if (!appended.ok) return appended
  const loaded = parts.session.load()
  return loaded.ok ? ok({ outcome, loaded: loaded.value }) : loaded
}

export function previewRatesImport(parts: UseCaseParts, request: RatesImportRequest): Promise<Result<ImportOutcome, NoModelOpen | Refused>> {
  return preview(parts, { given: request, plan: planOfRates(parts, request) })
}

export function acceptRatesImport(parts: UseCaseParts, request: RatesImportRequest & ChangeBase): Promise<Result<ImportAccepted, WriteFailure>> {
  return accept(parts, { given: request, base: request, plan: planOfRates(parts, request) })
}

/** Of the cost side, of agencies and encumbrances, and of service levels. */
export function previewTableImport(parts: UseCaseParts, request: TableImportRequest): Promise<Result<ImportOutcome, NoModelOpen | Refused>> {
  return preview(parts, { given: request, plan: planOfTable(parts, request) })
}

export function acceptTableImport(parts: UseCaseParts, request: TableImportRequest & ChangeBase): Promise<Result<ImportAccepted, WriteFailure>> {
  return accept(parts, { given: request, base: request, plan: planOfTable(parts, request) })
}

/** Audits a printed schedule that is no model's (RATE-7). */
export async function auditFile(parts: UseCaseParts, request: Given & { readonly precision: AuditPrecision }): Promise<Result<Audit, Refused>> {
  const tables = await readTables(parts, request)
  if (!tables.ok) return tables
  const facts = readPrintedFacts({ fileName: request.file.name, tables: tables.value })
  return facts.ok ? ok(auditSchedule(facts.value, request.precision)) : refusedWith(facts.failure)
}
