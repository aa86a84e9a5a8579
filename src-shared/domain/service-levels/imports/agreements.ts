/** Agreements that are in force: one row an agreement, found again by its code. They come in with their earlier path not witnessed (SLM-6). */
import { choice, dateOrNull, textField, wholeNumber } from '../../costs/field-readers.ts'
import { NOTE, SOURCE, sourceOf } from '../../costs/imports/common-columns.ts'
import { importColumn, type ImportColumn } from '../../costs/imports/import-column.ts'
import type { ImportKind } from '../../costs/imports/import-kind.ts'
import type { ImportModel } from '../../costs/imports/import-model.ts'
import type { ImportRecord } from '../../costs/imports/import-record.ts'
import { issue } from '../../issues.ts'
import { agreementServiceId, agreementSupportId, IMPORTANCES, type Agreement } from '../../model/agreement-tables.ts'
import { agreementIdOfCode } from '../../model/service-level-integrity.ts'
import { AGREEMENT_TEMPLATES } from '../agreements/agreement-templates.ts'
import { signedServicesIssue, signedTermsIssue } from '../agreements/signed-terms.ts'
import { movedGoals } from '../edit-goals.ts'

const KIND_SYNONYMS = { 'service-level-agreement': 'sla', 'operational-level-agreement': 'ola', 'underpinning-contract': 'uc', contract: 'uc' } as const

const CODE = importColumn({ field: 'code', names: ['agreement', 'agreement code', 'number', 'agreement number', 'id'], required: true, example: 'SLA-100', comment: 'Code of the agreement, unique. A code that the model does not have becomes a new agreement, in force.' })
const KIND = importColumn({ field: 'kind', names: ['type', 'agreement type'], example: 'SLA', comment: 'SLA, OLA or UC (underpinning contract); SLA where it is empty.' })
const TITLE = importColumn({ field: 'title', names: ['name', 'subject', 'agreement name'], example: 'Mainframe for the Agency of Examples', comment: 'What it is about; required for a new agreement.' })
const CUSTOMER = importColumn({ field: 'customer', names: ['customer code', 'agency', 'agency code', 'department'], example: 'ABC', comment: 'Code of the agency that an SLA is made with; empty for an OLA or a contract.' })
const PROVIDER = importColumn({ field: 'provider', names: ['team', 'vendor', 'supplier'], example: '', comment: 'Who promises: the team of an OLA, the vendor of a contract.' })
const SERVICES = importColumn({ field: 'services', names: ['service', 'services covered', 'covered services'], required: true, isPlural: true, example: 'MF-CPU', comment: 'Codes or names of the services that it covers, with ; between them.' })
const RESTS_ON = importColumn({ field: 'restsOn', header: 'rests on', names: ['underpinned by', 'underpinnings', 'supports', 'depends on'], isPlural: true, example: '', comment: 'Codes of the OLAs and contracts that underpin it, with ; between them: of the model, or of rows above.' })
const STARTS = importColumn({ field: 'starts', names: ['start', 'starts on', 'start date', 'from', 'begins', 'effective from'], required: true, example: '2004-07-01', comment: 'Its first day, as YYYY-MM-DD.' })
const ENDS = importColumn({ field: 'ends', names: ['end', 'ends on', 'end date', 'until', 'to', 'expires', 'expiry'], example: '2005-06-30', comment: 'Its last day; empty where it is open.' })
const REVIEW = importColumn({ field: 'reviewMonths', header: 'review months', names: ['review interval', 'review every', 'months between reviews'], example: '12', comment: 'Months between reviews.' })
const REPORT = importColumn({ field: 'reportDays', header: 'report days', names: ['report days before review'], example: '5', comment: 'Days before a review on which the report is due.' })
const OWNER = importColumn({ field: 'owner', names: ['service owner'], example: 'Service owner', comment: 'The service owner, a role.' })
const MANAGER = importColumn({ field: 'manager', names: ['service level manager'], example: 'Service level manager', comment: 'The service level manager, a role.' })
const IMPORTANCE = importColumn({ field: 'importance', names: ['critical'], example: 'ordinary', words: { yes: 'critical', no: 'ordinary', true: 'critical', false: 'ordinary' }, comment: 'critical or ordinary; ordinary where it is empty.' })

