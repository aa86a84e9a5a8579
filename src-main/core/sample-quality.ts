/** The quality loop of the sample: a few findings on the sample's levels and what is done about them, all made up. */
import { ACTION_STATUSES, FINDING_CAUSES, FINDING_STATUSES, type Finding, type ImprovementAction } from '../../src-shared/domain/model/level-tables.ts'
import type { ModelRows } from '../../src-shared/domain/model/draft.ts'
import { isMonth } from '../../src-shared/domain/month.ts'
import { cell, day, idOf, oneOf, required, whole, type SampleLine } from './sample-lines.ts'

/** The files of the quality loop, without `.csv`. */
export const QUALITY_SAMPLE_TABLES = ['service-findings', 'service-finding-actions'] as const
export type QualitySampleTables = Readonly<Record<(typeof QUALITY_SAMPLE_TABLES)[number], readonly SampleLine[]>>

/** @example sampleQuality(tables).finding[0]?.code // 'F-001' */
export function sampleQuality(tables: QualitySampleTables): Pick<ModelRows, 'finding' | 'improvementAction'> {
  return { finding: tables['service-findings'].map(finding), improvementAction: tables['service-finding-actions'].map(action) }
}

function idOrNull(line: SampleLine, column: string): string | null {
  const code = cell(line, column)
  return code === '' ? null : idOf(code)
}

function finding(line: SampleLine): Finding {
  const month = cell(line, 'month')
  return {
    id: idOf(cell(line, 'code')), code: cell(line, 'code'), serviceId: idOrNull(line, 'service'), targetId: idOrNull(line, 'target'), agreementId: idOrNull(line, 'agreement'), month: required(line, 'month', isMonth(month) ? month : undefined),
    cause: oneOf(line, 'cause', FINDING_CAUSES), title: cell(line, 'title'), openedOn: required(line, 'openedOn', day(line, 'openedOn')), status: oneOf(line, 'status', FINDING_STATUSES), closedOn: day(line, 'closedOn'), reason: cell(line, 'reason'),
    author: cell(line, 'author'), note: cell(line, 'note'),
  }
}

function action(line: SampleLine): ImprovementAction {
  const findingId = idOf(cell(line, 'finding'))
  return {
    id: `${findingId}-${whole(line, 'line')}`, findingId, position: whole(line, 'line') - 1, title: cell(line, 'title'), owner: cell(line, 'owner'), dueOn: day(line, 'dueOn'), status: oneOf(line, 'status', ACTION_STATUSES),
    doneOn: day(line, 'doneOn'), result: cell(line, 'result'),
  }
}
