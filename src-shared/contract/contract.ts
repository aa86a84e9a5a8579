/**
 * The contract between the screens and the core: every procedure, its input, its output and its declared errors.
 * Inputs are strict; outputs are validated too. `src-main/core/router.ts` implements it, one line a procedure.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'

import { BILLING_IMPORT_KINDS, COST_IMPORT_KINDS, LEVEL_IMPORT_KINDS, type CostImportMapping } from '../domain/costs/imports/cost-import.ts'
import type { RulesAdoption } from '../domain/usage/adopt-rules.ts'
import type { ImportOutcome } from '../domain/import-outcome.ts'
import { AUDIT_VERDICTS, type Audit } from '../domain/rates/audit.ts'
import { RATES_IMPORT_FIELDS, type RatesImportMapping } from '../domain/rates/rates-import.ts'
import type { Issue } from '../domain/issues.ts'
import type { JournalSummary, RowHistory } from '../domain/model/edit.ts'
import { TABLE_NAMES } from '../domain/model/tables.ts'
import { MOST_COMPARISONS, type ComparisonRequest } from '../domain/rates/comparison.ts'
import * as bills from './bills.ts'
import { billingReportRequests, BUNDLE_PLACES, bundleRequest } from './billing-reports.ts'
import * as budgets from './budgets.ts'
import type { AppStatus, Committed, Exported, ExportedAll, ImportAccepted, InspectedTable, Loaded, ModelInfo, Taken, UndoState, UndoStep } from './answers.ts'
import { fiscalYearCodec, id, isoInstant, line, monthCodec, name, versionKeyCodec } from './codecs.ts'
import { commonErrors, fileErrors, issueSchema, modelErrors } from './errors.ts'
import { levelReportRequests } from './level-reports.ts'
import { drawnChart, drawnFrom, reportModel } from './report.ts'
import { edit, editKind, modelRows, rowChange } from './rows.ts'
import * as usage from './usage.ts'
import { versionSchema } from './version.ts'

const path = z.string().min(1).max(4096)
const revision = z.int().min(0)
/** The largest file that any import reads but that of usage: 50 MB. */
export const MAX_IMPORT_BYTES = 50_000_000
const importFile = z.file().max(MAX_IMPORT_BYTES)

const step: z.ZodType<UndoStep, UndoStep> = z.strictObject({ revision, label: z.string() })
const undoState: z.ZodType<UndoState, UndoState> = z.strictObject({ undo: step.nullable(), redo: step.nullable() })

const modelInfo: z.ZodType<ModelInfo, ModelInfo> = z.strictObject({
  path, name: z.string(), mode: z.enum(['read-write', 'snapshot']), revision, undoState,
  isSample: z.boolean(),
})

const appStatus: z.ZodType<AppStatus, AppStatus> = z.strictObject({
  productVersion: z.string(), hostKind: z.enum(['desktop', 'browser', 'command-line']), hasDialogs: z.boolean(),
  author: line, modelsFolder: path,
  recents: z.array(z.strictObject({ path, name: z.string(), openedAt: isoInstant, exists: z.boolean() })),
  preferences: z.record(z.string(), z.string()),
  open: modelInfo.nullable(),
})

const loaded: z.ZodType<Loaded, Loaded> = z.strictObject({ info: modelInfo, rows: modelRows })
const committed: z.ZodType<Committed, Committed> = z.strictObject({ revision, undoState, savedAt: isoInstant })
const journalSummary: z.ZodType<JournalSummary, JournalSummary> = z.strictObject({
  id, revision, at: isoInstant, author: line, label: z.string(), kind: editKind, undoes: revision.nullable(), redoes: revision.nullable(), changeCount: z.int(),
})

