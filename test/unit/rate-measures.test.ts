import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { sampleRows } from '../../src-main/core/sample-model.ts'
import { readSampleTables } from '../../src-main/workbook/samples.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { month, monthOfNumber } from '../../src-shared/domain/month.ts'
import { unitsOfMicro } from '../../src-shared/domain/micro-units.ts'
import { NOTHING_COUNTED, type BatchLines, type CountedLines } from '../../src-shared/domain/usage/batch-lines.ts'
import { usageCatalog } from '../../src-shared/domain/usage/imports/usage-catalog.ts'
import { planMeasuresImport, planRateAgain, planRateAgainSteps, type MeasuredBatch } from '../../src-shared/domain/usage/measures/plan-measures-import.ts'
import { explainMeasured, measuredFactors, measuredKey, rateMeasures } from '../../src-shared/domain/usage/measures/rate-measures.ts'
import { MEASURE_KINDS, rawUsageTemplate, type RawMeasure } from '../../src-shared/domain/usage/measures/raw-measure.ts'
import { readMeasures, type MeasuresRead } from '../../src-shared/domain/usage/measures/read-measures.ts'
import { SAMPLES, factor } from '../support/sample-rules.ts'
import { countingIds } from '../support/small-model.ts'

const SAMPLE: Draft = { ...draftFromRows(sampleRows(readSampleTables(SAMPLES))), usageBatch: new Map(), usageEntry: new Map() }
const [AGENCY = ''] = [...SAMPLE.customer.values()].map(({ code }) => code)
const CUSTOMER = AGENCY.toLowerCase()
const HEADER = ['agency', 'kind', 'month', 'date', 'startedAt', 'system', 'applicationClass', 'cpuMinutes', 'ios', 'gigabytes', 'days', 'stacked', 'pages', 'lines', 'sysoutClass', 'mailboxes', 'megabytes', 'count', 'since', 'bin', 'level', 'checks']

type Given = Readonly<Record<string, string>>

function read(rows: readonly Given[], draft = SAMPLE): MeasuresRead {
  const cells = rows.map((row) => HEADER.map((name) => row[name] ?? (name === 'agency' ? AGENCY : '')))
  return readMeasures({ draft, catalog: usageCatalog({ draft, present: NOTHING_COUNTED }), table: { fileName: 'log.csv', sheet: '', rowNumbers: [1, ...rows.map((_, index) => index + 2)], rows: [HEADER, ...cells] } })
}

function quantities(rows: readonly Given[], draft = SAMPLE): Readonly<Record<string, string>> {
  const { measures, issues } = read(rows, draft)
  const rated = rateMeasures({ draft, measures })
  expect([...issues, ...rated.issues].filter(({ severity }) => severity === 'error')).toEqual([])
  return Object.fromEntries(rated.quantities.map((each) => [`${each.rateId} ${each.month}`, unitsOfMicro(each.micro)]))
}

function problems(row: Given): readonly string[] {
  const { measures, issues } = read([row])
  return [...issues, ...rateMeasures({ draft: SAMPLE, measures }).issues].map(({ code, place, message }) => `${place?.row ?? ''} ${place?.column ?? ''} ${code}: ${message}`)
}

const JOB = { kind: 'job', startedAt: '2003-10-14T10:30', system: 'ASYS', applicationClass: 'Batch', cpuMinutes: '0.3', ios: '20,000' }

