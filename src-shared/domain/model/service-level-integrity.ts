/** What rows of the catalog's pages, of agreements and of service levels must be among the others: nothing stands twice, no circle underpins itself, what is retired is not measured. */
import { issue, type Issue } from '../issues.ts'
import { agreementIssues } from '../service-levels/agreements/agreement-integrity.ts'
import { KIND_WORDS } from '../service-levels/agreements/signing.ts'
import { earlierGoalsOf } from '../service-levels/measures/target-goals.ts'
import { monthWords } from '../month.ts'
import type { AgreementSupport } from './agreement-tables.ts'
import type { Draft } from './draft.ts'
import type { RowChange } from './edit.ts'
import type { Finding, ServiceTarget } from './level-tables.ts'
import type { ReferringField } from './row-references.ts'
import type { ServiceLevelTables } from './service-level-tables.ts'
import { groupIndex } from './table-index.ts'

export type ServiceLevelTableName = keyof ServiceLevelTables

/** Each table of this side: what one row and several are called, and the fields that refer to other rows. */
export const SERVICE_LEVEL_TABLE_FACTS = {
  servicePage: { one: 'page of a service', many: 'pages of services', refersBy: ['serviceId'] },
  pageVersion: { one: 'version of a page', many: 'versions of pages', refersBy: ['serviceId'] },
  requestType: { one: 'request that can be made', many: 'requests that can be made', refersBy: ['serviceId'] },
  serviceReport: { one: 'report to customers', many: 'reports to customers', refersBy: ['serviceId'] },
  responsibility: { one: 'responsibility', many: 'responsibilities', refersBy: ['serviceId'] },
  agreement: { one: 'agreement', many: 'agreements', refersBy: ['customerId', 'predecessorId'] },
  agreementService: { one: 'service under an agreement', many: 'services under agreements', refersBy: ['agreementId', 'serviceId'] },
  agreementSupport: { one: 'underpinning', many: 'underpinnings', refersBy: ['agreementId', 'supportId'] },
  agreementStep: { one: 'step of an agreement', many: 'steps of agreements', refersBy: ['agreementId'] },
  agreementDocument: { one: 'document of an agreement', many: 'documents of agreements', refersBy: ['agreementId'] },
  agreementSignature: { one: 'signature', many: 'signatures', refersBy: ['agreementId'] },
  agreementReview: { one: 'review of an agreement', many: 'reviews of agreements', refersBy: ['agreementId'] },
  escalationStep: { one: 'step of an escalation', many: 'steps of escalations', refersBy: ['agreementId'] },
  serviceCalendar: { one: 'service calendar', many: 'service calendars', refersBy: [] },
  maintenanceWindow: { one: 'maintenance window', many: 'maintenance windows', refersBy: ['calendarId'] },
  serviceTarget: { one: 'target', many: 'targets', refersBy: ['serviceId', 'agreementId', 'calendarId'] },
  targetGoal: { one: 'earlier goal of a target', many: 'earlier goals of targets', refersBy: ['targetId'] },
  measurement: { one: 'measurement', many: 'measurements', refersBy: ['targetId'] },
  outage: { one: 'outage', many: 'outages', refersBy: ['serviceId'] },
  incident: { one: 'incident', many: 'incidents', refersBy: ['serviceId'] },
  finding: { one: 'finding', many: 'findings', refersBy: ['serviceId', 'targetId', 'agreementId'] },
  improvementAction: { one: 'improvement action', many: 'improvement actions', refersBy: ['findingId'] },
  communication: { one: 'item of the communication plan', many: 'items of the communication plan', refersBy: [] },
  communicationDone: { one: 'communication done', many: 'communications done', refersBy: ['communicationId'] },
  levelPolicy: { one: 'service level policy', many: 'service level policies', refersBy: [] },
} as const satisfies { readonly [Name in ServiceLevelTableName]: { readonly one: string; readonly many: string; readonly refersBy: readonly (ReferringField & keyof ServiceLevelTables[Name])[] } }

