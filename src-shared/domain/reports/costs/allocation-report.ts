/** Allocation of a version's pools: matrix, steps, results, the four methods side by side, control totals (ALLOC-1 to ALLOC-6). */
import type { Allocation } from '../../allocation/allocation.ts'
import type { AllocationCase } from '../../allocation/allocation-case.ts'
import { allocationMethods, type AllocationMethods } from '../../costs/allocation-of-costs.ts'
import type { Derivation } from '../../costs/derivation.ts'
import { allocationCaseOf } from '../../costs/derive-rates.ts'
import { Decimal, round, toText } from '../../decimal.ts'
import type { Draft } from '../../model/draft.ts'
import { BLANK, column, fractionOf, refer, spanningRow, textCell } from '../cells.ts'
import type { ReportCell, ReportModel, ReportRow, ReportSheet } from '../report-model.ts'
import { methodName } from './allocation-sheets.ts'
import { countCell, minus, sumOf, usdCell } from './cost-cells.ts'
import { costReport, type CostReportRequest } from './cost-report.ts'

const NOTHING = toText<'USD'>(new Decimal(0))
const money = { unit: 'USD', width: 18, align: 'end' } as const

type Parts = { readonly draft: Draft; readonly methods: AllocationMethods; readonly derivation: Derivation; readonly allocationCase: AllocationCase; readonly labels: ReadonlyMap<string, string> }

/** @example allocationReport({ draft, version: planOf(fiscalYear(2005)), context }).sheets.map((sheet) => sheet.id) // ['cover', 'results', 'matrix', 'steps', 'pools', 'methods', 'services', 'control', 'method'] */
export function allocationReport(request: CostReportRequest): ReportModel {
  const { draft, version } = request
  const methods = allocationMethods(draft, version)
  const derivation = methods.derivations.find((each) => each.method === methods.own)?.derivation
  if (derivation === undefined) throw new Error('A method has no derivation.')
  const allocationCase = allocationCaseOf(derivation)
  const parts: Parts = { draft, methods, derivation, allocationCase, labels: new Map([...allocationCase.pools, ...allocationCase.targets].map(({ id, label }) => [id, label])) }
  const { allocation } = derivation
  return costReport({
    ...request, report: 'allocation', name: 'Allocation', policies: [derivation.inputs.policy], issues: derivation.issues,
    sheets: [...(allocation === null ? [] : [resultSheet(parts, allocation), matrixSheet(parts, allocation), stepSheet(parts, allocation), poolSheet(parts, allocation)]), methodRateSheet(parts), methodServiceSheet(parts), controlSheet(parts)],
    facts: [{ label: 'Method of the year', text: methodName(methods.own) }, { label: 'Pools', text: `${allocationCase.pools.length}, over ${allocationCase.targets.length} services` }],
    method: [
      { label: 'Direct', text: 'Each pool\'s own amount to services alone, by its driver. (ALLOC-1)' }, { label: 'Step-down', text: 'Pools in their order, each with what it received, to the pools behind it and the services. (ALLOC-2)' },
      { label: 'Double step-down', text: 'Each pool once to everybody but itself, then a step-down of what came to it after its turn. (ALLOC-3)' }, { label: 'Reciprocal', text: 'All pools at once: x = b + P\'x. Its amounts are figures in this workbook, with the matrix beside them. (ALLOC-4)' },
      { label: 'Drivers', text: 'A pool whose drivers are all zero stays unallocated and is named; negative drivers are refused. (ALLOC-5)' }, { label: 'Control totals', text: 'In = out + unallocated, to the cent, by every method. (ALLOC-6)' },
    ],
  })
}

