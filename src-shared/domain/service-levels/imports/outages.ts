/** Outages from a log or a spreadsheet (SLM-1): one row an outage, found again by service and code, or by when it started. */
import { choice } from '../../costs/field-readers.ts'
import { NOTE, SOURCE, sourceOf } from '../../costs/imports/common-columns.ts'
import { importColumn } from '../../costs/imports/import-column.ts'
import type { ImportKind } from '../../costs/imports/import-kind.ts'
import type { ImportRow } from '../../costs/imports/import-record.ts'
import { nameKey } from '../../model/integrity.ts'
import { OUTAGE_KINDS, type Outage } from '../../model/level-tables.ts'
import { groupIndex } from '../../model/table-index.ts'
import { loggedTimeField, loggedTimeOrNull } from '../level-readers.ts'
import { outageTimeIssues } from '../record-time-issues.ts'
import { LINE, LONG, oncePerRow, PROVENANCE, PROVENANCE_READER, SERVICE_OF, serviceIdOf, TITLE, valueOf } from './level-columns.ts'

const CODE = importColumn({ field: 'code', names: ['outage', 'outage id', 'number', 'ticket', 'id', 'reference number'], example: 'OUT-0101', comment: 'Its number; an outage of the same service and number is the same one. Without a number it is known by its start.' })
const STARTED = importColumn({ field: 'startedAt', header: 'start', names: ['started', 'start time', 'begin', 'began', 'from', 'down', 'outage start', 'started at'], required: true, example: '2004-03-12T08:15', comment: 'When it started, local time; with an offset (2003-10-26T01:30-05:00) where the clock is set back and an hour comes twice.' })
const ENDED = importColumn({ field: 'endedAt', header: 'end', names: ['ended', 'end time', 'finished', 'to', 'until', 'up', 'restored', 'outage end', 'ended at'], example: '2004-03-12T09:40', comment: 'When it ended; empty where it has not.' })
const KIND = importColumn({ field: 'kind', names: ['type', 'planned'], example: 'unplanned', words: { yes: 'planned', scheduled: 'planned', maintenance: 'planned', no: 'unplanned', unscheduled: 'unplanned' }, comment: 'planned or unplanned; unplanned where it is empty. Only unplanned outages are downtime.' })

const KIND_READER = choice(OUTAGE_KINDS)
const byCode = groupIndex<'outage'>((row) => (row.code === '' ? null : `${row.serviceId}|${nameKey(row.code)}`))
const byStart = groupIndex<'outage'>((row) => `${row.serviceId}|${row.startedAt}|${row.kind}`)

type Key = { readonly serviceId: string; readonly code: string; readonly startedAt: Outage['startedAt']; readonly kind: Outage['kind'] }

const keyOf = oncePerRow((row: ImportRow): Key | undefined => {
  const serviceId = serviceIdOf(row)
  const startedAt = row.read(STARTED, loggedTimeField)
  const kind = row.read(KIND, KIND_READER) ?? 'unplanned'
  return serviceId === undefined || startedAt === undefined || row.isRefused ? undefined : { serviceId, code: nameKey(row.text(CODE)), startedAt, kind }
})

function textOf({ serviceId, code, startedAt, kind }: Key): string {
  return code === '' ? `${serviceId}|${startedAt}|${kind}` : `${serviceId}|${code}`
}

export const OUTAGES: ImportKind = {
  kind: 'outages', one: 'outage', many: 'outages', rowsOfOne: 'one', addsUp: false, oneOf: [], years: 'none',
  columns: [SERVICE_OF, CODE, STARTED, ENDED, KIND, TITLE, NOTE, SOURCE, PROVENANCE],
  keyOf(_model, row) {
    const key = keyOf(row)
    return key === undefined ? undefined : textOf(key)
  },
  titleOf: (row) => ({ code: row.text(CODE) === '' ? row.text(SERVICE_OF) : row.text(CODE), title: row.text(TITLE) }),
  plan(model, record) {
    const key = keyOf(record.first)
    if (key === undefined) return
    const found = (key.code === '' ? byStart(model.draft.outage) : byCode(model.draft.outage)).get(textOf(key))?.[0]
    const was = model.draft.outage.get(found ?? '')
    const endedAt = valueOf(record, { column: ENDED, reader: loggedTimeOrNull, was: was?.endedAt, empty: null })
    const after: Outage = {
      id: was?.id ?? model.newId(), serviceId: key.serviceId, code: was?.code ?? record.read(CODE, LINE) ?? '', startedAt: key.startedAt, endedAt, kind: record.has(KIND) ? key.kind : (was?.kind ?? key.kind),
      title: valueOf(record, { column: TITLE, reader: LINE, was: was?.title, empty: '' }), provenance: record.read(PROVENANCE, PROVENANCE_READER) ?? was?.provenance ?? 'own',
      note: valueOf(record, { column: NOTE, reader: LONG, was: was?.note, empty: '' }), source: sourceOf(model, record, was?.source),
    }
    for (const wrong of outageTimeIssues(model.draft, after, model.request.today)) record.say(wrong.field === 'startedAt' ? STARTED : ENDED, wrong.issue)
    if (!record.isRefused) model.want('outage', { before: was, row: record.first, after })
  },
}
