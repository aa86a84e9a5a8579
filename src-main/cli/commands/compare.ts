/** `compare FILE --from VERSION --to VERSION...` */
import { formatFixed, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import { compareVersions } from '../../../src-shared/domain/rates/compare.ts'
import { PERCENT_PLACES, type Comparison, type ComparisonBasis, type ComparisonCell, type ComparisonRow } from '../../../src-shared/domain/rates/comparison.ts'
import { draftNotes, readModel, readVersions, versionsRefused } from '../open-model.ts'
import type { CliCore } from '../open-core.ts'
import { refusal, type JsonRow, type Outcome } from '../outcome.ts'
import { textTable, type TableColumn, type TableLine } from '../text-table.ts'

export type CompareRequest = { readonly file: string; readonly from: string; readonly to: readonly string[]; readonly basis: ComparisonBasis }

function figure(value: AnyDecimalText | null, places: number): string {
  return value === null ? '' : formatFixed(value, places)
}

function differenceText({ difference, differenceUnit, places }: ComparisonCell, basePlaces: number): string {
  const text = figure(difference, Math.max(places, basePlaces))
  return text !== '' && differenceUnit === 'points' ? `${text} points` : text
}

function titleOf({ title, customerClass, baselineName }: ComparisonRow): string {
  const more = [customerClass === 'state' ? '' : customerClass, baselineName === null ? '' : `against ${baselineName}`].filter((each) => each !== '')
  return more.length === 0 ? title : `${title} (${more.join(', ')})`
}

function jsonRow({ baseLabel, comparisonLabels }: Comparison, row: ComparisonRow): JsonRow {
  const { base } = row
  return {
    code: row.code, resource: row.title, unit: row.billableUnit, objectCode: row.objectCode, lineOfBusiness: row.lineOfBusiness, group: row.serviceGroup, service: row.service,
    customerClass: row.customerClass, baseline: row.baselineName, note: row.note,
    from: { version: baseLabel, text: base.text, value: base.number, places: base.places },
    to: row.cells.map((cell, index) => ({
      version: comparisonLabels[index] ?? '', text: cell.text, value: cell.number, places: cell.places, difference: cell.difference, differenceUnit: cell.differenceUnit,
      percentChange: cell.percentChange, status: cell.status, statusText: cell.statusText,
    })),
  }
}

function columnsOf({ baseLabel, comparisonLabels }: Comparison): readonly TableColumn[] {
  const several = comparisonLabels.length > 1
  return [
    { header: 'Code', align: 'start' }, { header: 'Resource', align: 'start' }, { header: 'Unit', align: 'start' }, { header: baseLabel, align: 'decimal' },
    ...comparisonLabels.flatMap((label): readonly TableColumn[] => [
      { header: label, align: 'decimal' }, { header: several ? `${label} difference` : 'Difference', align: 'decimal' }, { header: several ? `${label} %` : '% change', align: 'decimal' },
      { header: several ? `${label} status` : 'Status', align: 'start' },
    ]),
  ]
}

function linesOf({ rows }: Comparison): readonly TableLine[] {
  let heading = ''
  return rows.flatMap((row): readonly TableLine[] => {
    const line: TableLine = {
      kind: 'cells',
      cells: [
        row.code, titleOf(row), row.billableUnit, row.base.text,
        ...row.cells.flatMap((cell) => [cell.text, differenceText(cell, row.base.places), figure(cell.percentChange, PERCENT_PLACES), cell.statusText]),
      ],
    }
    const next = `${row.lineOfBusiness} / ${row.serviceGroup}`
    if (next === heading) return [line]
    heading = next
    return [{ kind: 'heading', text: next }, line]
  })
}

function summaryLines({ baseLabel, comparisonLabels, summaries }: Comparison): readonly string[] {
  return summaries.map((each, index) =>
    `${baseLabel} to ${comparisonLabels[index] ?? ''}: ${each.up} up, ${each.down} down, ${each.unchanged} unchanged, ${each.new} new, ${each.gone} gone, ${each.notComparable} not comparable`)
}

export async function compareCommand(core: CliCore, { file, from, to, basis }: CompareRequest): Promise<Outcome> {
  const model = await readModel(core, file)
  const { path, draft } = model
  const versions = readVersions(draft, [from, ...to])
  if (!versions.ok) return versionsRefused(model, versions.failure)
  const [base, ...comparisons] = versions.value
  if (base === undefined) return refusal({ model: path, issues: [], exitCode: 2 })
  const comparison = compareVersions(draft, { base, comparisons, basis })
  const rows = comparison.rows.filter((row) => row.cells.some((cell) => cell.status !== 'absent'))
  const shown = { ...comparison, rows }
  const warnings = draftNotes(model, { versions: versions.value, generatedAt: core.parts.clock.now().toISOString() })
  const headLines = warnings.flatMap((each) => [each.message, ''])
  const basisLine = basis === 'unrounded' ? ['Basis of analysis: unrounded rates, not what is billed (NUM-3).', ''] : []
  return {
    exitCode: 0, model: path, warnings, rows: rows.map((row) => jsonRow(comparison, row)),
    text: [...headLines, ...basisLine, textTable(columnsOf(shown), linesOf(shown)), '', ...summaryLines(shown)].join('\n'),
  }
}