describe('raw measures become monthly quantities', () => {
  it('BILL-2, BILL-3: the worked job is 0.04163 CPU hours and 21 I/O units of prime time; at night non-prime', () => {
    expect(quantities([JOB])).toEqual({ 'mf-cpu-p 2003-10': '0.04163', 'mf-io-p 2003-10': '21' })
    expect(quantities([{ ...JOB, startedAt: '2003-10-14 22:30' }])).toEqual({ 'mf-cpu-n 2003-10': '0.04163', 'mf-io-n 2003-10': '21' })
  })

  it('NUM-7: a month is added up exactly and rounded once', () => {
    const page = { kind: 'print', date: '2003-10-14', sysoutClass: 'D', pages: '1' }
    expect(quantities([page, page, page])).toEqual({ 'mf-prt-2 2003-10': '0.003' })
    // 1 / 60 hours x 7.4340 x 1.12 = 0.138768; a job of a second is 0.0023128 and would be rounded up each time.
    expect(quantities(Array.from({ length: 60 }, () => ({ ...JOB, cpuMinutes: '0.0166666667', ios: '0' })))).toEqual({ 'mf-cpu-p 2003-10': '0.138768' })
  })

  it('BILL-4, BILL-5, BILL-11, BILL-6: pages, tape, mailboxes, bins, checks and supported networks by their rules', () => {
    expect(quantities([
      { kind: 'print', month: '2003-10', sysoutClass: 'A', pages: '5', lines: '3600' }, { kind: 'tape-file', month: '2003-10', gigabytes: '0.05', days: '30', stacked: 'no' }, { kind: 'tape-file', month: '2003-10', gigabytes: '0.05', days: '30', stacked: 'yes' },
      { kind: 'mailboxes', month: '2003-10', megabytes: '40', count: '10' }, { kind: 'mailboxes', month: '2003-10', megabytes: '40', count: '5', since: '2003-10-13' }, { kind: 'bin', month: '2003-10', bin: 'report', level: '1', count: '2' },
      { kind: 'payroll-checks', date: '2003-10-09', checks: '26' }, { kind: 'lan-support', month: '2003-10', mailboxes: '115' }, { kind: 'lan-support', date: '2003-10-20', mailboxes: '5' },
    ])).toEqual({ 'mf-prt-1 2003-10': '0.09', 'mf-off-tape 2003-10': '7.5', 'mm-mbx-a 2003-10': '10', 'ml-bin-rep1 2003-10': '2', 'fp-hrcms-chk 2003-10': '26', 'nw-lan-mbx 2003-10': '120' })
  })

  it.each<[string, Given, string]>([
    ['an unknown agency', { ...JOB, agency: 'NOBODY' }, '2 agency unknown-reference'],
    ['an unknown kind', { kind: 'jobs' }, '2 kind wrong-shape'],
    ['an unknown system', { ...JOB, system: 'ZSYS' }, '2 system rule-missing: The rules have no performance factor'],
    ['an unknown class', { ...JOB, applicationClass: 'Basic' }, '2 applicationClass rule-missing'],
    ['a month outside of the model', { ...JOB, startedAt: '1999-10-14T10:30' }, '2 startedAt not-a-fiscal-year'],
    ['a negative measure', { ...JOB, ios: '-1' }, '2 ios number-out-of-range'],
    ['10^13', { ...JOB, ios: '10000000000000' }, '2 ios number-out-of-range'],
    ['what is no number', { ...JOB, cpuMinutes: 'many' }, '2 cpuMinutes not-a-number'],
    ['what is missing', { ...JOB, cpuMinutes: '' }, '2 cpuHours text-missing'],
    ['a cell of another kind', { ...JOB, pages: '3' }, '2 pages wrong-shape'],
    ['a time that does not exist', { ...JOB, startedAt: '2003-10-14T25:00' }, '2 startedAt not-an-instant'],
    ['a date outside of its month', { kind: 'print', month: '2003-10', date: '2003-11-01', sysoutClass: 'A', pages: '1' }, '2 month dates-out-of-order'],
    ['a mailbox above the largest class', { kind: 'mailboxes', month: '2003-10', megabytes: '900', count: '1' }, '2  rule-missing'],
    ['no mailboxes of a supported network', { kind: 'lan-support', month: '2003-10' }, '2 mailboxes text-missing'],
    ['no month', { kind: 'bin', bin: 'report', level: '1' }, '2 month text-missing'],
  ])('names %s with row and column', (_, row, expected) => {
    expect(problems(row)[0]).toContain(expected)
  })

  it('reads its own template, and names columns that mean nothing', () => {
    const rows = rawUsageTemplate().csv.trim().split('\n').map((line) => line.split(',').map((cell) => (cell === 'ABC' ? AGENCY : cell)))
    const table = { fileName: 'template.csv', sheet: '', rowNumbers: rows.map((__, index) => index + 1), rows }
    const catalog = usageCatalog({ draft: SAMPLE, present: NOTHING_COUNTED })
    expect(readMeasures({ draft: SAMPLE, catalog, table })).toMatchObject({ rows: 4, refusedRows: 0, issues: [] })
    const strange = readMeasures({ draft: SAMPLE, catalog, table: { ...table, rowNumbers: [1, 2], rows: [['Agency', 'Kind', 'Shoe size', 'Month', 'Bin', 'Level'], [AGENCY, 'bin', '42', '2003-10', 'report', '1']] } })
    expect([strange.measures.length, strange.issues.map(({ severity, message }) => `${severity}: ${message}`)]).toEqual([1, ['warning: These columns are not read: Shoe size.']])
    expect(rawUsageTemplate().columns[1]?.comment).toContain(MEASURE_KINDS.join(', '))
  })

  it('BILL-5: more days than the month has are refused with their row; all of them are not', () => {
    const kept = { kind: 'data-set', month: '2003-10', gigabytes: '1' }
    expect(problems({ ...kept, days: '45' })).toEqual(['2 days number-out-of-range: Row 2: "days" is 45, and 2003-10 has 31 days.'])
    expect(problems({ ...kept, days: '31' })).toEqual([])
    expect(problems({ ...kept, month: '2004-02', days: '29.5' })).toEqual(['2 days number-out-of-range: Row 2: "days" is 29.5, and 2004-02 has 29 days.'])
  })

  it('BILL-3: says for which years there are no holidays', () => {
    const without: Draft = { ...SAMPLE, holiday: new Map() }
    expect(rateMeasures({ draft: without, measures: read([JOB, JOB]).measures }).issues).toMatchObject([{ severity: 'warning', code: 'rule-missing', message: expect.stringContaining('2003') }])
  })

  it('NUM-7: the order of the rows and how they are cut into files of whole months do not matter', () => {
    const job = fc.record({ cpuMinutes: fc.integer({ min: 0, max: 5_000_000 }).map((each) => String(each / 1000)), ios: fc.integer({ min: 0, max: 1_000_000 }).map(String), startedAt: fc.constantFrom('2003-10-14T10:30', '2003-10-13T10:30', '2003-11-14T18:00') })
    fc.assert(fc.property(fc.array(job, { minLength: 1, maxLength: 12 }), (jobs) => {
      const rows = jobs.map((each) => ({ ...JOB, ...each }))
      expect(quantities(rows.toReversed())).toEqual(quantities(rows))
    }), { numRuns: 50 })
  })
})