function resultSheet({ allocationCase, labels }: Parts, allocation: Allocation): ReportSheet {
  const rows = allocation.targets.map((target): ReportRow => ({
    id: `result.${target.id}`, kind: 'data',
    cells: [
      textCell(`result.${target.id}.name`, labels.get(target.id) ?? target.id), ...target.fromPools.map((amount, pool) => usdCell(`result.${target.id}.${pool}`, amount)),
      usdCell(`result.${target.id}.total`, target.total, { formula: sumOf(target.fromPools.map((_, pool) => `result.${target.id}.${pool}`)) }),
    ],
  }))
  const sum = (id: string, value: string, of: string): ReportCell => usdCell(id, toText(new Decimal(value)), { formula: sumOf(allocation.targets.map((target) => `result.${target.id}.${of}`)) })
  const total: ReportRow = {
    id: 'result.all', kind: 'total',
    cells: [textCell('result.all.name', 'All services'), ...allocationCase.pools.map((_, pool) => sum(`result.all.${pool}`, allocation.targets.reduce((left, target) => left.plus(target.fromPools[pool] ?? '0'), new Decimal(0)).toFixed(), String(pool))), sum('result.all.total', allocation.totals.out, 'total')],
  }
  return {
    id: 'results', name: 'Results', title: 'What services receive', description: `${methodName(allocation.method)}: one column a pool.`, rows: [...rows, total], frozenColumns: 1, layout: 'table', charts: [],
    columns: [column({ id: 'name', header: 'Service', width: 36, wrap: true }), ...allocationCase.pools.map((pool, index) => column({ id: `pool-${index}`, header: pool.label, ...money })), column({ id: 'total', header: 'Total', ...money })],
  }
}

function shareCell(id: string, value: string | undefined): ReportCell {
  return value === undefined ? BLANK : { kind: 'number', id, value: fractionOf(toText<'%'>(round(new Decimal(value).times(100), 8))), format: 'percent', places: 4 }
}

function matrixSheet({ allocationCase }: Parts, allocation: Allocation): ReportSheet {
  const shares = allocation.shares.map((list) => new Map(list.map(({ to, share }) => [to, share])))
  const receivers = [...allocationCase.pools, ...allocationCase.targets]
  return {
    id: 'matrix', name: 'Matrix', title: 'Share matrix', description: 'The part of each pool that goes to whom, at its first distribution by this method.', frozenColumns: 2, layout: 'table', charts: [],
    columns: [column({ id: 'name', header: 'Receives', width: 36, wrap: true }), column({ id: 'kind', header: 'Kind', width: 10 }), ...allocationCase.pools.map((pool, index) => column({ id: `pool-${index}`, header: pool.label, unit: '%', width: 16, align: 'end' }))],
    rows: receivers.map(({ id, label }, number): ReportRow => ({ id: `matrix.${id}`, kind: 'data', cells: [textCell(`matrix.${id}.name`, label), textCell(`matrix.${id}.kind`, number < allocationCase.pools.length ? 'Pool' : 'Service', { tone: 'quiet' }), ...shares.map((list, pool) => shareCell(`matrix.${id}.${pool}`, list.get(id)))] })),
  }
}