export type ServiceLevelChange = Extract<RowChange, { readonly table: ServiceLevelTableName }>

export function isServiceLevelChange(change: RowChange): change is ServiceLevelChange {
  return change.table in SERVICE_LEVEL_TABLE_FACTS
}

function textKey(text: string): string {
  return text.trim().toLowerCase()
}

const agreementCodes = groupIndex<'agreement'>((row) => textKey(row.code))
const targetCodes = groupIndex<'serviceTarget'>((row) => textKey(row.code))
const findingCodes = groupIndex<'finding'>((row) => textKey(row.code))
const calendarNames = groupIndex<'serviceCalendar'>((row) => textKey(row.name))
const supportsOf = groupIndex<'agreementSupport'>((row) => row.agreementId)
const actionsOfFinding = groupIndex<'improvementAction'>((row) => row.findingId)

/** The agreement that has a code, however it is written. @example agreementIdOfCode(draft, ' sla-014 ') // 'sla-014' */
export function agreementIdOfCode(draft: Pick<Draft, 'agreement'>, code: string): string | undefined {
  return agreementCodes(draft.agreement).get(textKey(code))?.[0]
}

/** The target that has a code, however it is written. @example targetIdOfCode(draft, 'LST-AVL') // 'lst-avl' */
export function targetIdOfCode(draft: Pick<Draft, 'serviceTarget'>, code: string): string | undefined {
  return targetCodes(draft.serviceTarget).get(textKey(code))?.[0]
}

/** The codes of a circle of underpinnings that leads from an agreement back to it, in their order; undefined where there is none. */
function circleFrom(draft: Draft, agreementId: string): readonly string[] | undefined {
  const supports = supportsOf(draft.agreementSupport)
  const seen = new Set<string>()
  const walk = (id: string, path: readonly string[]): readonly string[] | undefined => {
    for (const supportRow of supports.get(id) ?? []) {
      const next = draft.agreementSupport.get(supportRow)?.supportId
      if (next === undefined) continue
      if (next === agreementId) return [...path, next]
      if (seen.has(next)) continue
      seen.add(next)
      const found = walk(next, [...path, next])
      if (found !== undefined) return found
    }
    return undefined
  }
  return walk(agreementId, [agreementId])
}

/** An OLA or a contract underpins; a contract is underpinned by none. */
function misplacedSupport(draft: Draft, { agreementId, supportId }: AgreementSupport, subject: NonNullable<Issue['subject']>): readonly Issue[] {
  const [above, support] = [draft.agreement.get(agreementId), draft.agreement.get(supportId)]
  if (support !== undefined && support.kind !== 'ola' && support.kind !== 'uc') {
    return [issue('wrong-state', `${support.code} is ${KIND_WORDS[support.kind].one} and underpins nothing.`, { subject, remedy: 'Choose an OLA or an underpinning contract.' })]
  }
  return above?.kind === 'uc' ? [issue('wrong-state', `${above.code} is ${KIND_WORDS.uc.one}, which nothing underpins.`, { subject, remedy: 'Let both underpin the agreement itself.' })] : []
}

/** A closed finding has no action that is still to be done. */
function closedWhileRunning(draft: Draft, finding: Finding, subject: NonNullable<Issue['subject']>): readonly Issue[] {
  if (finding.status !== 'closed') return []
  const actions = (actionsOfFinding(draft.improvementAction).get(finding.id) ?? []).flatMap((id) => draft.improvementAction.get(id) ?? [])
  const running = actions.find(({ status }) => status === 'planned' || status === 'in-progress')
  if (running === undefined) return []
  return [issue('wrong-state', `${finding.code} is closed, and its action "${running.title}" is not.`, { subject, remedy: 'Say of the action that it is done or dropped, or reopen the finding.' })]
}

