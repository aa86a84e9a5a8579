/** Monthly values of targets, as somebody measured them: one row a target and month. */
import { NOTE, SOURCE, sourceOf } from '../../costs/imports/common-columns.ts'
import { importColumn } from '../../costs/imports/import-column.ts'
import type { ImportKind } from '../../costs/imports/import-kind.ts'
import type { ImportModel } from '../../costs/imports/import-model.ts'
import type { ImportRow } from '../../costs/imports/import-record.ts'
import { issue } from '../../issues.ts'
import { measurementId, type Measurement, type ServiceTarget } from '../../model/level-tables.ts'
import { targetIdOfCode } from '../../model/service-level-integrity.ts'
import type { Month } from '../../month.ts'
import { monthAhead } from '../dated-ahead.ts'
import { figureField, monthField } from '../level-readers.ts'
import { figureIssue, monthIssue } from '../measured-value.ts'
import { LONG, valueOf } from './level-columns.ts'

const TARGET = importColumn({ field: 'target', names: ['target code', 'code', 'metric', 'kpi'], required: true, example: 'CPU-AVL', comment: 'Code of the target that was measured.' })
const MONTH = importColumn({ field: 'month', names: ['period', 'date', 'measured in'], required: true, example: '2004-03', comment: 'The month, as YYYY-MM.' })
const VALUE = importColumn({ field: 'value', names: ['result', 'measurement', 'actual', 'figure'], required: true, example: '99.82', comment: 'What was measured, in the unit of the target.' })

function keyOf(model: ImportModel, row: ImportRow): { readonly target: ServiceTarget; readonly month: Month } | undefined {
  const target = model.draft.serviceTarget.get(targetIdOfCode(model.draft, row.text(TARGET)) ?? '')
  if (target === undefined && row.text(TARGET) !== '') {
    row.say(TARGET, issue('unknown-reference', `The model has no target with the code "${row.text(TARGET).slice(0, 40)}".`, { remedy: 'Write the code of a target, or import the targets first.' }))
  }
  const month = row.read(MONTH, monthField)
  return target === undefined || month === undefined || row.isRefused ? undefined : { target, month }
}

export const MEASUREMENTS: ImportKind = {
  kind: 'measurements', one: 'measurement', many: 'measurements', rowsOfOne: 'one', addsUp: false, oneOf: [], years: 'none',
  columns: [TARGET, MONTH, VALUE, NOTE, SOURCE],
  keyOf(model, row) {
    const key = keyOf(model, row)
    return key === undefined ? undefined : measurementId({ targetId: key.target.id, month: key.month })
  },
  titleOf: (row) => ({ code: row.text(TARGET), title: row.text(MONTH) }),
  plan(model, record) {
    const key = keyOf(model, record.first)
    if (key === undefined) return
    const { target, month } = key
    const value = record.read(VALUE, figureField)
    const wrongMonth = monthAhead(month, model.request.today) ?? monthIssue(target, month)
    if (wrongMonth !== null) record.say(MONTH, wrongMonth)
    const wrongFigure = value === undefined ? null : figureIssue(target, { value, text: record.text(VALUE) })
    if (wrongFigure !== null) record.say(VALUE, wrongFigure)
    if (value === undefined || record.isRefused) return
    const id = measurementId({ targetId: target.id, month })
    const was = model.draft.measurement.get(id)
    const after: Measurement = { id, targetId: target.id, month, value, author: model.request.author, note: valueOf(record, { column: NOTE, reader: LONG, was: was?.note, empty: '' }), source: sourceOf(model, record, was?.source) }
    model.want('measurement', { before: was, row: record.first, after })
  },
}
