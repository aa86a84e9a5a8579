import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { issue } from '../../src-shared/domain/issues.ts'
import { usageEntryId } from '../../src-shared/domain/model/billing-tables.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { month, monthOfNumber } from '../../src-shared/domain/month.ts'
import type { BatchLines, CountedLines } from '../../src-shared/domain/usage/batch-lines.ts'
import { planUsageImport, type PlannedUsageImport } from '../../src-shared/domain/usage/imports/plan-usage-import.ts'
import { usageCatalog } from '../../src-shared/domain/usage/imports/usage-catalog.ts'
import { NO_DAYS, type DaysOfLines } from '../../src-shared/domain/usage/days-of-lines.ts'
import { UsageRows } from '../../src-shared/domain/usage/imports/usage-rows.ts'
import type { UsageOfFile } from '../../src-shared/domain/usage/imports/usage-import.ts'
import { inOrder, lineOrder, quantitiesInOrder } from '../../src-shared/domain/usage/line-order.ts'
import { mergeBatches } from '../../src-shared/domain/usage/merge-batches.ts'
import { countingIds, smallModel, smallRows, unitsOf, usageLines, usdPerUnit } from '../support/small-model.ts'

type Line = readonly [customer: string, rate: string, month: string, quantity: bigint]
const MAPPING = { headerRow: 1, fields: { agency: 0, rate: 1, month: 2, quantity: 3 }, months: [] }

/** Lines in order, by the lists of ids that they bring. */
function counted(lines: readonly Line[]): CountedLines {
  const { customerIds, rateIds, ...columns } = usageLines(lines)
  const order = lineOrder(columns)
  return {
    customerIds, rateIds, batchIds: ['usage-1'], batch: new Int32Array(lines.length), customer: inOrder(columns.customer, order), rate: inOrder(columns.rate, order), month: inOrder(columns.month, order),
    quantity: quantitiesInOrder(columns.quantity, order),
  }
}

/** As a reader of a file would hand it over: codes in capitals, row after row from 2 on. */
function readOf(draft: Draft, present: CountedLines, lines: readonly Line[]): UsageOfFile {
  const catalog = usageCatalog({ draft, present })
  const rows = new UsageRows({ fileName: 'july.csv', sheet: '', header: ['agency', 'rate', 'month', 'quantity'], mapping: MAPPING, catalog })
  lines.forEach(([customer, rate, at, quantity], index) => {
    rows.begin()
    rows.takeText(index + 2, { customer: rows.customer(customer.toUpperCase()), rate: rows.rate(rate.toUpperCase()), month: rows.month(at), monthColumn: undefined }, `${quantity}`)
  })
  const read = rows.finish()
  if (!read.ok) throw new Error(JSON.stringify(read.failure))
  return read.value
}

function planned(lines: readonly Line[], more: { readonly draft?: Draft; readonly present?: readonly Line[] } = {}): PlannedUsageImport {
  const draft = more.draft ?? smallModel()
  const present = counted(more.present ?? [])
  return planUsageImport({ draft, present, read: readOf(draft, present, lines), fileName: 'july.csv', newId: countingIds(), author: 'Ann', at: '2026-11-22T04:00:00.000Z' })
}

function told(lines: BatchLines | undefined): readonly string[] {
  return lines === undefined ? [] : Array.from(lines.rate, (rate, at) => `${lines.customerIds[lines.customer[at] ?? -1]} ${lines.rateIds[rate]} ${monthOfNumber(lines.month[at] ?? 0)} ${lines.quantity[at]}`)
}

/** What a model has after imports: its lines, and the days of those that are of days. */
type Known = { readonly lines: CountedLines; readonly days: DaysOfLines }
type Imported = Known & { readonly planned: PlannedUsageImport }
const NOTHING: Known = { lines: { ...counted([]), batchIds: [], batch: new Int32Array() }, days: NO_DAYS }

function warned({ planned: { outcome } }: Imported): readonly string[] {
  return outcome.issues.filter(({ severity }) => severity === 'warning').map(({ place, message }) => `${place?.row ?? ''}: ${message}`)
}

/** Imports a file into a model, as accepting it would: the new batch over those before it. */
function imported(draft: Draft, model: Known, file: readonly Line[]): Imported {
  const plan = planUsageImport({ draft, present: model.lines, presentDays: model.days, read: readOf(draft, model.lines, file), fileName: 'july.csv', newId: countingIds(), author: 'Ann', at: '2026-11-22T04:00:00.000Z' })
  if (plan.usage === null) return { ...model, planned: plan }
  const { usage: { lines: added, days } } = plan
  const batchIds = [...model.lines.batchIds, `batch-${model.lines.batchIds.length + 1}`]
  const { days: all, ...lines } = mergeBatches([{ ...model.lines, days: model.days }, { ...added, days, batch: new Int32Array(added.rate.length).fill(batchIds.length - 1) }])
  return { planned: plan, lines: { ...usageCatalog({ draft, present: model.lines }), batchIds, ...lines }, days: all }
}