/** A target that had another goal holds before that goal ended. */
function goalsBefore(draft: Draft, { id, code, effectiveFrom }: ServiceTarget, subject: NonNullable<Issue['subject']>): readonly Issue[] {
  const [first] = earlierGoalsOf(draft, id)
  if (first === undefined || first.until > effectiveFrom) return []
  return [issue('dates-out-of-order', `${code} promised something else before ${monthWords(first.until)}: it cannot hold from ${monthWords(effectiveFrom)} on.`, { subject, remedy: `Choose a month before ${monthWords(first.until)}.` })]
}

/** What is wrong with a touched row of this side among the others; `after` has the edit in place. */
export function serviceLevelIntegrityIssues(after: Draft, change: ServiceLevelChange): readonly Issue[] {
  if (change.after === null) return change.table === 'agreementStep' ? agreementIssues(after, change) : []
  const subject = { table: change.table, id: change.id }
  const taken = (ids: readonly string[] | undefined, what: string): readonly Issue[] =>
    ids !== undefined && ids.length > 1 ? [issue('duplicate-code', `The ${what} is already taken.`, { subject, remedy: 'Choose another one.' })] : []
  switch (change.table) {
    case 'agreement':
      return [...taken(agreementCodes(after.agreement).get(textKey(change.after.code)), `code ${change.after.code}`), ...agreementIssues(after, change)]
    case 'agreementService':
    case 'agreementStep':
    case 'agreementSignature':
      return agreementIssues(after, change)
    case 'serviceTarget':
      return [...taken(targetCodes(after.serviceTarget).get(textKey(change.after.code)), `code ${change.after.code}`), ...(change.before?.effectiveFrom === change.after.effectiveFrom ? [] : goalsBefore(after, change.after, subject))]
    case 'finding':
      return [...taken(findingCodes(after.finding).get(textKey(change.after.code)), `code ${change.after.code}`), ...closedWhileRunning(after, change.after, subject)]
    case 'improvementAction': {
      const finding = after.finding.get(change.after.findingId)
      return finding === undefined ? [] : closedWhileRunning(after, finding, subject)
    }
    case 'serviceCalendar':
      return taken(calendarNames(after.serviceCalendar).get(textKey(change.after.name)), `name "${change.after.name}"`)
    case 'agreementSupport': {
      const misplaced = misplacedSupport(after, change.after, subject)
      if (misplaced.length > 0) return misplaced
      const circle = circleFrom(after, change.after.agreementId)
      if (circle === undefined) return []
      const codes = circle.map((id) => after.agreement.get(id)?.code ?? id)
      return [issue('closed-loop', `${codes.join(' is underpinned by ')}: a circle holds nothing.`, { subject, remedy: 'Take one of these underpinnings away.' })]
    }
    case 'targetGoal': {
      const target = after.serviceTarget.get(change.after.targetId)
      if (target === undefined || change.after.until > target.effectiveFrom) return []
      return [issue('dates-out-of-order', `${target.code} holds from ${target.effectiveFrom} on; it had no other goal before ${change.after.until}.`, { subject, remedy: 'Choose a later month.' })]
    }
    case 'measurement': {
      const target = after.serviceTarget.get(change.after.targetId)
      if (target === undefined || target.retiredFrom === null || change.after.month < target.retiredFrom) return []
      return [issue('wrong-state', `The target ${target.code} is retired from ${target.retiredFrom} on; ${change.after.month} cannot be measured.`, { subject, remedy: 'Measure an earlier month, or let the target hold longer.' })]
    }
    case 'servicePage':
    case 'pageVersion':
    case 'requestType':
    case 'serviceReport':
    case 'responsibility':
    case 'agreementDocument':
    case 'agreementReview':
    case 'escalationStep':
    case 'maintenanceWindow':
    case 'outage':
    case 'incident':
    case 'communication':
    case 'communicationDone':
    case 'levelPolicy':
      return []
  }
}
