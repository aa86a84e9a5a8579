/**
 * Commands on the service catalog: lines of business, groups, services and rates are added, changed, ordered, retired and
 * removed; rates are related to each other. Every command proposes a plan that applies as it stands.
 */
import { fiscalYearSpan, formatFiscalYear, type FiscalYear } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { applyChanges, isSameRow } from '../model/apply-edit.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { fiscalYearFirstMonth, usesOf } from '../model/integrity.ts'
import type { LineOfBusiness, Rate, RateRelation, Schedule, Service, ServiceGroup, Settings } from '../model/tables.ts'
import { assertNever, ok, refused, type Result } from '../result.ts'
import { readVersionKey } from '../version.ts'

export { planMove, type MovableTable } from './reorder.ts'
export { planRemoveBaseline, planSetBaseline, type BaselineFigure } from './edit-baselines.ts'

/** A plan that makes a row, and the id of that row. */
export type AddPlan = { readonly plan: EditPlan; readonly id: string }

/** The plan, or why it would not apply. */
export function planOrIssues(draft: Draft, parts: { readonly label: string; readonly changes: readonly RowChange[] }): Result<EditPlan> {
  const { changes } = parts
  if (changes.every((change) => isSameRow(change.before, change.after))) return refused([issue('nothing-to-change', 'That is what it says already.')])
  const applied = applyChanges(draft, changes)
  return applied.ok ? ok({ label: parts.label.slice(0, 300), kind: 'edit', changes }) : applied
}

function added(draft: Draft, parts: { readonly label: string; readonly id: string; readonly change: RowChange }): Result<AddPlan> {
  const plan = planOrIssues(draft, { label: parts.label, changes: [parts.change] })
  return plan.ok ? ok({ plan: plan.value, id: parts.id }) : plan
}

/** The place after the last of some rows. */
export function positionAfter(rows: Iterable<{ readonly position: number }>): number {
  let next = 0
  for (const row of rows) next = Math.max(next, row.position + 1)
  return next
}

function among<Row>(table: ReadonlyMap<string, Row>, isSibling: (row: Row) => boolean): readonly Row[] {
  return [...table.values()].filter(isSibling)
}

function gone(what: string): Result<never> {
  return refused([issue('unknown-reference', `That ${what} is not there any more.`)])
}

type Common = { readonly draft: Draft; readonly newId: () => string }

/** Last of the lines of business. Refused: `text-missing`, `duplicate-name`. */
export function planAddLineOfBusiness(request: Common & { readonly name: string }): Result<AddPlan> {
  const row: LineOfBusiness = { id: request.newId(), name: request.name.trim(), position: positionAfter(request.draft.lineOfBusiness.values()) }
  return added(request.draft, { label: `New line of business "${row.name}"`, id: row.id, change: rowChange('lineOfBusiness', { before: null, after: row }) })
}

/** Last in its line of business. Refused: `text-missing`, `duplicate-name` (in that line), `unknown-reference`. */
export function planAddServiceGroup(request: Common & { readonly lineOfBusinessId: string; readonly name: string }): Result<AddPlan> {
  const { draft, lineOfBusinessId } = request
  const siblings = among(draft.serviceGroup, (each) => each.lineOfBusinessId === lineOfBusinessId)
  const row: ServiceGroup = { id: request.newId(), lineOfBusinessId, name: request.name.trim(), position: positionAfter(siblings) }
  return added(draft, { label: `New group "${row.name}"`, id: row.id, change: rowChange('serviceGroup', { before: null, after: row }) })
}

/** Last in its group. Refused: `text-missing`, `duplicate-code`, `unknown-reference`. */
export function planAddService(request: Common & { readonly serviceGroupId: string; readonly name: string; readonly code?: string | undefined; readonly description?: string | undefined }): Result<AddPlan> {
  const { draft, serviceGroupId } = request
  const siblings = among(draft.service, (each) => each.serviceGroupId === serviceGroupId)
  const row: Service = {
    id: request.newId(), serviceGroupId, code: (request.code ?? '').trim(), name: request.name.trim(), description: request.description ?? '', position: positionAfter(siblings), retiredFrom: null,
  }
  return added(draft, { label: `New service "${row.name}"`, id: row.id, change: rowChange('service', { before: null, after: row }) })
}

