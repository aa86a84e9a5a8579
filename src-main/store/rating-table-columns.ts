/** Where each field of the rating rules' rows lies in the database. */
import type { RatingTables } from '../../src-shared/domain/model/rating-tables.ts'
import type { ColumnsOf } from './cost-table-columns.ts'

const PERIOD = { effectiveFrom: 'effective_from', effectiveUntil: 'effective_until' } as const
const SOURCED = { note: 'note', source: 'source' } as const

/** A table or a field that is missing here, or one too many, does not compile. */
export const RATING_TABLE_COLUMNS: { readonly [Name in keyof RatingTables]: { readonly table: string; readonly columns: ColumnsOf<RatingTables[Name]> } } = {
  performanceFactor: { table: 'performance_factor', columns: { id: 'id', system: 'system', model: 'model', factor: 'factor', ...PERIOD, ...SOURCED } },
  applicationClass: { table: 'application_class', columns: { id: 'id', name: 'name', measurement: 'measurement', ...SOURCED } },
  adjustmentFactor: { table: 'adjustment_factor', columns: { id: 'id', applicationClassId: 'application_class_id', kind: 'kind', factor: 'factor', ...PERIOD, ...SOURCED } },
  holiday: { table: 'holiday', columns: { id: 'id', date: 'date', name: 'name', scope: 'scope', ...SOURCED } },
  ratingParameter: { table: 'rating_parameter', columns: { id: 'id', name: 'name', value: 'value', ...PERIOD, ...SOURCED } },
  printClass: { table: 'print_class', columns: { id: 'id', sysoutClass: 'sysout_class', form: 'form', imagesPerPage: 'images_per_page', ...PERIOD, ...SOURCED } },
  mailboxClass: { table: 'mailbox_class', columns: { id: 'id', name: 'name', megabytes: 'megabytes', limit: 'limit_kind', rateId: 'rate_id', ...PERIOD, ...SOURCED } },
  complexityFactor: { table: 'complexity_factor', columns: { id: 'id', code: 'code', title: 'title', factor: 'factor', ...PERIOD, ...SOURCED } },
  binSize: { table: 'bin_size', columns: { id: 'id', kind: 'kind', level: 'level', rateId: 'rate_id', ...SOURCED } },
  ratedMeasure: { table: 'rated_measure', columns: { id: 'id', measure: 'measure', rateId: 'rate_id', source: 'source' } },
}
