/** A cost framework as rows of one sheet, in the sections of the reference page (COST-1, RATE-1): typed lines, and what is computed. */
import { Decimal, decimal, formatFixed, toText, type Factor, type Usd } from '../../../../src-shared/domain/decimal.ts'
import { capitalCostIn } from '../../../../src-shared/domain/costs/owner-costs.ts'
import type { CostInputs, Derivation, OwnerKey } from '../../../../src-shared/domain/costs/derivation.ts'
import type { CapitalItem, CostLine, CostSection } from '../../../../src-shared/domain/model/cost-tables.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { GridCell, GridGroup } from '../../../components/RateGrid/types.ts'
import { ownerOf } from '../cost-view.tsx'
import { figureCell, marksOf, moneyCell, textCell, type FieldRef, type Marks, type SheetColumn } from '../sheet/cells.ts'

export const FRAMEWORK_SECTIONS = ['2a', '2b', 'capital', '5', 'terms'] as const
export type FrameworkSection = (typeof FRAMEWORK_SECTIONS)[number]

export const SECTION_WORDS: Readonly<Record<FrameworkSection, string>> = {
  '2a': '2a  Salaries (AA) and fringe (DD) costs, contract support (HH/U05)',
  '2b': '2b  Hardware, software, contracts (UU, LL), other costs, re-classifications, adjustments',
  capital: 'Depreciation of capital items',
  '5': '5  Allocated costs not specific to the service',
  terms: 'Carry-forward, reserve, subsidy and other revenue',
}

/** Where the lines of a section stand on the page. */
const PLACE_OF: Readonly<Record<CostSection, FrameworkSection>> = { personnel: '2a', other: '2b', 'not-specific': '5', 'reserve-contribution': 'terms', subsidy: 'terms', 'other-revenue': 'terms' }
const NEW_WORDS: Readonly<Record<CostSection, string>> = {
  personnel: 'new line', other: 'new line', 'not-specific': 'new line', 'reserve-contribution': 'new reserve contribution', subsidy: 'new subsidy', 'other-revenue': 'new other revenue',
}
const TAKEN_OFF: ReadonlySet<CostSection> = new Set(['subsidy', 'other-revenue'])

export type ComputedRow = {
  readonly kind: 'computed'
  readonly id: string
  readonly section: FrameworkSection
  readonly objectCode: string
  readonly description: string
  readonly amount: Usd
  readonly fte: Factor | null
  /** What computes it, in words, and where that is. */
  readonly from: string
  readonly source: 'positions' | 'pool' | 'carry-forward'
  readonly poolId: string | null
}
export type FrameworkRow =
  | { readonly kind: 'line'; readonly id: string; readonly section: FrameworkSection; readonly line: CostLine }
  | { readonly kind: 'left-out'; readonly id: string; readonly section: FrameworkSection; readonly line: CostLine }
  | { readonly kind: 'capital'; readonly id: string; readonly section: FrameworkSection; readonly item: CapitalItem; readonly amount: Usd }
  | ComputedRow
  | { readonly kind: 'new'; readonly id: string; readonly section: FrameworkSection; readonly lineSection: CostSection }

function byPosition(left: CostLine, right: CostLine): number {
  return left.position - right.position || (left.id < right.id ? -1 : 1)
}

type Place = { readonly draft: Draft; readonly derivation: Derivation; readonly owner: OwnerKey; readonly firstMonth: number; readonly canEdit: boolean }

function positionsRows({ derivation, owner }: Place): readonly ComputedRow[] {
  let salary = new Decimal(0)
  let fringe = new Decimal(0)
  let fte = new Decimal(0)
  let count = 0
  for (const cost of derivation.positions.values()) {
    for (const part of cost.parts) {
      if (part.owner !== owner) continue
      salary = salary.plus(decimal(part.salary))
      fringe = fringe.plus(decimal(part.fringe))
      fte = fte.plus(decimal(part.fte))
      count += 1
    }
  }
  if (count === 0) return []
  const from = `${count} ${count === 1 ? 'position' : 'positions'}`
  const shared = { kind: 'computed', section: '2a', source: 'positions', from, poolId: null } as const
  return [
    { ...shared, id: 'salaries', objectCode: 'AA', description: `Salaries of ${from}`, amount: toText<'USD'>(salary), fte: toText<'1'>(fte) },
    { ...shared, id: 'fringe', objectCode: 'DD', description: `Fringe of ${from}`, amount: toText<'USD'>(fringe), fte: null },
  ]
}