/** Last in its service, without a price yet. Refused: `text-missing`, `duplicate-code`, `unknown-reference`. */
export function planAddRate(
  request: Common & {
    readonly serviceId: string
    readonly code: string
    readonly title: string
    readonly billableUnit?: string | undefined
    readonly objectCode?: string | undefined
    readonly note?: string | undefined
  },
): Result<AddPlan> {
  const { draft, serviceId } = request
  const siblings = among(draft.rate, (each) => each.serviceId === serviceId)
  const row: Rate = {
    id: request.newId(), serviceId, code: request.code.trim(), title: request.title.trim(), billableUnit: (request.billableUnit ?? '').trim(), objectCode: (request.objectCode ?? '').trim(),
    position: positionAfter(siblings), retiredFrom: null, note: request.note ?? '',
  }
  return added(draft, { label: `New rate ${row.code}`, id: row.id, change: rowChange('rate', { before: null, after: row }) })
}

type Change<Row, Column extends keyof Row> = { readonly draft: Draft; readonly id: string } & { readonly [Name in Column]?: Row[Name] | undefined }

/** Another name. Refused: `duplicate-name`, `text-missing`, `nothing-to-change`. */
export function planUpdateLineOfBusiness(request: Change<LineOfBusiness, 'name'>): Result<EditPlan> {
  const before = request.draft.lineOfBusiness.get(request.id)
  if (before === undefined) return gone('line of business')
  const after: LineOfBusiness = { ...before, name: (request.name ?? before.name).trim() }
  return planOrIssues(request.draft, { label: `Rename "${before.name}" to "${after.name}"`, changes: [rowChange('lineOfBusiness', { before, after })] })
}

/** Another name or line of business (there it comes last). */
export function planUpdateServiceGroup(request: Change<ServiceGroup, 'name' | 'lineOfBusinessId'>): Result<EditPlan> {
  const { draft } = request
  const before = draft.serviceGroup.get(request.id)
  if (before === undefined) return gone('service group')
  const lineOfBusinessId = request.lineOfBusinessId ?? before.lineOfBusinessId
  const moved = lineOfBusinessId !== before.lineOfBusinessId
  const position = moved ? positionAfter(among(draft.serviceGroup, (each) => each.lineOfBusinessId === lineOfBusinessId)) : before.position
  const after: ServiceGroup = { ...before, name: (request.name ?? before.name).trim(), lineOfBusinessId, position }
  return planOrIssues(draft, { label: `Change the group "${after.name}"`, changes: [rowChange('serviceGroup', { before, after })] })
}

/** Another name, code, description or group (there it comes last). */
export function planUpdateService(request: Change<Service, 'name' | 'code' | 'description' | 'serviceGroupId'>): Result<EditPlan> {
  const { draft } = request
  const before = draft.service.get(request.id)
  if (before === undefined) return gone('service')
  const serviceGroupId = request.serviceGroupId ?? before.serviceGroupId
  const moved = serviceGroupId !== before.serviceGroupId
  const position = moved ? positionAfter(among(draft.service, (each) => each.serviceGroupId === serviceGroupId)) : before.position
  const after: Service = {
    ...before, name: (request.name ?? before.name).trim(), code: (request.code ?? before.code).trim(), description: request.description ?? before.description, serviceGroupId, position,
  }
  return planOrIssues(draft, { label: `Change the service "${after.name}"`, changes: [rowChange('service', { before, after })] })
}

/** Another code, title, unit, object code, note or service (there it comes last). */
export function planUpdateRate(request: Change<Rate, 'code' | 'title' | 'billableUnit' | 'objectCode' | 'note' | 'serviceId'>): Result<EditPlan> {
  const { draft } = request
  const before = draft.rate.get(request.id)
  if (before === undefined) return gone('rate')
  const serviceId = request.serviceId ?? before.serviceId
  const moved = serviceId !== before.serviceId
  const after: Rate = {
    ...before, code: (request.code ?? before.code).trim(), title: (request.title ?? before.title).trim(), billableUnit: (request.billableUnit ?? before.billableUnit).trim(),
    objectCode: (request.objectCode ?? before.objectCode).trim(), note: request.note ?? before.note, serviceId,
    position: moved ? positionAfter(among(draft.rate, (each) => each.serviceId === serviceId)) : before.position,
  }
  return planOrIssues(draft, { label: `Change the rate ${after.code}`, changes: [rowChange('rate', { before, after })] })
}

