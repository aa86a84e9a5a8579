/** What services and pools cost by themselves, explained down to a cost line, a position's month, an item's price (COST-1 to COST-3). */
import { Decimal, decimal, toText, type Usd } from '../decimal.ts'
import type { Explanation, FactorRole } from '../explanation.ts'
import type { CapitalItem, CostLine, StaffAssignment, StaffPosition } from '../model/cost-tables.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { capitalCost } from './capital-depreciation.ts'
import type { CostElement, OwnerCost, OwnerKey, PositionCost } from './derivation.ts'
import { COST_ELEMENTS } from './derivation.ts'
import { constantNode, node, NodeShelf, sumNode, typedNode, weightsNode, ZERO, type Context } from './explain-derivation-nodes.ts'
import { daysWithin, fiscalMonths, monthIndex, type FiscalMonth } from './fiscal-months.ts'
import { increasesOf, ownerKeyOf, partsInOrder, unassignedPercent } from './position-cost.ts'
import { carryForwardIn } from '../recovery/carry-forward.ts'

export const ELEMENT_WORDS: Readonly<Record<CostElement, string>> = {
  salaries: 'Salaries (AA)', fringe: 'Fringe (DD)', personnel: 'Personnel, typed lines', other: 'Hardware, software, contracts, other', 'not-specific': 'Allocated costs not specific to the service', depreciation: 'Depreciation',
  overhead: 'Overhead from pools', 'carry-forward': 'Carry-forward', 'reserve-contribution': 'Reserve contribution', subsidy: 'Subsidy', 'other-revenue': 'Other revenue',
}
const RULE_OF_ELEMENT: Readonly<Record<CostElement, string>> = {
  salaries: 'COST-2', fringe: 'COST-2', personnel: 'COST-1', other: 'COST-1', 'not-specific': 'COST-1', depreciation: 'COST-3', overhead: 'ALLOC-6', 'carry-forward': 'RECOV-4', 'reserve-contribution': 'RATE-1', subsidy: 'RATE-1', 'other-revenue': 'RATE-1',
}

type Held = { readonly position: StaffPosition; readonly index: number }
type Factor = { readonly role: FactorRole; readonly of: Explanation }

export class OwnerExplainer {
  readonly #context: Context
  /** Of the derivation that this one was tried beside: what is the same in both is one node. */
  readonly #beside: OwnerExplainer | null
  readonly #shelf = new NodeShelf()
  #parts: ReadonlyMap<OwnerKey, readonly Held[]> | undefined

  constructor(context: Context, beside: OwnerExplainer | null = null) {
    this.#context = context
    this.#beside = beside
  }

