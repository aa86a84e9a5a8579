/** Incidents from a ticket system: one row an incident, found again by service and number, or by when it was opened. */
import { NOTE, SOURCE, sourceOf } from '../../costs/imports/common-columns.ts'
import { importColumn } from '../../costs/imports/import-column.ts'
import type { ImportKind } from '../../costs/imports/import-kind.ts'
import type { ImportRow } from '../../costs/imports/import-record.ts'
import { nameKey } from '../../model/integrity.ts'
import type { Incident } from '../../model/level-tables.ts'
import { groupIndex } from '../../model/table-index.ts'
import { loggedTimeField, loggedTimeOrNull } from '../level-readers.ts'
import { incidentTimeIssues } from '../record-time-issues.ts'
import { LINE, LONG, oncePerRow, PROVENANCE, PROVENANCE_READER, SERVICE_OF, serviceIdOf, TITLE, valueOf } from './level-columns.ts'

const CODE = importColumn({ field: 'code', names: ['incident', 'incident id', 'number', 'ticket', 'id', 'case'], example: 'INC-04711', comment: 'Its number; an incident of the same service and number is the same one. Without a number it is known by when it was opened, its priority and title.' })
const OPENED = importColumn({ field: 'openedAt', header: 'opened', names: ['open', 'opened at', 'created', 'reported', 'start', 'open time'], required: true, example: '2004-03-12T08:20', comment: 'When it was opened, local time; with an offset where the clock is set back and an hour comes twice.' })
const RESPONDED = importColumn({ field: 'respondedAt', header: 'responded', names: ['response', 'responded at', 'acknowledged', 'assigned', 'response time'], example: '2004-03-12T08:31', comment: 'When somebody responded; empty where nobody has.' })
const RESOLVED = importColumn({ field: 'resolvedAt', header: 'resolved', names: ['closed', 'resolved at', 'fixed', 'end', 'resolution time'], example: '2004-03-12T09:40', comment: 'When it was resolved; empty where it is open.' })
const PRIORITY = importColumn({ field: 'priority', names: ['severity', 'prio', 'urgency'], example: '1', comment: 'As the ticket system writes it: 1, 2, 3, or P1.' })

const byCode = groupIndex<'incident'>((row) => (row.code === '' ? null : `${row.serviceId}|${nameKey(row.code)}`))
const byOpening = groupIndex<'incident'>((row) => `${row.serviceId}|${row.openedAt}|${nameKey(row.priority)}|${nameKey(row.title)}`)

type Key = Pick<Incident, 'serviceId' | 'code' | 'openedAt' | 'priority' | 'title'>

const keyOf = oncePerRow((row: ImportRow): Key | undefined => {
  const serviceId = serviceIdOf(row)
  const openedAt = row.read(OPENED, loggedTimeField)
  return serviceId === undefined || openedAt === undefined || row.isRefused ? undefined : { serviceId, code: nameKey(row.text(CODE)), openedAt, priority: row.text(PRIORITY), title: row.text(TITLE) }
})

function textOf({ serviceId, code, openedAt, priority, title }: Key): string {
  return code === '' ? `${serviceId}|${openedAt}|${nameKey(priority)}|${nameKey(title)}` : `${serviceId}|${code}`
}

export const INCIDENTS: ImportKind = {
  kind: 'incidents', one: 'incident', many: 'incidents', rowsOfOne: 'one', addsUp: false, oneOf: [], years: 'none',
  columns: [SERVICE_OF, CODE, OPENED, RESPONDED, RESOLVED, PRIORITY, TITLE, NOTE, SOURCE, PROVENANCE],
  keyOf(_model, row) {
    const key = keyOf(row)
    return key === undefined ? undefined : textOf(key)
  },
  titleOf: (row) => ({ code: row.text(CODE) === '' ? row.text(SERVICE_OF) : row.text(CODE), title: row.text(TITLE) }),
  plan(model, record) {
    const key = keyOf(record.first)
    if (key === undefined) return
    const found = (key.code === '' ? byOpening(model.draft.incident) : byCode(model.draft.incident)).get(textOf(key))?.[0]
    const was = model.draft.incident.get(found ?? '')
    const respondedAt = valueOf(record, { column: RESPONDED, reader: loggedTimeOrNull, was: was?.respondedAt, empty: null })
    const resolvedAt = valueOf(record, { column: RESOLVED, reader: loggedTimeOrNull, was: was?.resolvedAt, empty: null })
    const after: Incident = {
      id: was?.id ?? model.newId(), serviceId: key.serviceId, code: was?.code ?? record.read(CODE, LINE) ?? '', openedAt: key.openedAt, respondedAt, resolvedAt,
      priority: valueOf(record, { column: PRIORITY, reader: LINE, was: was?.priority, empty: '' }), title: valueOf(record, { column: TITLE, reader: LINE, was: was?.title, empty: '' }),
      provenance: record.read(PROVENANCE, PROVENANCE_READER) ?? was?.provenance ?? 'own', note: valueOf(record, { column: NOTE, reader: LONG, was: was?.note, empty: '' }), source: sourceOf(model, record, was?.source),
    }
    for (const wrong of incidentTimeIssues(model.draft, after, model.request.today)) record.say({ openedAt: OPENED, respondedAt: RESPONDED, resolvedAt: RESOLVED }[wrong.field], wrong.issue)
    if (!record.isRefused) model.want('incident', { before: was, row: record.first, after })
  },
}
