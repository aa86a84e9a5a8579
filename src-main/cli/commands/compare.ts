/** `compare FILE --from VERSION --to VERSION... [--rate CODE] [--explain [--depth N]]` */
import { formatFixed, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import type { Explanation } from '../../../src-shared/domain/explanation.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { compareVersions } from '../../../src-shared/domain/rates/compare.ts'
import { countedRows } from '../../../src-shared/domain/rates/compare-summary.ts'
import { comparedWithoutOverhead } from '../../../src-shared/domain/rates/compared-without-overhead.ts'
import { PERCENT_PLACES, type Comparison, type ComparisonBasis, type ComparisonCell, type ComparisonRow, type ComparisonSummary } from '../../../src-shared/domain/rates/comparison.ts'
import { explainBase, explainCell, type ExplainedFigure } from '../../../src-shared/domain/rates/explain-comparison.ts'
import { explainedAnswer, type ExplainFlags } from '../explain-option.ts'
import { draftNotes, rateOfCode, readModel, readVersions, versionsRefused } from '../open-model.ts'
import type { CliCore } from '../open-core.ts'
import { refusal, type JsonRow, type Outcome } from '../outcome.ts'
import { plainText, textTable, type TableColumn, type TableLine } from '../text-table.ts'

export type CompareRequest = { readonly file: string; readonly from: string; readonly to: readonly string[]; readonly basis: ComparisonBasis; readonly rate?: string } & ExplainFlags

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

type Explained = Pick<ReturnType<typeof explainedAnswer>, 'row'>

/** Names of a cell's figures as they stand in its row. */
const CELL_FIGURES = { value: 'rate', difference: 'difference', percentChange: 'percent' } as const satisfies Readonly<Record<string, ExplainedFigure>>

function ofCell(draft: Draft, at: { readonly comparison: Comparison; readonly rowKey: string; readonly cellIndex: number }): Readonly<Record<string, Explanation>> {
  return Object.fromEntries(Object.entries(CELL_FIGURES).flatMap(([name, figure]) => {
    const explanation = explainCell(draft, { ...at, figure })
    return explanation === undefined ? [] : [[name, explanation]]
  }))
}

/** By comparison, what each row counts as. */
type Counted = readonly ReturnType<typeof countedRows>[]

/** `counted` is there where it is asked for; a row that stands beside one of its rate that counts, against another baseline, counts as nothing. */
function jsonRow(draft: Draft, { comparison, row, explained, counted }: { readonly comparison: Comparison; readonly row: ComparisonRow; readonly explained: Explained; readonly counted: Counted | null }): JsonRow {
  const { base } = row
  const { baseLabel, comparisonLabels } = comparison
  return {
    code: row.code, resource: row.title, unit: row.billableUnit, objectCode: row.objectCode, lineOfBusiness: row.lineOfBusiness, group: row.serviceGroup, service: row.service,
    customerClass: row.customerClass, baseline: row.baselineName, note: row.note,
    from: {
      version: baseLabel, text: base.text, value: base.number, places: base.places, ...explained.row(() => {
        const value = explainBase(draft, { comparison, rowKey: row.key })
        return value === undefined ? {} : { value }
      }),
    },
    to: row.cells.map((cell, index) => ({
      version: comparisonLabels[index] ?? '', text: cell.text, value: cell.number, places: cell.places, difference: cell.difference, differenceUnit: cell.differenceUnit,
      percentChange: cell.percentChange, status: cell.status, statusText: cell.statusText, ...(counted === null ? {} : { countsAs: counted[index]?.get(row) ?? null }), ...explained.row(() => ofCell(draft, { comparison, rowKey: row.key, cellIndex: index })),
    })),
  }
}

/** A difference holds both rates, a % change them again; each named by its rate. */
function explanationsOf(draft: Draft, { comparison, rows }: { readonly comparison: Comparison; readonly rows: readonly ComparisonRow[] }): readonly Explanation[] {
  return rows.flatMap((row) => row.cells.flatMap((_, cellIndex) => (['difference', 'percent'] as const).flatMap((figure) => {
    const explanation = explainCell(draft, { comparison, rowKey: row.key, cellIndex, figure })
    return explanation === undefined ? [] : [{ ...explanation, label: `${explanation.label} of ${titleOf(row)}${row.cells.length > 1 ? `, ${comparison.comparisonLabels[cellIndex] ?? ''}` : ''}` }]
  })))
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

const COUNT_WORDS = { up: 'up', down: 'down', unchanged: 'unchanged', new: 'new', gone: 'gone', notComparable: 'not comparable' } as const satisfies Readonly<Record<keyof ComparisonSummary, string>>

/** Which rates each count counts. */
function countLines(comparison: Comparison, index: number): readonly string[] {
  const counted = [...countedRows(comparison, index)]
  return Object.entries(COUNT_WORDS).flatMap(([name, words]) => {
    const codes = counted.flatMap(([row, countedAs]) => (countedAs === name ? [row.customerClass === 'state' ? row.code : `${row.code} (${row.customerClass})`] : []))
    return codes.length === 0 ? [] : [plainText(`  ${words}: ${codes.join(', ')}`)]
  })
}

function summaryLines(comparison: Comparison, { explain }: ExplainFlags): readonly string[] {
  const { baseLabel, comparisonLabels, summaries } = comparison
  return summaries.flatMap((each, index) => [
    `${baseLabel} to ${comparisonLabels[index] ?? ''}: ${each.up} up, ${each.down} down, ${each.unchanged} unchanged, ${each.new} new, ${each.gone} gone, ${each.notComparable} not comparable`,
    ...(explain === true ? countLines(comparison, index) : []),
  ])
}

export async function compareCommand(core: CliCore, request: CompareRequest): Promise<Outcome> {
  const { file, from, to, basis } = request
  const model = await readModel(core, file)
  const { path, draft } = model
  const versions = readVersions(draft, [from, ...to])
  if (!versions.ok) return versionsRefused(model, versions.failure)
  const [base, ...comparisons] = versions.value
  if (base === undefined) return refusal({ model: path, issues: [], exitCode: 2 })
  const rate = request.rate === undefined ? null : rateOfCode(model, request.rate)
  if (rate?.ok === false) return refusal({ model: path, issues: rate.failure })
  const comparison = compareVersions(draft, { base, comparisons, basis })
  const rows = comparison.rows.filter((row) => (rate === null || row.rateId === rate.value.id) && row.cells.some((cell) => cell.status !== 'absent'))
  const explained = explainedAnswer(request)
  const shown = { ...comparison, rows }
  const counted = request.explain === true ? comparison.summaries.map((_, index) => countedRows(comparison, index)) : null
  const notes = draftNotes(model, { versions: versions.value, generatedAt: core.parts.clock.now().toISOString() })
  const warnings = [...notes, ...comparedWithoutOverhead(draft, shown).map((each) => ({ ...each, severity: 'warning' as const }))]
  const headLines = notes.flatMap((each) => [each.message, ''])
  const basisLine = basis === 'unrounded' ? ['Basis of analysis: unrounded rates, not what is billed (NUM-3).', ''] : []
  return {
    exitCode: 0, model: path, warnings, rows: rows.map((row) => jsonRow(draft, { comparison, row, explained, counted })), hasTrees: request.explain === true,
    text: [...headLines, ...basisLine, textTable(columnsOf(shown), linesOf(shown)), ...(rate === null ? ['', ...summaryLines(shown, request)] : []), ...explained.text(() => explanationsOf(draft, { comparison, rows }))].join('\n'),
  }
}
