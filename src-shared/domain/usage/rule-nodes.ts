/** Rules that hold on a day, as nodes of an explanation: what a rule function looks up before it computes. */
import { node, ZERO } from '../costs/explain-derivation-nodes.ts'
import { decimal, type AnyDecimalText, type Factor } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { IsoDate } from '../fiscal-year.ts'
import { hasErrors, issue, type Issue } from '../issues.ts'
import type { TableName } from '../model/table-names.ts'
import { ok, refused, type Result } from '../result.ts'
import { holdsOn } from './effective-period.ts'
import { isPolicyParameter, RATING_PARAMETERS, type RatingParameterName } from './rating-parameters.ts'
import { rememberedLookup, type Lookups } from './remembered-lookup.ts'
import type { EffectivePeriod, RatingRules } from './rating-rules.ts'

/** The only row that holds on a day; none (`rule-missing`) and several (`overlapping-dates`) are refused. `what` names it in messages. */
export function onlyRowOn<Row extends EffectivePeriod>(rows: readonly Row[], { day, what, remedy }: { readonly day: IsoDate; readonly what: string; readonly remedy: string }): Result<Row, Issue> {
  const [found, second] = rows.filter((row) => holdsOn(row, day))
  if (found === undefined) return refused(issue('rule-missing', `The rules have no ${what} for ${day}.`, { remedy }))
  if (second !== undefined) return refused(issue('overlapping-dates', `The rules have more than one ${what} for ${day}.`, { remedy: 'Let the earlier one end where the later begins.' }))
  return ok(found)
}

type RuleFigure = {
  readonly label: string
  readonly value: Factor
  readonly unit: string
  readonly ruleId: string
  /** The table of the model in which the row stands. */
  readonly table: TableName
  /** Without an id where no row says it. */
  readonly row: { readonly id: string; readonly source: string; readonly note: string }
}

/** A rule's figure: typed, with the row in which it stands. */
export function ruleNode({ label, value, unit, ruleId, table, row }: RuleFigure): Explanation {
  const formula = [`Rule of the model: ${row.source === '' ? 'no source given' : row.source}.`, ...(row.note === '' ? [] : [row.note])].join(' ')
  return node({ label, value, unit, ruleId, formula, operation: { kind: 'typed' }, origin: row.id === '' ? null : { table, id: row.id, source: '' } }, () => [])
}

/** A figure that was measured or is stated in a request. */
export function measuredNode(label: string, value: AnyDecimalText, unit: string): Explanation {
  return node({ label, value, unit, ruleId: 'BILL-1', formula: 'As measured or stated.', operation: { kind: 'typed' } }, () => [])
}

/** Parameters that hold on a day. */
export class ParametersOn {
  readonly #nodes: ReadonlyMap<RatingParameterName, Explanation>

  constructor(nodes: ReadonlyMap<RatingParameterName, Explanation>) {
    this.#nodes = nodes
  }

  /** The parameter as a node; one that was not asked for at the start is a bug and throws. */
  node(name: RatingParameterName): Explanation {
    const found = this.#nodes.get(name)
    if (found === undefined) throw new Error(`Parameter ${name} was not asked for.`)
    return found
  }

  value(name: RatingParameterName): AnyDecimalText {
    return this.node(name).value ?? ZERO
  }

  isOn(name: RatingParameterName): boolean {
    return !decimal(this.value(name)).isZero()
  }

  /** Of a parameter that is a whole number. */
  whole(name: RatingParameterName): number {
    return decimal(this.value(name)).toNumber()
  }
}

const foundParameters: Lookups<ParametersOn> = new WeakMap()

/** Parameters by name, as they hold on a day; refused where one is missing, contradictory or out of its bounds. */
export function parametersOn(rules: Pick<RatingRules, 'parameters'>, day: IsoDate, names: readonly RatingParameterName[]): Result<ParametersOn> {
  return rememberedLookup(foundParameters, { table: rules.parameters, key: `${day}|${names.join('|')}` }, () => findParameters(rules, day, names))
}

function findParameters(rules: Pick<RatingRules, 'parameters'>, day: IsoDate, names: readonly RatingParameterName[]): Result<ParametersOn> {
  const issues: Issue[] = []
  const nodes = new Map<RatingParameterName, Explanation>()
  for (const name of names) {
    const { title, unit, ruleId, least, most, whole } = RATING_PARAMETERS[name]
    const row = onlyRowOn(rules.parameters.filter((each) => each.name === name), { day, what: `parameter "${name}" (${title})`, remedy: 'Add it to the rules.' })
    if (!row.ok) issues.push(row.failure)
    else {
      const value = decimal(row.value.value)
      if (value.lt(least) || value.gt(most) || (whole && !value.isInteger())) issues.push(issue('number-out-of-range', `The parameter "${name}" is ${row.value.value}.`, { remedy: `It has to be ${whole ? 'a whole number ' : ''}from ${least} to ${most}.` }))
      nodes.set(name, ruleNode({ label: title, value: row.value.value, unit, ruleId, table: isPolicyParameter(name) ? 'billPolicy' : 'ratingParameter', row: row.value }))
    }
  }
  return hasErrors(issues) ? refused(issues) : ok(new ParametersOn(nodes))
}