const comparisonRequest: z.ZodType<ComparisonRequest, ComparisonRequest> = z.strictObject({ base: versionSchema, comparisons: z.array(versionSchema).min(1).max(MOST_COMPARISONS), basis: z.enum(['published', 'unrounded']) })
const costMapping: z.ZodType<CostImportMapping, CostImportMapping> = z.strictObject({
  headerRow: z.int().min(1).max(1_000_000),
  fields: z.record(z.string().regex(/^[a-z][a-zA-Z0-9]{0,40}$/), z.int().min(0).max(1_000)),
})
/** `version`: where rows go that name no year and basis of their own; `mapping` null: the one that the header proposes. */
const tableImport = { file: importFile, sheet: z.string().max(200), version: versionSchema, mapping: costMapping.nullable() }
const costImport = { ...tableImport, kind: z.enum(COST_IMPORT_KINDS) }
const billingImport = { ...tableImport, kind: z.enum(BILLING_IMPORT_KINDS) }
const levelImport = { ...tableImport, kind: z.enum(LEVEL_IMPORT_KINDS) }
/** How the digits of a printed schedule are read. */
const precision = z.discriminatedUnion('reading', [z.strictObject({ reading: z.literal('as-printed') }), z.strictObject({ reading: z.literal('places'), places: z.int().min(0).max(6) })])
export const reportRequest = z.discriminatedUnion('report', [
  z.strictObject({ report: z.literal('rate-change'), comparison: comparisonRequest }),
  z.strictObject({ report: z.literal('audit'), version: versionKeyCodec, precision: precision.optional() }),
  /** `serviceId` null: every service, a sheet each. */
  z.strictObject({ report: z.literal('cost-framework'), version: versionSchema, serviceId: id.nullable() }),
  /** Names of employees, and positions with their salaries, can be left out. */
  z.strictObject({ report: z.literal('rate-build'), version: versionSchema, withNames: z.boolean(), withSalaries: z.boolean() }),
  z.strictObject({ report: z.literal('allocation'), version: versionSchema }),
  z.strictObject({ report: z.literal('recovery'), version: versionSchema }),
  ...billingReportRequests,
  ...levelReportRequests,
])
export type ReportRequest = z.infer<typeof reportRequest>

const mapping: z.ZodType<RatesImportMapping, RatesImportMapping> = z.strictObject({
  headerRow: z.int().min(1).max(1_000_000),
  fields: z.partialRecord(z.enum(RATES_IMPORT_FIELDS), z.int().min(0).max(1_000)),
  years: z.array(z.strictObject({ column: z.int().min(0).max(1_000), fiscalYear: fiscalYearCodec })).max(1_000),
})
const importOutcome: z.ZodType<ImportOutcome, ImportOutcome> = z.strictObject({
  label: z.string(), issues: z.array(issueSchema),
  preview: z.array(z.strictObject({ rowNumber: z.int(), code: z.string(), title: z.string(), effect: z.enum(['new', 'changed', 'unchanged', 'refused']), effectText: z.string() })),
  counts: z.strictObject({ new: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() }), changeCount: z.int(),
})
const foreignTable = z.strictObject({
  sheet: z.string(), rowCount: z.int(), columnCount: z.int(), rowNumbers: z.array(z.int()),
  /** The first 50 rows. */
  rows: z.array(z.array(z.string())),
})

const printedFacts = z.strictObject({
  key: z.string(), heading: z.string(), resource: z.string(), billableUnit: z.string(), fromText: z.string(), toText: z.string(), differenceText: z.string(), percentText: z.string(), source: z.string(),
})
const audit: z.ZodType<Audit, Audit> = z.strictObject({
  precision,
  rows: z.array(z.strictObject({ printed: printedFacts, verdict: z.enum(AUDIT_VERDICTS), recomputedDifference: z.string(), recomputedPercent: z.string(), sentence: z.string(), secondReading: z.string() })),
  counts: z.record(z.enum(AUDIT_VERDICTS), z.int()),
})

const taken: z.ZodType<Taken, Taken> = z.strictObject({ committed, label: z.string(), changes: z.array(rowChange) })
const inspectedTables: z.ZodType<readonly InspectedTable[], readonly InspectedTable[]> = z.array(z.strictObject({ table: foreignTable, proposal: mapping }))
const importAccepted: z.ZodType<ImportAccepted, ImportAccepted> = z.strictObject({ outcome: importOutcome, loaded })
const exported: z.ZodType<Exported, Exported> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), path }), z.strictObject({ kind: z.literal('file'), file: z.file() }), z.strictObject({ kind: z.literal('cancelled') }),
])
const rulesAdoption: z.ZodType<RulesAdoption, RulesAdoption> = z.strictObject({ plan: bills.planAnswer, issues: z.array(issueSchema) })
const exportedAll: z.ZodType<ExportedAll, ExportedAll> = z.strictObject({
  exported,
  files: z.array(z.strictObject({ agency: z.string(), name: z.string(), file: z.string().nullable(), sheets: z.array(z.strictObject({ name: z.string(), rows: z.int().min(0) })), why: z.string() })),
})
const reportFormat = z.enum(['xlsx', 'csv', 'pdf'])
const rowHistory: z.ZodType<readonly RowHistory[], readonly RowHistory[]> = z.array(z.strictObject({ entry: journalSummary, changes: z.array(rowChange) }))
const journalPage: z.ZodType<readonly JournalSummary[], readonly JournalSummary[]> = z.array(journalSummary)
const issueList: z.ZodType<readonly Issue[], readonly Issue[]> = z.array(issueSchema)

