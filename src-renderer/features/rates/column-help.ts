/** "How is this computed", for every computed column of the table, in one place; the rule ids are those of the methodology. */
import { PERCENT_PLACES } from '../../../src-shared/domain/rates/comparison.ts'

export type ComputedColumn = 'base' | 'rate' | 'difference' | 'percent' | 'status'

export type ColumnHelp = { readonly text: string; readonly ruleIds: readonly string[] }

/** The versions that stand in the columns, as their headers say them: `FY2003`, `FY2004@Plan A`. */
type Compared = { readonly base: string; readonly comparison: string; readonly basis: 'published' | 'unrounded' }

function rateText(version: string, basis: Compared['basis']): string {
  return basis === 'published'
    ? `The published rate of ${version}, at each rate’s own number of places. Revisions are laid over each other, the later wins; then come the changes of the scenario.`
    : `The unrounded rate of ${version} where one is known, else the published one: a basis for analysis, not what is billed.`
}

/**
 * @example columnHelp('percent', { base: 'FY2003', comparison: 'FY2004', basis: 'published' }).ruleIds // ['NUM-4']
 */
export function columnHelp(column: ComputedColumn, { base, comparison, basis }: Compared): ColumnHelp {
  switch (column) {
    case 'base':
      return { text: `${rateText(base, basis)} A row with a named baseline shows that figure instead: typed with its source, or a weighted sum of earlier rates.`, ruleIds: ['NUM-3', 'VER-2', 'RATE-5'] }
    case 'rate':
      return { text: rateText(comparison, basis), ruleIds: ['NUM-3', 'VER-2', 'VER-4'] }
    case 'difference':
      return { text: `${comparison} less ${base}, in USD per unit, exact. For a price that is a percentage of a cost it is in points. Against a named baseline, less that baseline.`, ruleIds: ['NUM-3', 'RATE-3'] }
    case 'percent':
      return { text: `(${comparison} − ${base}) / ${base}, rounded once, half up, to ${PERCENT_PLACES} places of a per cent. From zero, or where there is no number, there is none; the status says why.`, ruleIds: ['NUM-4'] }
    case 'status':
      return { text: `What happened to the rate from ${base} to ${comparison}: increase, decrease, unchanged, new, discontinued, merged, split or replaced, no base (from zero), or not comparable (one of the two is no number).`, ruleIds: ['RATE-4'] }
  }
}

/** The help as one text. @example columnHelpText('percent', compared) // '(FY2004 − FY2003) / FY2003, ... (NUM-4)' */
export function columnHelpText(column: ComputedColumn, compared: Compared): string {
  const { text, ruleIds } = columnHelp(column, compared)
  return `${text} (${ruleIds.join(', ')})`
}
