import { spawnSync } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { describe, expect, it } from 'vitest'

import { createWorkbooks } from '../../src-main/workbook/index.ts'
import { sampleReport } from './sample-report.ts'

const workbooks = createWorkbooks()

describe('writing on another thread', () => {
  it('gives the same bytes again for the same report', async () => {
    const [first, second] = [await workbooks.write(sampleReport(), 'xlsx'), await workbooks.write(sampleReport(), 'xlsx')]
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true)
  })

  it('writes several files at the same time', async () => {
    const files = await Promise.all([workbooks.write(sampleReport(), 'csv'), workbooks.write(sampleReport(), 'xlsx'), workbooks.write(sampleReport(), 'csv')])
    expect(files.map((file) => Buffer.from(file.subarray(0, 2)).toString('hex'))).toEqual(['efbb', '504b', 'efbb'])
  })

  it('stops when it is cancelled, and writes the next file all the same', async () => {
    const controller = new AbortController()
    const writing = workbooks.write(sampleReport(), 'pdf', controller.signal)
    controller.abort(new Error('the person cancelled'))
    await expect(writing).rejects.toThrow('the person cancelled')
    await expect(workbooks.write(sampleReport(), 'csv', controller.signal)).rejects.toThrow('the person cancelled')
    expect((await workbooks.write(sampleReport(), 'csv')).length).toBeGreaterThan(100)
  })

  it('says what is wrong with a report whose formula refers to nothing', async () => {
    const [cover, schedule, largest] = sampleReport().sheets
    if (cover === undefined || schedule === undefined || largest === undefined) throw new Error('no sheets')
    await expect(workbooks.write(sampleReport({ sheets: [cover, largest] }), 'xlsx')).rejects.toThrow('A formula refers to the cell')
  })

  it('lets a program end that has written', () => {
    const folder = pathToFileURL(fileURLToPath(new URL('../..', import.meta.url))).href
    const program = `import { createWorkbooks } from '${folder}src-main/workbook/index.ts'; import { sampleReport } from '${folder}test/workbook/sample-report.ts'; console.log((await createWorkbooks().write(sampleReport(), 'csv')).length)`
    const ran = spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', program], { encoding: 'utf8', timeout: 60_000 })
    expect([ran.status, Number(ran.stdout) > 100]).toEqual([0, true])
  })
})