function counted(lines: BatchLines, batchId: string): CountedLines {
  return { ...lines, batchIds: [batchId], batch: new Int32Array(lines.rate.length) }
}

function batchOf(draft: Draft): MeasuredBatch['batch'] {
  return [...draft.usageBatch.values()][0] ?? { id: '', number: 0, fileName: '' }
}

const STAMP = { newId: countingIds(), author: 'Ann', at: '2026-11-25T20:00:00.000Z' }

function imported(rows: readonly Given[]): { readonly draft: Draft; readonly present: CountedLines; readonly measures: readonly RawMeasure[] } {
  const { plan, usage } = planMeasuresImport({ draft: SAMPLE, present: NOTHING_COUNTED, read: read(rows), fileName: 'log.csv', ...STAMP })
  const applied = plan === null ? null : applyPlan(SAMPLE, plan)
  if (usage === null || applied === null || !applied.ok) throw new Error('not imported')
  return { draft: applied.value, present: counted(usage.lines, usage.batchId), measures: usage.measures }
}

function withFactor(draft: Draft, value: string): Draft {
  return { ...draft, adjustmentFactor: new Map([...draft.adjustmentFactor].map(([id, row]) => [id, row.applicationClassId === 'batch' && row.kind === 'io' ? { ...row, factor: factor(value) } : row])) }
}

