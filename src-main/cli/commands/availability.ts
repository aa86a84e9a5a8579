/** `availability CASE.json`: availability of a period without a model (SLM-1, SLM-2). */
import { Decimal, formatFixed, round, toText, type Factor } from '../../../src-shared/domain/decimal.ts'
import type { IsoDate } from '../../../src-shared/domain/fiscal-year.ts'
import { hasErrors, issue, type Issue } from '../../../src-shared/domain/issues.ts'
import { availabilityOfCase, type AvailabilityAnswer, type PeriodFigures } from '../../../src-shared/domain/service-levels/measures/availability-case.ts'
import { readAvailabilityCase } from '../../../src-shared/domain/service-levels/measures/read-availability-case.ts'
import type { LevelStatus } from '../../../src-shared/domain/service-levels/measures/level-values.ts'
import { windowWords } from '../../../src-shared/domain/service-levels/measures/window-days.ts'
import { readGivenText } from '../given-file.ts'
import { budgetRow } from '../level-text.ts'
import { refusal, type JsonRow, type Outcome } from '../outcome.ts'
import { textTable } from '../text-table.ts'

const SHOWN_PLACES = 4
const SECONDS_PER_MINUTE = 60

/** The status and why; a period that is not over is in progress, as in `service-levels`. */
function judgementOf({ whole, judged, isInProgress }: AvailabilityAnswer): { readonly status: LevelStatus | null; readonly why: string | null } {
  if (judged === null) return { status: null, why: null }
  if (judged.status === 'no-data' || !isInProgress) return { status: judged.status, why: judged.why }
  return { status: 'in-progress', why: `In progress: the period ends before ${whole.to}. So far ${judged.why}` }
}

function answerRows(answer: AvailabilityAnswer): readonly JsonRow[] {
  const { whole, months, outages, windows, budget, asWorded } = answer
  return [
    { row: 'availability', ...whole, ...judgementOf(answer), budget: budgetRow(budget), asWorded },
    ...months.map((month): JsonRow => ({ row: 'month', ...month })),
    ...windows.map(({ window, start, seconds, isTimed }): JsonRow => ({ row: 'window', start, seconds, timed: isTimed, rule: windowWords(window) })),
    ...outages.map((outage): JsonRow => ({ row: 'outage', ...outage })),
  ]
}

function percent(value: Factor): string {
  return `${formatFixed(value, SHOWN_PLACES)} %`
}

function availabilityWords({ agreedSeconds, availability }: PeriodFigures): string {
  if (availability !== null) return percent(availability)
  return agreedSeconds === 0 ? 'nothing is agreed' : 'not come yet'
}

/** To 1 place, half up. */
function minutes(seconds: number | Factor): string {
  return formatFixed(toText(round(new Decimal(seconds).div(SECONDS_PER_MINUTE), 1)), 1)
}

function periodCells(figures: PeriodFigures): readonly string[] {
  return [figures.from, figures.to, minutes(figures.agreedSeconds), minutes(figures.downtimeSeconds), availabilityWords(figures)]
}

function answerText(answer: AvailabilityAnswer): string {
  const { whole, months, outages, windows, budget, asWorded } = answer
  const { why } = judgementOf(answer)
  const periods = textTable([{ header: 'From', align: 'start' }, { header: 'To before', align: 'start' }, { header: 'Agreed minutes', align: 'decimal' }, { header: 'Downtime', align: 'decimal' }, { header: 'Availability', align: 'end' }], [...months, whole].map((each) => ({ kind: 'cells', cells: periodCells(each) })))
  const allowed = budget === null ? [] : [`Error budget: ${minutes(budget.allowedSeconds)} minutes, ${minutes(budget.usedSeconds)} used, ${minutes(budget.leftSeconds)} left.`]
  const worded = asWorded === null ? [] : [`By a wording that leaves unplanned outages out: ${percent(asWorded)}.`]
  const taken = windows.map(({ window, start, seconds, isTimed }) => `  ${start}  ${minutes(seconds)} minutes${isTimed ? '' : ' (agreed time only)'}: ${windowWords(window)}`)
  const down = outages.map(({ code, kind, start, end, agreedSeconds }) => `  ${code}  ${start} to ${end ?? 'an end that is not known'}, ${kind}: ${minutes(agreedSeconds)} minutes of agreed time`)
  return [
    ...(why === null ? [] : [why]), ...allowed, ...worded, ...(why === null && worded.length === 0 ? [] : ['']), periods, ...(taken.length === 0 ? [] : ['', 'Planned maintenance', ...taken]),
    ...(down.length === 0 ? [] : ['', 'Outages (overlapping ones count once; planned ones are no downtime)', ...down]), '', 'Minutes are shown to 1 place; --json has whole seconds and all 12 places.',
  ].join('\n')
}

/** 1 when the goal is missed in a period that is over, or an outage cannot be counted. */
export async function availabilityCommand({ file, today }: { readonly file: string; /** What is dated after it has not happened. */ readonly today: IsoDate }): Promise<Outcome> {
  // The rows of a case are no rows of a model: there is nothing to jump to.
  const placed = (issues: readonly Issue[]): readonly Issue[] => issues.map(({ code, message, severity, remedy }) => issue(code, message, { severity, place: { file }, ...(remedy === undefined ? {} : { remedy }) }))
  const text = readGivenText(file, 'The case')
  const given = text.ok ? readAvailabilityCase(text.value) : text
  if (!given.ok) return refusal({ model: null, issues: placed(given.failure) })
  const answer = availabilityOfCase(given.value, today)
  if (!answer.ok) return refusal({ model: null, issues: placed(answer.failure) })
  if (hasErrors(answer.value.issues)) return refusal({ model: null, issues: placed(answer.value.issues) })
  return { exitCode: judgementOf(answer.value).status === 'breached' ? 1 : 0, model: null, warnings: placed(answer.value.issues), rows: answerRows(answer.value), text: answerText(answer.value) }
}
