/** The rate build of a version: every rate with every term, and behind it the inputs as a workbook that recalculates (RATE-1, COST, ALLOC). */
import type { CostInputs } from '../../costs/derivation.ts'
import { allocationCaseOf, deriveRates } from '../../costs/derive-rates.ts'
import { ownerCosts } from '../../costs/owner-costs.ts'
import { issue, type Issue } from '../../issues.ts'
import { fiscalYearFirstMonth } from '../../model/integrity.ts'
import { sumUsd } from '../../sum-usd.ts'
import { column, refer, textCell } from '../cells.ts'
import type { ReportCell, ReportFormula, ReportModel, ReportRow, ReportSheet } from '../report-model.ts'
import { allocationSheets, methodName, unallocatedCells } from './allocation-sheets.ts'
import { Computed, minus, sumOf, usdCell } from './cost-cells.ts'
import { costLineSheet, ownerSheet, poolOwnFormula } from './cost-line-sheets.ts'
import { costReport, type CostReportRequest, type Note } from './cost-report.ts'
import { positionSheets, unassignedCells } from './position-sheets.ts'
import { ids, ownersOf, poolByService, type RateBuildParts } from './rate-build-parts.ts'
import { buildSheet, rateSheet, unitSheet } from './rate-sheets.ts'

/** `withNames`: of employees; `withSalaries`: positions at all. Without them services show the totals of their positions as plain figures. */
export type RateBuildReportRequest = CostReportRequest & { readonly withNames: boolean; readonly withSalaries: boolean }

/**
 * The report. Every figure that follows from inputs is a formula over them: a reader who changes a salary, a cost line, a driver, a
 * percentage or planned units sees the rates move as the application would.
 *
 * @example rateBuildReport({ draft, version: planOf(fiscalYear(2005)), context, withNames: false, withSalaries: true }).title // 'Rate build, FY2005'
 */
export function rateBuildReport(request: RateBuildReportRequest): ReportModel {
  const { draft, version } = request
  const derivation = deriveRates(draft, version)
  const firstMonth = fiscalYearFirstMonth(draft)
  const costs = ownerCosts(derivation.inputs, firstMonth)
  const computed = new Computed()
  const parts: RateBuildParts = {
    draft, version, derivation, costs, allocationCase: allocationCaseOf(derivation), firstMonth, withNames: request.withNames, withSalaries: request.withSalaries, computed,
    owners: ownersOf(derivation, costs), poolOfService: poolByService(derivation),
  }
  const sheets = [rateSheet(parts), buildSheet(parts), unitSheet(parts), ownerSheet(parts), ...allocationSheets(parts), ...positionSheets(parts), costLineSheet(parts), controlSheet(parts)]
  const report = costReport({
    ...request, report: 'rate-build', name: 'Rate build', policies: [derivation.inputs.policy], issues: issuesShown(derivation.issues, request), sheets,
    facts: [{ label: 'Allocation', text: `${methodName(derivation.method)} (ALLOC)` }, { label: 'Positions', text: positionsText(request) }], method: methodNotes(derivation.inputs, request),
  })
  return computed.fill(report)
}

/** Without salaries, what a part of a position costs may not be told either. */
function issuesShown(issues: readonly Issue[], { withSalaries }: RateBuildReportRequest): readonly Issue[] {
  if (withSalaries) return issues
  return issues.map((each) => (each.subject?.table === 'staffPosition' ? issue(each.code, 'The parts of a position do not add up to 100 %.', { severity: each.severity, subject: each.subject }) : each))
}

function positionsText({ withNames, withSalaries }: RateBuildReportRequest): string {
  if (!withSalaries) return 'Left out: services show the totals of their positions.'
  return withNames ? 'With salaries and names.' : 'With salaries, without names.'
}

