/** CPU units and I/O units of a job or of on-line work (BILL-2). */
import { constantNode } from '../costs/explain-derivation-nodes.ts'
import type { Units } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import { issue, type Issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import { holdsOn } from './effective-period.ts'
import { allOf, by, ratedQuantity, type Product, type ProductFactor, type RatedQuantity } from './rated-quantity.ts'
import { rememberedLookup, type Lookups } from './remembered-lookup.ts'
import type { AdjustmentKind, ApplicationClass, RatingRules } from './rating-rules.ts'
import { measuredNode, onlyRowOn, parametersOn, ruleNode } from './rule-nodes.ts'
import type { IsoDate } from '../fiscal-year.ts'

export const CPU_TIME_UNITS = ['hours', 'minutes', 'seconds'] as const
export type CpuTimeUnit = (typeof CPU_TIME_UNITS)[number]
/** How many are an hour. */
const AN_HOUR: Readonly<Record<Exclude<CpuTimeUnit, 'hours'>, Explanation>> = { minutes: constantNode('60 minutes are an hour', 60, 'minutes'), seconds: constantNode('3,600 seconds are an hour', 3600, 'seconds') }
const NO_TERMINAL_REGION = constantNode('F_t: no terminal region', 1)

/** Which work it is: it chooses the factors. */
export type Work = {
  /** The day on which it starts. */
  readonly day: IsoDate
  /** Name of the application class: `Batch`, `CICS`. */
  readonly applicationClass: string
  /** On-line work that a terminal region hosts: F_t applies; 1 otherwise. */
  readonly terminalRegion: boolean
}

export type CpuTime = { readonly amount: Units; readonly unit: CpuTimeUnit; readonly system: string }

type ComputerRules = Pick<RatingRules, 'performanceFactors' | 'applicationClasses' | 'adjustmentFactors' | 'parameters'>

/**
 * CPU units (BILL-2; description of services, CPU Units; Note 1, Note 2): `CPU hours x F_p x F_a`. On-line work is converted first:
 * `C_h = C_m x F_c x F_t`, then `C_a = C_h x F_p x F_a`, multiplied out exactly and rounded once to 6 places.
 * In: CPU time in hours, minutes or seconds, and the system; out: CPU hours of the base computer.
 * Refused (`rule-missing`, with what there is): a system or class without a factor for the day.
 *
 * @example cpuUnits(rules, { cpu: { amount: '0.3', unit: 'minutes', system: 'ASYS' }, work: batch on 2003-10-14 }).value.quantity // '0.04163' = 0.3 / 60 x 7.4340 x 1.12
 */
export function cpuUnits(rules: ComputerRules, { cpu, work }: { readonly cpu: CpuTime; readonly work: Work }): Result<RatedQuantity> {
  const performance = performanceNode(rules, { system: cpu.system, day: work.day })
  const hours = hoursProduct(rules, { cpu, work })
  const adjustment = adjustmentNode(rules, work, { kind: 'cpu', label: 'F_a, adjustment factor for CPU' })
  if (!performance.ok || !hours.ok || !adjustment.ok) return refused([...(performance.ok ? [] : performance.failure), ...(hours.ok ? [] : hours.failure), ...(adjustment.ok ? [] : adjustment.failure)])
  const formula = hours.value.isOnLine ? 'C_m x F_c x F_t x F_p x F_a, rounded half up to 6 places' : 'CPU hours x F_p x F_a, rounded half up to 6 places'
  return ratedQuantity({ label: 'CPU units', unit: 'CPU hours', ruleId: 'BILL-2', formula }, [[...hours.value.product, by('times', performance.value), by('times', adjustment.value)]])
}

/**
 * Measured CPU hours, as SMF reports them or would report them (BILL-2, C_h), which an invoice shows beside the CPU units.
 * In and refused as `cpuUnits`, without the factors of the system.
 *
 * @example measuredCpuHours(rules, { cpu: 0.3 minutes, work: batch }).value.quantity // '0.005'
 */
export function measuredCpuHours(rules: ComputerRules, given: { readonly cpu: CpuTime; readonly work: Work }): Result<RatedQuantity> {
  const hours = hoursProduct(rules, given)
  if (!hours.ok) return hours
  return ratedQuantity({ label: 'Measured CPU hours', unit: 'CPU hours', ruleId: 'BILL-2', formula: hours.value.isOnLine ? 'C_h = C_m x F_c x F_t, as SMF would report it' : 'As reported by SMF' }, [hours.value.product])
}

function hoursProduct(rules: ComputerRules, { cpu, work }: { readonly cpu: CpuTime; readonly work: Work }): Result<{ readonly product: Product; readonly isOnLine: boolean }> {
  const conversion = conversionOf(rules, work, ['cpu-capture', 'cpu-terminal'])
  if (!conversion.ok) return conversion
  const time = by('times', measuredNode('CPU time', cpu.amount, cpu.unit))
  return ok({ product: [time, ...(cpu.unit === 'hours' ? [] : [by('over', AN_HOUR[cpu.unit])]), ...conversion.value], isOnLine: conversion.value.length > 0 })
}

/**
 * I/O units (BILL-2; description of services, I/O Units): `I/Os / 1000 x F_a`; I/Os of on-line work are converted to what SMF would
 * report first. In: a number of I/Os; out: thousands of I/Os, rounded to 6 places. Refused as `cpuUnits`.
 *
 * @example ioUnits(rules, { ios: '20000', work: batch on 2003-10-14 }).value.quantity // '21' = 20,000 / 1000 x 1.05
 */
export function ioUnits(rules: ComputerRules, { ios, work }: { readonly ios: Units; readonly work: Work }): Result<RatedQuantity> {
  const conversion = conversionOf(rules, work, ['io-capture', 'io-terminal'])
  const adjustment = adjustmentNode(rules, work, { kind: 'io', label: 'F_a, adjustment factor for I/O' })
  const parameters = parametersOn(rules, work.day, ['ios-per-unit'])
  if (!conversion.ok || !adjustment.ok || !parameters.ok) return refused([...(conversion.ok ? [] : conversion.failure), ...(adjustment.ok ? [] : adjustment.failure), ...(parameters.ok ? [] : parameters.failure)])
  const formula = `${conversion.value.length > 0 ? 'I/Os x F_c x F_t' : 'I/Os'} / I/Os of a unit x F_a, rounded half up to 6 places`
  return ratedQuantity(
    { label: 'I/O units', unit: `units of ${parameters.value.value('ios-per-unit')} I/Os`, ruleId: 'BILL-2', formula },
    [[by('times', measuredNode('I/Os', ios, 'I/Os')), ...conversion.value, by('over', parameters.value.node('ios-per-unit')), by('times', adjustment.value)]],
  )
}

function sameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase()
}