function textOf(lines: BatchLines | undefined): readonly string[] {
  return Array.from(lines?.rate ?? [], (rate, line) => `${lines?.rateIds[rate] ?? ''} ${monthOfNumber(lines?.month[line] ?? 0)} ${unitsOfMicro(lines?.quantity[line] ?? 0n)}`)
}

describe('planning an import of raw usage', () => {
  it('is a batch of measures with the raw rows beside it; the same file again changes nothing', () => {
    const { draft, present, measures } = imported([JOB, JOB])
    expect([...draft.usageBatch.values()]).toMatchObject([{ kind: 'measures', number: 1, lineCount: 2, fileName: 'log.csv' }])
    expect(measures.map(({ rowNumber, kind, customerId, month: of }) => [rowNumber, kind, customerId, of])).toEqual([[2, 'job', CUSTOMER, '2003-10'], [3, 'job', CUSTOMER, '2003-10']])
    const again = planMeasuresImport({ draft, present, read: read([JOB, JOB]), fileName: 'log.csv', ...STAMP })
    expect(again).toMatchObject({ plan: null, usage: null, outcome: { counts: { new: 0, changed: 0, unchanged: 2, refused: 0 } } })
  })

  it('refuses the whole file for one row', () => {
    const planned = planMeasuresImport({ draft: SAMPLE, present: NOTHING_COUNTED, read: read([JOB, { ...JOB, system: 'ZSYS' }]), fileName: 'log.csv', ...STAMP })
    expect(planned).toMatchObject({ plan: null, usage: null, outcome: { changeCount: 0, counts: { refused: 1 }, issues: [{ code: 'rule-missing', place: { file: 'log.csv', row: 3 } }] } })
  })

  it('names rows that cannot be read and rows that no rule knows in one answer, in the order of the file', () => {
    const planned = planMeasuresImport({ draft: SAMPLE, present: NOTHING_COUNTED, read: read([{ ...JOB, system: 'ZSYS' }, { ...JOB, ios: 'many' }, JOB]), fileName: 'log.csv', ...STAMP })
    expect([planned.outcome.counts.refused, planned.outcome.issues.map(({ code, place }) => [place?.row, code])]).toEqual([2, [[2, 'rule-missing'], [3, 'not-a-number']]])
  })

  it('says which days of a month the file leaves out that the model has rows of; whole months and other kinds are not spoken of', () => {
    const first = Array.from({ length: 15 }, (_, day) => ({ ...JOB, startedAt: `2003-10-${String(day + 1).padStart(2, '0')}T10:30` }))
    const { draft, present, measures } = imported([...first, { kind: 'print', month: '2003-10', sysoutClass: 'A', pages: '5' }])
    const before = [{ batch: batchOf(draft), measures }]
    const warnings = (rows: readonly Given[]): readonly string[] => planMeasuresImport({ draft, present, before, read: read(rows), fileName: 'more.csv', ...STAMP }).outcome.issues.flatMap(({ severity, place, message }) => (severity === 'warning' ? [`${place?.row ?? ''}: ${message}`] : []))
    expect(warnings([{ kind: 'print', month: '2003-10', sysoutClass: 'A', pages: '5' }, { ...JOB, startedAt: '2003-10-16T10:30' }, { ...JOB, startedAt: '2003-10-03T10:30' }])).toEqual([`3: ${AGENCY}, job, October 2003: the rows of day 1-2, 4-15 from log.csv are not in this file, and its quantities take the place of theirs.`])
    expect(warnings([...first, { ...JOB, startedAt: '2003-10-16T10:30' }])).toEqual([])
  })
})

