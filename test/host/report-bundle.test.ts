import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterEach, describe, expect, test } from 'vitest'

import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import type { CoreParts } from '../../src-main/core/core-parts.ts'
import { openSampleCore, type SampleCore } from '../support/sample-core.ts'
import { partsOf } from '../workbook/workbook-parts.ts'

const STATEMENTS = { report: 'statement', version: planOf(fiscalYear(2004)), usageYear: null, month: null } as const
const BUDGETS = { report: 'budget', from: planOf(fiscalYear(2004)), to: planOf(fiscalYear(2005)) } as const

let core: SampleCore | undefined
afterEach(() => core?.close())

/** A host whose dialog answers with this name in the sample's folder. */
function saving(name: string | null): (parts: CoreParts) => Partial<CoreParts> {
  return (parts) => ({ host: { ...parts.host, dialogs: { chooseModelToOpen: async () => null, chooseFolder: async () => null, chooseWhereToSave: async () => (name === null ? null : join(parts.host.modelsFolder, name)) } } })
}

/** What a cancelled or refused export may have left: the zip, or what was written aside. */
function leftovers(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.zip') || name.endsWith('.tmp'))
}

describe('one report for every customer', () => {
  test('goes into one zip, and its answer says what was written and why an agency has none', async () => {
    core = await openSampleCore(saving('statements.zip'))
    const { exported, files } = await core.client.reports.exportAll({ request: STATEMENTS, format: 'csv', into: 'zip', job: 'one' })
    const path = join(core.folder, 'statements.zip')
    expect(exported).toEqual({ kind: 'saved', path })
    expect(files).toHaveLength(15)
    expect(files.find((each) => each.agency === 'XTB')).toMatchObject({ file: null, why: expect.stringContaining('nothing to report') })
    const entries = partsOf(readFileSync(path))
    expect(entries.map((entry) => entry.name)).toEqual([...files.flatMap((each) => each.file ?? []), 'Contents.csv'])
    expect(entries[0]?.content.toString('utf8')).toContain('FICTIONAL FIGURES')
    expect(await core.client.reports.progress({ job: 'one' })).toBeNull()
    expect(leftovers(core.folder)).toEqual(['statements.zip'])
  })

  test('goes into a new folder within the one that the dialog was told; one that is taken is refused, and a cancel leaves nothing', async () => {
    let chosen: string | null = null
    core = await openSampleCore((parts) => ({ host: { ...parts.host, dialogs: { chooseModelToOpen: async () => null, chooseFolder: async () => chosen, chooseWhereToSave: async () => null } } }))
    const exportAll = (signal = new AbortController().signal): Promise<unknown> => Promise.resolve(core?.client.reports.exportAll({ request: STATEMENTS, format: 'csv', into: 'folder', job: 'three' }, { signal }))
    expect(await exportAll()).toEqual({ exported: { kind: 'cancelled' }, files: [] })
    chosen = core.folder
    const controller = new AbortController()
    controller.abort()
    await expect(exportAll(controller.signal)).rejects.toBeInstanceOf(Error)
    const path = join(core.folder, 'Statements, FY2004')
    expect(existsSync(path)).toBe(false)
    const { exported, files } = await core.client.reports.exportAll({ request: STATEMENTS, format: 'csv', into: 'folder', job: 'three' })
    expect(exported).toEqual({ kind: 'saved', path })
    expect(readdirSync(path).toSorted()).toEqual([...files.flatMap((each) => each.file ?? []), 'Contents.csv'].toSorted())
    await expect(exportAll()).rejects.toMatchObject({ code: 'FILE_EXISTS' })
  })

  test('is handed to the browser where the host has no dialogs', async () => {
    core = await openSampleCore()
    const { exported } = await core.client.reports.exportAll({ request: STATEMENTS, format: 'csv', into: 'zip', job: 'one' })
    if (exported.kind !== 'file') throw new Error('no file')
    expect(exported.file.name).toBe('Statements, FY2004.zip')
    expect(partsOf(new Uint8Array(await exported.file.arrayBuffer()))).toHaveLength(15)
  })

  test('tells how far it is, and a cancel leaves nothing behind', async () => {
    const sample = await openSampleCore(saving('budgets.zip'))
    core = sample
    const controller = new AbortController()
    const seen: number[] = []
    const writing = sample.client.reports.exportAll({ request: BUDGETS, format: 'csv', into: 'zip', job: 'two' }, { signal: controller.signal })
    const ended = Promise.allSettled([writing])
    while (!seen.includes(2)) {
      const progress = await sample.client.reports.progress({ job: 'two' })
      if (progress !== null) seen.push(progress.done)
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    }
    controller.abort(new Error('the person cancelled'))
    expect(await ended).toMatchObject([{ status: 'rejected' }])
    expect(existsSync(join(sample.folder, 'budgets.zip'))).toBe(false)
    expect(leftovers(sample.folder)).toEqual([])
    expect(await sample.client.reports.progress({ job: 'two' })).toBeNull()
  })

  test('writes nothing where no place is chosen', async () => {
    core = await openSampleCore(saving(null))
    expect(await core.client.reports.exportAll({ request: STATEMENTS, format: 'csv', into: 'zip', job: 'one' })).toEqual({ exported: { kind: 'cancelled' }, files: [] })
  })
})
