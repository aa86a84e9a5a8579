/** Comparison of 5,000 rates x 6 versions: the whole, what an edit costs, and the kernel against a decimal.js object per cell. */
import { decimal, readDecimal, toText, type AnyDecimalText } from '../../src-shared/domain/decimal.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, rowsFromDraft, type Draft } from '../../src-shared/domain/model/draft.ts'
import { compareColumns, differenceText, figureColumn, percentChangeText, percentOf } from '../../src-shared/domain/rates/compare-kernel.ts'
import { compareVersions, recompare } from '../../src-shared/domain/rates/compare.ts'
import type { Comparison, ComparisonRequest } from '../../src-shared/domain/rates/comparison.ts'
import { planPriceEdits } from '../../src-shared/domain/rates/edit-prices.ts'
import { planOf, type Version } from '../../src-shared/domain/version.ts'
import type { Price } from '../../src-shared/domain/model/tables.ts'
import { largeRows } from '../support/large-model.ts'
import { medianOf, mediansOf, milliseconds, type Bench, type BenchRow } from './measure.ts'

const RATES = 5_000
const VERSIONS = 6

/** Rates of 0 to 6 places that move by up to a quarter from year to year; some stay, some come and go. */
function priced(price: Price, index: number): Price | undefined {
  const year = Math.floor(index / RATES)
  const rate = index % RATES
  if ((rate * 31 + year * 17) % 50 === 0) return undefined
  const places = rate % 7
  const first = 100 + ((rate * 7919) % 900_000)
  const moved = rate % 3 === 0 ? first : Math.max(1, Math.round(first * (1 + (((rate * 13 + year * 7) % 51) - 25) / 100)))
  const read = readDecimal<'USD/unit'>((moved / 10 ** places).toFixed(places))
  if (!read.ok) throw new Error('Not a rate')
  return { ...price, amount: read.value, places }
}

function benchDraft(): Draft {
  const rows = largeRows({ rates: RATES, years: VERSIONS })
  return draftFromRows({ ...rows, price: rows.price.flatMap((price, index) => priced(price, index) ?? []), scenario: [{ id: 'what-if', name: 'What-if 1', note: '', author: '', createdAt: '2026-01-01T00:00:00Z', position: 0 }] })
}

type Columns = readonly (readonly (AnyDecimalText | null)[])[]

function textColumns(comparison: Comparison): Columns {
  return [comparison.rows.map((row) => row.base.number), ...comparison.comparisonLabels.map((_, index) => comparison.rows.map((row) => row.cells[index]?.number ?? null))]
}

function byDecimals([base = [], ...others]: Columns): readonly (string | null)[] {
  const results: (string | null)[] = []
  for (const column of others) {
    column.forEach((to, index) => {
      const from = base[index] ?? null
      if (from === null || to === null) return results.push(null, null)
      const left = decimal(from)
      const difference = decimal(to).minus(left)
      return results.push(toText(difference), left.isZero() ? null : toText(percentOf(difference, left)))
    })
  }
  return results
}

function byKernel([base = [], ...others]: Columns): readonly (string | null)[] {
  const results: (string | null)[] = []
  const from = figureColumn(base)
  for (const column of others) {
    const change = compareColumns(from, figureColumn(column))
    for (let index = 0; index < column.length; index += 1) results.push(differenceText(change, index), percentChangeText(change, index))
  }
  return results
}

function edited(draft: Draft, edit: { readonly version: Version; readonly rateId: string; readonly text: string }): Draft {
  const planned = planPriceEdits({ draft, version: edit.version, cells: [{ rateId: edit.rateId, customerClass: 'state', text: edit.text }], newId: () => 'new' })
  const applied = planned.ok ? applyChanges(draft, planned.value.plan.changes) : planned
  if (!applied.ok) throw new Error(JSON.stringify(applied.failure))
  return applied.value
}

/** What one keystroke costs after the draft has it: the comparison is made anew from the one before. */
function keystroke(draft: Draft, request: ComparisonRequest, version: Version): number {
  let current = draft
  let comparison = compareVersions(draft, request)
  let count = 0
  return medianOf({
    prepare: () => {
      count += 1
      current = edited(current, { version, rateId: 'rate-00007', text: String(1000 + count) })
      return current
    },
    run: (next) => {
      comparison = recompare(comparison, next)
    },
  })
}

function year(index: number): Version {
  return planOf(fiscalYear(2001 + index))
}

function reported(name: string, time: number): BenchRow {
  return { name, value: milliseconds(time), yardstick: '', ratio: '' }
}

function measure(): readonly BenchRow[] {
  const draft = benchDraft()
  const request: ComparisonRequest = { base: year(0), comparisons: [1, 2, 3, 4, 5].map(year), basis: 'published' }
  const scenario = planOf(fiscalYear(2006), 'what-if')
  const rows = rowsFromDraft(draft)
  const whole = medianOf({ prepare: () => draft, run: (given) => compareVersions(given, request) })
  const opened = medianOf({ prepare: () => draftFromRows(structuredClone(rows)), run: (given) => compareVersions(given, request) })
  const columns = textColumns(compareVersions(draft, request))
  const [kernel, decimals] = mediansOf({ prepare: () => columns, run: byKernel }, { prepare: () => columns, run: byDecimals })
  if (JSON.stringify(byDecimals(columns)) !== JSON.stringify(byKernel(columns))) throw new Error('The kernel and decimal.js differ.')
  return [
    { ...reported(`${RATES} rates x ${VERSIONS} versions, all rows and cells`, whole), yardstick: 'under 20 ms', holds: whole < 20 },
    { ...reported('Differences and % of these, texts in and texts out', kernel), yardstick: `${milliseconds(decimals)}, a decimal.js object per cell; at least 20 x`, ratio: `${(decimals / kernel).toFixed(1)} x`, holds: decimals / kernel >= 20 },
    reported('The first comparison after opening a file', opened),
    reported('After one edit of a scenario', keystroke(draft, { ...request, comparisons: [...request.comparisons.slice(0, 4), scenario] }, scenario)),
    reported('After one edit of a draft schedule', keystroke(draft, request, year(5))),
  ]
}

export default { name: 'Comparison', run: () => Promise.resolve(measure()) } satisfies Bench
