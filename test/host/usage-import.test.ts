import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { safe } from '@orpc/client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { hostedParts } from '../../src-main/hosting/create-hosted-core.ts'
import { createWorkbooks } from '../../src-main/workbook/index.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { journalEntry } from '../support/journal-entries.ts'
import { customerRow, smallUsage } from '../support/small-model.ts'
import { smallModelEntry } from '../support/store-workbench.ts'
import { createMachine, HOSTS, type Client, type Connection, type Machine } from './hosts.ts'

const JULY = 'agency,rate,month,quantity\nDMA,CPU,2003-07,1.5\nDOT,TAPE,2003-07,12.25\nDOT,CPU,2003-07,-3\n'

/** The small model, with its usage, as a file of the machine. */
function modelFile(machine: Machine): string {
  const path = join(machine.folder, 'Small.ratebook')
  const { storeFactory } = hostedParts({ kind: 'browser', dialogs: null, titleChanged: () => undefined, dataFolder: machine.folder, modelsFolder: machine.folder })
  const made = storeFactory.create({ path, author: 'Ann' })
  if (!made.ok) throw new Error(made.failure.message)
  made.value.append(smallModelEntry(), smallUsage())
  made.value.append(journalEntry(2, [rowChange('customer', { before: null, after: customerRow('new', 2) })]))
  made.value.close()
  return path
}

function given(text: string, name = 'july.csv'): { readonly file: File; readonly sheet: string; readonly mapping: null; readonly task: string } {
  return { file: new File([text], name), sheet: '', mapping: null, task: 'task-1' }
}

function septemberOf(...days: readonly string[]): string {
  return `agency,rate,month,quantity\n${days.map((day) => `DMA,TAPE,2003-09-${day}\n`).join('')}`
}