describe('rating again', () => {
  it('changes nothing while the rules stay, and holds only what differs when one changes', () => {
    const { draft, present, measures } = imported([JOB])
    const batches = [{ batch: batchOf(draft), measures }]
    expect(planRateAgain({ draft, present, batches, ...STAMP })).toMatchObject({ plan: null, outcome: { changeCount: 0, issues: [{ code: 'nothing-to-change' }] } })
    const planned = planRateAgain({ draft: withFactor(draft, '1.1'), present, batches, ...STAMP })
    expect(textOf(planned.usage?.lines)).toEqual(['mf-io-p 2003-10 22'])
    expect(planned.outcome.preview).toMatchObject([{ title: 'MF-IO-P 2003-10', effectText: 'changed: 21 -> 22' }])
    expect(planned.plan?.changes).toMatchObject([{ table: 'usageBatch', after: { number: 2, kind: 'measures', lineCount: 1 } }])
  })

  it('leaves what was imported ready after the measures; what no measure makes any more becomes 0', () => {
    const { draft, present, measures } = imported([JOB])
    const ready: Draft = { ...draft, usageBatch: new Map([...draft.usageBatch].map(([id, batch]) => [id, { ...batch, kind: 'quantities' as const }])) }
    expect(planRateAgain({ draft: withFactor(ready, '1.1'), present, batches: [{ batch: batchOf(draft), measures }], ...STAMP })).toMatchObject({ plan: null, outcome: { changeCount: 0 } })
    // The day becomes a holiday: the job is non-prime.
    const [holiday] = SAMPLE.holiday.values()
    if (holiday === undefined) throw new Error('holiday')
    const feast: Draft = { ...draft, holiday: new Map([...draft.holiday, ['feast', { ...holiday, id: 'feast', date: '2003-10-14' as typeof holiday.date }]]) }
    expect(textOf(planRateAgain({ draft: feast, present, batches: [{ batch: batchOf(draft), measures }], ...STAMP }).usage?.lines).toSorted()).toEqual(['mf-cpu-n 2003-10 0.04163', 'mf-cpu-p 2003-10 0', 'mf-io-n 2003-10 21', 'mf-io-p 2003-10 0'])
  })

  it('goes step by step, and says how many of all rows are rated', () => {
    const { draft, present, measures } = imported(Array.from({ length: 2_500 }, () => JOB))
    const batches = [{ batch: batchOf(draft), measures }, { batch: { ...batchOf(draft), number: 2 }, measures }]
    const steps = planRateAgainSteps({ draft, present, batches, ...STAMP })
    const seen: unknown[] = []
    for (let step = steps.next(); step.done !== true; step = steps.next()) seen.push(step.value)
    expect(seen).toEqual([1_000, 2_000, 3_500, 4_500].map((done) => ({ done, of: 5_000 })))
  })

  it('is refused as a whole where a row has no rule any more', () => {
    const { draft, present, measures } = imported([JOB])
    const planned = planRateAgain({ draft: { ...draft, performanceFactor: new Map() }, present, batches: [{ batch: batchOf(draft), measures }], ...STAMP })
    expect(planned).toMatchObject({ plan: null, outcome: { changeCount: 0, issues: [{ code: 'rule-missing', place: { file: 'log.csv', row: 2 } }] } })
  })
})

