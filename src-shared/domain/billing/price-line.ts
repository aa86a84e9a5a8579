/** One line of a quote: a quantity times the published rate, rounded once (BILL-1, NUM-3). */
import { constantNode, node, ZERO } from '../costs/explain-derivation-nodes.ts'
import { decimal, formatFixed, isCanonicalDecimal, round, toText, type Usd } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import { issue } from '../issues.ts'
import type { CustomerClass } from '../model/tables.ts'
import { formatPrice, type PriceFigure } from '../rates/price-text.ts'
import { assertNever, ok, refused, type Result } from '../result.ts'
import type { RatedQuantity } from '../usage/rated-quantity.ts'
import { measuredNode } from '../usage/rule-nodes.ts'

/** A rate of a version as a quote needs it. */
export type QuotedRate = {
  readonly code: string
  readonly title: string
  readonly billableUnit: string
  readonly objectCode: string
  /** What has to be known about the rate. */
  readonly note: string
  readonly price: PriceFigure
  /** Whose price it is: of the customer's own class, or of the next one that has a price. */
  readonly customerClass: CustomerClass
}

const CENT_PLACES = 2

function inRange(explanation: Explanation): Result<Explanation> {
  const { value } = explanation
  if (value !== null && isCanonicalDecimal(value)) return ok(explanation)
  return refused([issue('number-out-of-range', 'The amount is too large.', { remedy: 'Amounts stay below 1,000,000,000,000,000.' })])
}

function notPriced({ title, price }: QuotedRate, remedy: string): Result<never> {
  return refused([issue('not-priced', `${title} has no price by unit: ${formatPrice(price)}.`, { remedy })])
}

function rateNode({ title, billableUnit, price }: QuotedRate): Explanation {
  return node({ label: `${title}, published rate`, value: price.amount, ...(price.amount === null ? {} : { text: formatFixed(price.amount, price.places) }), unit: `USD per ${billableUnit}`, ruleId: 'NUM-3', formula: 'As published in the version.', operation: { kind: 'typed' } }, () => [])
}

/**
 * The amount of a quantity at a published rate (BILL-1): quantity x rate, rounded to the cent once; of several equal months the
 * month's rounded amount, times the months. Refused (`not-priced`) where the rate is no figure by unit.
 *
 * @example priceQuantity(cpu, { rated: 0.04163 CPU hours, months: 1 }).value.value // '4.16' at 99.81
 */
export function priceQuantity(rate: QuotedRate, { rated, months }: { readonly rated: RatedQuantity; readonly months: number }): Result<Explanation> {
  const { kind, amount } = rate.price
  switch (kind) {
    case 'per-unit':
    case 'flat-per-period': {
      if (amount === null) return notPriced(rate, 'Set its price in the version.')
      const value = toText<'USD'>(round(decimal(rated.quantity).times(decimal(amount)), CENT_PLACES))
      const month = node({ label: 'Amount', value, unit: 'USD', ruleId: 'BILL-1', formula: 'Quantity x published rate, rounded to the cent once', operation: { kind: 'products', places: CENT_PLACES, terms: [['times', 'times']] } }, () => [rated.explanation, rateNode(rate)])
      if (months === 1) return inRange(month)
      const year = toText<'USD'>(decimal(value).times(months))
      return inRange(node({ label: `Amount of ${months} months`, value: year, unit: 'USD', ruleId: 'BILL-1', formula: 'Rounded amount of a month x months', operation: { kind: 'products', places: CENT_PLACES, terms: [['times', 'times']] } }, () => [month, constantNode('Months', months, 'months')]))
    }
    case 'cost-plus-percent':
    case 'contract-rate':
    case 'varies':
      return notPriced(rate, 'It passes a cost on: quote the cost, as an item of kind "cost".')
    case 'no-units':
    case 'not-billed':
    case 'not-published':
      return notPriced(rate, kind === 'not-published' ? 'Ask for the price of this version, and set it in a scenario.' : 'Nothing is billed for it.')
    default:
      return assertNever(kind)
  }
}

/**
 * The amount of a cost that is passed on (RATE-3): cost plus its percent, rounded once; or the cost itself where the rate is the actual
 * cost. Refused (`not-priced`) for rates by unit.
 *
 * @example priceCost(postage plus 16.8 %, '250').value.value // '292'
 */
export function priceCost(rate: QuotedRate, cost: Usd, explanation?: Explanation): Result<Explanation> {
  const { kind, percent, basisText } = rate.price
  const costNode = explanation ?? measuredNode(basisText === '' ? 'Actual cost' : basisText, cost, 'USD')
  switch (kind) {
    case 'cost-plus-percent': {
      if (percent === null) return notPriced(rate, 'Set its percent in the version.')
      const value = toText<'USD'>(round(decimal(cost).times(decimal(percent).plus(100)).div(100), CENT_PLACES))
      const percentNode = node({ label: `${rate.title}, published percent`, value: percent, text: formatPrice(rate.price), unit: '%', ruleId: 'RATE-3', formula: 'As published in the version.', operation: { kind: 'typed' } }, () => [])
      return inRange(node({ label: 'Amount', value, unit: 'USD', ruleId: 'RATE-3', formula: 'Cost plus its percent, rounded to the cent once', operation: { kind: 'products', places: CENT_PLACES, terms: [['times', 'growth']] } }, () => [costNode, percentNode]))
    }
    case 'contract-rate':
    case 'varies':
      return inRange(node({ label: 'Amount', value: cost, unit: 'USD', ruleId: 'RATE-3', formula: 'The actual cost', operation: { kind: 'same' } }, () => [costNode]))
    case 'per-unit':
    case 'flat-per-period':
      return refused([issue('not-priced', `${rate.title} is priced by unit: ${formatPrice(rate.price)}.`, { remedy: 'Quote its units, as an item of kind "units".' })])
    case 'no-units':
    case 'not-billed':
    case 'not-published':
      return notPriced(rate, 'Nothing is passed on for it.')
    default:
      return assertNever(kind)
  }
}

/** The value of an amount. */
export function usdOf({ value }: Explanation): Usd {
  return toText<'USD'>(decimal(value ?? ZERO))
}
