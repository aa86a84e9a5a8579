/** The inputs that move one rate, each with a usual low and high of its own (PROJ-3). */
import { decimal, formatFixed, round, toText, type AnyDecimalText, type Decimal } from '../../../../src-shared/domain/decimal.ts'
import type { Derivation } from '../../../../src-shared/domain/costs/derivation.ts'
import type { TornadoInput } from '../../../../src-shared/domain/costs/tornado.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import { ownerOf, serviceOwner } from '../cost-view.tsx'

const MOST_OF_A_KIND = 6
const USUAL_PERCENT = 10

/** As it is typed, with thousands. */
function shown(value: Decimal): string {
  return formatFixed(toText(value), value.decimalPlaces())
}

function around(value: AnyDecimalText, places: number): { readonly low: string; readonly high: string } {
  const exact = decimal(value)
  const by = round(exact.abs().times(USUAL_PERCENT).div(100), places)
  return { low: shown(exact.minus(by)), high: shown(exact.plus(by)) }
}

/** Units of the rate, the largest lines and salaries of its service, and what holds for the year. Those that are zero are left out. */
export function usualInputs(draft: Draft, derivation: Derivation, rateId: string): readonly TornadoInput[] {
  const { inputs } = derivation
  const serviceId = draft.rate.get(rateId)?.serviceId ?? ''
  const owner = serviceOwner(serviceId)
  const units = (inputs.rateUnits.get(rateId) ?? []).map((row): TornadoInput => ({ label: row.customer === '' ? 'Planned units' : `Units, ${row.customer}`, table: 'rateUnits', rowId: row.id, field: 'units', ...around(row.units, 2) }))
  const lines = inputs.costLines.filter((line) => ownerOf(line) === owner && line.amount !== '0').toSorted((left, right) => decimal(right.amount).abs().cmp(decimal(left.amount).abs())).slice(0, MOST_OF_A_KIND)
    .map((line): TornadoInput => ({ label: line.description === '' ? line.objectCode : line.description, table: 'costLine', rowId: line.id, field: 'amount', ...around(line.amount, 2) }))
  const paid = new Set(inputs.staffAssignments.filter((part) => ownerOf(part) === owner).map((part) => part.staffPositionId))
  const salaries = inputs.staffPositions.filter((position) => paid.has(position.id) && position.baseSalary !== '0').toSorted((left, right) => decimal(right.baseSalary).cmp(decimal(left.baseSalary))).slice(0, MOST_OF_A_KIND)
    .map((position): TornadoInput => ({ label: `Salary of ${position.code} ${position.title}`, table: 'staffPosition', rowId: position.id, field: 'baseSalary', ...around(position.baseSalary, 2) }))
  const { policy } = inputs
  const year = ([['fringePercent', 'Fringe, % of salary'], ['vacancyPercent', 'Vacancy, %']] as const).flatMap(([field, label]): readonly TornadoInput[] => (
    policy[field] === '0' || !inputs.staffPositions.some((position) => paid.has(position.id)) ? [] : [{ label, table: 'yearPolicy', rowId: policy.id, field, ...around(policy[field], 4) }]
  ))
  return [...units, ...lines, ...salaries, ...year].filter((input) => input.low !== input.high)
}