/**
 * What a change is made against. `path` is the file that the window has: another window of the same host may have opened
 * another one, whose revision could be the same by chance; the change is then stale.
 */
const against = { baseRevision: revision, path: path.exactOptional() }

const base = oc.errors(commonErrors)
const files = base.errors(fileErrors)
const model = base.errors({ ...modelErrors, ...fileErrors })

export const contract = {
  app: {
    status: base.output(appStatus),
    setAuthor: base.input(z.strictObject({ author: name })).output(appStatus),
    /** Screen preferences: JSON text of at most 20 kB a key. */
    setPreference: base.input(z.strictObject({ key: z.string().regex(/^[a-z][a-zA-Z0-9.-]{0,60}$/), value: z.string().max(20_000) })).output(z.void()),
    forgetRecent: base.input(z.strictObject({ path })).output(appStatus),
    /** A native dialog's answer; null when it was cancelled or the host has none. */
    chooseModelToOpen: base.output(path.nullable()),
    chooseWhereToSave: base.input(z.strictObject({ name })).output(path.nullable()),
  },
  model: {
    /** `path` null: a new file of that name in the user's models folder. */
    create: files.input(z.strictObject({ name, path: path.nullable() })).output(loaded),
    open: files.input(z.strictObject({ path, mode: z.enum(['read-write', 'snapshot']) })).output(loaded),
    /** The sample in the data folder; `fresh` puts a new copy of it there (the old one is kept as a backup). */
    openSample: files.input(z.strictObject({ fresh: z.boolean() })).output(loaded),
    load: model.output(loaded),
    saveCopy: model.input(z.strictObject({ path })).output(z.strictObject({ path })),
    close: base.output(z.void()),
    commit: model.input(z.strictObject({ ...against, edit })).output(committed),
    undo: model.input(z.strictObject(against)).output(taken),
    redo: model.input(z.strictObject(against)).output(taken),
    history: model.input(z.strictObject({ before: revision.nullable(), limit: z.int().min(1).max(500) })).output(journalPage),
    /** What was done to some rows, newest first, a page at a time: each entry with its changes of those rows alone. */
    historyOf: model
      .input(z.strictObject({ rows: z.array(z.strictObject({ table: z.enum(TABLE_NAMES), id })).min(1).max(1_000), before: revision.nullable(), limit: z.int().min(1).max(200) }))
      .output(rowHistory),
    checkpoint: model.input(z.strictObject({ label: name })).output(z.strictObject({ path })),
    verify: model.output(issueList),
  },
  imports: {
    /** What is in a file, before it means anything, with a proposed mapping for each table. */
    inspect: base
      .errors({ REFUSED: modelErrors.REFUSED })
      .input(z.strictObject({ file: importFile }))
      .output(inspectedTables),
    previewRates: model.input(z.strictObject({ file: importFile, sheet: z.string().max(200), mapping })).output(importOutcome),
    acceptRates: model.input(z.strictObject({ ...against, file: importFile, sheet: z.string().max(200), mapping })).output(importAccepted),
    /** Costs, positions, pools, drivers, units, revenue, balances or carry-forwards. */
    previewCosts: model.input(z.strictObject(costImport)).output(importOutcome),
    acceptCosts: model.input(z.strictObject({ ...against, ...costImport })).output(importAccepted),
    /** Agencies, or encumbrances. */
    previewBilling: model.input(z.strictObject(billingImport)).output(importOutcome),
    acceptBilling: model.input(z.strictObject({ ...against, ...billingImport })).output(importAccepted),
    /** Targets, measurements, outages or incidents. */
    previewLevels: model.input(z.strictObject(levelImport)).output(importOutcome),
    acceptLevels: model.input(z.strictObject({ ...against, ...levelImport })).output(importAccepted),
    /** Raw usage, rated by the rules of the model; `sheet` empty: the first table. */
    previewMeasures: model.input(z.strictObject({ file: importFile, sheet: z.string().max(200), task: id })).output(importOutcome),
    acceptMeasures: model.input(z.strictObject({ ...against, file: importFile, sheet: z.string().max(200), task: id })).output(importAccepted),
    /** The first rows of each table of a file of usage, with the mapping that they propose. */
    inspectUsage: base.errors({ REFUSED: modelErrors.REFUSED }).input(z.strictObject({ file: usage.usageImport.file })).output(usage.inspectedUsage),
    /** What an import would do, of its rows the first 100; cancelling it leaves nothing behind. */
    previewUsage: model.input(z.strictObject(usage.usageImport)).output(importOutcome),
    acceptUsage: model.input(z.strictObject({ ...against, ...usage.usageImport })).output(importAccepted),
    /** How far the import with that name is; null when none runs. */
    progress: base.input(z.strictObject({ task: id })).output(usage.taskProgress.nullable()),
  },
  bills: {
    matrix: model.input(bills.matrixRequest).output(bills.matrixAnswer),
    /** Null: no such customer, or a month of another year. */
    statement: model.input(bills.statementRequest).output(bills.statementAnswer),
    explain: model.input(bills.explainBillRequest).output(bills.explanationAnswer),
    impact: model.input(bills.impactRequest).output(bills.impactAnswer),
    /** How many customers are projected by now for those who wait for planned usage; null where nothing is. */
    planning: base.output(z.strictObject({ done: z.int().min(0), total: z.int().min(0) }).nullable()),
    /** The edit that writes the billed revenue of a year over what stands there (RECOV-1); refused where nothing would change. */
    revenuePlan: model.input(bills.revenuePlanRequest).output(bills.planAnswer),
    /** The rates of one customer's impact. */
    impactCells: model.input(bills.impactCellsRequest).output(bills.impactCellsAnswer),
    /** Encumbrances of a year that are used up before it is over. */
    runningOut: model.input(bills.runningOutRequest).output(bills.runningOutAnswer),
    /** How one figure of an impact came about; null for a customer, rate or figure that is not there. */
    explainImpact: model.input(bills.explainImpactRequest).output(bills.explanationAnswer),
  },
  rating: {
    /** The edit that adds the rules of the sample to a model without rules, and what it leaves out; refused where there are rules. */
    sampleRules: model.output(rulesAdoption),
    /** What rating all raw usage again by the rules of today would change; and doing it: a batch of what differs. `task`: the name to ask `imports.progress` for, in rows. */
    previewAgain: model.input(z.strictObject({ task: id })).output(importOutcome),
    again: model.input(z.strictObject({ ...against, task: id })).output(importAccepted),
    /** How a month's quantity follows from raw rows and rules; null where none makes it. */
    explainQuantity: model.input(z.strictObject({ customerId: id, rateId: id, month: monthCodec })).output(bills.explanationAnswer),
  },
  budgets: {
    /** One customer's budget from one version to another; null: no such customer. */
    customer: model.input(budgets.budgetRequest).output(budgets.budgetAnswer),
    /** History, projection and methods of one of its rates; null: it has neither history nor change. */
    rate: model.input(budgets.projectedRateRequest).output(budgets.projectedRateAnswer),
    /** What both versions cost some customers, as projected; asked for a screenful at a time. */
    summary: model.input(budgets.budgetSummaryRequest).output(budgets.budgetSummaryAnswer),
    /** How a figure of a budget came about; null where there is none. */
    explain: model.input(budgets.explainBudgetRequest).output(bills.explanationAnswer),
  },
  usage: {
    /** One customer's quantities of a year by rate and month; empty for a customer without any. */
    grid: model.input(usage.usageGridRequest).output(usage.usageGridAnswer),
    /** Which years have usage, for which months, and what is billed to nobody. */
    years: model.input(usage.usageYearsRequest).output(usage.usageYearsAnswer),
  },
  audit: {
    /** Audits a printed schedule from outside (columns resource, unit, from, to, difference, percent). */
    file: base.errors({ REFUSED: modelErrors.REFUSED }).input(z.strictObject({ file: importFile, precision })).output(audit),
  },
  reports: {
    preview: model.input(reportRequest).output(reportModel),
    /** Saved through a dialog where the host has one, else handed back as a file for the browser to save. */
    export: model
      .input(z.strictObject({ request: reportRequest, format: reportFormat }))
      .output(exported),
    /** One report for every customer, in one zip, or in a new folder where the host's dialog can choose a place for it; `job` is the name under which its progress is asked for. */
    exportAll: model.input(z.strictObject({ request: bundleRequest, format: reportFormat, into: z.enum(BUNDLE_PLACES), job: id })).output(exportedAll),
    /** One chart as a PNG, as it is drawn in a workbook, with the mark of a page where its figures are drafts (VER-3); it goes where an export goes. */
    picture: model.input(z.strictObject({ chart: drawnChart, from: drawnFrom })).output(exported),
    /** Null: no such work is going on. */
    progress: base.input(z.strictObject({ job: id })).output(z.strictObject({ done: z.int().min(0), total: z.int().min(0) }).nullable()),
  },
}

export type Contract = typeof contract
