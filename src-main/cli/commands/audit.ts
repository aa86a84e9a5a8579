/** `audit FILE | schedule.csv [--version VERSION] [--places N]` (RATE-7) */
import { basename, resolve } from 'node:path'

import type { Audit, AuditPrecision, AuditRow, AuditVerdict } from '../../../src-shared/domain/rates/audit.ts'
import { auditSchedule, printedFactsOf } from '../../../src-shared/domain/rates/audit-schedule.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import { ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import { versionKey, type VersionKey } from '../../../src-shared/domain/version.ts'
import { MODEL_EXTENSION } from '../../core/paths.ts'
import { isDatabase, readGivenFile } from '../given-file.ts'
import { printedVersion, readModel, readVersions, versionsRefused, type ReadModel } from '../open-model.ts'
import type { CliCore } from '../open-core.ts'
import { refusal, type JsonRow, type Outcome } from '../outcome.ts'
import { textTable, type TableLine } from '../text-table.ts'

export type AuditRequest = { readonly file: string; readonly version: string | null; readonly precision: AuditPrecision }

const VERDICTS: Readonly<Record<AuditVerdict, string>> = {
  exact: 'exact', 'explained-by-rounding': 'rounding', inconsistent: 'INCONSISTENT', 'not-checkable': 'not checkable',
}

function jsonRow({ printed, verdict, recomputedDifference, recomputedPercent, sentence, secondReading }: AuditRow): JsonRow {
  return {
    heading: printed.heading, resource: printed.resource, unit: printed.billableUnit, from: printed.fromText, to: printed.toText, difference: printed.differenceText,
    percent: printed.percentText, source: printed.source, verdict, recomputedDifference, recomputedPercent, sentence, secondReading,
  }
}

function linesOf(rows: readonly AuditRow[]): readonly TableLine[] {
  let heading = ''
  return rows.flatMap(({ printed, verdict, sentence, secondReading }): readonly TableLine[] => {
    const why = `${sentence} ${secondReading}`.trim()
    const line: TableLine = { kind: 'cells', cells: [printed.resource, printed.fromText, printed.toText, printed.differenceText, printed.percentText, VERDICTS[verdict], why] }
    if (printed.heading === heading) return [line]
    heading = printed.heading
    return [{ kind: 'heading', text: heading }, line]
  })
}

function auditText({ rows, counts }: Audit): string {
  const table = textTable(
    [
      { header: 'Resource', align: 'start' }, { header: 'From', align: 'end' }, { header: 'To', align: 'end' }, { header: 'Difference', align: 'end' }, { header: '%', align: 'end' },
      { header: 'Verdict', align: 'start' }, { header: 'Why', align: 'start' },
    ],
    linesOf(rows),
  )
  const checked = counts.exact + counts['explained-by-rounding'] + counts.inconsistent
  return `${table}\n\n${checked} rows checked: ${counts.exact} exact, ${counts['explained-by-rounding']} explained by rounding, ${counts.inconsistent} inconsistent; ${counts['not-checkable']} not checkable`
}

/** The version that is asked for, or the newest one that has printed rows. */
function auditedVersion({ draft }: ReadModel, version: string | null): Result<VersionKey> {
  if (version !== null) {
    const read = readVersions(draft, [version])
    const [first] = read.ok ? read.value : []
    const printed = first === undefined ? refused(read.ok ? [] : read.failure) : printedVersion(draft, first)
    return printed.ok ? ok(versionKey(printed.value)) : printed
  }
  const newest = [...new Set([...draft.printedRow.values()].map((each) => each.version))].toSorted().at(-1)
  if (newest !== undefined) return ok(newest)
  return refused([issue('version-missing', 'The model holds no printed schedule.', { remedy: 'Audit a CSV or Excel file with the columns resource, unit, from, to, difference and percent.' })])
}

function outcomeOf(audit: Audit, path: string): Outcome {
  return { exitCode: audit.counts.inconsistent > 0 ? 1 : 0, model: path, warnings: [], rows: audit.rows.map(jsonRow), text: auditText(audit) }
}

/** 1 when a row is inconsistent. */
export async function auditCommand(core: CliCore, { file, version, precision }: AuditRequest): Promise<Outcome> {
  const path = resolve(file)
  const isModel = isDatabase(file)
  if (!isModel.ok) return refusal({ model: path, issues: isModel.failure })
  if (isModel.value || file.toLowerCase().endsWith(MODEL_EXTENSION)) {
    const model = await readModel(core, file)
    const key = auditedVersion(model, version)
    return key.ok ? outcomeOf(auditSchedule(printedFactsOf(model.draft, key.value), precision), path) : versionsRefused(model, key.failure)
  }
  const bytes = readGivenFile(file)
  if (!bytes.ok) return refusal({ model: path, issues: bytes.failure })
  return outcomeOf(await core.client.audit.file({ file: new File([bytes.value], basename(file)), precision }), path)
}
