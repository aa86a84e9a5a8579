/** How the figures of a rate-change report were made: rules in words, baselines with their sources, what a scenario changed. */
import type { Draft } from '../model/draft.ts'
import { baselineArithmetic } from '../rates/baseline-arithmetic.ts'
import type { Comparison } from '../rates/comparison.ts'
import { revisionsOf } from '../model/table-index.ts'
import { formatVersion } from '../version-label.ts'
import { baseOf, versionKey, type Version } from '../version.ts'
import { column, labelled, spanningRow } from './cells.ts'
import { rowTitle } from './charts.ts'
import { isPublished } from './draft-mark.ts'
import type { ReportRow, ReportSheet } from './report-model.ts'

export function methodSheet(draft: Draft, comparison: Comparison): ReportSheet {
  const rows = [...ruleRows(comparison), ...versionRows(draft, comparison), ...baselineRows(draft, comparison), ...overrideRows(comparison)]
  return {
    id: 'method', name: 'Method and notes', title: 'Method and notes', description: 'How each figure was computed, and where it comes from.',
    columns: [column({ id: 'label', header: 'What', width: 34, wrap: true }), column({ id: 'text', header: 'How', width: 96, wrap: true })],
    rows, frozenColumns: 0, layout: 'document', charts: [],
  }
}

function heading(id: string, text: string): ReportRow {
  return spanningRow('heading', { id: `method.${id}`, text, columns: 2 })
}

function ruleRows(comparison: Comparison): readonly ReportRow[] {
  const published = comparison.request.basis === 'published'
  const rules: readonly (readonly [string, string, string])[] = [
    ['difference', 'Difference', 'The new rate less the old rate, in dollars for one billable unit. A price that is a percentage (such as Meter + 16.8 %) has its difference in percentage points. (NUM-4, RATE-3)'],
    ['percent', '% change', 'The difference divided by the old rate, rounded once, half up, to two places of a per cent. From zero, or where there was no rate, there is no percentage: the status says so. (NUM-2, NUM-4)'],
    ['figures', 'Figures', published
      ? 'Published rates, each with its own number of decimal places. Differences and % changes are taken from the published figures, so that they can be checked from this page alone. (NUM-3)'
      : 'UNROUNDED rates where they are known: a basis for analysis, not what is billed. Bills use the published rates. (NUM-3)'],
    ['arithmetic', 'Arithmetic', 'Exact decimals throughout; a half is rounded away from zero (1.005 becomes 1.01, -1.005 becomes -1.01). (NUM-1, NUM-2)'],
    ['status', 'Status', 'Increase, decrease or unchanged where both rates are numbers; new or discontinued where one is missing; merged, split or replaced where the schedule says what became of a service; not comparable where a price is no number. (RATE-4)'],
  ]
  return [heading('rules', 'Rules'), ...rules.map(([id, label, text]) => labelled(`method.rule.${id}`, { label, text }))]
}

function versionRows(draft: Draft, comparison: Comparison): readonly ReportRow[] {
  const versions = [comparison.request.base, ...comparison.request.comparisons]
  return [heading('versions', 'What is compared'), ...versions.map((version, index) => labelled(`method.version.${index}`, { label: formatVersion(draft, version), text: versionText(draft, version) }))]
}

function versionText(draft: Draft, version: Version): string {
  const revisions = revisionsOf(draft, versionKey(baseOf(version)))
  const latest = revisions.at(-1)
  const scenario = version.scenarioId === null ? undefined : draft.scenario.get(version.scenarioId)
  const state = latest === undefined ? 'No schedule of this year.' : `${latest.state === 'published' ? 'Published' : latest.state === 'draft' ? 'Draft' : 'Under review'}, effective ${latest.effectiveFrom}${latest.issuedOn === null ? '' : `, issued ${latest.issuedOn}`}, revision ${latest.revision}.`
  const overlay = scenario === undefined ? '' : ` Scenario "${scenario.name}" by ${scenario.author}${scenario.note === '' ? '.' : `: ${scenario.note}`}`
  const mark = isPublished(draft, version) ? '' : ' Not published: figures may change.'
  return `${state}${overlay}${mark}`
}

function baselineRows(draft: Draft, comparison: Comparison): readonly ReportRow[] {
  const rows = comparison.rows.filter((row) => row.baselineId !== null)
  if (rows.length === 0) return []
  return [
    heading('baselines', 'Named baselines (RATE-5)'),
    labelled('method.baselines.rule', { label: 'Rule', text: 'Where services were merged, the old figure is a named baseline: a weighted sum of old rates, or a stated figure with its source. Difference and % change use the same baseline.' }),
    ...rows.map((row) => labelled(`method.baseline.${row.key}`, { label: rowTitle(row), text: baselineArithmetic(draft, { comparison, row }) })),
  ]
}

function overrideRows(comparison: Comparison): readonly ReportRow[] {
  const changed = comparison.rows.flatMap((row) =>
    row.cells.flatMap((cell, index) => {
      const override = cell.price?.override ?? null
      if (override === null) return []
      const moved = override.baseHasMoved ? ' The schedule has changed since.' : ''
      return [labelled(`method.override.${index}.${row.key}`, { label: `${rowTitle(row)} (${comparison.comparisonLabels[index] ?? ''})`, text: `${override.baseText === '' ? 'No price' : override.baseText} becomes ${cell.text}.${moved}` })]
    }),
  )
  return changed.length === 0 ? [] : [heading('overrides', 'What the scenario changes'), ...changed]
}
