/** The arithmetic of a promise and its underpinnings as explanations, down to their targets (SLM-6). */
import { Decimal, decimal, toText, type AnyDecimalText, type Factor } from '../../decimal.ts'
import type { Explanation } from '../../explanation.ts'
import type { Draft } from '../../model/draft.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import { hoursText } from '../measures/covered-hours.ts'
import { hoursWords, type Link } from './promise-parts.ts'
import { promisedBy, type Promised } from './promised-figure.ts'

const RULE = 'SLM-6'
/** A product is rounded to what a figure can hold. */
const PLACES = 12

export function withUnit(figure: AnyDecimalText | string, unit: string): string {
  return `${figure} ${unit}`
}

function targetNode(target: ServiceTarget, label: string, given: { readonly figure: AnyDecimalText; readonly unit: string; readonly formula?: string }): Explanation {
  const { figure, unit, formula = promisedBy(target)?.unit === unit ? 'As the target says.' : `As the target says, in ${unit}.` } = given
  return { label, value: figure, text: withUnit(figure, unit), unit, ruleId: RULE, formula, operation: { kind: 'typed' }, inputs: [], origin: { table: 'serviceTarget', id: target.id, source: target.source } }
}

function product(label: string, value: Factor, { formula, inputs }: Pick<Explanation, 'formula' | 'inputs'>): Explanation {
  return { label, value, text: withUnit(value, '%'), unit: '%', ruleId: RULE, formula, operation: { kind: 'products', places: PLACES, terms: [inputs.map((_, index) => (index === 0 ? 'times' : 'percent'))] }, inputs, origin: null }
}

function together({ how, unit }: Promised, { links, value }: { readonly links: readonly Link[]; readonly value: Factor }): Explanation {
  const inputs = links.map((link) => targetNode(link.target, `${link.agreement.code}: ${link.target.title}`, { figure: link.figure, unit }))
  return how === 'serial'
    ? product('The underpinnings together', value, { formula: 'Each must run for the service to run: the availabilities multiplied.', inputs })
    : { label: 'The underpinnings together', value, text: withUnit(value, unit), unit, ruleId: RULE, inputs, origin: null, formula: 'One acts after the other: the times added up.', operation: { kind: 'sum' } }
}

function reserve(given: { readonly label: string; readonly formula: string; readonly unit: string }, inputs: readonly [first: Explanation, second: Explanation]): Explanation {
  const [first, second] = inputs.map(({ value }) => decimal(value ?? toText(new Decimal(0))))
  const figure = toText((first ?? new Decimal(0)).minus(second ?? 0))
  return { ...given, value: figure, text: withUnit(figure, given.unit), ruleId: RULE, operation: { kind: 'difference' }, inputs, origin: null }
}

/** What the underpinnings hold beyond the promise; below zero where it is broken. */
export function reserveNode(promise: ServiceTarget, promised: Promised, holds: { readonly links: readonly Link[]; readonly value: Factor }): Explanation {
  const own = targetNode(promise, `${promise.code}: ${promise.title}`, promised)
  const below = together(promised, holds)
  return promised.how === 'serial'
    ? reserve({ label: 'Reserve', unit: 'points', formula: 'What the underpinnings hold, less what is promised.' }, [below, own])
    : reserve({ label: 'Reserve', unit: promised.unit, formula: 'The time that is promised, less what the underpinnings may take.' }, [own, below])
}

/** The same of shares within a limit. */
export function shareNode(promise: ServiceTarget, { links, value }: { readonly links: readonly Link[]; readonly value: Factor }): Explanation {
  const formula = 'As the target says, of its share.'
  const own = targetNode(promise, `${promise.code}: ${promise.title}`, { figure: promise.goal, unit: '%', formula })
  const inputs = links.flatMap(({ target, agreement, share }) => (share === null ? [] : [targetNode(target, `${agreement.code}: ${target.title}`, { figure: share, unit: '%', formula })]))
  const below = product('Within all limits at least', value, { formula: 'What passes one step after the other, independent of each other, is within all limits in the product of their shares.', inputs })
  return reserve({ label: 'Reserve of the share', unit: 'points', formula: 'The share that the underpinnings hold at least, less the one that is promised.' }, [below, own])
}

function minutesNode(label: string, minutes: number, formula: string): Explanation {
  return { label, value: toText<'1'>(new Decimal(minutes)), text: hoursText(minutes), unit: 'minutes', ruleId: RULE, formula, operation: { kind: 'typed' }, inputs: [], origin: null }
}

/** The hours of a week in which an underpinning does not serve. */
export function gapNodes(draft: Draft, promise: ServiceTarget, { agreement, target, gap }: Link): readonly Explanation[] {
  if (gap === null) return []
  const asked = minutesNode(`Hours a week of ${promise.code}`, gap.asked, `Of ${hoursWords(draft, promise)}, without holidays and maintenance.`)
  const served = minutesNode(`Of these served by ${agreement.code}`, gap.covered, `Of ${hoursWords(draft, target)}, without holidays and maintenance.`)
  const node = reserve({ label: `Hours a week without ${agreement.code}`, unit: 'minutes', formula: gap.isLeast ? 'Asked less served, in the week that is covered least.' : 'Asked less served.' }, [asked, served])
  return [{ ...node, text: hoursText(gap.asked - gap.covered) }]
}

/** Several conditions, each with its own arithmetic; one alone stands for itself. */
export function allOf(promise: ServiceTarget, { isHeld, parts }: { readonly isHeld: boolean; readonly parts: readonly Explanation[] }): Explanation {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  return { label: `${promise.code} and its underpinnings`, value: null, text: isHeld ? 'covered' : 'more than they hold', unit: '', ruleId: RULE, formula: 'Covered where no reserve is below zero and no hour of the week is without an underpinning.', operation: { kind: 'typed' }, inputs: parts, origin: null }
}