/** A published year from `from` on in which one of the rates has a price. */
function publishedAfter(draft: Draft, parts: { readonly rateIds: ReadonlySet<string>; readonly from: FiscalYear }): Issue | undefined {
  for (const price of draft.price.values()) {
    if (!parts.rateIds.has(price.rateId)) continue
    const schedule = draft.schedule.get(price.scheduleId)
    const year = schedule?.state === 'published' ? readVersionKey(schedule.version)?.fiscalYear : undefined
    if (schedule !== undefined && year !== undefined && year >= parts.from) {
      return issue('published-is-immutable', `${draft.rate.get(price.rateId)?.title ?? price.rateId} has a price in the published ${formatFiscalYear(year)}.`, {
        subject: { table: 'price', id: price.id }, remedy: `Retire it from a later year on, or correct ${formatFiscalYear(year)} first.`,
      })
    }
  }
  return undefined
}

/** No longer offered from a fiscal year on; earlier years keep it (RATE-4). Refused where a published year from then on prices it. */
export function planRetire(request: { readonly draft: Draft; readonly table: 'service' | 'rate'; readonly id: string; readonly from: FiscalYear }): Result<EditPlan> {
  const { draft, table, id, from } = request
  const label = `from ${formatFiscalYear(from)} on`
  switch (table) {
    case 'service': {
      const before = draft.service.get(id)
      if (before === undefined) return gone('service')
      const rateIds = new Set(among(draft.rate, (rate) => rate.serviceId === id).map((rate) => rate.id))
      const published = publishedAfter(draft, { rateIds, from })
      return published === undefined ? planOrIssues(draft, { label: `Retire "${before.name}" ${label}`, changes: [rowChange('service', { before, after: { ...before, retiredFrom: from } })] }) : refused([published])
    }
    case 'rate': {
      const before = draft.rate.get(id)
      if (before === undefined) return gone('rate')
      const published = publishedAfter(draft, { rateIds: new Set([id]), from })
      return published === undefined ? planOrIssues(draft, { label: `Retire ${before.code} ${label}`, changes: [rowChange('rate', { before, after: { ...before, retiredFrom: from } })] }) : refused([published])
    }
    default:
      return assertNever(table)
  }
}

/** Offered again. */
export function planUnretire(request: { readonly draft: Draft; readonly table: 'service' | 'rate'; readonly id: string }): Result<EditPlan> {
  const { draft, table, id } = request
  switch (table) {
    case 'service': {
      const before = draft.service.get(id)
      return before === undefined ? gone('service') : planOrIssues(draft, { label: `Offer "${before.name}" again`, changes: [rowChange('service', { before, after: { ...before, retiredFrom: null } })] })
    }
    case 'rate': {
      const before = draft.rate.get(id)
      return before === undefined ? gone('rate') : planOrIssues(draft, { label: `Offer ${before.code} again`, changes: [rowChange('rate', { before, after: { ...before, retiredFrom: null } })] })
    }
    default:
      return assertNever(table)
  }
}

export type RemovableTable = 'lineOfBusiness' | 'serviceGroup' | 'service' | 'rate' | 'rateRelation'

function removal(draft: Draft, row: { readonly table: RemovableTable; readonly id: string }): { readonly name: string; readonly change: RowChange } | undefined {
  switch (row.table) {
    case 'lineOfBusiness': {
      const before = draft.lineOfBusiness.get(row.id)
      return before === undefined ? undefined : { name: `"${before.name}"`, change: rowChange('lineOfBusiness', { before, after: null }) }
    }
    case 'serviceGroup': {
      const before = draft.serviceGroup.get(row.id)
      return before === undefined ? undefined : { name: `"${before.name}"`, change: rowChange('serviceGroup', { before, after: null }) }
    }
    case 'service': {
      const before = draft.service.get(row.id)
      return before === undefined ? undefined : { name: `"${before.name}"`, change: rowChange('service', { before, after: null }) }
    }
    case 'rate': {
      const before = draft.rate.get(row.id)
      return before === undefined ? undefined : { name: before.code, change: rowChange('rate', { before, after: null }) }
    }
    case 'rateRelation': {
      const before = draft.rateRelation.get(row.id)
      return before === undefined ? undefined : { name: 'the relation', change: rowChange('rateRelation', { before, after: null }) }
    }
    default:
      return assertNever(row.table)
  }
}

