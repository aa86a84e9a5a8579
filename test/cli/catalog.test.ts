import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createCliFolder } from '../support/cli.ts'

const folder = createCliFolder()
beforeAll(() => folder.createSample())
afterAll(() => folder.remove())

describe('ratebook on the catalog', () => {
  it('exports all of it, or one service, with the rates of the last two years or of those that are asked for', () => {
    const all = folder.ask('export', 'sample.ratebook', '--report', 'catalog', '--out', 'all.csv')
    expect(all).toMatchObject({ code: 0, answer: { rows: [{ report: 'catalog', title: 'Service catalog', draftMark: null }] } })
    expect(readFileSync(join(folder.path, 'all.csv'), 'utf8')).toContain('LISTSERV,ListServ,Workgroup Services,Unified Communications,Active')
    const one = folder.ask('export', 'sample.ratebook', '--report', 'catalog', '--service', 'listserv', '--to', 'FY2005', '--out', 'one.pdf')
    expect(one).toMatchObject({ code: 0, answer: { rows: [{ title: 'ListServ: service description', draftMark: expect.stringContaining('DRAFT') }] } })
    expect(folder.ask('export', 'sample.ratebook', '--report', 'catalog', '--service', 'NOPE', '--out', 'no.pdf')).toMatchObject({ code: 1, answer: { warnings: [{ code: 'unknown-reference' }] } })
  })

  it('imports services with their pages; the template as it stands; the same file twice changes nothing; a version is not asked for', () => {
    writeFileSync(join(folder.path, 'services.csv'), folder.run('template', 'services').stdout.replaceAll('LISTSERV', 'NEWLIST'))
    expect(folder.ask('import', 'sample.ratebook', 'services', 'services.csv')).toMatchObject({ code: 0, answer: { rows: [{ effect: 'new', code: 'NEWLIST' }] } })
    expect(folder.run('import', 'sample.ratebook', 'services', 'services.csv').stdout).toContain('Nothing to change')
    expect(folder.run('import', 'sample.ratebook', 'services', 'services.csv', '--version', 'FY2005').code).toBe(2)
    expect(folder.run('verify', 'sample.ratebook').code).toBe(0)
  })
})
