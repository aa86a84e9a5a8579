/** Checks explanations: every node must follow from its inputs by its operation, exactly. */
import { allocate } from '../allocation/allocate.ts'
import type { Allocation } from '../allocation/allocation.ts'
import { splitInProportion } from '../costs/derive-rates-figures.ts'
import { onePlus, percentOf, plus, ratioOf, roundRatio, roundRatioUp, times, type Ratio } from '../costs/ratio.ts'
import { Decimal, decimal, round, toText, type AnyDecimalText, type Usd } from '../decimal.ts'
import type { Explanation, FactorRole } from '../explanation.ts'
import { assertNever } from '../result.ts'
import { splitAmount } from '../split-amount.ts'

/**
 * What a node's operation makes of its inputs' values, with 40 digits where a weight does not divide evenly (NUM-1); null when the
 * node or an input is no number. `difference` and `percent-change` take the new figure first, then the old one.
 *
 * @example evaluateExplanation({ operation: { kind: 'percent-change', places: 2 }, inputs: [to, from], ... }) // -0.49
 */
export function evaluateExplanation(node: Explanation): Decimal | null {
  const { operation } = node
  if (node.value === null) return null
  if (operation.kind === 'typed') return decimal(node.value)
  const values = node.inputs.flatMap((each) => (each.value === null ? [] : [decimal(each.value)]))
  if (values.length !== node.inputs.length) return null
  if (operation.kind === 'products') return sumOfProducts(node.inputs, operation)
  const [first, second] = values
  if (first === undefined) return null
  switch (operation.kind) {
    case 'same':
      return first
    case 'sum':
      return values.reduce((sum, each) => sum.plus(each), new Decimal(0))
    case 'largest':
      return values.reduce((largest, each) => (each.gt(largest) ? each : largest), first)
    case 'difference':
      return second === undefined ? null : first.minus(second)
    case 'percent-change':
      return second === undefined || second.isZero() ? null : round(first.minus(second).times(100).div(second), operation.places)
    case 'weighted':
      return first.times(decimal(operation.multiplier)).div(decimal(operation.divisor))
    case 'round':
      return round(first, operation.places)
    case 'not-below-zero':
      return Decimal.max(0, first)
    case 'split':
      return partOfSplit(node, operation.index)
    case 'in-proportion':
      return partInProportion(node, operation.index)
    case 'equal-parts':
      return second === undefined ? null : equalParts(first, { parts: second, first: operation.first, count: operation.count })
    case 'reciprocal':
      return operation.receiver === null ? reciprocalTotal(node, operation) : reciprocalPart(node, { ...operation, receiver: operation.receiver })
    case 'sought':
      return isReached(values) ? decimal(node.value) : null
    default:
      return assertNever(operation)
  }
}

/** The target is met, or lies between two rates and nearer to the first. */
function isReached([rate, target, beyond]: readonly Decimal[]): boolean {
  if (rate === undefined || target === undefined) return false
  if (beyond === undefined) return rate.eq(target)
  return rate.cmp(target) !== beyond.cmp(target) && rate.minus(target).abs().lte(beyond.minus(target).abs())
}

function factorOf(text: AnyDecimalText, role: FactorRole): Ratio {
  const value = ratioOf(text)
  switch (role) {
    case 'times':
      return value
    case 'over':
      return value.numerator < 0n ? { numerator: -value.denominator, denominator: -value.numerator } : { numerator: value.denominator, denominator: value.numerator }
    case 'percent':
      return percentOf(value)
    case 'growth':
      return onePlus(percentOf(value))
    case 'remainder':
      return onePlus(percentOf(value), -1n)
    case 'negative':
      return { numerator: -value.numerator, denominator: value.denominator }
    default:
      return assertNever(role)
  }
}

/** In exact fractions, rounded once. */
function sumOfProducts(inputs: readonly Explanation[], operation: Extract<Explanation['operation'], { readonly kind: 'products' }>): Decimal | null {
  let next = 0
  let total: Ratio = { numerator: 0n, denominator: 1n }
  for (const term of operation.terms) {
    const factors = term.map((role) => factorOf(inputs[next++]?.value ?? ZERO, role))
    if (factors.some((each) => each.denominator === 0n)) return null
    total = plus(total, times(...factors))
  }
  const scale = 10n ** BigInt(operation.places)
  return new Decimal((operation.rounding === 'up' ? roundRatioUp(total, scale) : roundRatio(total, scale)).toString()).div(new Decimal(10).pow(operation.places))
}

