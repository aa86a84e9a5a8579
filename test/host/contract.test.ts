import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { isDefinedError, ORPCError, safe } from '@orpc/client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { rowChange, type Edit } from '../../src-shared/domain/model/edit.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { hostedParts } from '../../src-main/hosting/create-hosted-core.ts'
import { createWorkbooks } from '../../src-main/workbook/index.ts'
import { addAll, journalEntry } from '../support/journal-entries.ts'
import { largeRows } from '../support/large-model.ts'
import { CHANGES_CHART, TREND_CHART } from '../workbook/sample-report.ts'
import { createMachine, HOSTS, NOW, type Client, type Connection, type Machine } from './hosts.ts'

function lineEdit(name: string, more: Partial<Edit> = {}): Edit {
  return { id: `edit-${name}`, at: NOW, author: 'Ann', label: `Add ${name}`, kind: 'edit', changes: [rowChange('lineOfBusiness', { before: null, after: { id: name, name, position: 50 } })], ...more }
}
const RATE_CHANGE = { report: 'rate-change', comparison: { base: planOf(fiscalYear(2003)), comparisons: [planOf(fiscalYear(2004))], basis: 'published' } } as const
const PUBLISHED = { versions: [planOf(fiscalYear(2003)), planOf(fiscalYear(2004))], isFictional: false }
const RATES_CSV = 'code,title,unit,FY2003\nX-1,Widget,each,1.25\n'

async function codeOf(call: Promise<unknown>): Promise<string> {
  const { error } = await safe(call)
  return error instanceof ORPCError && error.defined ? error.code : `undeclared: ${String(error)}`
}

