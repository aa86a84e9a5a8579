/** What one row of the catalog's pages, of agreements and of service levels must be by itself (SLM): figures in range, times in order, an id that matches its key. */
import { decimal, type AnyDecimalText } from '../decimal.ts'
import type { IssueCode } from '../issues.ts'
import { isLoggedTime } from '../usage/local-time.ts'
import { agreementServiceId, agreementSupportId, type Agreement } from './agreement-tables.ts'
import { measurementId, targetGoalId, type Finding, type ImprovementAction, type Incident, type MaintenanceWindow, type Outage, type ServiceTarget } from './level-tables.ts'
import { pageVersionId } from './page-tables.ts'
import type { ServiceLevelChange } from './service-level-integrity.ts'

type Say = (code: IssueCode, message: string, remedy?: string) => void

function checkId(id: string, expected: string, say: Say): void {
  if (id !== expected) say('unknown-reference', `The row ${id.slice(0, 80)} does not carry the id of its key.`)
}

function checkText(text: string, what: string, say: Say): void {
  if (text.trim() === '') say('text-missing', `${what} is missing.`, 'Write it.')
}

function checkAgreement(row: Agreement, say: Say): void {
  checkText(row.code, 'The code of an agreement', say)
  checkText(row.title, `The title of ${row.code}`, say)
  if (row.startsOn !== null && row.endsOn !== null && row.endsOn < row.startsOn) say('dates-out-of-order', `${row.code} ends on ${row.endsOn}, before it begins on ${row.startsOn}.`, 'Correct one of the two dates.')
  if (row.predecessorId === row.id) say('closed-loop', `${row.code} cannot renew itself.`, 'Choose another agreement.')
}

/** What is computed has one unit, and a metric that its records tell of. */
function checkComputed(row: ServiceTarget, say: Say): void {
  const needsUnit = (unit: string, what: string): void => {
    if (row.unit.trim() !== '' && row.unit.trim() !== unit) say('unit-differs', `${row.code} is ${what}: its unit is ${unit}, not "${row.unit}".`, `Write the goal in ${unit}, and ${unit} as its unit.`)
  }
  if (row.computation === 'outages') {
    needsUnit('%', 'computed from outages')
    if (row.metric !== 'availability') say('wrong-state', `${row.code} is computed from outages, which tell of availability, not of ${row.metric}.`, 'Choose the metric availability, or let its values be typed.')
  }
  if (row.computation === 'incidents' && row.metric !== 'incident-response' && row.metric !== 'incident-resolution') {
    say('wrong-state', `${row.code} is computed from incidents, which tell of incident-response and incident-resolution, not of ${row.metric}.`, 'Choose one of these metrics, or let its values be typed.')
  }
  if (row.computation === 'outages' || row.statistic === null) return
  if (row.statistic === 'percent-within-limit') needsUnit('%', 'the share within a limit')
  else needsUnit('minutes', 'a mean of minutes')
}

function checkTarget(row: ServiceTarget, say: Say): void {
  checkText(row.title, `The title of ${row.code}`, say)
  checkText(row.unit, `The unit of ${row.code}`, say)
  const beyond = (figure: AnyDecimalText | null, what: string): void => {
    if (figure === null) return
    if (row.least !== null && decimal(figure).lt(row.least)) say('number-out-of-range', `${what} of ${row.code}, ${figure}, is below ${row.least}, the least that the metric can be.`, 'Correct one of the two figures.')
    if (row.most !== null && decimal(figure).gt(row.most)) say('number-out-of-range', `${what} of ${row.code}, ${figure}, is above ${row.most}, the most that the metric can be.`, 'Correct one of the two figures.')
  }
  beyond(row.goal, 'The goal')
  beyond(row.warning, 'The warning')
  if (row.warning !== null) {
    const [warning, goal] = [decimal(row.warning), decimal(row.goal)]
    if (row.direction === 'at-least' ? warning.lt(goal) : warning.gt(goal)) say('number-out-of-range', `The warning of ${row.code}, ${row.warning}, lies beyond its goal of ${row.goal}.`, row.direction === 'at-least' ? 'Write a warning at or above the goal.' : 'Write a warning at or below the goal.')
  }
  if (row.retiredFrom !== null && row.retiredFrom < row.effectiveFrom) say('dates-out-of-order', `${row.code} is retired from ${row.retiredFrom}, before it holds from ${row.effectiveFrom}.`, 'Correct one of the two months.')
  checkComputed(row, say)
  if (row.computation === 'incidents' && row.statistic === null) say('text-missing', `${row.code} is computed from incidents: say what of them.`, 'Choose a share within a limit, or a mean.')
  if (row.statistic === 'percent-within-limit' && row.limitMinutes === null) say('text-missing', `${row.code} counts what is within a limit: the limit is missing.`, 'Write the minutes.')
}