const KINDS = choice(['sla', 'ola', 'uc'], KIND_SYNONYMS)
const IMPORTANCE_READER = choice(IMPORTANCES)
const LINE = textField(200)
const LONG = textField(20_000)

/** A value as the file has it; as it was where the file has no column for it or leaves it empty. */
function lineOf(record: ImportRecord, column: ImportColumn, was: string): string {
  return record.read(column, column === NOTE ? LONG : LINE) ?? was
}

function servicesOf(model: ImportModel, record: ImportRecord): readonly string[] {
  const ids: string[] = []
  for (const name of record.text(SERVICES).split(';').map((each) => each.trim())) {
    if (name === '') continue
    const found = model.service(name)
    if (!found.ok) record.say(SERVICES, found.failure)
    else if (!ids.includes(found.value.id)) ids.push(found.value.id)
  }
  return ids
}

/** The agreement that a row above makes. */
function agreementAbove(model: ImportModel, code: string): string | undefined {
  const wanted = code.toLowerCase()
  const found = model.wishes.find(({ change }) => change.table === 'agreement' && change.after?.code.trim().toLowerCase() === wanted)
  return found?.change.id
}

/** The agreements that underpin it, of the model or of rows above; those that are neither are said. */
function supportsOf(model: ImportModel, record: ImportRecord): readonly string[] {
  const ids = new Set<string>()
  for (const code of record.text(RESTS_ON).split(';').map((each) => each.trim())) {
    if (code === '') continue
    const id = agreementIdOfCode(model.draft, code) ?? agreementAbove(model, code)
    if (id === undefined) record.say(RESTS_ON, issue('unknown-reference', `The model has no agreement with the code "${code.slice(0, 40)}".`, { remedy: 'Write the code of an OLA or a contract, and its row above this one.' }))
    else ids.add(id)
  }
  return [...ids]
}

/** The customer of an SLA; null for an OLA or a contract. Undefined after saying what is wrong. */
function customerOf(model: ImportModel, record: ImportRecord, { kind, was }: { readonly kind: Agreement['kind']; readonly was: Agreement | undefined }): string | null | undefined {
  const text = record.text(CUSTOMER)
  if (kind !== 'sla') {
    if (text !== '') record.say(CUSTOMER, issue('wrong-shape', `${record.text(CODE)} is no SLA and has no customer.`, { remedy: 'Leave the customer empty, or write SLA as its kind.' }))
    return null
  }
  if (text === '') {
    if (was !== undefined) return was.customerId
    record.say(record.has(CUSTOMER) ? CUSTOMER : CODE, issue('text-missing', `The SLA ${record.text(CODE)} needs its customer.`, { remedy: 'Write the code of the agency.' }))
    return undefined
  }
  const found = model.customer(text)
  if (found.ok) return found.value.id
  record.say(CUSTOMER, found.failure)
  return undefined
}

