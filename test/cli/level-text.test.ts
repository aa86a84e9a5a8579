import { afterAll, describe, expect, it } from 'vitest'

import { levelTextOf } from '../../src-main/cli/level-text.ts'
import { TABLE_IMPORT_KINDS } from '../../src-shared/domain/costs/imports/cost-import.ts'
import { month } from '../../src-shared/domain/month.ts'
import { levelsOf } from '../../src-shared/domain/service-levels/measures/levels.ts'
import { createCliFolder } from '../support/cli.ts'
import { LATER } from '../support/later-day.ts'
import { factor, qualityModel, targetRow } from '../support/small-quality.ts'

const folder = createCliFolder()
afterAll(() => folder.remove())

describe('levels as text', () => {
  it('months keep their capital letter within a status', () => {
    const draft = qualityModel({
      serviceTarget: [targetRow('avl', { goal: factor('99'), warning: factor('99.5'), retiredFrom: month('2004-01') })],
      measurement: [{ id: 'avl|2003-12', targetId: 'avl', month: month('2003-12'), value: factor('99.2'), author: '', note: '', source: '' }],
    })
    expect(levelTextOf(draft, levelsOf(draft, { from: month('2003-12'), to: month('2004-02'), today: LATER }), [])).toContain(' retired (last December 2003: at risk) ')
  })
})

describe('ratebook import --help', () => {
  it('names everything that can be imported', () => {
    const help = folder.run('import', '--help').stdout.replaceAll(/\s+/g, ' ')
    const described = help.slice(help.indexOf('import rates, '), help.indexOf(' from CSV or Excel'))
    for (const kind of TABLE_IMPORT_KINDS) expect(`${described},`).toContain(` ${kind},`)
  })
})
