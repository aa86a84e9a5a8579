/** CPU units and I/O units of a job or of on-line work (BILL-2). */
import { constantNode } from '../costs/explain-derivation-nodes.ts'
import type { Units } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import { issue, type Issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import { allOf, by, exactQuantity, productsNode, QUANTITY_PLACES, ratedQuantity, ratioText, type ProductFactor, type RatedQuantity } from './rated-quantity.ts'
import type { AdjustmentKind, ApplicationClass, RatingRules } from './rating-rules.ts'
import { measuredNode, onlyRowOn, parametersOn, ruleNode } from './rule-nodes.ts'
import type { IsoDate } from '../fiscal-year.ts'

export const CPU_TIME_UNITS = ['hours', 'minutes', 'seconds'] as const
export type CpuTimeUnit = (typeof CPU_TIME_UNITS)[number]
const PER_HOUR: Readonly<Record<CpuTimeUnit, number>> = { hours: 1, minutes: 60, seconds: 3600 }

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

/** CPU units, with the measured CPU hours (C_h, as SMF would report them) that an invoice shows beside them. */
export type CpuUnits = RatedQuantity & { readonly measuredHours: Explanation }

/**
 * CPU units (BILL-2; description of services, CPU Units; Note 1, Note 2): `CPU hours x F_p x F_a`. On-line work is converted first:
 * `C_h = C_m x F_c x F_t`, then `C_a = C_h x F_p x F_a`, multiplied out exactly and rounded once to 6 places.
 * In: CPU time in hours, minutes or seconds, and the system; out: CPU hours of the base computer.
 * Refused (`rule-missing`, with what there is): a system or class without a factor for the day.
 *
 * @example cpuUnits(rules, { cpu: { amount: '0.3', unit: 'minutes', system: 'ASYS' }, work: batch on 2003-10-14 }).value.quantity // '0.04163' = 0.3 / 60 x 7.4340 x 1.12
 */
export function cpuUnits(rules: ComputerRules, { cpu, work }: { readonly cpu: CpuTime; readonly work: Work }): Result<CpuUnits> {
  const performance = onlyRowOn(rules.performanceFactors.filter(({ system }) => sameName(system, cpu.system)), { day: work.day, what: `performance factor of the system "${cpu.system}"`, remedy: systemsOn(rules, work.day) })
  const conversion = conversionOf(rules, work, ['cpu-capture', 'cpu-terminal'])
  const adjustment = adjustmentNode(rules, work, { kind: 'cpu', label: 'F_a, adjustment factor for CPU' })
  const issues = [...(performance.ok ? [] : [performance.failure]), ...(conversion.ok ? [] : conversion.failure), ...(adjustment.ok ? [] : adjustment.failure)]
  if (!performance.ok || !conversion.ok || !adjustment.ok) return refused(issues)
  const time = measuredNode('CPU time', cpu.amount, cpu.unit)
  const hours = [by('times', time), ...(cpu.unit === 'hours' ? [] : [by('over', constantNode(`${PER_HOUR[cpu.unit]} ${cpu.unit} are an hour`, PER_HOUR[cpu.unit], cpu.unit))]), ...conversion.value]
  const factor = ruleNode({ label: `F_p, performance factor of ${performance.value.system} (${performance.value.model})`, value: performance.value.factor, unit: '', ruleId: 'BILL-2', row: performance.value })
  const isOnLine = conversion.value.length > 0
  const rated = ratedQuantity(
    { label: 'CPU units', unit: 'CPU hours', ruleId: 'BILL-2', formula: isOnLine ? 'C_m x F_c x F_t x F_p x F_a, rounded half up to 6 places' : 'CPU hours x F_p x F_a, rounded half up to 6 places' },
    [[...hours, by('times', factor), by('times', adjustment.value)]],
  )
  if (!rated.ok) return rated
  const measuredHours = productsNode({ label: 'Measured CPU hours', value: ratioText<'units'>(exactQuantity([hours]), QUANTITY_PLACES), unit: 'CPU hours', ruleId: 'BILL-2', formula: isOnLine ? 'C_h = C_m x F_c x F_t, as SMF would report it' : 'As reported by SMF', places: QUANTITY_PLACES, products: [hours] })
  return ok({ ...rated.value, measuredHours })
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
  return ratedQuantity(
    { label: 'I/O units', unit: `units of ${parameters.value.value('ios-per-unit')} I/Os`, ruleId: 'BILL-2', formula: 'I/Os / I/Os of a unit x F_a, rounded half up to 6 places' },
    [[by('times', measuredNode('I/Os', ios, 'I/Os')), ...conversion.value, by('over', parameters.value.node('ios-per-unit')), by('times', adjustment.value)]],
  )
}

function sameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase()
}

function systemsOn({ performanceFactors }: Pick<RatingRules, 'performanceFactors'>, day: IsoDate): string {
  const systems = [...new Set(performanceFactors.filter((each) => each.effectiveFrom <= day && (each.effectiveUntil === null || day < each.effectiveUntil)).map(({ system }) => system))]
  return systems.length === 0 ? 'The rules have no performance factors for that day.' : `For that day there are: ${systems.join(', ')}.`
}

/** The application class of some work, by its name. */
export function applicationClassOf(rules: Pick<RatingRules, 'applicationClasses'>, name: string): Result<ApplicationClass, Issue> {
  const found = rules.applicationClasses.find((each) => sameName(each.name, name))
  if (found !== undefined) return ok(found)
  return refused(issue('rule-missing', `The rules have no application class "${name}".`, { remedy: `There are: ${rules.applicationClasses.map((each) => each.name).join(', ')}.` }))
}

function adjustmentNode(rules: ComputerRules, { applicationClass, day }: Work, { kind, label }: { readonly kind: AdjustmentKind; readonly label: string }): Result<Explanation> {
  const rows = rules.adjustmentFactors.filter((each) => each.kind === kind && sameName(each.applicationClass, applicationClass))
  const row = onlyRowOn(rows, { day, what: `${kind} factor of "${applicationClass}"`, remedy: 'Add it to the rules; 1 where nothing is adjusted.' })
  return row.ok ? ok(ruleNode({ label: `${label} of ${row.value.applicationClass}`, value: row.value.factor, unit: '', ruleId: 'BILL-2', row: row.value })) : refused([row.failure])
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
    work.terminalRegion ? adjustmentNode(rules, work, { kind: terminal, label: 'F_t, terminal region' }) : ok(constantNode('F_t: no terminal region', 1)),
  ])
  return factors.ok ? ok(factors.value.map((each) => by('times', each))) : factors
}