function systemsOn(performanceFactors: RatingRules['performanceFactors'], day: IsoDate): string {
  const systems = [...new Set(performanceFactors.filter((each) => holdsOn(each, day)).map(({ system }) => system))]
  return systems.length === 0 ? 'The rules have no performance factors for that day.' : `For that day there are: ${systems.join(', ')}.`
}

/** The application class of some work, by its name. */
export function applicationClassOf(rules: Pick<RatingRules, 'applicationClasses'>, name: string): Result<ApplicationClass, Issue> {
  const found = rules.applicationClasses.find((each) => sameName(each.name, name))
  if (found !== undefined) return ok(found)
  return refused(issue('rule-missing', `The rules have no application class "${name}".`, { remedy: `There are: ${rules.applicationClasses.map((each) => each.name).join(', ')}.` }))
}

const foundFactors: Lookups<Explanation> = new WeakMap()

function performanceNode({ performanceFactors }: Pick<RatingRules, 'performanceFactors'>, { system, day }: { readonly system: string; readonly day: IsoDate }): Result<Explanation> {
  return rememberedLookup(foundFactors, { table: performanceFactors, key: `${day}|${system}` }, () => {
    const row = onlyRowOn(performanceFactors.filter((each) => sameName(each.system, system)), { day, what: `performance factor of the system "${system}"`, remedy: systemsOn(performanceFactors, day) })
    return row.ok ? ok(ruleNode({ label: `F_p, performance factor of ${row.value.system} (${row.value.model})`, value: row.value.factor, unit: '', ruleId: 'BILL-2', table: 'performanceFactor', row: row.value })) : refused([row.failure])
  })
}

function adjustmentNode(rules: ComputerRules, work: Work, given: { readonly kind: AdjustmentKind; readonly label: string }): Result<Explanation> {
  return rememberedLookup(foundFactors, { table: rules.adjustmentFactors, key: `${work.day}|${given.kind}|${work.applicationClass}` }, () => findAdjustment(rules, work, given))
}

function findAdjustment(rules: ComputerRules, { applicationClass, day }: Work, { kind, label }: { readonly kind: AdjustmentKind; readonly label: string }): Result<Explanation> {
  const rows = rules.adjustmentFactors.filter((each) => each.kind === kind && sameName(each.applicationClass, applicationClass))
  const row = onlyRowOn(rows, { day, what: `${kind} factor of "${applicationClass}"`, remedy: 'Add it to the rules; 1 where nothing is adjusted.' })
  return row.ok ? ok(ruleNode({ label: `${label} of ${row.value.applicationClass}`, value: row.value.factor, unit: '', ruleId: 'BILL-2', table: 'adjustmentFactor', row: row.value })) : refused([row.failure])
}

/** F_c and F_t of work that is measured by transaction; nothing for work that SMF measures. */
function conversionOf(rules: ComputerRules, work: Work, [capture, terminal]: readonly [AdjustmentKind, AdjustmentKind]): Result<readonly ProductFactor[]> {
  const found = applicationClassOf(rules, work.applicationClass)
  if (!found.ok) return refused([found.failure])
  if (found.value.measurement === 'smf') {
    if (!work.terminalRegion) return ok([])
    return refused([issue('wrong-shape', `${found.value.name} is not on-line work: no terminal region hosts it.`, { remedy: 'Leave the terminal region out.' })])
  }
  const factors = allOf([
    adjustmentNode(rules, work, { kind: capture, label: 'F_c, capture ratio' }),
    work.terminalRegion ? adjustmentNode(rules, work, { kind: terminal, label: 'F_t, terminal region' }) : ok(NO_TERMINAL_REGION),
  ])
  return factors.ok ? ok(factors.value.map((each) => by('times', each))) : factors
}