function overheadRows({ derivation, owner }: Place): readonly ComputedRow[] {
  const names = new Map(derivation.inputs.costPools.map((pool) => [pool.id, pool.name]))
  if (!owner.startsWith('service:')) return []
  return (derivation.services.get(owner.slice('service:'.length))?.overhead ?? []).filter(({ amount }) => amount !== '0').map(({ poolId, amount }) => ({
    kind: 'computed', id: `pool ${poolId}`, section: '5', objectCode: '', description: names.get(poolId) ?? poolId, amount, fte: null, from: 'allocated from a pool', source: 'pool', poolId,
  }))
}

function carryForwardRows({ derivation, owner }: Place): readonly ComputedRow[] {
  const cost = owner.startsWith('service:') ? derivation.services.get(owner.slice('service:'.length)) : derivation.pools.get(owner.slice('pool:'.length))
  const amount = cost?.elements.get('carry-forward')
  if (amount === undefined || amount === '0') return []
  const years = derivation.inputs.carryForwards.filter((each) => `service:${each.serviceId}` === owner).map((each) => `FY${each.closedYear}`)
  return [{ kind: 'computed', id: 'carry-forward', section: 'terms', objectCode: '', description: `Carry-forward${years.length === 0 ? '' : ` of ${[...new Set(years)].join(', ')}`}`, amount, fte: null, from: 'balances of closed years', source: 'carry-forward', poolId: null }]
}

/** Lines of the base that the scenario leaves out (VER-4): they stay in view, so that they can come back. */
function leftOutRows({ draft, derivation, owner }: Place): readonly FrameworkRow[] {
  return [...derivation.inputs.changed.values()].flatMap((change) => {
    if (change.table !== 'costLine' || change.field !== 'left-out') return []
    const line = draft.costLine.get(change.rowId)
    return line === undefined || ownerOf(line) !== owner ? [] : [{ kind: 'left-out' as const, id: `left-out ${line.id}`, section: PLACE_OF[line.section], line }]
  })
}

const NEW_IN: Readonly<Record<FrameworkSection, readonly CostSection[]>> = { '2a': ['personnel'], '2b': ['other'], capital: [], '5': ['not-specific'], terms: ['reserve-contribution', 'subsidy', 'other-revenue'] }

/** The page of one service or pool, section by section; each ends with a row that takes a new line. */
export function frameworkRows(place: Place): readonly FrameworkRow[] {
  const { derivation, owner, firstMonth, canEdit } = place
  const { inputs } = derivation
  const lines = inputs.costLines.filter((line) => ownerOf(line) === owner).toSorted(byPosition)
  const items = inputs.capitalItems.filter((item) => ownerOf(item) === owner).map((item): FrameworkRow => {
    const { kind, amount } = capitalCostIn(item, { inputs, firstMonth })
    return { kind: 'capital', id: item.id, section: kind === 'expense' ? '2b' : 'capital', item, amount }
  })
  const computed: readonly FrameworkRow[] = [...positionsRows(place), ...overheadRows(place), ...carryForwardRows(place)]
  const leftOut = leftOutRows(place)
  return FRAMEWORK_SECTIONS.flatMap((section) => [
    ...computed.filter((row) => row.section === section),
    ...lines.filter((line) => PLACE_OF[line.section] === section).map((line): FrameworkRow => ({ kind: 'line', id: line.id, section, line })),
    ...items.filter((row) => row.section === section), ...leftOut.filter((row) => row.section === section),
    ...(canEdit ? NEW_IN[section].map((lineSection): FrameworkRow => ({ kind: 'new', id: `new ${lineSection}`, section, lineSection })) : []),
  ])
}