  /** What a service or pool costs by itself. */
  own(owner: OwnerCost): Explanation {
    return this.#shelf.get(`own|${owner.owner}`, () => sumNode(
      { label: `Own cost of ${this.nameOf(owner.owner)}`, value: owner.own, unit: 'USD', ruleId: 'RATE-1', formula: 'Its elements added up.' },
      () => COST_ELEMENTS.filter((element) => element !== 'overhead' && owner.elements.has(element)).map((element) => this.element(owner, element)),
    ))
  }

  nameOf(owner: OwnerKey): string {
    const id = owner.slice(owner.indexOf(':') + 1)
    return owner.startsWith('pool:') ? (this.#context.derivation.inputs.costPools.find((pool) => pool.id === id)?.name ?? id) : (this.#context.draft.service.get(id)?.name ?? id)
  }

  /** One element of its cost, but for overhead. */
  element(owner: OwnerCost, element: CostElement): Explanation {
    return this.#shelf.get(`element|${owner.owner}|${element}`, () => sumNode(
      { label: ELEMENT_WORDS[element], value: owner.elements.get(element) ?? ZERO, unit: 'USD', ruleId: RULE_OF_ELEMENT[element], formula: 'What stands under it added up.' }, () => this.#linesOf(owner.owner, element),
    ))
  }

  #linesOf(owner: OwnerKey, element: CostElement): readonly Explanation[] {
    const { inputs } = this.#context.derivation
    if (element === 'salaries' || element === 'fringe') return this.#partsOf(owner).map((held) => this.#part(held, element === 'salaries' ? 'salary' : 'fringe'))
    if (element === 'carry-forward') return inputs.carryForwards.filter((row) => `service:${row.serviceId}` === owner).map((row) => node(
      { label: `Balance of FY${row.closedYear}`, value: carryForwardIn(row, inputs.version.fiscalYear), unit: 'USD', ruleId: 'RECOV-4', formula: 'The balance spread over its years by largest remainder.', operation: { kind: 'equal-parts', first: inputs.version.fiscalYear - row.firstYear, count: 1 } },
      () => [typedNode(this.#context, { label: 'Balance', value: row.amount, unit: 'USD', table: 'carryForward', row, field: 'amount', ruleId: 'RECOV-4' }), typedNode(this.#context, { label: 'Years', value: toText(new Decimal(row.years)), unit: 'years', table: 'carryForward', row, field: 'years', ruleId: 'RECOV-4' })],
    ))
    const kind = element === 'depreciation' ? 'depreciation' : element === 'other' ? 'expense' : null
    const items = inputs.capitalItems.filter((item) => ownerKeyOf(item) === owner && this.#capital(item).kind === kind)
    return [...inputs.costLines.filter((line) => line.section === element && ownerKeyOf(line) === owner).map((line) => this.costLine(line)), ...items.map((item) => this.capitalItem(item))]
  }

  costLine(line: CostLine): Explanation {
    return this.#shelf.get(`line|${line.id}`, () => {
      const typed = typedNode(this.#context, { label: line.description === '' ? line.objectCode : line.description, value: line.amount, unit: 'USD', table: 'costLine', row: line, field: 'amount' })
      if (line.section !== 'subsidy' && line.section !== 'other-revenue') return typed
      return node({ label: `Less ${typed.label}`, value: toText(decimal(line.amount).neg()), unit: 'USD', ruleId: 'RATE-1', formula: 'Taken off the cost.', operation: { kind: 'products', places: 2, terms: [['negative']] } }, () => [typed])
    })
  }

  #capital(item: CapitalItem): ReturnType<typeof capitalCost> {
    const { inputs } = this.#context.derivation
    return capitalCost({ item, policy: inputs.policy, fiscalYear: inputs.version.fiscalYear, firstMonth: fiscalYearFirstMonth(this.#context.draft) })
  }

  capitalItem(item: CapitalItem): Explanation {
    return this.#shelf.get(`item|${item.id}`, () => {
      const { amount, kind } = this.#capital(item)
      const { inputs } = this.#context.derivation
      const months = fiscalMonths(inputs.version.fiscalYear, fiscalYearFirstMonth(this.#context.draft))
      const life = kind === 'expense' ? 1 : item.lifeMonths
      const age = (months[0]?.index ?? 0) - monthIndex(item.inServiceOn)
      const first = Math.min(Math.max(age, 0), life)
      const count = Math.max(0, Math.min(age + months.length, life) - first)
      const price = typedNode(this.#context, { label: 'Purchase price', value: item.purchasePrice, unit: 'USD', table: 'capitalItem', row: item, field: 'purchasePrice', ruleId: 'COST-3' })
      const lifeNode = kind === 'expense' ? constantNode('Expense of one month', 1, 'months') : typedNode(this.#context, { label: 'Life', value: toText(new Decimal(life)), unit: 'months', table: 'capitalItem', row: item, field: 'lifeMonths', ruleId: 'COST-3' })
      const formula = kind === 'expense' ? `Below the threshold of ${inputs.policy.capitalThreshold}: an expense of its first month, ${item.inServiceOn.slice(0, 7)}.` : `In a straight line over its life, ${count} of ${life} months from ${item.inServiceOn.slice(0, 7)} on.`
      return node({ label: item.description, value: amount, unit: 'USD', ruleId: 'COST-3', formula, operation: { kind: 'equal-parts', first, count }, origin: price.origin }, () => [price, lifeNode])
    })
  }

  #partsOf(owner: OwnerKey): readonly Held[] {
    if (this.#parts === undefined) {
      const parts = new Map<OwnerKey, Held[]>()
      for (const position of this.#context.derivation.inputs.staffPositions) {
        for (const [index, part] of (this.#context.derivation.positions.get(position.id)?.parts ?? []).entries()) {
          const group = parts.get(part.owner)
          if (group === undefined) parts.set(part.owner, [{ position, index }])
          else group.push({ position, index })
        }
      }
      this.#parts = parts
    }
    return this.#parts.get(owner) ?? []
  }

  #costOf(position: StaffPosition): PositionCost | undefined {
    return this.#context.derivation.positions.get(position.id)
  }

  /** The parts of a position and what none of them takes, as weights. */
  #weights(position: StaffPosition): Explanation {
    return this.#shelf.get(`weights|${position.id}`, () => {
      const rows = partsInOrder(this.#context.derivation.inputs.staffAssignments.filter((each) => each.staffPositionId === position.id))
      const parts = rows.map((row) => this.#percent(row))
      const rest = unassignedPercent(rows.map((row) => row.percent))
      const left = rest === '0' ? constantNode('Not assigned', ZERO, '%') : node(
        { label: 'Not assigned', value: rest, unit: '%', ruleId: 'COST-2', formula: '100 less the parts.', operation: { kind: 'products', places: 12, terms: [['times'], ...parts.map((): readonly FactorRole[] => ['negative'])] } },
        () => [constantNode('Whole', 100, '%'), ...parts],
      )
      return weightsNode('Parts of the position', [...parts, left])
    })
  }

  #percent(row: StaffAssignment): Explanation {
    return typedNode(this.#context, { label: `Part of ${this.nameOf(ownerKeyOf(row))}`, value: row.percent, unit: '%', table: 'staffAssignment', row, field: 'percent', ruleId: 'COST-2' })
  }

  #part({ position, index }: Held, figure: 'salary' | 'fringe'): Explanation {
    if (this.#beside !== null && this.#isSame(position, this.#beside)) return this.#beside.partAt(position, index, figure)
    const part = this.#costOf(position)?.parts[index]
    return this.#shelf.get(`part|${position.id}|${index}|${figure}`, () => node(
      { label: `${position.code} ${position.title}, ${figure}`, value: part?.[figure] ?? ZERO, unit: 'USD', ruleId: 'COST-2', formula: 'The year split over its parts by largest remainder.', operation: { kind: 'split', index } },
      () => { const weights = this.#weights(position); return [this.#year(position, figure), weights.inputs[index] ?? weights, weights] },
    ))
  }

  unassigned(position: StaffPosition, figure: 'salary' | 'fringe'): Explanation {
    const index = this.#costOf(position)?.parts.length ?? 0
    return node(
      { label: `${position.code} ${position.title}, ${figure} that no part takes`, value: this.#costOf(position)?.unassigned[figure] ?? ZERO, unit: 'USD', ruleId: 'COST-2', formula: 'The year split over its parts by largest remainder.', operation: { kind: 'split', index } },
      () => { const weights = this.#weights(position); return [this.#year(position, figure), weights.inputs[index] ?? weights, weights] },
    )
  }

  /** What one part of a position pays, by its place among them. */
  partAt(position: StaffPosition, index: number, figure: 'salary' | 'fringe'): Explanation {
    return this.#part({ position, index }, figure)
  }

  /** A year of salary or fringe; its inputs are the months. */
  yearOf(position: StaffPosition, figure: 'salary' | 'fringe'): Explanation {
    return this.#year(position, figure)
  }

  /** A position's year: salary and fringe. */
  position(position: StaffPosition): Explanation {
    const cost = this.#costOf(position)
    const value = toText(decimal(cost?.salary ?? ZERO).plus(decimal(cost?.fringe ?? ZERO)))
    return sumNode({ label: `${position.code} ${position.title}`, value, unit: 'USD', ruleId: 'COST-2', formula: 'Salary and fringe.', origin: { table: 'staffPosition', id: position.id, source: position.source } }, () => [this.#year(position, 'salary'), this.#year(position, 'fringe')])
  }

  /** Whether what a position costs, and all that it follows from, is the very same as in another derivation. */
  #isSame(position: StaffPosition, other: OwnerExplainer): boolean {
    const [here, there] = [this.#context.derivation, other.#context.derivation]
    return this.#context.draft === other.#context.draft && here.inputs.policy === there.inputs.policy && here.inputs.salaryIncreases === there.inputs.salaryIncreases
      && here.inputs.staffAssignments === there.inputs.staffAssignments && here.positions.get(position.id) === there.positions.get(position.id) && there.inputs.staffPositions.includes(position)
  }

  #year(position: StaffPosition, figure: 'salary' | 'fringe'): Explanation {
    if (this.#beside !== null && this.#isSame(position, this.#beside)) return this.#beside.yearOf(position, figure)
    return this.#shelf.get(`year|${position.id}|${figure}`, () => sumNode(
      { label: figure === 'salary' ? 'Salary' : 'Fringe', value: this.#costOf(position)?.[figure] ?? ZERO, unit: 'USD', ruleId: 'COST-2', formula: 'Twelve months, each rounded to the cent.' },
      () => fiscalMonths(this.#context.derivation.inputs.version.fiscalYear, fiscalYearFirstMonth(this.#context.draft)).map((month, index) => this.#month(position, { month, index, figure })),
    ))
  }

  #month(position: StaffPosition, at: { readonly month: FiscalMonth; readonly index: number; readonly figure: 'salary' | 'fringe' }): Explanation {
    const { month, figure } = at
    const fields = this.#fields(position)
    const days = constantNode(`Days of ${month.first.slice(0, 7)}`, month.days, 'days')
    const yearly = (activeDays: number, more: readonly Factor[]): readonly Factor[] => [...more, { role: 'times', of: fields.fte }, { role: 'over', of: fields.twelve }, { role: 'times', of: constantNode('Active days', activeDays, 'days') }, { role: 'over', of: days }, { role: 'remainder', of: fields.vacancy }]
    const salaryTerms = this.#segments(position, month).map(({ count, days: active }) => yearly(active, [{ role: 'times', of: fields.base }, ...fields.increases.slice(0, count).map((of): Factor => ({ role: 'growth', of }))]))
    const active = daysWithin(month, { from: position.startsOn, to: position.endsOn })
    const terms = figure === 'salary' ? salaryTerms : [...salaryTerms.map((term): readonly Factor[] => [{ role: 'percent', of: fields.fringePercent }, ...term]), yearly(active, [{ role: 'times', of: fields.fringeFlat }])]
    return node(
      {
        label: `${figure === 'salary' ? 'Salary' : 'Fringe'}, ${month.first.slice(0, 7)}`, value: this.#costOf(position)?.months[at.index]?.[figure] ?? ZERO, unit: 'USD', ruleId: 'COST-2',
        formula: figure === 'salary' ? 'base / 12 x increases in force x FTE x active days / days x (1 - vacancy), rounded to the cent' : '(% x salary + flat / 12 x FTE x active days / days) x (1 - vacancy), rounded to the cent',
        operation: { kind: 'products', places: 2, terms: terms.map((term) => term.map(({ role }) => role)) },
      },
      () => terms.flatMap((term) => term.map(({ of }) => of)),
    )
  }

  /** The days of a month under each number of increases. */
  #segments(position: StaffPosition, month: FiscalMonth): readonly { readonly count: number; readonly days: number }[] {
    const increases = increasesOf(position, this.#context.derivation.inputs.salaryIncreases)
    const active = daysWithin(month, { from: position.startsOn, to: position.endsOn })
    const changes = [...increases.keys()].filter((index) => (increases[index]?.effectiveFrom ?? '') > month.first && (increases[index]?.effectiveFrom ?? '') <= month.last)
    const before = increases.filter((each) => each.effectiveFrom <= month.first).length
    const from = (count: number): number => {
      const day = increases[count - 1]?.effectiveFrom
      return count === before || day === undefined ? active : daysWithin(month, { from: position.startsOn !== null && position.startsOn > day ? position.startsOn : day, to: position.endsOn })
    }
    return Array.from({ length: changes.length + 1 }, (_, index) => ({ count: before + index, days: from(before + index) - (index === changes.length ? 0 : from(before + index + 1)) }))
  }

  #fields(position: StaffPosition): { readonly [Name in 'base' | 'fte' | 'twelve' | 'vacancy' | 'fringePercent' | 'fringeFlat']: Explanation } & { readonly increases: readonly Explanation[] } {
    const context = this.#context
    const { policy } = context.derivation.inputs
    const own = (field: 'baseSalary' | 'fte', label: string, unit: string): Explanation => typedNode(context, { label, value: position[field], unit, table: 'staffPosition', row: position, field, ruleId: 'COST-2' })
    const orPolicy = (field: 'vacancyPercent' | 'fringePercent' | 'fringeFlat', label: string, unit: string): Explanation => this.#shelf.get(`field|${position.id}|${field}`, () => {
      const value = position[field]
      if (value !== null) return typedNode(context, { label, value, unit, table: 'staffPosition', row: position, field, ruleId: 'COST-2' })
      return typedNode(context, { label: `${label}, of the year's policy`, value: policy[field], unit, table: 'yearPolicy', row: policy, field, ruleId: 'COST-2' })
    })
    return {
      base: this.#shelf.get(`field|${position.id}|base`, () => own('baseSalary', `Base salary as of ${position.salaryAsOf}`, 'USD')), fte: this.#shelf.get(`field|${position.id}|fte`, () => own('fte', 'FTE', 'FTE')), twelve: this.#shelf.get('twelve', () => constantNode('Months of a year', 12)),
      vacancy: orPolicy('vacancyPercent', 'Vacancy', '%'), fringePercent: orPolicy('fringePercent', 'Fringe, % of salary', '%'), fringeFlat: orPolicy('fringeFlat', 'Fringe, flat a year', 'USD'),
      increases: increasesOf(position, context.derivation.inputs.salaryIncreases).map((row) => this.#shelf.get(`increase|${row.id}`, () => typedNode(context, { label: `${row.name}, from ${row.effectiveFrom}`, value: row.percent, unit: '%', table: 'salaryIncrease', row, field: 'percent', ruleId: 'COST-2' }))),
    }
  }

  /** Full-time equivalents: parts of positions, and what personnel lines state. */
  fte(owner: OwnerCost): Explanation {
    return this.#shelf.get(`fte|${owner.owner}`, () => sumNode({ label: `FTE of ${this.nameOf(owner.owner)}`, value: owner.fte, unit: 'FTE', ruleId: 'COST-1', formula: 'Parts of positions and typed FTE added up.' }, () => [
      ...this.#partsOf(owner.owner).map(({ position, index }) => this.fteOf(position, index)),
      ...this.#context.derivation.inputs.costLines.flatMap((line) => (line.section === 'personnel' && line.fte !== null && ownerKeyOf(line) === owner.owner ? [typedNode(this.#context, { label: `${line.description}, FTE`, value: line.fte, unit: 'FTE', table: 'costLine', row: line, field: 'fte' })] : [])),
    ]))
  }

  /** Full-time equivalents of a position, or of one of its parts by its place among them. */
  fteOf(position: StaffPosition, index: number | null): Explanation {
    if (this.#beside !== null && this.#isSame(position, this.#beside)) return this.#beside.fteOf(position, index)
    const cost = this.#costOf(position)
    const fields = this.#fields(position)
    const part = index === null ? undefined : this.#weights(position).inputs[index]
    const roles: readonly FactorRole[] = ['times', 'times', 'over', 'over', ...(part === undefined ? [] : ['percent' as const])]
    const months = fiscalMonths(this.#context.derivation.inputs.version.fiscalYear, fiscalYearFirstMonth(this.#context.draft))
    const value = (index === null ? cost?.fte : cost?.parts[index]?.fte) ?? ZERO
    return this.#shelf.get(`fte|${position.id}|${index ?? 'whole'}`, () => node(
      { label: `${position.code} ${position.title}, FTE`, value, unit: 'FTE', ruleId: 'COST-2', formula: `FTE x mean of the active parts of twelve months${part === undefined ? '' : ' x part'}, rounded to 6 places`, operation: { kind: 'products', places: 6, terms: months.map(() => roles) } },
      () => months.flatMap((month) => [fields.fte, constantNode('Active days', daysWithin(month, { from: position.startsOn, to: position.endsOn }), 'days'), constantNode('Days of the month', month.days, 'days'), fields.twelve, ...(part === undefined ? [] : [part])]),
    ))
  }

  /** What of a position its parts take, in per cent, or what none of them takes. */
  percentOf(position: StaffPosition, which: 'assigned' | 'left'): Explanation {
    const weights = this.#weights(position)
    const parts = weights.inputs.slice(0, -1)
    if (which === 'left') return weights.inputs.at(-1) ?? weights
    const value = toText(parts.reduce((sum, each) => sum.plus(decimal(each.value ?? ZERO)), new Decimal(0)))
    return sumNode({ label: `Parts of ${position.code} ${position.title}`, value, unit: '%', ruleId: 'COST-2', formula: 'Its parts added up.' }, () => parts)
  }

  /** 2a, 2b and depreciation: what the driver `direct-cost` counts. */
  directCost(owner: OwnerCost, value: Usd, elements: readonly CostElement[]): Explanation {
    return this.#shelf.get(`direct|${owner.owner}`, () => sumNode({ label: `Direct cost of ${this.nameOf(owner.owner)}`, value, unit: 'USD', ruleId: 'ALLOC-5', formula: 'Salaries, fringe, personnel, other costs and depreciation.' }, () => elements.filter((element) => owner.elements.has(element)).map((element) => this.element(owner, element))))
  }
}
