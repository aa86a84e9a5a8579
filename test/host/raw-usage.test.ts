/** Raw usage asked of the whole core as a screen does: imported, explained in a bill down to its rows, rated again, undone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { month } from '../../src-shared/domain/month.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { factor } from '../support/sample-rules.ts'
import { openSampleCore, type SampleCore } from '../support/sample-core.ts'

const HEADER = 'agency,kind,startedAt,system,applicationClass,cpuMinutes,ios'

function labelsOf(explanation: Explanation | null): readonly string[] {
  return explanation === null ? [] : [explanation.label, ...explanation.inputs.flatMap(labelsOf)]
}

function originsOf(explanation: Explanation | null): readonly string[] {
  return explanation === null ? [] : [...(explanation.origin === null ? [] : [explanation.origin.id]), ...explanation.inputs.flatMap(originsOf)]
}

describe('raw usage of the sample', () => {
  let core: SampleCore
  beforeAll(async () => {
    core = await openSampleCore()
  })
  afterAll(() => core.close())

  test('BILL-2, BILL-4, BILL-6: a statement of the sample shows the factors behind its quantities, on screen and in the report', async () => {
    const { client } = core
    const statement = await client.bills.statement({ version: planOf(fiscalYear(2005)), usageYear: null, ahead: [], customerId: 'zlt', month: month('2004-10') })
    const factors = new Map(statement?.groups.flatMap(({ lines }) => lines.map(({ code, factors: text }) => [code, text] as const)) ?? [])
    expect([...factors].filter(([, text]) => text !== '')).toEqual([
      ['MF-CPU-N', '7.434 x 1.12, 3.6355 x 1.12'], ['MF-PRT-1', '(page images / 1) / 1,000, (lines / 40) / 1,000'], ['MF-PRT-2', '(page images / 2) / 1,000, (page images / 4) / 1,000'], ['ML-INS-MAN', '1.00, 2.00'],
    ])
    const report = await client.reports.preview({ report: 'statement', version: planOf(fiscalYear(2005)), usageYear: null, customerId: 'zlt', month: month('2004-10') })
    expect(JSON.stringify(report)).toContain('7.434 x 1.12, 3.6355 x 1.12')
  })

  test('says how far a long import is, and stops when it is told to, leaving nothing behind', async () => {
    const { client, model } = core
    const code = model.rows.customer[0]?.code ?? ''
    const rows = Array.from({ length: 6_000 }, (_, index) => `${code},job,2003-11-${String(1 + (index % 28)).padStart(2, '0')}T10:30,ASYS,Batch,0.3,${index}`)
    const given = { file: new File([[HEADER, ...rows].join('\n')], 'long.csv'), sheet: '', task: 'long' }
    const seen: unknown[] = []
    const stop = new AbortController()
    const running = client.imports.previewMeasures(given, { signal: stop.signal }).then(() => 'done', () => 'stopped')
    while (seen.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 0))
      const progress = await client.imports.progress({ task: 'long' })
      if (progress !== null && progress.rows > 0) seen.push(progress)
    }
    stop.abort()
    expect([await running, seen[0]]).toEqual(['stopped', expect.objectContaining({ phase: 'reading', totalBytes: given.file.size })])
    expect([await client.imports.progress({ task: 'long' }), (await client.model.load()).info.revision]).toEqual([null, model.info.revision])
  })

  test('BILL-9: a figure of an impact explains itself over the wire, of all customers, of one, and of one rate down to raw rows\' batch', async () => {
    const { client } = core
    const asked = { from: planOf(fiscalYear(2004)), to: planOf(fiscalYear(2005)), usageFrom: fiscalYear(2004), usageTo: fiscalYear(2005), ahead: [], part: null }
    const impact = await client.bills.impact({ from: asked.from, to: asked.to, usageFrom: asked.usageFrom, usageTo: asked.usageTo, ahead: [], grouping: null, words: 0 })
    for (const figure of ['difference', 'price', 'volume', 'minimumAndCredits', 'federal'] as const) {
      const whole: Explanation | null = await client.bills.explainImpact({ ...asked, customerId: null, among: null, rateId: null, figure })
      const ofOne: Explanation | null = await client.bills.explainImpact({ ...asked, customerId: 'zlt', among: null, rateId: null, figure })
      const shown = figure === 'federal' ? impact.totals.funding.federal : impact.totals.terms[figure]
      expect([figure, whole?.value, whole === null ? null : wrongExplanations(whole), ofOne === null ? null : wrongExplanations(ofOne)]).toEqual([figure, shown, [], []])
    }
    const rate: Explanation | null = await client.bills.explainImpact({ ...asked, customerId: 'zlt', among: null, rateId: 'mf-prt-1', figure: 'rounding' })
    expect(rate === null ? null : wrongExplanations(rate)).toEqual([])
    expect(originsOf(rate)).toContain('sample-measures')
  })

  test('NUM-7: a bill\'s line follows from raw rows; a changed rule is taken by rating again, and undo takes both back', async () => {
    const { client, model } = core
    const [customer] = model.rows.customer
    const key = { customerId: customer?.id ?? '', rateId: 'mf-io-p', month: month('2003-10') }
    const file = new File([[HEADER, `${customer?.code ?? ''},job,2003-10-14T10:30,ASYS,Batch,0.3,20000`, `${customer?.code ?? ''},job,2003-10-15T10:30,ASYS,Batch,0.3,1000`].join('\n')], 'log.csv')
    const explain = async (): Promise<Explanation | null> => client.bills.explain({ version: planOf(fiscalYear(2004)), usageYear: null, ahead: [], ...key })
    const quantity = async (): Promise<readonly unknown[]> => {
      const grid = await client.usage.grid({ customerId: key.customerId, fiscalYear: fiscalYear(2004), ahead: [] })
      const cell = grid.rows.find(({ rateId }) => rateId === key.rateId)?.cells[grid.months.indexOf(key.month)]
      return [cell?.quantity, cell?.origin.kind === 'batch' ? cell.origin.fileName : null]
    }
    const before = await quantity()
    expect(labelsOf(await explain()).some((label) => label.startsWith('Row '))).toBe(false)
    const { loaded } = await client.imports.acceptMeasures({ file, sheet: '', task: 'log', baseRevision: model.info.revision, path: model.info.path })
    expect(await quantity()).toEqual(['22.05', 'log.csv'])
    const explained = await explain()
    expect(labelsOf(explained)).toEqual(expect.arrayContaining(['Row 2: I/Os', 'Row 3: I/Os', 'F_a, adjustment factor for I/O of Batch']))
    expect([explained?.value, explained === null ? null : wrongExplanations(explained)]).toEqual(['0.86', []])
    expect(await client.rating.explainQuantity(key)).toMatchObject({ value: '22.05', ruleId: 'NUM-7' })

    const row = loaded.rows.adjustmentFactor.find(({ id }) => id === 'batch-io-1988-07-01')
    if (row === undefined) throw new Error('factor')
    const edit = { id: 'changed-factor', at: '2026-11-25T21:00:00.000Z', author: 'Ann', label: 'Factor', kind: 'edit' as const, changes: [rowChange('adjustmentFactor', { before: row, after: { ...row, factor: factor('1.1') } })] }
    const committed = await client.model.commit({ baseRevision: loaded.info.revision, path: loaded.info.path, edit })
    // The rows make another quantity today: what is billed is not said to follow from them.
    expect(labelsOf(await explain()).some((label) => label.startsWith('Row '))).toBe(false)
    expect(await client.rating.previewAgain({ task: 'again' })).toMatchObject({ changeCount: 1, preview: [{ title: 'MF-IO-P 2003-10', effectText: 'changed: 22.05 -> 23.1' }] })
    const again = await client.rating.again({ baseRevision: committed.revision, path: loaded.info.path, task: 'again' })
    expect(await quantity()).toEqual(['23.1', 'Rated again'])
    expect(labelsOf(await explain())).toEqual(expect.arrayContaining(['Row 2: I/Os', 'Row 3: I/Os']))

    let revision = again.loaded.info.revision
    for (const label of ['Rate again: 1 quantity differs', 'Factor', 'Import log.csv: 2 measures rated to 2 usage lines, October 2003']) {
      const taken = await client.model.undo({ baseRevision: revision, path: loaded.info.path })
      expect(taken.label).toBe(label)
      revision = taken.committed.revision
    }
    expect([await quantity(), await client.model.verify()]).toEqual([before, []])
  })
})