function stepSheet({ allocationCase, labels }: Parts, allocation: Allocation): ReportSheet {
  const weights = new Map(allocationCase.pools.map((pool, index) => [pool.id, new Map((allocationCase.drivers[index] ?? []).map(({ to, weight }) => [to, weight]))]))
  const isReciprocal = allocation.method === 'reciprocal'
  const columns = [column({ id: 'pool', header: 'Pool', width: 34, wrap: true }), column({ id: 'receiver', header: 'To', width: 36, wrap: true }), column({ id: 'weight', header: 'Driver', width: 18, align: 'end' }), column({ id: 'amount', header: 'Amount', ...money })]
  const rows = allocation.steps.flatMap((step, number): readonly ReportRow[] => {
    const id = (rest: string): string => `step.${number}.${rest}`
    const [first] = step.parts
    const last = step.parts.at(-1)
    return [
      spanningRow('heading', { id: id('heading'), text: `${number + 1}. ${labels.get(step.poolId) ?? step.poolId}${step.pass === 2 ? ', second round' : ''}`, columns: columns.length }),
      { id: id('all'), kind: 'total', cells: [textCell(id('all.pool'), isReciprocal ? 'Gross amount' : 'To share out'), BLANK, BLANK, usdCell(id('amount'), step.amount)] },
      ...step.parts.map((part): ReportRow => ({
        id: id(part.to), kind: 'data',
        cells: [
          textCell(id(`${part.to}.pool`), labels.get(step.poolId) ?? '', { tone: 'quiet' }), textCell(id(`${part.to}.name`), labels.get(part.to) ?? part.to), countCell(id(`${part.to}.weight`), weights.get(step.poolId)?.get(part.to) ?? NOTHING),
          usdCell(id(`${part.to}.amount`), part.amount, isReciprocal ? {} : { formula: { op: 'part', total: id('amount'), first: id(`${first?.to ?? ''}.weight`), last: id(`${last?.to ?? ''}.weight`), weight: id(`${part.to}.weight`), by: 'shares' } }),
        ],
      })),
    ]
  })
  return { id: 'steps', name: 'Steps', title: 'Steps', description: 'Every distribution in its order, to the cent by largest remainder (NUM-5).', columns, rows, frozenColumns: 2, layout: 'table', charts: [] }
}

function poolSheet({ labels }: Parts, allocation: Allocation): ReportSheet {
  const rows = allocation.pools.map((pool): ReportRow => {
    const id = (rest: string): string => `pool.${pool.id}.${rest}`
    return {
      id: id('row'), kind: 'data',
      cells: [
        textCell(id('name'), labels.get(pool.id) ?? pool.id), usdCell(id('own'), pool.own), usdCell(id('received'), pool.received), usdCell(id('total'), pool.total, { formula: sumOf([id('own'), id('received')]) }),
        usdCell(id('distributed'), pool.distributed), usdCell(id('unallocated'), pool.unallocated, { formula: minus(refer(id('total')), refer(id('distributed'))), ...(pool.unallocated === '0' ? {} : { tone: 'warning' as const }) }),
      ],
    }
  })
  return {
    id: 'pools', name: 'Pools', title: 'Pools', description: 'Own + received = distributed + unallocated.', rows, frozenColumns: 1, layout: 'table', charts: [],
    columns: [column({ id: 'name', header: 'Pool', width: 36, wrap: true }), ...['Own', 'Received', 'Total', 'Distributed', 'Unallocated'].map((header) => column({ id: header.toLowerCase(), header, ...money }))],
  }
}

function methodRateSheet({ draft, methods }: Parts): ReportSheet {
  const rows = methods.rates.map(({ rateId, serviceId, effects }): ReportRow => {
    const rate = draft.rate.get(rateId)
    const id = (rest: string): string => `methods.${rateId}.${rest}`
    return {
      id: id('row'), kind: 'data',
      cells: [
        textCell(id('service'), draft.service.get(serviceId)?.name ?? serviceId), textCell(id('code'), rate?.code ?? ''), textCell(id('title'), rate?.title ?? rateId),
        ...methods.derivations.flatMap(({ method }): readonly ReportCell[] => {
          const effect = effects.find((each) => each.method === method)
          const own = method === methods.own
          const figure: ReportCell = effect === undefined ? textCell(id(`${method}.rate`), 'Refused', { tone: 'warning' }) : effect.rate.rounded === null ? textCell(id(`${method}.rate`), 'None', { tone: 'quiet' }) : { kind: 'number', id: id(`${method}.rate`), value: effect.rate.rounded, format: 'usd', places: effect.rate.places }
          if (own) return [figure]
          return [figure, effect === undefined || effect.difference === null ? BLANK : {
            kind: 'number', id: id(`${method}.difference`), value: effect.difference, format: 'usd', places: effect.rate.places, formula: minus(refer(id(`${method}.rate`)), refer(id(`${methods.own}.rate`))),
            ...(effect.difference === '0' ? {} : { tone: effect.difference.startsWith('-') ? 'decrease' as const : 'increase' as const }),
          }]
        }),
      ],
    }
  })
  return {
    id: 'methods', name: 'Rates by method', title: 'Rates by each method', description: `Derived rates; differences against ${methodName(methods.own).toLowerCase()}, the method of the year.`, rows, frozenColumns: 3, layout: 'table', charts: [],
    columns: [
      column({ id: 'service', header: 'Service', width: 30, wrap: true }), column({ id: 'code', header: 'Code', width: 15 }), column({ id: 'title', header: 'Rate', width: 32, wrap: true }),
      ...methods.derivations.flatMap(({ method }) => [column({ id: method, header: methodName(method), unit: 'USD/unit', width: 17, align: 'end' }), ...(method === methods.own ? [] : [column({ id: `${method}-difference`, header: 'Difference', unit: 'USD/unit', width: 15, align: 'end' })])]),
    ],
  }
}