const ZERO: AnyDecimalText = toText(new Decimal(0))

function valuesOf(nodes: readonly Explanation[]): readonly AnyDecimalText[] {
  return nodes.map((each) => each.value ?? ZERO)
}

function partOfSplit({ inputs: [amount, own, all] }: Explanation, index: number): Decimal | null {
  if (amount === undefined || amount.value === null || all === undefined || own?.value !== all.inputs[index]?.value) return null
  const part = splitAmount(usd(amount.value), valuesOf(all.inputs))[index]
  return part === undefined ? null : decimal(part)
}

function partInProportion({ inputs: [amount, whole] }: Explanation, index: number): Decimal | null {
  if (amount === undefined || amount.value === null || whole === undefined) return null
  const part = splitInProportion(valuesOf(whole.inputs).map(usd), usd(amount.value))[index]
  return part === undefined ? null : decimal(part)
}

/** The value is an amount where an explanation says so: this only gives it its unit back. */
function usd(value: AnyDecimalText): Usd {
  return toText<'USD'>(decimal(value))
}

function equalParts(amount: Decimal, span: { readonly parts: Decimal; readonly first: number; readonly count: number }): Decimal {
  const parts = splitAmount(toText<'USD'>(amount), Array.from({ length: span.parts.toNumber() }, () => ONE_PART))
  return parts.slice(span.first, span.first + span.count).reduce((sum, each) => sum.plus(decimal(each)), new Decimal(0))
}

const ONE_PART: AnyDecimalText = toText(new Decimal(1))

type Reciprocal = Extract<Explanation['operation'], { readonly kind: 'reciprocal' }>

/** Solved anew from the pools' own amounts; the solution holds by its residual, which is exact (see `solve-reciprocal.ts`). */
function solvedAnew(own: readonly Explanation[], { allocationCase }: Pick<Reciprocal, 'allocationCase'>): Allocation | null {
  const allocated = allocate({ ...allocationCase, pools: allocationCase.pools.map((each, index) => ({ ...each, amount: usd(own[index]?.value ?? ZERO) })) }, 'reciprocal')
  return allocated.ok ? allocated.value : null
}

function reciprocalTotal({ inputs }: Explanation, operation: Reciprocal): Decimal | null {
  const total = solvedAnew(inputs, operation)?.pools[operation.pool]?.total
  return total === undefined ? null : decimal(total)
}

/** The last cents of a part depend on all pools, so that it is solved anew as well; driver and sum must be those of the case. */
function reciprocalPart({ inputs: [total, weight, all] }: Explanation, operation: Reciprocal & { readonly receiver: string }): Decimal | null {
  const { allocationCase, pool, receiver } = operation
  const solved = total === undefined ? null : solvedAnew(total.inputs, operation)
  const parts = solved?.steps.find((step) => step.poolId === allocationCase.pools[pool]?.id)?.parts ?? []
  const weightOf = (to: string): Decimal => decimal(allocationCase.drivers[pool]?.find((each) => each.to === to)?.weight ?? ZERO)
  const isSame = total?.value === solved?.pools[pool]?.total && weight?.value === toText(weightOf(receiver)) && all?.value === toText(parts.reduce((sum, part) => sum.plus(weightOf(part.to)), new Decimal(0)))
  const part = isSame ? parts.find(({ to }) => to === receiver) : undefined
  return part === undefined ? null : decimal(part.amount)
}

/** The nodes, by their labels from the top, that do not give their value; empty in a right explanation. A node that stands in several places is looked at once. */
export function wrongExplanations(node: Explanation, path: readonly string[] = [], seen: Set<Explanation> = new Set()): readonly string[] {
  if (seen.has(node)) return []
  seen.add(node)
  const here = [...path, node.label]
  const value = evaluateExplanation(node)
  const isRight = node.value === null ? value === null : value !== null && value.eq(decimal(node.value))
  return [...(isRight ? [] : [here.join(' > ')]), ...node.inputs.flatMap((each) => wrongExplanations(each, here, seen))]
}