function methodNotes(inputs: CostInputs, { withSalaries }: RateBuildReportRequest): readonly Note[] {
  const isReciprocal = inputs.policy.allocationMethod === 'reciprocal'
  return [
    { label: 'Rate', text: 'Cost of the rate divided by its units: (salaries + fringe + personnel + other + not specific + depreciation + overhead + carry-forward + reserve contribution - subsidy - other revenue) / units. The unrounded rate has 12 places; the derived rate is rounded to the places of the schedule. (RATE-1, NUM-3)' },
    { label: 'Rounding effect', text: '(published rate - unrounded rate) x planned units, to the cent. (NUM-3)' },
    { label: 'Positions', text: withSalaries ? 'A month: salary = base / 12 x growth x FTE x days worked / days; fringe = % of it + flat / 12 x FTE x days worked / days; both times (1 - vacancy), rounded to the cent. Growth is the product of (1 + increase) of the increases in force after the day of the base salary; days under each count of increases are weighted. (COST-2)' : 'Left out of this workbook. Where a service or pool has a single position, its total is that position\'s.' },
    { label: 'Allocation', text: isReciprocal ? 'Reciprocal: equations of all pools at once, solved by the application. The amounts are figures, with the matrix on the sheet Drivers; after a change of costs or drivers compute them anew there. The control totals show what is then missing. (ALLOC-4)' : `${methodName(inputs.policy.allocationMethod)}: formulas pool by pool. (ALLOC-1 to ALLOC-3)` },
    { label: 'No units', text: 'A service without units has no rate: 0 (funded from overhead). Its cost is a pool. (RATE-2)' },
    { label: 'What recalculates', text: 'Yellow cells with blue figures may be changed. Depreciation, carry-forwards, days worked and parts of positions are figures of the application. A spreadsheet computes with 15 digits: amounts agree with the application to the cent up to about 10 million dollars a split; beyond, or where two parts of a split differ by less than a millionth of a cent, single cents may go to another part.' },
  ]
}

function ownOf(owners: RateBuildParts['owners']): ReportFormula {
  return sumOf(owners.map((owner) => ids.own(owner, 'own')))
}

function controlRow(kind: 'data' | 'total', row: { readonly id: string; readonly label: string; readonly cell: ReportCell; readonly note?: string }): ReportRow {
  return { id: `control.${row.id}.row`, kind, cells: [textCell(`control.${row.id}.label`, row.label), row.cell, textCell(`control.${row.id}.note`, row.note ?? '')] }
}

/** ALLOC-6: what is in comes out in services, or stays. */
function controlSheet(parts: RateBuildParts): ReportSheet {
  const { derivation, computed } = parts
  const { totals, allocation, inputs } = derivation
  const known = new Set<string>([...inputs.costPools.map((pool) => `pool:${pool.id}`), ...[...derivation.services.keys()].map((id) => `service:${id}`)])
  const unassigned: ReportCell = parts.withSalaries
    ? computed.usd('control.unassigned', unassignedCells(parts))
    : usdCell('control.unassigned', sumUsd([...derivation.positions.values()].flatMap((position) => [position.unassigned.salary, position.unassigned.fringe])))
  const left: ReportFormula = allocation === null ? { op: 'sum', of: inputs.costPools.map((_, index) => poolOwnFormula(parts, index)) } : sumOf(unallocatedCells(parts))
  const services = [...derivation.services.values()].filter((service) => !service.isPool)
  return {
    id: 'control', name: 'Control totals', title: 'Control totals', description: 'Every dollar that goes in comes out in a service, or is named (ALLOC-6).', frozenColumns: 0, layout: 'table', charts: [],
    columns: [column({ id: 'label', header: 'Total', width: 46 }), column({ id: 'amount', header: 'Amount', unit: 'USD', width: 20, align: 'end' }), column({ id: 'note', header: 'What it is', width: 70, wrap: true })],
    rows: [
      controlRow('data', { id: 'own', label: 'Own cost of services and pools', cell: computed.usd('control.own', ownOf(parts.owners)), note: 'Positions, cost lines, depreciation, carry-forward, reserve contribution, less subsidy and other revenue.' }),
      controlRow('data', { id: 'unassigned', label: 'Positions that nobody pays', cell: unassigned, note: 'Parts of positions below 100 %.' }),
      controlRow('total', { id: 'in', label: 'In', cell: usdCell('control.in', totals.in, { formula: sumOf(['control.own', 'control.unassigned']) }) }),
      controlRow('total', { id: 'out', label: 'Out: cost of services with overhead', cell: usdCell('control.out', totals.out, { formula: sumOf(services.map((service) => ids.own(`service:${service.serviceId}`, 'total'))) }) }),
      controlRow('data', { id: 'left', label: 'Left in pools', cell: computed.usd('control.left', left), note: 'Pools without a driver, or whose drivers are all zero.' }),
      controlRow('data', { id: 'stray', label: 'In no service and no pool of this version', cell: computed.usd('control.stray', ownOf(parts.owners.filter((owner) => !known.has(owner)))) }),
      controlRow('total', { id: 'unallocated', label: 'Unallocated', cell: usdCell('control.unallocated', totals.unallocated, { formula: sumOf(['control.left', 'control.stray', 'control.unassigned']) }) }),
      controlRow('total', { id: 'difference', label: 'In - out - unallocated', cell: computed.usd('control.difference', minus(minus(refer('control.in'), refer('control.out')), refer('control.unallocated'))), note: 'Zero, or the workbook has been changed in a way that its formulas do not follow.' }),
    ],
  }
}
