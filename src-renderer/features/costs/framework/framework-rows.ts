/** A cost framework as rows of one sheet, in the sections of the reference page (COST-1, RATE-1): typed lines, and what is computed. */
import { Decimal, decimal, formatFixed, toText, type Factor, type Usd } from '../../../../src-shared/domain/decimal.ts'
import { FRAMEWORK_TITLES, frameworkSections, type FrameworkLine, type FrameworkSectionNumber } from '../../../../src-shared/domain/costs/framework.ts'
import type { CostInputs, Derivation, OwnerKey } from '../../../../src-shared/domain/costs/derivation.ts'
import type { CapitalItem, CostLine, CostSection } from '../../../../src-shared/domain/model/cost-tables.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { GridCell, GridGroup } from '../../../components/RateGrid/types.ts'
import { ownerOf } from '../cost-view.tsx'
import { figureCell, marksOf, moneyCell, textCell, type FieldRef, type Marks, type SheetColumn } from '../sheet/cells.ts'

/** Where the lines of a section stand on the page. */
const PLACE_OF: Readonly<Record<CostSection, FrameworkSectionNumber>> = { personnel: '2a', other: '2b', 'not-specific': '5', 'reserve-contribution': '6', subsidy: '6', 'other-revenue': '6' }
const NEW_WORDS: Readonly<Record<CostSection, string>> = {
  personnel: 'new line', other: 'new line', 'not-specific': 'new line', 'reserve-contribution': 'new reserve contribution', subsidy: 'new subsidy', 'other-revenue': 'new other revenue',
}
const NEW_IN: Readonly<Record<FrameworkSectionNumber, readonly CostSection[]>> = { '2a': ['personnel'], '2b': ['other'], '2c': [], '5': ['not-specific'], '6': ['reserve-contribution', 'subsidy', 'other-revenue'] }
const TAKEN_OFF: ReadonlySet<CostSection> = new Set(['subsidy', 'other-revenue'])

type Placed = { readonly id: string; readonly section: FrameworkSectionNumber }

/** A line that is summed or allocated elsewhere. */
export type ComputedRow = Placed & { readonly kind: 'computed'; readonly line: FrameworkLine }
export type FrameworkRow =
  | (Placed & { readonly kind: 'line'; readonly line: CostLine; readonly amount: Usd })
  | (Placed & { readonly kind: 'left-out'; readonly line: CostLine })
  | (Placed & { readonly kind: 'capital'; readonly item: CapitalItem; readonly amount: Usd })
  | ComputedRow
  | (Placed & { readonly kind: 'new'; readonly lineSection: CostSection })

type Place = { readonly draft: Draft; readonly derivation: Derivation; readonly owner: OwnerKey; readonly canEdit: boolean }

/** Lines of the base that the scenario leaves out (VER-4): they stay in view, so that they can come back. */
function leftOutRows({ draft, derivation, owner }: Place): readonly FrameworkRow[] {
  return [...derivation.inputs.changed.values()].flatMap((change) => {
    if (change.table !== 'costLine' || change.field !== 'left-out') return []
    const line = draft.costLine.get(change.rowId)
    return line === undefined || ownerOf(line) !== owner ? [] : [{ kind: 'left-out' as const, id: `left-out ${line.id}`, section: PLACE_OF[line.section], line }]
  })
}

function rowOfLine(section: FrameworkSectionNumber, line: FrameworkLine): FrameworkRow {
  const { costLine, capitalItem, amount } = line
  if (costLine !== null) return { kind: 'line', id: costLine.id, section, line: costLine, amount }
  if (capitalItem !== null) return { kind: 'capital', id: capitalItem.id, section, item: capitalItem, amount }
  return { kind: 'computed', id: line.row === null ? line.kind : `${line.kind} ${line.row.id}`, section, line }
}

/** The page of one service or pool, section by section; each ends with a row that takes a new line. */
export function frameworkRows(place: Place): readonly FrameworkRow[] {
  const leftOut = leftOutRows(place)
  return frameworkSections(place).flatMap(({ number, lines }) => [
    ...lines.map((line) => rowOfLine(number, line)), ...leftOut.filter((row) => row.section === number),
    ...(place.canEdit ? NEW_IN[number].map((lineSection): FrameworkRow => ({ kind: 'new', id: `new ${lineSection}`, section: number, lineSection })) : []),
  ])
}

/** What a row adds to the total: subsidies and other revenue are taken off. */
export function amountOf(row: FrameworkRow): Usd {
  switch (row.kind) {
    case 'line':
    case 'capital': return row.amount
    case 'computed': return row.line.amount
    case 'left-out':
    case 'new': return toText<'USD'>(new Decimal(0))
  }
}

function fteOf(row: FrameworkRow): Factor | null {
  if (row.kind === 'line') return row.line.section === 'personnel' ? row.line.fte : null
  return row.kind === 'computed' ? row.line.fte : null
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
  return [{ id: row.section, label: `${row.section}  ${FRAMEWORK_TITLES[row.section]}` }]
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
        case 'computed': return textCell(row.line[field], field === 'assumption' || field === 'source' ? QUIET : {})
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
  if (row.kind === 'computed') return row.line.kind === 'pool' ? 'This is allocated: change the pool, its driver or the method.' : row.line.kind === 'carry-forward' ? 'This comes from the balance of a closed year: change it under Recovery.' : 'This comes from the positions: change it there.'
  return row.kind === 'capital' ? 'This follows from price, life and month in service; see the details below.' : 'This is not typed here.'
}
