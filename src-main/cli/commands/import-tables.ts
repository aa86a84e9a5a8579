/** `import FILE costs|positions|pools|drivers|units|revenue|balances|carry-forwards|agencies|encumbrances|services|targets|measurements|outages|incidents|agreements DATA [--version VERSION] [--dry-run]` */
import { basename, resolve } from 'node:path'

import type { InspectedTable } from '../../../src-shared/contract/answers.ts'
import { BILLING_IMPORT_KINDS, COST_IMPORT_KINDS, isOfNoYear, LEVEL_IMPORT_KINDS, type TableImportKind } from '../../../src-shared/domain/costs/imports/cost-import.ts'
import { IMPORT_KINDS } from '../../../src-shared/domain/costs/imports/import-kinds.ts'
import { proposeCostMapping } from '../../../src-shared/domain/costs/imports/propose-cost-mapping.ts'
import { fiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import { draftFromRows, type Draft } from '../../../src-shared/domain/model/draft.ts'
import { isVersionPublished } from '../../../src-shared/domain/model/integrity.ts'
import { yearsOf } from '../../../src-shared/domain/rates/schedule-lifecycle.ts'
import { ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import { readVersionOfAnyYear } from '../../../src-shared/domain/version-label.ts'
import { planOf, versionKey, type Version } from '../../../src-shared/domain/version.ts'
import { readGivenFile } from '../given-file.ts'
import { importOutcome } from '../import-outcome.ts'
import { givenCostMapping } from '../import-mapping.ts'
import type { CliCore } from '../open-core.ts'
import { refusal, type Outcome } from '../outcome.ts'
import type { ImportRequest } from './import-rates.ts'

export type TableRequest = ImportRequest & { readonly kind: TableImportKind; readonly version: string | null }

/** The sheet that is asked for, or the first that has every required column, or the first. */
function chosenTable(tables: readonly InspectedTable[], { data, sheet, kind }: TableRequest): Result<InspectedTable['table']> {
  const required = IMPORT_KINDS[kind].columns.filter((each) => each.required)
  const fits = ({ table }: InspectedTable): boolean => {
    const { fields } = proposeCostMapping(kind, table.rows, table.rowNumbers)
    return required.every((each) => fields[each.field] !== undefined)
  }
  const chosen = sheet === null ? (tables.find(fits) ?? tables[0]) : tables.find((each) => each.table.sheet === sheet)
  if (chosen !== undefined) return ok(chosen.table)
  const remedy = `It has: ${tables.map((each) => each.table.sheet).join(', ')}.`
  return refused([issue('unreadable-file', sheet === null ? `${basename(data)} has no table.` : `${basename(data)} has no sheet "${sheet}".`, tables.length > 0 ? { remedy } : {})])
}

/** The version that is asked for, or the plan of the newest year that is not published; where all are, of the newest. */
function versionOf(draft: Draft, text: string | null): Result<Version> {
  if (text !== null) {
    const read = readVersionOfAnyYear(draft, text)
    return read.ok ? read : refused([read.failure])
  }
  const plans = yearsOf(draft).map((each) => each.version).filter((each) => each.basis === 'plan').toSorted((left, right) => right.fiscalYear - left.fiscalYear)
  const newest = plans.find((each) => !isVersionPublished(draft, versionKey(each))) ?? plans[0]
  return newest === undefined ? refused([issue('version-missing', 'The model has no year yet.', { remedy: 'Say where the rows go: --version FY2005.' })]) : ok(newest)
}

export async function importTableCommand(core: CliCore, request: TableRequest): Promise<Outcome> {
  const path = resolve(request.file)
  const bytes = readGivenFile(request.data)
  if (!bytes.ok) return refusal({ model: path, issues: bytes.failure })
  const file = new File([bytes.value], basename(request.data))
  const { info, rows } = await core.client.model.open({ path, mode: request.dryRun ? 'snapshot' : 'read-write' })
  // What is of no year goes into any one.
  const version = isOfNoYear(request.kind) ? ok(planOf(fiscalYear(2000))) : versionOf(draftFromRows(rows), request.version)
  if (!version.ok) return refusal({ model: path, issues: version.failure, exitCode: version.failure.some((each) => each.code === 'not-a-fiscal-year') ? 2 : 1 })
  const table = chosenTable(await core.client.imports.inspect({ file }), request)
  if (!table.ok) return refusal({ model: path, issues: table.failure })
  const mapping = givenCostMapping({ table: table.value, kind: request.kind, options: request, fileName: file.name })
  if (!mapping.ok) return refusal({ model: path, issues: mapping.failure })
  const given = { file, sheet: table.value.sheet, version: version.value, mapping: mapping.value }
  const { imports } = core.client
  const ofCosts = COST_IMPORT_KINDS.find((each) => each === request.kind)
  if (ofCosts !== undefined) {
    const asked = { ...given, kind: ofCosts }
    return importOutcome({ path, previewed: await imports.previewCosts(asked), dryRun: request.dryRun, accept: async () => (await imports.acceptCosts({ ...asked, baseRevision: info.revision })).outcome })
  }
  const ofLevels = LEVEL_IMPORT_KINDS.find((each) => each === request.kind)
  if (ofLevels !== undefined) {
    const asked = { ...given, kind: ofLevels }
    return importOutcome({ path, previewed: await imports.previewLevels(asked), dryRun: request.dryRun, accept: async () => (await imports.acceptLevels({ ...asked, baseRevision: info.revision })).outcome })
  }
  const asked = { ...given, kind: BILLING_IMPORT_KINDS.find((each) => each === request.kind) ?? 'agencies' }
  return importOutcome({ path, previewed: await imports.previewBilling(asked), dryRun: request.dryRun, accept: async () => (await imports.acceptBilling({ ...asked, baseRevision: info.revision })).outcome })
}