/** What a row adds to the total: subsidies and other revenue are taken off. */
export function amountOf(row: FrameworkRow): Usd {
  switch (row.kind) {
    case 'line': return TAKEN_OFF.has(row.line.section) ? toText<'USD'>(decimal(row.line.amount).negated()) : row.line.amount
    case 'capital':
    case 'computed': return row.amount
    case 'left-out':
    case 'new': return toText<'USD'>(new Decimal(0))
  }
}

function fteOf(row: FrameworkRow): Factor | null {
  if (row.kind === 'line') return row.line.section === 'personnel' ? row.line.fte : null
  return row.kind === 'computed' ? row.fte : null
}

export function sumOf(rows: readonly FrameworkRow[]): Usd {
  return toText<'USD'>(rows.reduce((sum, row) => sum.plus(decimal(amountOf(row))), new Decimal(0)))
}

/** @example sectionText(rows) // 'Total 513,976.00 · 7 FTE' */
export function sectionText(rows: readonly FrameworkRow[]): string {
  const fte = rows.reduce((sum, row) => sum.plus(decimal(fteOf(row) ?? toText<'1'>(new Decimal(0)))), new Decimal(0))
  const total = `Total ${formatFixed(sumOf(rows), 2)}`
  return fte.isZero() ? total : `${total} · ${fte.toFixed()} FTE`
}

export function sectionGroups(row: FrameworkRow): readonly GridGroup[] {
  return [{ id: row.section, label: SECTION_WORDS[row.section] }]
}

const QUIET = { tone: 'quiet' } as const

/** The fields of a line that cannot be seen in its own columns. @example lineMarks(line) // 'one-time, not allowable' */
export function lineMarks(line: Pick<CostLine, 'allowable' | 'cash' | 'recurrence' | 'attachment'>): string {
  return [line.recurrence === 'one-time' ? 'one-time' : '', line.allowable === 'unallowable' ? 'not allowable' : '', line.cash === 'non-cash' ? 'not cash' : '', line.attachment === '' ? '' : 'document'].filter((part) => part !== '').join(', ')
}

/** The field that a column types into, by the kind of row; null where it is computed. */
function refOf(row: FrameworkRow, field: keyof CostLine & keyof CapitalItem | 'amount' | 'fte'): FieldRef | null {
  switch (row.kind) {
    case 'line': return { table: 'costLine', rowId: row.id, field }
    // The sheet sees that such a row is made first.
    case 'new': return { table: 'costLine', rowId: row.id, field }
    case 'capital': return field === 'amount' || field === 'fte' ? null : { table: 'capitalItem', rowId: row.id, field }
    case 'computed':
    case 'left-out': return null
  }
}