/** Takes a row away that nothing refers to. Refused: `still-in-use`, with what uses it. */
export function planRemove(request: { readonly draft: Draft; readonly table: RemovableTable; readonly id: string }): Result<EditPlan> {
  const found = removal(request.draft, request)
  if (found === undefined) return gone('row')
  const uses = usesOf(request.draft, request)
  if (uses.length > 0) return refused([issue('still-in-use', `${found.name} is still in use: ${uses.join(', ')}.`, { subject: { table: request.table, id: request.id }, remedy: 'Remove those first, or retire it instead.' })])
  return planOrIssues(request.draft, { label: `Remove ${found.name}`, changes: [found.change] })
}

/** From a fiscal year on, a rate is merged into, split into or replaced by another (RATE-4). Refused: `duplicate-name` when that is said already. */
export function planRelate(request: Common & { readonly kind: RateRelation['kind']; readonly fromRateId: string; readonly toRateId: string; readonly fiscalYear: FiscalYear; readonly note?: string | undefined }): Result<AddPlan> {
  const { draft, kind, fromRateId, toRateId, fiscalYear } = request
  const same = among(draft.rateRelation, (each) => each.fromRateId === fromRateId && each.toRateId === toRateId && each.fiscalYear === fiscalYear && each.kind === kind)[0]
  if (same !== undefined) return refused([issue('duplicate-name', 'The two rates are related that way already.', { subject: { table: 'rateRelation', id: same.id } })])
  const row: RateRelation = { id: request.newId(), fiscalYear, kind, fromRateId, toRateId, note: request.note ?? '' }
  const words = { merged: 'merged into', split: 'split into', replaced: 'replaced by' }[kind]
  const code = (id: string): string => draft.rate.get(id)?.code ?? id
  return added(draft, { label: `${code(fromRateId)} ${words} ${code(toRateId)} from ${formatFiscalYear(fiscalYear)} on`, id: row.id, change: rowChange('rateRelation', { before: null, after: row }) })
}

/** Another kind, year or note of a relation. */
export function planUpdateRelation(request: Change<RateRelation, 'kind' | 'fiscalYear' | 'note'>): Result<EditPlan> {
  const before = request.draft.rateRelation.get(request.id)
  if (before === undefined) return gone('relation')
  const after: RateRelation = { ...before, kind: request.kind ?? before.kind, fiscalYear: request.fiscalYear ?? before.fiscalYear, note: request.note ?? before.note }
  return planOrIssues(request.draft, { label: 'Change a relation of rates', changes: [rowChange('rateRelation', { before, after })] })
}

/** Whose model it is and when its fiscal years start (NUM-6). The first month stays once a schedule is published; drafts that it leaves outside their year begin with it. */
export function planUpdateSettings(request: { readonly draft: Draft } & Partial<Omit<Settings, 'id'>>): Result<EditPlan> {
  const before = request.draft.settings.get('model') ?? null
  const after: Settings = {
    id: 'model', agencyName: (request.agencyName ?? before?.agencyName ?? '').trim(), officeName: (request.officeName ?? before?.officeName ?? '').trim(),
    fiscalYearFirstMonth: request.fiscalYearFirstMonth ?? before?.fiscalYearFirstMonth ?? 7,
  }
  const moved = [...request.draft.schedule.values()].flatMap((schedule) => movedIntoYear(schedule, { before: fiscalYearFirstMonth(request.draft), after: after.fiscalYearFirstMonth }))
  return planOrIssues(request.draft, { label: 'Change the settings of the model', changes: [rowChange('settings', { before, after }), ...moved] })
}

/** A schedule that began with its year, or would lie outside of it, begins with it under the new first month. */
function movedIntoYear(schedule: Schedule, months: { readonly before: number; readonly after: number }): readonly RowChange[] {
  const year = readVersionKey(schedule.version)?.fiscalYear
  if (year === undefined || months.after < 1 || months.after > 12 || months.before === months.after || schedule.state === 'published') return []
  const span = fiscalYearSpan(year, months.after)
  const begins = schedule.effectiveFrom === fiscalYearSpan(year, months.before).first
  if (!begins && schedule.effectiveFrom >= span.first && schedule.effectiveFrom <= span.last) return []
  return [rowChange('schedule', { before: schedule, after: { ...schedule, effectiveFrom: span.first } })]
}
