/** The columns of records are those of each service's list, in whatever order the rows came into their table. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { applyChanges } from '../../../src-shared/domain/model/apply-edit.ts'
import { rowChange } from '../../../src-shared/domain/model/edit.ts'
import { outagesByServiceOf } from '../../../src-shared/domain/model/table-index.ts'
import { OutageReader } from '../../../src-shared/domain/service-levels/measures/outage-spans.ts'
import { outageColumnsOf, readOutages } from '../../../src-shared/domain/service-levels/measures/record-columns.ts'
import { columnsOf } from '../../../src-shared/domain/service-levels/measures/record-reader.ts'
import { levelDraft, outageRow, serviceRow } from '../../support/level-model.ts'

const SERVICES = ['mail', 'net', 'cpu', 'disk']
const service = fc.constantFrom(...SERVICES)
const start = fc.constantFrom('2004-01-05T10:00', '2004-02-29T23:30', '2003-10-26T01:30', '2004-03-01T00:00-05:00')
const record = fc.record({ serviceId: service, startedAt: start, kind: fc.constantFrom('planned', 'unplanned') })

describe('the columns of records', () => {
  it('SLM-1: read with the whole table or by themselves, they are the same', () => {
    fc.assert(fc.property(fc.array(record, { maxLength: 12 }), fc.array(fc.record({ at: fc.nat(11), to: service }), { maxLength: 4 }), fc.boolean(), (records, moves, isReadBefore) => {
      const rows = records.map(({ startedAt, ...row }, index) => outageRow(`outage-${index}`, startedAt, '2004-03-01T09:00', row))
      let draft = levelDraft({ service: SERVICES.map((id, index) => serviceRow(id, index)), outage: rows })
      // Grouped before it is edited, a group's order is no longer its table's.
      if (isReadBefore) outagesByServiceOf(draft)
      for (const { at, to } of moves) {
        const before = draft.outage.get(`outage-${at}`)
        if (before === undefined) continue
        const edited = applyChanges(draft, [rowChange('outage', { before, after: { ...before, serviceId: to } })])
        if (!edited.ok) throw new Error('The edit is refused')
        draft = edited.value
      }
      const lists = [...readOutages(draft.outage)]
      expect(lists.flat().map(({ id }) => id).toSorted()).toEqual([...draft.outage.keys()].toSorted())
      for (const list of lists) expect(outageColumnsOf(list)).toEqual(columnsOf(list, new OutageReader(list.length)))
    }))
  })
})