function methodServiceSheet({ allocationCase, methods }: Parts): ReportSheet {
  const received = methods.derivations.map(({ derivation }) => (derivation.allocation === null ? null : new Map(derivation.allocation.targets.map((target) => [target.id, target.total]))))
  const rows = allocationCase.targets.map((target): ReportRow => ({
    id: `overhead.${target.id}`, kind: 'data',
    cells: [textCell(`overhead.${target.id}.name`, target.label), ...methods.derivations.map(({ method }, index) => (received[index] === null ? textCell(`overhead.${target.id}.${method}`, 'Refused', { tone: 'warning' }) : usdCell(`overhead.${target.id}.${method}`, received[index]?.get(target.id) ?? NOTHING)))],
  }))
  return {
    id: 'services', name: 'Overhead by method', title: 'Overhead of services by each method', description: 'What each service receives from all pools.', rows, frozenColumns: 1, layout: 'table', charts: [],
    columns: [column({ id: 'name', header: 'Service', width: 36, wrap: true }), ...methods.derivations.map(({ method }) => column({ id: method, header: methodName(method), ...money }))],
  }
}

function controlSheet({ methods, allocationCase }: Parts): ReportSheet {
  const rows = methods.derivations.map(({ method, derivation }): ReportRow => {
    const totals = derivation.allocation?.totals
    const id = (rest: string): string => `control.${method}.${rest}`
    const why = derivation.issues.filter((each) => each.severity === 'error').map((each) => each.message).join(' ')
    return {
      id: id('row'), kind: 'data',
      cells: totals === undefined
        ? [textCell(id('name'), methodName(method)), BLANK, BLANK, BLANK, BLANK, textCell(id('note'), allocationCase.pools.length === 0 ? 'No pools.' : `Refused. ${why}`, { tone: 'warning' })]
        : [
            textCell(id('name'), methodName(method)), usdCell(id('in'), totals.in), usdCell(id('out'), totals.out), usdCell(id('unallocated'), totals.unallocated),
            usdCell(id('difference'), NOTHING, { formula: minus(minus(refer(id('in')), refer(id('out'))), refer(id('unallocated'))) }), textCell(id('note'), method === methods.own ? 'The method of the year' : ''),
          ],
    }
  })
  return {
    id: 'control', name: 'Control totals', title: 'Control totals', description: 'In = out + unallocated, to the cent (ALLOC-6).', rows, frozenColumns: 1, layout: 'table', charts: [],
    columns: [column({ id: 'name', header: 'Method', width: 22 }), column({ id: 'in', header: 'In', ...money }), column({ id: 'out', header: 'Out', ...money }), column({ id: 'unallocated', header: 'Unallocated', ...money }), column({ id: 'difference', header: 'Difference', ...money }), column({ id: 'note', header: 'Note', width: 60, wrap: true })],
  }
}
