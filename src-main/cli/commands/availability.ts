/** `availability CASE.json`: availability of a period without a model (SLM-1, SLM-2). */
import { Decimal, formatFixed, round, toText, type Factor } from '../../../src-shared/domain/decimal.ts'
import { hasErrors, issue, type Issue } from '../../../src-shared/domain/issues.ts'
import { availabilityOfCase, type AvailabilityAnswer, type PeriodFigures } from '../../../src-shared/domain/service-levels/measures/availability-case.ts'
import { readAvailabilityCase } from '../../../src-shared/domain/service-levels/measures/read-availability-case.ts'
import { windowWords } from '../../../src-shared/domain/service-levels/measures/window-days.ts'
import { readGivenText } from '../given-file.ts'
import { budgetRow } from '../level-text.ts'
import { refusal, type JsonRow, type Outcome } from '../outcome.ts'
import { textTable } from '../text-table.ts'

const SHOWN_PLACES = 4
const SECONDS_PER_MINUTE = 60

function answerRows({ whole, months, outages, windows, judged, budget, asWorded }: AvailabilityAnswer): readonly JsonRow[] {
  return [
    { row: 'availability', ...whole, status: judged?.status ?? null, why: judged?.why ?? null, budget: budgetRow(budget), asWorded },
    ...months.map((month): JsonRow => ({ row: 'month', ...month })),
    ...windows.map(({ window, start, seconds, isTimed }): JsonRow => ({ row: 'window', start, seconds, timed: isTimed, rule: windowWords(window) })),
    ...outages.map((outage): JsonRow => ({ row: 'outage', ...outage })),
  ]
}

function percent(value: Factor | null): string {
  return value === null ? 'nothing is agreed' : `${formatFixed(value, SHOWN_PLACES)} %`
}

/** To 1 place, half up. */
function minutes(seconds: number | Factor): string {
  return formatFixed(toText(round(new Decimal(seconds).div(SECONDS_PER_MINUTE), 1)), 1)
}

function periodCells({ from, to, agreedSeconds, downtimeSeconds, availability }: PeriodFigures): readonly string[] {
  return [from, to, minutes(agreedSeconds), minutes(downtimeSeconds), percent(availability)]
}

function answerText({ whole, months, outages, windows, judged, budget, asWorded }: AvailabilityAnswer): string {
  const periods = textTable([{ header: 'From', align: 'start' }, { header: 'To before', align: 'start' }, { header: 'Agreed minutes', align: 'decimal' }, { header: 'Downtime', align: 'decimal' }, { header: 'Availability', align: 'end' }], [...months, whole].map((each) => ({ kind: 'cells', cells: periodCells(each) })))
  const allowed = budget === null ? [] : [`Error budget: ${minutes(budget.allowedSeconds)} minutes, ${minutes(budget.usedSeconds)} used, ${minutes(budget.leftSeconds)} left.`]
  const worded = asWorded === null ? [] : [`By a wording that leaves unplanned outages out: ${percent(asWorded)}.`]
  const taken = windows.map(({ window, start, seconds, isTimed }) => `  ${start}  ${minutes(seconds)} minutes${isTimed ? '' : ' (agreed time only)'}: ${windowWords(window)}`)
  const down = outages.map(({ code, kind, start, end, agreedSeconds }) => `  ${code}  ${start} to ${end ?? 'an end that is not known'}, ${kind}: ${minutes(agreedSeconds)} minutes of agreed time`)
  return [
    ...(judged === null ? [] : [judged.why]), ...allowed, ...worded, ...(judged === null && worded.length === 0 ? [] : ['']), periods, ...(taken.length === 0 ? [] : ['', 'Planned maintenance', ...taken]),
    ...(down.length === 0 ? [] : ['', 'Outages (overlapping ones count once; planned ones are no downtime)', ...down]), '', 'Minutes are shown to 1 place; --json has whole seconds and all 12 places.',
  ].join('\n')
}

/** 1 when the goal is missed, or an outage cannot be counted. */
export async function availabilityCommand({ file }: { readonly file: string }): Promise<Outcome> {
  // The rows of a case are no rows of a model: there is nothing to jump to.
  const placed = (issues: readonly Issue[]): readonly Issue[] => issues.map(({ code, message, severity, remedy }) => issue(code, message, { severity, place: { file }, ...(remedy === undefined ? {} : { remedy }) }))
  const text = readGivenText(file, 'The case')
  const given = text.ok ? readAvailabilityCase(text.value) : text
  if (!given.ok) return refusal({ model: null, issues: placed(given.failure) })
  const answer = availabilityOfCase(given.value)
  if (!answer.ok) return refusal({ model: null, issues: placed(answer.failure) })
  if (hasErrors(answer.value.issues)) return refusal({ model: null, issues: placed(answer.value.issues) })
  return { exitCode: answer.value.judged?.status === 'breached' ? 1 : 0, model: null, warnings: placed(answer.value.issues), rows: answerRows(answer.value), text: answerText(answer.value) }
}