describe.each(HOSTS)('$host', ({ connect }) => {
  let machine: Machine
  let connection: Connection
  let client: Client

  beforeEach(async () => {
    machine = createMachine()
    connection = await connect(machine.core())
    client = connection.client
  })
  afterEach(async () => {
    await connection.close()
    machine.remove()
  })

  test('a new model is made, changed, undone and redone, and its journal tells it', async () => {
    const created = await client.model.create({ name: 'Budget: FY2005/6', path: null })
    expect(created.info).toEqual({
      path: join(machine.folder, 'models', 'Budget FY2005-6.ratebook'), name: 'Budget FY2005-6', mode: 'read-write', revision: 1, undoState: { undo: null, redo: null }, isSample: false,
    })
    expect(await client.model.commit({ baseRevision: 1, edit: lineEdit('Mainframe') })).toEqual({ revision: 2, undoState: { undo: { revision: 2, label: 'Add Mainframe' }, redo: null }, savedAt: NOW })
    const undone = await client.model.undo({ baseRevision: 2 })
    expect(undone).toEqual({
      committed: { revision: 3, undoState: { undo: null, redo: { revision: 2, label: 'Add Mainframe' } }, savedAt: NOW }, label: 'Add Mainframe',
      changes: [{ table: 'lineOfBusiness', id: 'Mainframe', before: { id: 'Mainframe', name: 'Mainframe', position: 50 }, after: null }],
    })
    expect((await client.model.load()).rows.lineOfBusiness).toEqual([])
    await client.model.redo({ baseRevision: 3 })
    expect((await client.model.load()).rows.lineOfBusiness).toEqual([{ id: 'Mainframe', name: 'Mainframe', position: 50 }])
    const history = await client.model.history({ before: null, limit: 10 })
    expect(history.map(({ revision, label, undoes, redoes, changeCount }) => [revision, label, undoes, redoes, changeCount])).toEqual([
      [4, 'Add Mainframe', null, 2, 1], [3, 'Add Mainframe', 2, null, 1], [2, 'Add Mainframe', null, null, 1], [1, 'New model', null, null, 1],
    ])
    expect(await client.model.verify()).toEqual([])
  })

  test('undo and redo are still there after closing and opening again', async () => {
    const { info } = await client.model.create({ name: 'a', path: null })
    await client.model.commit({ baseRevision: 1, edit: lineEdit('Mainframe') })
    await client.model.close()
    expect((await client.app.status()).open).toBeNull()
    const opened = await client.model.open({ path: info.path, mode: 'read-write' })
    expect(opened.info.undoState).toEqual({ undo: { revision: 2, label: 'Add Mainframe' }, redo: null })
    expect(machine.titles).toEqual([{ name: 'a', path: info.path }, null, { name: 'a', path: info.path }])
  })

  test('an edit against an older revision is told the present one', async () => {
    await client.model.create({ name: 'a', path: null })
    await client.model.commit({ baseRevision: 1, edit: lineEdit('one') })
    const { error } = await safe(client.model.commit({ baseRevision: 1, edit: lineEdit('two') }))
    expect(isDefinedError(error) && error.code === 'STALE_REVISION' && error.data).toEqual({ revision: 2 })
  })

  test('an edit for a file that another window has closed is not written into the one that is open now', async () => {
    const first = await client.model.create({ name: 'a', path: null })
    await client.model.create({ name: 'b', path: null })
    expect(await codeOf(client.model.commit({ baseRevision: 1, path: first.info.path, edit: lineEdit('x') }))).toBe('STALE_REVISION')
    expect((await client.model.load()).rows.lineOfBusiness).toEqual([])
  })

  test('an edit sent twice, because its answer was lost, is saved once', async () => {
    await client.model.create({ name: 'a', path: null })
    const edit = lineEdit('one')
    await client.model.commit({ baseRevision: 1, edit })
    expect((await client.model.commit({ baseRevision: 1, edit })).revision).toBe(2)
  })

  test('VER-2: what the domain refuses is not written, and the issues say why', async () => {
    await client.model.openSample({ fresh: false })
    const { info, rows } = await client.model.load()
    const price = rows.price[0]
    if (price === undefined) throw new Error('The sample has prices.')
    const edit = lineEdit('x', { changes: [rowChange('price', { before: price, after: { ...price, note: 'changed' } })] })
    const { error } = await safe(client.model.commit({ baseRevision: info.revision, edit }))
    expect(isDefinedError(error) && error.code === 'REFUSED' && error.data.issues.map(({ code }) => code)).toEqual(['published-is-immutable'])
    expect((await client.model.load()).info.revision).toBe(info.revision)
    expect(await codeOf(client.model.undo({ baseRevision: info.revision }))).toBe('NOTHING_TO_UNDO')
  })

  test('VER-2: a schedule is published by an edit of kind publish only', async () => {
    await client.model.create({ name: 'a', path: null })
    const schedule = { id: 'FY2005/plan#1', version: 'FY2005/plan', revision: 1, state: 'published', effectiveFrom: '2004-07-01', issuedOn: null, note: '' } as const
    const { error } = await safe(client.model.commit({ baseRevision: 1, edit: JSON.parse(JSON.stringify(lineEdit('x', {}), (key, value: unknown) => (key === 'changes' ? [{ table: 'schedule', id: schedule.id, before: null, after: schedule }] : value))) }))
    expect(isDefinedError(error) && error.code === 'REFUSED' && error.data.issues.map(({ code }) => code)).toEqual(['wrong-state'])
  })

  test('a second opener is told who has the file, and reads a snapshot that cannot be changed', async () => {
    await client.app.setAuthor({ author: 'Ann' })
    const { info } = await client.model.create({ name: 'a', path: null })
    const other = await connect(machine.core())
    const { error } = await safe(other.client.model.open({ path: info.path, mode: 'read-write' }))
    expect(isDefinedError(error) && error.code === 'STORE_LOCKED' && error.data.holder?.author).toBe('Ann')
    const snapshot = await other.client.model.open({ path: info.path, mode: 'snapshot' })
    expect(snapshot.info.mode).toBe('snapshot')
    expect(await codeOf(other.client.model.commit({ baseRevision: 1, edit: lineEdit('x') }))).toBe('READ_ONLY_SNAPSHOT')
    await other.close()
  })

  test('a second opener is told the name that was given after opening', async () => {
    const { info } = await client.model.create({ name: 'a', path: null })
    await client.app.setAuthor({ author: 'Ann' })
    const other = await connect(machine.core())
    const { error } = await safe(other.client.model.open({ path: info.path, mode: 'read-write' }))
    expect(isDefinedError(error) && error.code === 'STORE_LOCKED' && error.data.holder?.author).toBe('Ann')
    await other.close()
  })

  test('opening what this window has open already keeps it', async () => {
    const { info } = await client.model.create({ name: 'a', path: null })
    expect((await client.model.open({ path: info.path, mode: 'read-write' })).info).toEqual(info)
  })

  test('what is no model is refused with a reason, and the open model stays', async () => {
    const { info } = await client.model.create({ name: 'a', path: null })
    const path = join(machine.folder, 'note.ratebook')
    writeFileSync(path, 'This is a note.')
    const { error } = await safe(client.model.open({ path, mode: 'read-write' }))
    expect(isDefinedError(error) && error.code === 'FILE_NOT_A_MODEL' && error.data.remedy.length > 0).toBe(true)
    expect(await codeOf(client.model.open({ path: join(machine.folder, 'gone.ratebook'), mode: 'read-write' }))).toBe('FILE_MISSING')
    expect(await codeOf(client.model.create({ name: 'a', path: info.path }))).toBe('FILE_EXISTS')
    expect((await client.app.status()).open).toEqual(info)
  })

  test('without an open model there is nothing to load, change or report', async () => {
    expect(await codeOf(client.model.load())).toBe('NO_MODEL_OPEN')
    expect(await codeOf(client.model.commit({ baseRevision: 0, edit: lineEdit('x') }))).toBe('NO_MODEL_OPEN')
    expect(await codeOf(client.reports.preview(RATE_CHANGE))).toBe('NO_MODEL_OPEN')
  })

  test('a fresh sample keeps the old one beside it', async () => {
    const first = await client.model.openSample({ fresh: false })
    expect(first.info).toMatchObject({ name: 'Sample model', isSample: true, undoState: { undo: null, redo: null } })
    await client.model.commit({ baseRevision: 1, edit: lineEdit('mine') })
    expect((await client.model.openSample({ fresh: false })).info.revision).toBe(2)
    expect((await client.model.openSample({ fresh: true })).info).toMatchObject({ revision: 1, path: first.info.path })
    const kept = readdirSync(join(machine.folder, 'data')).filter((name) => name.includes('kept'))
    expect(kept).toEqual(['Sample model (kept 2026-11-22 14.02.05).ratebook'])
    const old = await client.model.open({ path: join(machine.folder, 'data', kept[0] ?? ''), mode: 'read-write' })
    expect(old.rows.lineOfBusiness.some(({ id }) => id === 'mine')).toBe(true)
  })

  test('a report is previewed, and exported as a file that the browser saves', async () => {
    await client.model.openSample({ fresh: false })
    const report = await client.reports.preview(RATE_CHANGE)
    expect(report.report).toBe('rate-change')
    const exported = await client.reports.export({ request: RATE_CHANGE, format: 'xlsx' })
    if (exported.kind !== 'file') throw new Error(`Expected a file, got ${exported.kind}.`)
    expect(exported.file.name).toMatch(/\.xlsx$/)
    expect([...new Uint8Array(await exported.file.arrayBuffer()).slice(0, 2)]).toEqual([0x50, 0x4b])
  })

  test('a chart goes out as a PNG under its own title, whether its bars stand, lie or step, or it is a line; what is no chart is not drawn', async () => {
    await client.model.openSample({ fresh: false })
    for (const chart of [CHANGES_CHART, { ...CHANGES_CHART, horizontal: false }, { ...CHANGES_CHART, kind: 'waterfall' as const }, TREND_CHART]) {
      const picture = await client.reports.picture({ chart: { ...chart, title: 'CPU: FY2003/FY2004' }, from: PUBLISHED })
      if (picture.kind !== 'file') throw new Error(`Expected a file, got ${picture.kind}.`)
      expect([picture.file.name, picture.file.type]).toEqual(['CPU FY2003-FY2004.png', 'image/png'])
      expect([...new Uint8Array(await picture.file.arrayBuffer()).slice(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    }
    const { error } = await safe(client.reports.picture({ chart: { ...CHANGES_CHART, categories: Array.from({ length: 1_001 }, () => 'one') }, from: PUBLISHED }))
    expect(error instanceof ORPCError && error.code).toBe('BAD_REQUEST')
    expect(machine.incidents).toEqual([])
  })

  test('VER-3 a picture says where its figures are drafts or made up, or what the page of its report says; of a published year it says nothing', async () => {
    await client.model.openSample({ fresh: false })
    const heights = [PUBLISHED, { versions: [planOf(fiscalYear(2003)), planOf(fiscalYear(2005), 'what-if')], isFictional: false }, { versions: [], isFictional: true }, { draftMark: 'DRAFT' }, { draftMark: null }].map(async (from) => {
      const picture = await client.reports.picture({ chart: CHANGES_CHART, from })
      if (picture.kind !== 'file') throw new Error(`Expected a file, got ${picture.kind}.`)
      return Buffer.from(await picture.file.arrayBuffer()).readUInt32BE(20)
    })
    const [plain = 0, ...rest] = await Promise.all(heights)
    expect(rest.map((height) => height - plain)).toEqual([48, 48, 48, 0])
  })

  test('a report that is too large for its format is refused before any work, with the way out; as CSV it goes out', async () => {
    const asked: string[] = []
    const core = machine.core({ workbooks: { ...createWorkbooks(), write: async (_report, format) => { asked.push(format); return new Uint8Array() }, read: () => Promise.reject(new Error('not asked')) } })
    const { storeFactory } = hostedParts({ kind: 'browser', dialogs: null, titleChanged: () => undefined, dataFolder: machine.folder, modelsFolder: machine.folder })
    const made = storeFactory.create({ path: join(machine.folder, 'large.ratebook'), author: 'Ann' })
    if (!made.ok) throw new Error(made.failure.message)
    made.value.append(journalEntry(1, addAll(largeRows({ rates: 10_001, years: 2 })), { kind: 'publish' }))
    made.value.close()
    const large = await connect(core)
    await large.client.model.open({ path: made.value.path, mode: 'snapshot' })
    const request = { report: 'rate-change', comparison: { base: planOf(fiscalYear(2001)), comparisons: [planOf(fiscalYear(2002))], basis: 'published' } } as const
    const { error } = await safe(large.client.reports.export({ request, format: 'pdf' }))
    expect(isDefinedError(error) && error.code === 'REFUSED' && error.data.issues.map(({ code, remedy }) => [code, remedy])).toEqual([['too-many-rows', 'Export it as CSV.']])
    expect(asked).toEqual([])
    expect((await large.client.reports.export({ request, format: 'csv' })).kind).toBe('file')
    expect(asked).toEqual(['csv'])
    await large.close()
  })

  test('a host with dialogs writes the export where the person says, or nowhere', async () => {
    const path = join(machine.folder, 'out.csv')
    const answers: (string | null)[] = [path, null]
    const asked: unknown[] = []
    const desktop = await connect(machine.core({
      dialogs: {
        chooseModelToOpen: async () => path, chooseFolder: async () => null,
        chooseWhereToSave: async (suggestion) => {
          asked.push(suggestion)
          return answers.shift() ?? null
        },
      },
    }))
    await desktop.client.model.openSample({ fresh: false })
    expect(await desktop.client.reports.export({ request: RATE_CHANGE, format: 'csv' })).toEqual({ kind: 'saved', path })
    expect(readFileSync(path).length).toBeGreaterThan(0)
    expect(await desktop.client.reports.export({ request: RATE_CHANGE, format: 'csv' })).toEqual({ kind: 'cancelled' })
    expect(asked).toMatchObject([{ kind: 'csv' }, { kind: 'csv' }])
    const picture = join(machine.folder, 'chart.png')
    answers.push(picture, null)
    expect(await desktop.client.reports.picture({ chart: CHANGES_CHART, from: PUBLISHED })).toEqual({ kind: 'saved', path: picture })
    expect(readFileSync(picture).subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(await desktop.client.reports.picture({ chart: CHANGES_CHART, from: PUBLISHED })).toEqual({ kind: 'cancelled' })
    expect(asked.slice(2)).toEqual(Array.from({ length: 2 }, () => ({ kind: 'png', name: 'Largest changes, FY2003 to FY2004.png' })))
    expect(await desktop.client.app.chooseModelToOpen()).toBe(path)
    await desktop.close()
  })

  test('an import is previewed, accepted after a backup, and taken back by one undo', async () => {
    await client.model.create({ name: 'a', path: null })
    const file = new File([RATES_CSV], 'rates.csv', { type: 'text/csv' })
    const [inspected] = await client.imports.inspect({ file })
    if (inspected === undefined) throw new Error('The file has a table.')
    expect(inspected.table).toMatchObject({ rowCount: 2, columnCount: 4, rowNumbers: [1, 2] })
    const request = { file, sheet: inspected.table.sheet, mapping: inspected.proposal }
    const preview = await client.imports.previewRates(request)
    expect(preview.counts).toEqual({ new: 1, changed: 0, unchanged: 0, refused: 0 })
    expect((await client.model.load()).info.revision).toBe(1)
    expect(await codeOf(client.imports.acceptRates({ ...request, baseRevision: 0 }))).toBe('STALE_REVISION')
    const { loaded } = await client.imports.acceptRates({ ...request, baseRevision: 1 })
    expect(loaded.info.revision).toBe(2)
    await client.model.undo({ baseRevision: 2 })
    expect((await client.model.load()).rows.rate).toEqual([])
    const [entry] = (await client.model.history({ before: 3, limit: 1 }))
    expect(entry?.kind).toBe('import')
  })

  test('costs are looked at before they are written, and written as one undo; a bad file is refused', async () => {
    await client.model.create({ name: 'costs', path: null })
    const service = { id: 'sam', serviceGroupId: 'group', code: 'SQ060', name: 'Account Management', description: '', position: 0, retiredFrom: null }
    const catalog = [
      rowChange('lineOfBusiness', { before: null, after: { id: 'line', name: 'Line', position: 0 } }), rowChange('serviceGroup', { before: null, after: { id: 'group', lineOfBusinessId: 'line', name: 'Group', position: 0 } }),
      rowChange('service', { before: null, after: service }),
    ]
    await client.model.commit({ baseRevision: 1, edit: { ...lineEdit('catalog'), changes: catalog } })
    const request = { file: new File(['service,description,amount\nSQ060,Salaries,"513,976.00"\n'], 'costs.csv'), sheet: 'costs', kind: 'costs', version: planOf(fiscalYear(2014)), mapping: null } as const
    expect(await client.imports.previewCosts(request)).toMatchObject({ counts: { new: 1 }, changeCount: 1 })
    expect((await client.model.load()).rows.costLine).toEqual([])
    expect(await codeOf(client.imports.acceptCosts({ ...request, baseRevision: 1 }))).toBe('STALE_REVISION')
    const { loaded } = await client.imports.acceptCosts({ ...request, baseRevision: 2 })
    expect(loaded.rows.costLine).toMatchObject([{ version: 'FY2014/plan', serviceId: 'sam', amount: '513976' }])
    expect(await codeOf(client.imports.acceptCosts({ ...request, baseRevision: 3 }))).toBe('REFUSED')
    await client.model.undo({ baseRevision: 3 })
    expect((await client.model.load()).rows.costLine).toEqual([])
    expect(await codeOf(client.imports.acceptCosts({ ...request, file: new File(['service,description,amount\nSQ060,Salaries,lots\n'], 'costs.csv'), baseRevision: 4 }))).toBe('REFUSED')
  })

  test('RATE-7: a printed schedule is audited without any model', async () => {
    const csv = 'resource,unit,from,to,difference,percent\nPrime CPU Time,CPU Hour,$100.30,$99.81,($0.49),-0.49%\n'
    const audit = await client.audit.file({ file: new File([csv], 'schedule.csv'), precision: { reading: 'as-printed' } })
    expect(audit.rows.map(({ printed, verdict }) => [printed.resource, verdict])).toEqual([['Prime CPU Time', 'exact']])
    expect(await codeOf(client.audit.file({ file: new File(['a,b\n1,2\n'], 'a.csv'), precision: { reading: 'as-printed' } }))).toBe('REFUSED')
  })

  test('author, preferences and recent files belong to the machine', async () => {
    expect(await client.app.status()).toMatchObject({ author: '', recents: [], open: null, hostKind: 'browser', hasDialogs: false })
    await client.app.setAuthor({ author: 'Ann' })
    await client.app.setPreference({ key: 'theme', value: '"dark"' })
    const { info } = await client.model.create({ name: 'a', path: null })
    expect(await client.app.status()).toMatchObject({ author: 'Ann', preferences: { theme: '"dark"' }, recents: [{ path: info.path, name: 'a', openedAt: NOW, exists: true }] })
    expect((await client.app.forgetRecent({ path: info.path })).recents).toEqual([])
    expect(await client.app.chooseModelToOpen()).toBeNull()
  })

  test('a copy and a checkpoint are whole models of their own', async () => {
    await client.model.create({ name: 'a', path: null })
    await client.model.commit({ baseRevision: 1, edit: lineEdit('one') })
    const copy = await client.model.saveCopy({ path: join(machine.folder, 'models', 'copy') })
    expect(copy.path).toBe(join(machine.folder, 'models', 'copy.ratebook'))
    const checkpoint = await client.model.checkpoint({ label: 'before the hearing' })
    expect(existsSync(checkpoint.path)).toBe(true)
    expect((await client.model.open({ path: copy.path, mode: 'read-write' })).rows.lineOfBusiness).toHaveLength(1)
  })

  test('a copy replaces a file only where the system\'s dialog has asked about it', async () => {
    const old = join(machine.folder, 'models', 'old.ratebook')
    await client.model.create({ name: 'old', path: null })
    await client.model.close()
    const desktop = await connect(machine.core({ dialogs: { chooseModelToOpen: async () => null, chooseFolder: async () => null, chooseWhereToSave: async () => old } }))
    const { info } = await desktop.client.model.create({ name: 'a', path: null })
    await desktop.client.model.commit({ baseRevision: 1, edit: lineEdit('one') })
    // Typed, nobody has asked.
    expect(await codeOf(desktop.client.model.saveCopy({ path: old }))).toBe('FILE_EXISTS')
    expect(await desktop.client.app.chooseWhereToSave({ name: 'a copy' })).toBe(old)
    expect(await codeOf(desktop.client.model.saveCopy({ path: info.path }))).toBe('FILE_EXISTS')
    expect(await desktop.client.model.saveCopy({ path: old })).toEqual({ path: old })
    // Agreed once, not for ever.
    expect(await codeOf(desktop.client.model.saveCopy({ path: old }))).toBe('FILE_EXISTS')
    expect((await client.model.open({ path: old, mode: 'read-write' })).rows.lineOfBusiness).toHaveLength(1)
    // By now somebody has it open.
    await desktop.client.app.chooseWhereToSave({ name: 'a copy' })
    expect(await codeOf(desktop.client.model.saveCopy({ path: old }))).toBe('STORE_LOCKED')
    await desktop.close()
  })

  test('input that the contract does not know stays BAD_REQUEST with its issues', async () => {
    const { error } = await safe(client.app.setPreference({ key: 'Not a key', value: '' }))
    expect(error).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: ['key'] }] } })
    expect(machine.incidents).toEqual([])
  })

  test('an undeclared error becomes INTERNAL with an incident id, and its details stay in the log', async () => {
    const broken = await connect(machine.core({ workbooks: { ...createWorkbooks(), write: () => Promise.reject(new Error('secret detail')), read: () => Promise.reject(new Error('secret detail')) } }))
    const { error } = await safe(broken.client.imports.inspect({ file: new File(['a'], 'a.csv') }))
    expect(isDefinedError(error) && error.code).toBe('INTERNAL')
    expect(JSON.stringify(error)).not.toContain('secret')
    expect(machine.incidents).toMatchObject([{ procedure: 'imports.inspect' }])
    expect(isDefinedError(error) && error.code === 'INTERNAL' && error.data.incident).toBe(machine.incidents[0]?.incident)
    await broken.close()
  })
})