export function frameworkColumns({ draft, inputs }: { readonly draft: Draft; readonly inputs: CostInputs }): readonly SheetColumn<FrameworkRow>[] {
  const marks = (row: FrameworkRow, field: keyof CostLine & keyof CapitalItem | 'amount' | 'fte', places: number | null = null): Marks => {
    if (row.kind !== 'line' && row.kind !== 'capital') return {}
    const ref = refOf(row, field)
    const change = ref === null ? {} : marksOf(inputs, ref, places)
    const isAdded = field === 'description' && row.kind === 'line' && row.line.version.split('/').length > 2
    return isAdded && change.former === undefined ? { former: 'not there', hint: 'This line stands in the scenario alone.' } : change
  }
  const words = (field: 'objectCode' | 'description' | 'assumption' | 'source', header: string, width: number): SheetColumn<FrameworkRow> => ({
    id: field, header, align: 'start', width, sortable: false, field: (row) => refOf(row, field), whyReadOnly: whyComputed,
    cell: (row): GridCell => {
      switch (row.kind) {
        case 'line': return textCell(row.line[field], marks(row, field))
        case 'capital': return textCell(row.item[field], marks(row, field))
        case 'left-out': return textCell(row.line[field], { ...QUIET, hint: 'Left out in this scenario.' })
        case 'new': return field === 'description' ? { kind: 'text', text: NEW_WORDS[row.lineSection], input: '', ...QUIET, hint: 'Type here, or paste lines from a spreadsheet: code, description, cost, FTE.' } : { kind: 'blank' }
        case 'computed': return field === 'objectCode' ? textCell(row.objectCode) : field === 'description' ? textCell(row.description) : field === 'assumption' ? textCell(row.from, QUIET) : { kind: 'blank' }
      }
    },
  })
  return [
    { ...words('objectCode', 'Code', 64), frozen: true },
    { ...words('description', 'Description', 248), frozen: true, rowHeader: true },
    {
      id: 'amount', header: 'Cost', unit: 'USD', align: 'decimal', decimals: 2, width: 126, sortable: false, field: (row) => refOf(row, 'amount'), whyReadOnly: whyComputed,
      cell: (row): GridCell => {
        if (row.kind === 'new') return { kind: 'blank' }
        if (row.kind === 'left-out') return { kind: 'text', text: 'left out', former: formatFixed(row.line.amount, 2), ...QUIET }
        if (row.kind === 'line' && TAKEN_OFF.has(row.line.section)) return moneyCell(amountOf(row), { ...marks(row, 'amount', 2), hint: 'Typed as a positive amount; it is taken off.' })
        return moneyCell(amountOf(row), row.kind === 'line' ? marks(row, 'amount', 2) : {})
      },
    },
    {
      id: 'fte', header: 'FTE', align: 'decimal', decimals: 2, width: 66, sortable: false, field: (row) => ((row.kind === 'line' && row.line.section === 'personnel') || (row.kind === 'new' && row.lineSection === 'personnel') ? refOf(row, 'fte') : null),
      whyReadOnly: (row) => (row.kind === 'computed' ? whyComputed(row) : 'Only personnel lines have full-time equivalents.'),
      cell: (row): GridCell => {
        const fte = fteOf(row)
        return fte === null ? { kind: 'blank', ...marks(row, 'fte', 2) } : figureCell(fte, 0, marks(row, 'fte', 2))
      },
    },
    {
      id: 'fundId', header: 'Fund', align: 'start', width: 76, sortable: false, field: (row) => refOf(row, 'fundId'), whyReadOnly: whyComputed,
      cell: (row): GridCell => {
        if (row.kind !== 'line' && row.kind !== 'capital') return { kind: 'blank' }
        const { fundId } = row.kind === 'line' ? row.line : row.item
        return textCell(fundId === null ? '' : (draft.internalServiceFund.get(fundId)?.code ?? fundId), marks(row, 'fundId'))
      },
    },
    {
      id: 'marks', header: 'Marks', align: 'start', width: 104, sortable: false, whyReadOnly: (row) => (row.kind === 'line' ? 'The marks are set in the details below.' : whyComputed(row)),
      cell: (row): GridCell => {
        if (row.kind === 'capital') return { kind: 'text', text: `${row.item.lifeMonths} months`, ...QUIET, hint: `${formatFixed(row.item.purchasePrice, 2)} in service on ${row.item.inServiceOn}` }
        if (row.kind !== 'line') return { kind: 'blank' }
        const text = lineMarks(row.line)
        const changed = (['allowable', 'cash', 'recurrence'] as const).flatMap((field) => marksOf(inputs, { table: 'costLine', rowId: row.id, field }).former ?? [])
        return textCell(text, changed.length === 0 ? {} : { former: changed.join(', ') })
      },
    },
    words('assumption', 'Assumptions, comments', 240),
    words('source', 'Source', 180),
  ]
}

function whyComputed(row: FrameworkRow): string {
  if (row.kind === 'left-out') return 'This line is left out in the scenario. Take it back in the details below.'
  if (row.kind === 'computed') return row.source === 'positions' ? 'This comes from the positions: change it there.' : row.source === 'pool' ? 'This is allocated: change the pool, its driver or the method.' : 'This comes from the balances of closed years.'
  return row.kind === 'capital' ? 'This follows from price, life and month in service; see the details below.' : 'This is not typed here.'
}