describe.each(HOSTS)('$host', ({ connect }) => {
  let machine: Machine
  let connection: Connection
  let client: Client

  beforeEach(async () => {
    machine = createMachine()
    connection = await connect(machine.core())
    client = connection.client
    await client.model.open({ path: modelFile(machine), mode: 'read-write' })
  })
  afterEach(async () => {
    await connection.close()
    machine.remove()
  })

  test('usage is looked at, previewed and accepted as one batch; the same file twice changes nothing; undo and redo take it', async () => {
    expect((await client.imports.inspectUsage({ file: given(JULY).file })).map(({ sheet, proposal }) => [sheet, proposal.fields])).toEqual([['july', { agency: 0, rate: 1, month: 2, quantity: 3 }]])
    const previewed = await client.imports.previewUsage(given(JULY))
    expect(previewed).toMatchObject({
      label: 'Import july.csv: 3 usage lines, July 2003', counts: { new: 1, changed: 1, unchanged: 1, refused: 0 }, changeCount: 2,
      preview: [
        { rowNumber: 2, code: 'DMA', title: 'CPU 2003-07', effect: 'unchanged', effectText: 'unchanged' }, { rowNumber: 3, code: 'DOT', title: 'TAPE 2003-07', effect: 'changed', effectText: 'changed: 1000000000000 -> 12.25' },
        { rowNumber: 4, code: 'DOT', title: 'CPU 2003-07', effect: 'new', effectText: 'new: -3' },
      ],
    })
    expect(previewed.issues.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'note: A quantity is below zero: it is taken as a credit.', 'note: A quantity of these months that the model has is not in the file, and stays.',
    ])
    const accepted = await client.imports.acceptUsage({ ...given(JULY), baseRevision: 2 })
    expect(accepted.loaded.rows.usageBatch).toMatchObject([{ number: 1, lineCount: 4 }, { number: 2, lineCount: 3, fileName: 'july.csv', kind: 'quantities' }])
    expect(readdirSync(join(machine.folder, 'Small backups'))).toHaveLength(1)
    expect(await client.imports.previewUsage(given(JULY))).toMatchObject({ changeCount: 0, counts: { unchanged: 3 }, issues: [{ severity: 'note' }, { code: 'nothing-to-change' }] })
    const grid = await client.usage.grid({ customerId: 'dot', fiscalYear: fiscalYear(2004), ahead: [] })
    expect([grid.months[0], grid.rows.map(({ rateId, cells }) => [rateId, cells[0]])]).toEqual(['2003-07', [
      ['cpu', { quantity: '-3', origin: { kind: 'batch', batchId: expect.any(String), number: 2, fileName: 'july.csv' } }], ['tape', { quantity: '12.25', origin: { kind: 'batch', batchId: expect.any(String), number: 2, fileName: 'july.csv' } }],
    ]])
    expect((await client.usage.years({ ahead: [] })).orphans).toEqual({ lineCount: 1, customers: [{ id: 'gone', lineCount: 1 }], rates: [], ofNoYear: 0 })
    const undone = await client.model.undo({ baseRevision: 3 })
    expect([undone.label, (await client.imports.previewUsage(given(JULY))).changeCount]).toEqual(['Import july.csv: 3 usage lines, July 2003', 2])
    expect((await client.usage.grid({ customerId: 'dot', fiscalYear: fiscalYear(2004), ahead: [] })).rows.map(({ rateId, cells }) => [rateId, cells[0]?.quantity])).toEqual([['tape', '1000000000000']])
    await client.model.redo({ baseRevision: 4 })
    expect([(await client.imports.previewUsage(given(JULY))).changeCount, await client.model.verify(), await client.imports.progress({ task: 'task-1' })]).toEqual([0, [], null])
  })

  test('BILL-1: the second half of a month is added to the first, also from a file read again; undo takes it back', async () => {
    const [first, second] = ['agency,rate,month,quantity\nDMA,TAPE,2003-09-01,10\nDMA,TAPE,2003-09-15,5.5\n', 'agency,rate,month,quantity\nDMA,TAPE,2003-09-16,4\nDMA,TAPE,2003-09-30,0.5\n']
    const quantity = async (): Promise<unknown> => (await client.usage.grid({ customerId: 'dma', fiscalYear: fiscalYear(2004), ahead: [] })).rows.find(({ rateId }) => rateId === 'tape')?.cells[2]?.quantity
    await client.imports.acceptUsage({ ...given(first, 'first.csv'), baseRevision: 2 })
    expect((await client.imports.previewUsage(given(second))).preview).toMatchObject([{ rowNumber: 2, effect: 'changed', effectText: 'changed: 15.5 -> 20 (2 days added)' }])
    await client.imports.acceptUsage({ ...given(second), baseRevision: 3 })
    expect([await quantity(), (await client.imports.previewUsage(given(first))).changeCount, (await client.imports.previewUsage(given(second))).changeCount, await client.model.verify()]).toEqual(['20', 0, 0, []])
    await client.model.undo({ baseRevision: 4 })
    expect(await quantity()).toBe('15.5')
  })

  test('BILL-1: a wrong file of days that is taken back takes its days with it though days of a later file stand; the figure names the files whose days are in it', async () => {
    const cell = async (): Promise<unknown> => (await client.usage.grid({ customerId: 'dma', fiscalYear: fiscalYear(2004), ahead: [] })).rows.find(({ rateId }) => rateId === 'tape')?.cells[2]
    await client.imports.acceptUsage({ ...given(septemberOf('01,10', '15,5.5'), 'wrong.csv'), baseRevision: 2 })
    const { loaded } = await client.imports.acceptUsage({ ...given(septemberOf('16,4'), 'second.csv'), baseRevision: 3 })
    const [wrong, second] = loaded.rows.usageBatch.filter(({ number }) => number > 1)
    if (wrong === undefined || second === undefined) throw new Error('two batches')
    const named = { kind: 'batch', batchId: second.id, number: 3, fileName: 'second.csv' }
    const both = { quantity: '19.5', origin: { ...named, earlier: [{ batchId: wrong.id, number: 2, fileName: 'wrong.csv' }] } }
    expect(await cell()).toEqual(both)
    await client.model.commit({ edit: { id: 'take-back', label: 'Remove batch 2', kind: 'edit', at: '2026-11-26T00:00:00.000Z', author: 'Ann', changes: [rowChange('usageBatch', { before: wrong, after: null })] }, baseRevision: 4 })
    expect(await cell()).toEqual({ quantity: '4', origin: named })
    await client.model.undo({ baseRevision: 5 })
    expect([await cell(), await client.model.verify()]).toEqual([both, []])
  })

  test('one bad row refuses the whole file, nothing is written; a stale window is told so', async () => {
    const bad = `${JULY}XYZ,CPU,2003-08,1\n`
    expect(await client.imports.previewUsage(given(bad))).toMatchObject({ changeCount: 0, counts: { refused: 1 }, preview: [{ rowNumber: 5, effect: 'refused' }], issues: [{ code: 'unknown-reference', place: { file: 'july.csv', row: 5, column: 'agency' } }, {}] })
    const refusal = await safe(client.imports.acceptUsage({ ...given(bad), baseRevision: 2 }))
    expect(refusal.error).toMatchObject({ code: 'REFUSED', data: { issues: [{ code: 'unknown-reference' }, {}] } })
    expect((await safe(client.imports.acceptUsage({ ...given(JULY), baseRevision: 1 }))).error).toMatchObject({ code: 'STALE_REVISION' })
    const { info, rows } = await client.model.load()
    expect([info.revision, rows.usageBatch.length, existsSync(join(machine.folder, 'Small backups'))]).toEqual([2, 1, false])
    expect(machine.incidents).toEqual([])
  })
})

test('how far an import is can be asked for while it runs, and cancelling it leaves nothing behind', async () => {
  const machine = createMachine()
  const real = createWorkbooks()
  const reached = Promise.withResolvers<void>()
  // The file is read until half of it is there; then the reader waits for the cancelling.
  const workbooks: typeof real = {
    ...real,
    readUsage: (_request, watch) => {
      watch?.onProgress?.({ rows: 2, bytes: 40, totalBytes: 80 })
      reached.resolve()
      return new Promise((_, reject) => watch?.signal?.addEventListener('abort', () => reject(watch.signal?.reason)))
    },
  }
  const [{ connect } = { connect: () => Promise.reject(new Error('no host')) }] = HOSTS
  const connection = await connect(machine.core({ workbooks }))
  const { client } = connection
  await client.model.open({ path: modelFile(machine), mode: 'read-write' })
  const cancelling = new AbortController()
  const running = safe(client.imports.acceptUsage({ ...given(JULY), baseRevision: 2 }, { signal: cancelling.signal }))
  await reached.promise
  expect(await client.imports.progress({ task: 'task-1' })).toEqual({ phase: 'reading', rows: 2, bytes: 40, totalBytes: 80 })
  cancelling.abort(new Error('enough'))
  expect((await running).error).not.toBeNull()
  const { info, rows } = await client.model.load()
  expect([info.revision, rows.usageBatch.length, await client.imports.progress({ task: 'task-1' }), existsSync(join(machine.folder, 'Small backups'))]).toEqual([2, 1, null, false])
  await connection.close()
  machine.remove()
})