function agreementOf(model: ImportModel, record: ImportRecord, was: Agreement | undefined): Agreement | undefined {
  const kind = record.read(KIND, KINDS) ?? was?.kind ?? 'sla'
  const code = was?.code ?? record.read(CODE, LINE) ?? ''
  const title = lineOf(record, TITLE, was?.title ?? '')
  if (title === '') record.say(record.has(TITLE) ? TITLE : CODE, issue('text-missing', `The agreement ${code} is new and needs a title.`, { remedy: 'Write what it is about.' }))
  if (was !== undefined && was.kind !== kind) record.say(KIND, issue('wrong-state', `${code} is ${was.kind.toUpperCase()} in the model, and ${kind.toUpperCase()} in the file.`, { remedy: 'Give it another code.' }))
  const customerId = customerOf(model, record, { kind, was })
  const provider = lineOf(record, PROVIDER, was?.provider ?? '')
  if (kind !== 'sla' && provider === '') record.say(record.has(PROVIDER) ? PROVIDER : CODE, issue('text-missing', `${code} does not say who promises.`, { remedy: 'Write the team or the vendor.' }))
  const startsOn = record.read(STARTS, dateOrNull) ?? was?.startsOn ?? null
  const endsOn = record.has(ENDS) ? (record.read(ENDS, dateOrNull) ?? null) : (was?.endsOn ?? null)
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) record.say(ENDS, issue('dates-out-of-order', `${code} ends on ${endsOn}, before it begins on ${startsOn}.`, { remedy: 'Correct one of the two dates.' }))
  const reviewMonths = record.has(REVIEW) ? (record.read(REVIEW, wholeNumber({ from: 1, to: 120 })) ?? null) : (was?.reviewMonths ?? AGREEMENT_TEMPLATES[kind].reviewMonths)
  const reportDays = record.read(REPORT, wholeNumber({ from: 0, to: 90 })) ?? was?.reportDays ?? AGREEMENT_TEMPLATES[kind].reportDays
  const importance = record.read(IMPORTANCE, IMPORTANCE_READER) ?? was?.importance ?? 'ordinary'
  if (record.isRefused || customerId === undefined) return undefined
  return {
    id: was?.id ?? model.newId(), code, kind, title, customerId, provider, owner: lineOf(record, OWNER, was?.owner ?? 'Service owner'), manager: lineOf(record, MANAGER, was?.manager ?? 'Service level manager'), startsOn, endsOn, reviewMonths, reportDays,
    importance, entry: was?.entry ?? 'in-force', predecessorId: was?.predecessorId ?? null, terms: was?.terms ?? '', provenance: was?.provenance ?? 'own', note: lineOf(record, NOTE, was?.note ?? ''), source: sourceOf(model, record, was?.source),
  }
}

export const AGREEMENTS: ImportKind = {
  kind: 'agreements', one: 'agreement', many: 'agreements', rowsOfOne: 'one', addsUp: false, oneOf: [], years: 'none',
  columns: [CODE, KIND, TITLE, CUSTOMER, PROVIDER, SERVICES, RESTS_ON, STARTS, ENDS, REVIEW, REPORT, OWNER, MANAGER, IMPORTANCE, NOTE, SOURCE],
  keyOf: (_model, row) => row.text(CODE).toLowerCase(),
  titleOf: (row) => ({ code: row.text(CODE), title: row.text(TITLE) }),
  plan(model, record) {
    const was = model.draft.agreement.get(agreementIdOfCode(model.draft, record.text(CODE)) ?? '')
    const serviceIds = servicesOf(model, record)
    const supportIds = supportsOf(model, record)
    const after = agreementOf(model, record, was)
    if (after === undefined || record.isRefused) return
    const fast = was === undefined ? null : (signedTermsIssue(model.draft, was, after) ?? signedServicesIssue(model.draft, was, serviceIds))
    if (fast !== null) {
      record.say(CODE, fast)
      return
    }
    const goals = was === undefined ? null : movedGoals(model.draft, was, after)
    if (goals?.ok === false) {
      record.say(STARTS, goals.failure)
      return
    }
    model.want('agreement', { before: was, row: record.first, after })
    for (const change of goals?.value ?? []) {
      if (change.table !== 'targetGoal') continue
      if (change.after !== null) model.want('targetGoal', { before: change.before ?? undefined, row: record.first, after: change.after })
      else if (change.before !== null) model.drop('targetGoal', change.before, record.first)
    }
    const present = [...model.draft.agreementService.values()].filter((each) => each.agreementId === after.id)
    for (const cover of present) if (!serviceIds.includes(cover.serviceId)) model.drop('agreementService', cover, record.first)
    for (const serviceId of serviceIds) {
      const id = agreementServiceId({ agreementId: after.id, serviceId })
      model.want('agreementService', { before: model.draft.agreementService.get(id), row: record.first, after: { id, agreementId: after.id, serviceId } })
    }
    if (!record.has(RESTS_ON)) return
    for (const rests of [...model.draft.agreementSupport.values()].filter((each) => each.agreementId === after.id)) if (!supportIds.includes(rests.supportId)) model.drop('agreementSupport', rests, record.first)
    for (const supportId of supportIds) {
      const id = agreementSupportId({ agreementId: after.id, supportId })
      model.want('agreementSupport', { before: model.draft.agreementSupport.get(id), row: record.first, after: { id, agreementId: after.id, supportId } })
    }
  },
}
