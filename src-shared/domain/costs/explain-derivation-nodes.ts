/** How nodes of a derivation's explanation are made: lazily, because a figure rests on hundreds of others. */
import { Decimal, decimal, formatFixed, toText, type AnyDecimalText } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { Draft } from '../model/draft.ts'
import type { TableName } from '../model/tables.ts'
import type { Derivation } from './derivation.ts'

export type Context = { readonly draft: Draft; readonly derivation: Derivation }

/** A node whose inputs and text are made when they are asked for. */
export function node(fields: Omit<Explanation, 'inputs' | 'text' | 'origin'> & Partial<Pick<Explanation, 'text' | 'origin'>>, inputs: () => readonly Explanation[]): Explanation {
  let known: readonly Explanation[] | undefined
  return {
    ...fields, origin: fields.origin ?? null,
    get text(): string {
      return fields.text ?? textOf(fields.value, fields.unit)
    },
    get inputs(): readonly Explanation[] {
      known ??= inputs()
      return known
    },
  }
}

const NO_INPUTS = (): readonly Explanation[] => []

function textOf(value: AnyDecimalText | null, unit: string): string {
  if (value === null) return ''
  return formatFixed(value, Math.max(unit === 'USD' ? 2 : 0, decimal(value).decimalPlaces()))
}

/** A sum, exact. */
export function sumNode(fields: Pick<Explanation, 'label' | 'value' | 'unit' | 'ruleId' | 'formula'> & Partial<Pick<Explanation, 'origin'>>, inputs: () => readonly Explanation[]): Explanation {
  // A sum of nothing is zero, and nothing more can be said of it.
  return fields.value === '0' ? node({ ...fields, operation: { kind: 'products', places: 0, terms: [] } }, inputs) : node({ ...fields, operation: { kind: 'sum' } }, inputs)
}

/** A figure that stands for itself, such as the months of a year. */
export function constantNode(label: string, value: AnyDecimalText | number, unit = ''): Explanation {
  return node({ label, value: typeof value === 'number' ? toText(new Decimal(value)) : value, unit, ruleId: 'NUM-1', formula: 'By the calendar or by definition.', operation: { kind: 'typed' } }, NO_INPUTS)
}

type Row = { readonly id: string; readonly author?: string; readonly assumption?: string; readonly source?: string; readonly note?: string }
type TypedField = { readonly label: string; readonly value: AnyDecimalText; readonly unit: string; readonly table: TableName; readonly row: Row; readonly field: string; readonly ruleId?: string }

function said(row: Row): string {
  return [...(row.author === undefined || row.author === '' ? [] : [`by ${row.author}`]), row.assumption ?? '', row.source ?? '', row.note ?? ''].map((part) => part.replace(/\.$/, '')).filter((part) => part !== '').join('; ')
}

/** A typed figure: its row, who typed it, on what ground; in a scenario that changed it, the change; what is only tried says so. */
export function typedNode({ draft, derivation }: Context, { label, value, unit, table, row, field, ruleId }: TypedField): Explanation {
  const key = `${table}|${row.id}|${field}`
  const override = derivation.inputs.changed.get(key)
  const tried = derivation.inputs.tried?.get(key)
  if (tried !== undefined) return node({ label, value, unit, ruleId: 'PROJ-3', formula: `Tried in place of ${tried === '' ? 'nothing' : tried}; nothing is changed.`, operation: { kind: 'typed' }, origin: draft[table].has(row.id) ? { table, id: row.id, source: said(row) } : null }, NO_INPUTS)
  const shared = { label, value, unit, ruleId: override === undefined ? (ruleId ?? 'COST-1') : 'VER-4', operation: { kind: 'typed' } as const }
  if (override === undefined) return node({ ...shared, formula: 'As it was typed or imported.', origin: draft[table].has(row.id) ? { table, id: row.id, source: said(row) } : null }, NO_INPUTS)
  const scenario = draft.scenario.get(override.scenarioId)
  const source = [...(scenario === undefined ? [] : [`Scenario "${scenario.name}" by ${scenario.author}`]), ...(override.note === '' ? [] : [override.note])].join(', ')
  return node({ ...shared, formula: `Changed in the scenario; the base has ${override.baseValue === '' ? 'nothing' : override.baseValue}.`, origin: { table: 'inputOverride', id: override.id, source } }, NO_INPUTS)
}

/** The same node for the same key, so that what several figures rest on is one node. */
export class NodeShelf {
  readonly #nodes = new Map<string, Explanation>()

  get(key: string, make: () => Explanation): Explanation {
    const known = this.#nodes.get(key)
    if (known !== undefined) return known
    const made = make()
    this.#nodes.set(key, made)
    return made
  }
}

/** The sum of weights, whose inputs are the weights in their order. */
export function weightsNode(label: string, weights: readonly Explanation[]): Explanation {
  const sum = weights.reduce((total, each) => total.plus(decimal(each.value ?? ZERO)), new Decimal(0))
  return sumNode({ label, value: toText(sum), unit: weights[0]?.unit ?? '', ruleId: 'NUM-5', formula: 'All weights added up.' }, () => weights)
}

export const ZERO: AnyDecimalText = toText(new Decimal(0))
