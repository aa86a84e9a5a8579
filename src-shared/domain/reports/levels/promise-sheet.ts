/** The sheet of promises in the scorecard: what each agreement promises, what it rests on, and the arithmetic (SLM-6). */
import type { Draft } from '../../model/draft.ts'
import type { Month } from '../../month.ts'
import { PROMISE_WORDS, promiseChecks, type AgreementPromises } from '../../service-levels/agreements/promise-check.ts'
import { column, textCell } from '../cells.ts'
import type { ReportRow, ReportSheet } from '../report-model.ts'
import { goalWords } from './level-cells.ts'

function rowsOf({ agreement, supports, checks }: AgreementPromises): readonly ReportRow[] {
  return checks.map(({ target, verdict, sentence }) => {
    const id = `promise.${target.id}`
    const isQuiet = verdict === 'open' || verdict === 'none'
    return {
      id, kind: 'data',
      cells: [
        textCell(`${id}.agreement`, agreement.code), textCell(`${id}.target`, target.code), textCell(`${id}.title`, target.title), textCell(`${id}.goal`, goalWords(target)), textCell(`${id}.rests`, supports.map(({ code }) => code).join(', ')),
        textCell(`${id}.verdict`, PROMISE_WORDS[verdict], verdict === 'broken' ? { tone: 'warning' } : isQuiet ? { tone: 'quiet' } : {}), textCell(`${id}.why`, sentence),
      ],
    }
  })
}

/** As of a month; none where no agreement rests on others. */
export function promiseSheets(draft: Draft, { serviceId, month }: { readonly serviceId: string | null; readonly month: Month }): readonly ReportSheet[] {
  const rows = promiseChecks(draft, { serviceId, month }).flatMap(rowsOf)
  if (rows.length === 0) return []
  const columns = [
    column({ id: 'agreement', header: 'Agreement', width: 12 }), column({ id: 'target', header: 'Target', width: 13 }), column({ id: 'title', header: 'What', width: 28, wrap: true }), column({ id: 'goal', header: 'Goal', width: 16 }),
    column({ id: 'rests', header: 'Rests on', width: 16, wrap: true }), column({ id: 'verdict', header: 'Verdict', width: 13 }), column({ id: 'why', header: 'Arithmetic', width: 70, wrap: true }),
  ]
  return [{
    id: 'promises', name: 'Promises', title: 'What is promised, and what it rests on', description: 'Availabilities in series are multiplied, times added up, shares within a limit multiplied; compared unrounded (SLM-6).', columns, rows, frozenColumns: 2, layout: 'table', charts: [],
  }]
}