function checkWindow(row: MaintenanceWindow, say: Say): void {
  const missing = (what: string): void => say('text-missing', `A maintenance window of the rule "${row.rule}" needs ${what}.`, 'Write it.')
  if (row.rule === 'once') {
    if (row.onDate === null) missing('its date')
    return
  }
  if (row.weekday === null) missing('a weekday')
  if (row.rule !== 'weekly' && (row.ordinal === null || row.ordinal === 0)) missing('which week of the month')
  if (row.effectiveUntil !== null && row.effectiveUntil <= row.effectiveFrom) say('dates-out-of-order', `It ends on ${row.effectiveUntil}, before it begins on ${row.effectiveFrom}.`, 'Let it end after it begins.')
}

const OFFSET = /[+-]\d{2}:\d{2}$/

/** Times with the same offset, or without one, compare as text; others are compared where they are computed. */
function comparable(left: string, right: string): boolean {
  return left.length === right.length && OFFSET.exec(left)?.[0] === OFFSET.exec(right)?.[0]
}

function checkTimes(row: Outage | Incident, times: readonly (readonly [what: string, time: string | null])[], say: Say): void {
  for (const [what, time] of times) if (time !== null && !isLoggedTime(time)) say('not-an-instant', `"${time.slice(0, 40)}" is no time at which ${row.code === '' ? 'it' : row.code} ${what}.`, 'Write it as YYYY-MM-DDTHH:MM, local time.')
  const known = times.flatMap(([what, time]) => (time === null ? [] : [{ what, time }]))
  const first = known[0]
  for (const each of known.slice(1)) {
    if (first !== undefined && comparable(first.time, each.time) && each.time < first.time) say('dates-out-of-order', `${row.code === '' ? 'It' : row.code} ${each.what} at ${each.time}, before it ${first.what} at ${first.time}.`, 'Correct one of the two times.')
  }
}

function checkFinding(row: Finding, say: Say): void {
  checkText(row.title, `The title of ${row.code}`, say)
  if (row.status !== 'closed') return
  checkText(row.reason, `The reason why ${row.code} is closed`, say)
  if (row.closedOn === null) say('text-missing', `${row.code} needs the day on which it was closed.`, 'Write the date.')
  else if (row.closedOn < row.openedOn) say('dates-out-of-order', `${row.code} was closed on ${row.closedOn}, before it was opened on ${row.openedOn}.`, 'Correct one of the two dates.')
}

function checkAction(row: ImprovementAction, say: Say): void {
  checkText(row.title, 'What is to be done', say)
  checkText(row.owner, `The role that owns "${row.title}"`, say)
  if ((row.status === 'done') !== (row.doneOn !== null)) say('wrong-state', row.doneOn === null ? `"${row.title}" is done: the day is missing.` : `"${row.title}" is not done, and has a day on which it was.`, 'Correct one of the two.')
}

/** What is wrong with a row of this side, seen by itself. */
export function checkServiceLevelRow(change: ServiceLevelChange, say: Say): void {
  if (change.after === null) return
  switch (change.table) {
    case 'servicePage':
      checkId(change.after.id, change.after.serviceId, say)
      break
    case 'pageVersion':
      checkId(change.after.id, pageVersionId(change.after), say)
      break
    case 'agreement':
      checkAgreement(change.after, say)
      break
    case 'agreementService':
      checkId(change.after.id, agreementServiceId(change.after), say)
      break
    case 'agreementSupport':
      checkId(change.after.id, agreementSupportId(change.after), say)
      break
    case 'maintenanceWindow':
      checkWindow(change.after, say)
      break
    case 'serviceTarget':
      checkTarget(change.after, say)
      break
    case 'targetGoal':
      checkId(change.after.id, targetGoalId(change.after), say)
      break
    case 'measurement':
      checkId(change.after.id, measurementId(change.after), say)
      break
    case 'outage':
      checkTimes(change.after, [['started', change.after.startedAt], ['ended', change.after.endedAt]], say)
      break
    case 'incident':
      checkTimes(change.after, [['was opened', change.after.openedAt], ['was responded to', change.after.respondedAt], ['was resolved', change.after.resolvedAt]], say)
      break
    case 'finding':
      checkFinding(change.after, say)
      break
    case 'improvementAction':
      checkAction(change.after, say)
      break
    case 'agreementDocument':
    case 'agreementReview':
    case 'agreementSignature':
    case 'agreementStep':
    case 'communication':
    case 'communicationDone':
    case 'escalationStep':
    case 'levelPolicy':
    case 'requestType':
    case 'responsibility':
    case 'serviceCalendar':
    case 'serviceReport':
      break
  }
}