const MILLION = 1_000_000n
const PRESENT: readonly Line[] = [['dma', 'cpu', '2003-07', 1n * MILLION], ['dot', 'cpu', '2003-07', 2n * MILLION], ['gone', 'cpu', '2003-07', 5n], ['dma', 'tape', '2003-08', 3n * MILLION]]

describe('planning an import of usage', () => {
  test('the batch holds what the file says, under the next number; the rest of the model is told of, and stays', () => {
    const { outcome, plan, usage } = planned([['dma', 'cpu', '2003-07', 1n], ['dot', 'cpu', '2003-07', 9n], ['dot', 'hub', '2003-07', 0n]], { present: PRESENT })
    expect(told(usage?.lines)).toEqual(['dma cpu 2003-07 1000000', 'dot cpu 2003-07 9000000', 'dot hub 2003-07 0'])
    expect(plan?.changes).toEqual([{ table: 'usageBatch', id: 'new-1', before: null, after: {
      id: 'new-1', number: 2, kind: 'quantities', fileName: 'july.csv', lineCount: 3, importedAt: '2026-11-22T04:00:00.000Z', author: 'Ann', provenance: 'own', note: '',
    } }])
    expect([usage?.batchId, outcome.counts, outcome.changeCount, outcome.issues.map(({ message }) => message)]).toEqual(['new-1', { new: 1, changed: 1, unchanged: 1, refused: 0 }, 2, ['A quantity of these months that the model has is not in the file, and stays.']])
  })

  test('what was typed stays typed, and the same file twice still changes nothing', () => {
    const key = { month: month('2003-07'), rateId: 'cpu', customerId: 'dma' }
    const draft = draftFromRows({ ...smallRows(), usageEntry: [{ id: usageEntryId(key), ...key, quantity: unitsOf('77'), author: 'Ben', note: '' }] })
    const { outcome, plan } = planned([['dma', 'cpu', '2003-07', 1n]], { draft, present: PRESENT })
    expect([plan, outcome.issues.map(({ code, message }) => [code, message])]).toEqual([null, [
      ['nothing-to-change', 'Every quantity in the file is as the model has it.'], ['row-skipped', 'A quantity was typed over what files say: what was typed stays.'],
    ]])
  })

  test('lines of a rate without a number are told of with their first row, as far as their months go', () => {
    const rows = smallRows()
    const draft = draftFromRows({ ...rows, price: rows.price.map((each) => (each.rateId === 'cpu' && each.scheduleId.startsWith('FY2005') ? { ...each, kind: 'not-published', amount: null } : each)) })
    const { outcome, plan } = planned([['dma', 'drop', '2003-07', 1n], ['dma', 'cpu', '2003-07', 1n], ['dot', 'cpu', '2004-07', 1n], ['dma', 'cpu', '2004-08', 1n]], { draft })
    expect(plan).not.toBeNull()
    expect(outcome.issues.map(({ severity, code, place, message }) => [severity, code, place?.row, message])).toEqual([['note', 'not-priced', 4, 'CPU: 2 lines, from this row on, will not be priced: its rate is not published.']])
  })

  test('BILL-1: a line of more dollars than any bill may have is refused with its row, since no bill could be summed beside it', () => {
    const rows = smallRows()
    const draft = draftFromRows({ ...rows, price: rows.price.map((each) => (each.rateId === 'cpu' ? { ...each, kind: 'per-unit', amount: usdPerUnit('9131') } : each)) })
    const most = 109_517_029_898n
    expect(told(planned([['dma', 'cpu', '2003-07', most], ['dot', 'cpu', '2003-07', -most]], { draft }).usage?.lines)).toHaveLength(2)
    expect(planned([['dma', 'cpu', '2003-07', most], ['dot', 'cpu', '2003-07', -most - 1n], ['dma', 'tape', '2003-07', 1_000_000_000_000n]], { draft })).toMatchObject({
      plan: null, outcome: { counts: { refused: 1 }, preview: [{ rowNumber: 3 }], issues: [{ code: 'number-out-of-range', message: '-109517029899 units of CPU come to more than 1,000,000,000,000,000 dollars.', place: { row: 3 } }, {}] },
    })
  })

  test('one bad row refuses all of it; the preview shows the rows that are bad', () => {
    const draft = smallModel()
    const read = readOf(draft, counted([]), [['dma', 'cpu', '2003-07', 1n]])
    const bad = { ...read, issues: [issue('not-a-date', 'No month.', { place: { file: 'july.csv', row: 7 } }), issue('row-skipped', '12 more of the same kinds are not listed.')], counts: { ...read.counts, refusedRows: 13 } }
    expect(planUsageImport({ draft, present: counted([]), read: bad, fileName: 'july.csv', newId: countingIds(), author: 'Ann', at: '2026-11-22T04:00:00.000Z' })).toMatchObject({
      plan: null, usage: null, outcome: { changeCount: 0, counts: { refused: 13 }, preview: [{ rowNumber: 7, effect: 'refused', effectText: 'No month.' }] },
    })
  })

  test('BILL-8: lines of months before their encumbrance is approved are named with the first row; those of the month itself and later are not', () => {
    const rows = smallRows()
    const [row] = rows.encumbrance
    if (row === undefined) throw new Error('encumbrance')
    const of = (approvedOn: typeof row.approvedOn): Draft => draftFromRows({ ...rows, billPolicy: [], encumbrance: [{ ...row, approvedOn }] })
    const lines: readonly Line[] = [['dot', 'cpu', '2004-07', 1n], ['dma', 'cpu', '2004-10', 1n], ['dma', 'cpu', '2004-09', 1n], ['dma', 'cpu', '2004-08', 1n]]
    const notes = (draft: Draft): readonly string[] => planned(lines, { draft }).outcome.issues.flatMap(({ code, place, message }) => (code === 'dates-out-of-order' ? [`${place?.row ?? ''} ${message}`] : []))
    expect(notes(of(isoDate('2004-10-05')))).toEqual(['4 DMA E10: 2 lines, from this row on, of August 2004 to September 2004 wait for the encumbrance: it is approved in October 2004, nothing is billed before (BILL-8).'])
    expect(planned([['dma', 'cpu', '2004-07', 1n]], { draft: of(isoDate('2004-08-05')) }).outcome.issues.map(({ message }) => message)).toEqual(['DMA E10: this line of July 2004 waits for the encumbrance: it is approved in August 2004, nothing is billed before (BILL-8).'])
    expect([notes(of(isoDate('2004-07-31'))), notes(of(null))]).toEqual([[], ['3 DMA E10: 3 lines, from this row on, of August 2004 to October 2004 wait for the encumbrance: it is not approved yet, nothing is billed before (BILL-8).']])
  })

  test('BILL-7: the rate that carries the minimum takes no usage of its year: each row of it is refused', () => {
    const { outcome, plan } = planned([['dma', 'drop', '2003-07', 1n], ['dma', 'drop', '2004-07', 1n]])
    expect([plan, outcome.counts.refused, outcome.issues.map(({ place, message }) => `${place?.row ?? ''} ${message}`)]).toEqual([null, 1, ['3 DROP carries the minimum charge, which each bill works out from its own charges: a quantity of it would be charged on top (BILL-7).']])
  })

  test('BILL-1: other days of a month are added to those that the model has, the same days change nothing, one that differs is put right', () => {
    const draft = smallModel()
    const first = imported(draft, NOTHING, [['dma', 'cpu', '2003-07-01', 10n], ['dma', 'cpu', '2003-07-02', 5n]])
    const second = imported(draft, first, [['dma', 'cpu', '2003-07-16', 7n], ['dma', 'cpu', '2003-07-17', 0n]])
    expect([told(first.lines), told(second.lines), second.planned.outcome.preview.map(({ effectText }) => effectText)]).toEqual([['dma cpu 2003-07 15000000'], ['dma cpu 2003-07 22000000'], ['changed: 15 -> 22 (a day added)']])
    expect(imported(draft, second, [['dma', 'cpu', '2003-07-01', 10n], ['dma', 'cpu', '2003-07-16', 7n]]).planned).toMatchObject({ plan: null, outcome: { counts: { unchanged: 1 } } })
    const third = imported(draft, second, [['dma', 'cpu', '2003-07-02', 6n], ['dma', 'cpu', '2003-07-18', 1n]])
    expect([told(third.lines), third.planned.outcome.preview.map(({ effectText }) => effectText), third.planned.outcome.issues.filter(({ severity }) => severity === 'warning')]).toEqual([['dma cpu 2003-07 24000000'], ['changed: 22 -> 24 (a day added, a day corrected)'], []])
  })

  test('days in the place of a whole month\'s figure, and the other way round, are named with row, agency, rate and month', () => {
    const draft = smallModel()
    const whole = imported(draft, NOTHING, [['dma', 'cpu', '2003-07', 100n], ['dot', 'cpu', '2003-07', 1n]])
    const days = imported(draft, whole, [['dot', 'cpu', '2003-07-31', 1n], ['dma', 'cpu', '2003-07-16', 7n]])
    expect([told(days.lines), warned(days)]).toEqual([['dma cpu 2003-07 7000000', 'dot cpu 2003-07 1000000'], ['3: DMA CPU 2003-07: days replace 100, which was imported as the figure of the whole month.']])
    expect(warned(imported(draft, days, [['dma', 'cpu', '2003-07', 8n]]))).toEqual(['2: DMA CPU 2003-07: a figure of the whole month replaces 7, which was imported by days.'])
  })

  test('BILL-1: a day of more than 32,000,000,000 units is refused with its row, so that whatever the days of a month are, it holds them', () => {
    const draft = smallModel()
    expect(imported(draft, NOTHING, [['dma', 'cpu', '2003-07-01', 1n], ['dma', 'cpu', '2003-07-02', -32_000_000_001n]]).planned).toMatchObject({ plan: null, outcome: { counts: { refused: 1 }, preview: [{ rowNumber: 3 }], issues: [{ code: 'number-out-of-range', place: { row: 3, column: 'quantity' } }] } })
    const everyDay = Array.from({ length: 31 }, (_, index): Line => ['dma', 'cpu', `2003-07-${String(index + 1).padStart(2, '0')}`, -32_000_000_000n])
    expect(told(imported(draft, NOTHING, everyDay).lines)).toEqual(['dma cpu 2003-07 -992000000000000000'])
    expect(told(imported(draft, NOTHING, [['dma', 'cpu', '2003-07', 1_000_000_000_000n]]).lines)).toEqual(['dma cpu 2003-07 1000000000000000000'])
  })

  test('BILL-1: however the days of a month are cut into files, in whatever order, the month is their sum', () => {
    const draft = smallModel()
    const said = fc.uniqueArray(fc.record({ day: fc.integer({ min: 1, max: 31 }), customer: fc.constantFrom('dma', 'dot'), quantity: fc.bigInt({ min: -9n, max: 9n }), file: fc.integer({ min: 0, max: 3 }) }), { minLength: 1, maxLength: 30, selector: ({ day, customer }) => `${customer} ${day}` })
    fc.assert(fc.property(said, (all) => {
      const rows = (some: typeof all): readonly Line[] => some.map(({ day, customer, quantity }) => [customer, 'cpu', `2003-07-${String(day).padStart(2, '0')}`, quantity])
      const files = [0, 1, 2, 3].map((file) => rows(all.filter((each) => each.file === file))).filter((file) => file.length > 0)
      const end = [...files, ...files.toReversed()].reduce((model: Known, file) => imported(draft, model, file), NOTHING)
      expect(told(end.lines).filter((line) => !line.endsWith(' 0'))).toEqual(told(imported(draft, NOTHING, rows(all)).lines).filter((line) => !line.endsWith(' 0')))
    }), { numRuns: 200 })
  })

  const key = fc.tuple(fc.constantFrom('dma', 'dot'), fc.constantFrom('cpu', 'tape', 'hub'), fc.constantFrom('2003-07', '2003-08', '2004-01', '2005-06'))
  const lines = fc.uniqueArray(fc.tuple(key, fc.bigInt({ min: -5n, max: 5n })), { maxLength: 24, selector: ([at]) => at.join('|') }).map((all) => all.map(([at, quantity]): Line => [...at, quantity]))

  test('whatever the model has and the file says: afterwards the model says what the file says, and nothing else has changed', () => {
    fc.assert(fc.property(lines, lines.filter((file) => file.length > 0), (had, file) => {
      const present = counted(had.map(([customer, rate, at, quantity]) => [customer, rate, at, quantity * MILLION] as const))
      const draft = smallModel()
      const request = { draft, fileName: 'july.csv', newId: countingIds(), author: 'Ann', at: '2026-11-22T04:00:00.000Z' }
      const { usage } = planUsageImport({ ...request, present, read: readOf(draft, present, file) })
      const lists = usageCatalog({ draft, present })
      const after: CountedLines = usage === null ? present : { ...lists, batchIds: ['usage-1', 'new'], ...mergeBatches([present, { ...usage.lines, batch: new Int32Array(usage.lines.rate.length).fill(1) }]) }
      const expected = new Map([...had, ...file].map(([customer, rate, at, quantity]) => [`${customer} ${rate} ${at}`, quantity * MILLION]))
      expect([...told(after)].toSorted()).toEqual([...expected].map(([at, quantity]) => `${at} ${quantity}`).toSorted())
      expect(planUsageImport({ ...request, present: after, read: readOf(draft, after, file) }).plan).toBeNull()
    }), { numRuns: 500 })
  })
})