describe('a measured quantity explains itself', () => {
  it('NUM-7: down to the rows, the measures and the rules; every node follows from its inputs', () => {
    const { draft, measures } = imported([JOB, { ...JOB, cpuMinutes: '0.7' }])
    const explanation = explainMeasured({ draft, measures, customerId: CUSTOMER, rateId: 'mf-cpu-p', month: month('2003-10') })
    if (explanation === undefined) throw new Error('no explanation')
    expect([explanation.value, explanation.ruleId, wrongExplanations(explanation)]).toEqual(['0.138768', 'NUM-7', []])
    const [labels, origins] = [explanation.inputs.map(({ label }) => label), explanation.inputs.flatMap(({ origin }) => (origin === null ? [] : [origin.id]))]
    expect(labels).toEqual(expect.arrayContaining([expect.stringContaining('Row 2: '), expect.stringContaining('Row 3: ')]))
    expect(origins).toEqual(expect.arrayContaining(['asys-2003-01-01', 'batch-cpu-1988-07-01']))
    expect(explainMeasured({ draft, measures, customerId: CUSTOMER, rateId: 'mf-cpu-n', month: month('2003-10') })).toBeUndefined()
  })
})

describe('jobs by the factors of jobs like them', () => {
  it('BILL-2, NUM-7: come to what each job rated by itself adds up to', () => {
    const job = fc.record({
      startedAt: fc.constantFrom('2003-10-14T10:30', '2003-10-14T22:30', '2003-10-13T10:30', '2003-10-15T08:00'), system: fc.constantFrom('ASYS', 'RSYS'), applicationClass: fc.constantFrom('Batch', 'TSO', 'CICS', 'ADABAS'),
      cpuMinutes: fc.integer({ min: 0, max: 5_000_000 }).map((each) => String(each / 1000)), ios: fc.integer({ min: 0, max: 1_000_000 }).map(String),
    })
    fc.assert(fc.property(fc.array(job, { minLength: 1, maxLength: 10 }), (jobs) => {
      const { measures } = read(jobs.map((each) => ({ ...JOB, ...each })))
      for (const { rateId, month: of, micro } of rateMeasures({ draft: SAMPLE, measures }).quantities) expect(explainMeasured({ draft: SAMPLE, measures, customerId: CUSTOMER, rateId, month: of })?.value).toBe(unitsOfMicro(micro))
    }), { numRuns: 40 })
  })
})

describe('the factors behind a measured quantity', () => {
  function factorsOf(rows: readonly Given[], rateId: string): readonly string[] {
    const { measures } = read(rows)
    return [...(measuredFactors({ draft: SAMPLE, measures }).get(measuredKey({ customerId: CUSTOMER, rateId, month: month('2003-10') }))?.texts ?? [])]
  }

  it.each<[string, readonly Given[], string, readonly string[]]>([
    ['BILL-2: F_p x F_a, minutes of an hour left out', [JOB, JOB], 'mf-cpu-p', ['7.434 x 1.12']],
    ['BILL-2: each system once', [JOB, { ...JOB, system: 'RSYS' }], 'mf-cpu-p', ['7.434 x 1.12', '3.6355 x 1.12']],
    ['BILL-2: on-line work is converted first', [{ ...JOB, applicationClass: 'CICS' }], 'mf-cpu-p', ['1.34 x 7.434 x 1.16']],
    ['BILL-2: I/Os of a unit', [JOB], 'mf-io-p', ['/ 1,000 x 1.05']],
    ['BILL-4: pages as they are', [{ kind: 'print', month: '2003-10', sysoutClass: 'A', pages: '5' }], 'mf-prt-1', ['(page images / 1) / 1,000']],
    ['BILL-4: pages by their lines', [{ kind: 'print', month: '2003-10', sysoutClass: 'A', pages: '5', lines: '3600' }], 'mf-prt-1', ['(lines / 40) / 1,000']],
    ['BILL-5: a tape file counts at least its minimum', [{ kind: 'tape-file', month: '2003-10', gigabytes: '0.05', days: '30', stacked: 'no' }], 'mf-off-tape', ['at least 0.2']],
    ['BILL-11: mailboxes are counted', [{ kind: 'mailboxes', month: '2003-10', megabytes: '40', count: '10' }], 'mm-mbx-a', ['none']],
  ])('%s', (_, rows, rateId, expected) => {
    expect(factorsOf(rows, rateId)).toEqual(expected)
  })
})
