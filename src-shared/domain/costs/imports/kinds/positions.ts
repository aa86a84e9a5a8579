/** Positions with the parts that services and pools pay: split columns in one row, or one row a part (COST-2). */
import { Decimal, decimal, toText, type Factor, type Percent, type Usd } from '../../../decimal.ts'
import { fiscalYearSpan } from '../../../fiscal-year.ts'
import { issue } from '../../../issues.ts'
import { idOfCode } from '../../../model/cost-integrity.ts'
import type { CostOwner, StaffAssignment, StaffPosition } from '../../../model/cost-tables.ts'
import { fiscalYearFirstMonth } from '../../../model/integrity.ts'
import { groupIndex } from '../../../model/table-index.ts'
import { readVersionKey, type VersionKey } from '../../../version.ts'
import { decimalField } from '../../field-readers.ts'
import { ASSUMPTION, BASIS, FISCAL_YEAR, FUND, fundOfRow, ownerOfRow, POOL, SERVICE, SOURCE, sourceOf } from '../common-columns.ts'
import { importColumn, type ImportColumn } from '../import-column.ts'
import type { ImportKind } from '../import-kind.ts'
import type { ImportModel } from '../import-model.ts'
import type { ImportRecord, ImportRow } from '../import-record.ts'

const CODE = importColumn({ field: 'code', header: 'position', names: ['position number', 'position code', 'code', 'number', 'position id'], required: true, example: '00123456', comment: 'Position number, unique in its year and basis. A number that the year does not have becomes a new position.' })
const TITLE = importColumn({ field: 'title', names: ['position title', 'job title', 'classification'], example: 'Systems Analyst II', comment: 'Title.' })
const UNIT = importColumn({ field: 'bargainingUnit', names: ['unit', 'union'], example: 'Unit 6', comment: 'Bargaining unit, for increases of all its positions.' })
const GRADE = importColumn({ field: 'grade', names: ['job grade', 'step'], example: '12', comment: 'Grade.' })
const NAME = importColumn({ field: 'employeeName', names: ['name', 'employee', 'incumbent'], comment: 'Optional; can be left out of every export.' })
const SALARY = importColumn({ field: 'baseSalary', names: ['salary', 'annual salary', 'base pay'], required: true, example: '62,400.00', comment: 'A year\'s salary of one full-time position on the day below, with every increase up to it.' })
const AS_OF = importColumn({ field: 'salaryAsOf', names: ['as of', 'salary date'], example: '2004-07-01', comment: 'The day of that salary; the first day of the fiscal year where it is empty.' })
const FTE = importColumn({ field: 'fte', names: ['ftes'], example: '1', comment: 'Full-time equivalent: 1, 0.5; 1 where it is empty.' })
const STARTS = importColumn({ field: 'startsOn', names: ['start', 'starts', 'start date', 'hired'], comment: 'First day, as YYYY-MM-DD; the whole year where it is empty.' })
const ENDS = importColumn({ field: 'endsOn', names: ['end', 'ends', 'end date'], comment: 'Last day; empty: open.' })
const FRINGE_PERCENT = importColumn({ field: 'fringePercent', names: ['fringe %', 'fringe', 'fringe rate'], comment: 'Per cent of the salary; that of the year\'s policy where it is empty.' })
const FRINGE_FLAT = importColumn({ field: 'fringeFlat', names: ['flat fringe', 'insurance'], comment: 'Dollars a year for one full-time position; that of the year\'s policy where it is empty.' })
const VACANCY = importColumn({ field: 'vacancyPercent', names: ['vacancy %', 'vacancy', 'vacancy factor'], comment: 'Per cent; that of the year\'s policy where it is empty.' })
const PERCENT = importColumn({ field: 'percent', names: ['%', 'share', 'part'], comment: 'With one row a part: the per cent of the position that the service or pool of this row pays; 100 where it is empty.' })

const MOST_PARTS = 8
const SHOWN_PARTS = 2
type Split = { readonly owner: ImportColumn; readonly percent: ImportColumn }
const SPLITS: readonly Split[] = Array.from({ length: MOST_PARTS }, (_, index) => ({
  owner: importColumn({
    field: `service${index + 1}`, header: `service${index + 1}`, names: [`service ${index + 1}`, `pool ${index + 1}`], inTemplate: index < SHOWN_PARTS, example: index === 0 ? 'MF-CPU' : '',
    comment: `A service (code or name) or cost pool that pays a part; up to service${MOST_PARTS}. Or use "service", "pool" and "percent", one row a part.`,
  }),
  percent: importColumn({ field: `percent${index + 1}`, header: `percent${index + 1}`, names: [`percent ${index + 1}`, `% ${index + 1}`, `%${index + 1}`], inTemplate: index < SHOWN_PARTS, example: index === 0 ? '100' : '', comment: `Its part in per cent; together at most 100.` }),
}))

const SHARE = decimalField({ unit: '%', from: 0, to: 100 })
const WHOLE = toText<'%'>(new Decimal(100)) satisfies Percent
const ONE = toText<'1'>(new Decimal(1)) satisfies Factor
const NOTHING = toText<'USD'>(new Decimal(0)) satisfies Usd

type Part = { readonly owner: CostOwner; readonly percent: Percent; readonly row: ImportRow; readonly column: ImportColumn }

function ownerKey(owner: Pick<StaffAssignment, 'serviceId' | 'poolId'>): string {
  return `${owner.serviceId ?? ''}|${owner.poolId ?? ''}`
}

function hasSplitColumns(record: ImportRecord): boolean {
  return [SERVICE, POOL, ...SPLITS.map((each) => each.owner)].some((column) => record.has(column))
}

function partOfSplit(model: ImportModel, given: { readonly row: ImportRow; readonly version: VersionKey; readonly split: Split }): readonly Part[] {
  const { row, version, split } = given
  const text = row.text(split.owner)
  const percent = row.read(split.percent, SHARE)
  if (text === '') {
    if (percent !== undefined && !decimal(percent).isZero()) row.say(split.owner, issue('text-missing', `${percent} % is paid by nobody.`, { remedy: 'Name the service or pool, or leave the per cent empty.' }))
    return []
  }
  const owner = model.owner(version, text)
  if (!owner.ok) row.say(split.owner, owner.failure)
  if (row.text(split.percent) === '' && row.has(split.percent)) row.say(split.percent, issue('text-missing', `The part that ${text} pays is empty.`, { remedy: 'Write its per cent.' }))
  return owner.ok ? [{ owner: owner.value, percent: percent ?? WHOLE, row, column: split.owner }] : []
}

/** The parts in one row: of `service` and `pool`, and of the split columns. */
function partsOf(model: ImportModel, row: ImportRow, version: VersionKey): readonly Part[] {
  const own = row.text(SERVICE) === '' && row.text(POOL) === '' ? undefined : ownerOfRow(model, row, version)
  const single: readonly Part[] = own === undefined ? [] : [{ owner: own, percent: row.read(PERCENT, SHARE) ?? WHOLE, row, column: row.text(SERVICE) === '' ? POOL : SERVICE }]
  return [...single, ...SPLITS.flatMap((split) => partOfSplit(model, { row, version, split }))]
}

function checkParts(record: ImportRecord, parts: readonly Part[]): void {
  const rowOf = new Map<string, number>()
  for (const part of parts) {
    const before = rowOf.get(ownerKey(part.owner))
    if (before !== undefined) part.row.say(part.column, issue('duplicate-code', `${part.row.text(part.column)} pays a part of ${record.first.text(CODE)} in row ${before} already.`, { remedy: 'Add the two parts up in one.' }))
    rowOf.set(ownerKey(part.owner), part.row.rowNumber)
  }
  for (const row of record.rows.slice(1)) {
    if (!parts.some((part) => part.row === row) && !row.isRefused) row.say(CODE, issue('duplicate-code', `The position ${row.text(CODE)} stands in row ${record.first.rowNumber} already.`, { remedy: 'Keep one row for each position, or say in each which part it is of.' }))
  }
  const last = parts.at(-1)
  const sum = parts.reduce((total, part) => total.plus(decimal(part.percent)), new Decimal(0))
  if (last === undefined || record.isRefused || sum.eq(100)) return
  const said = `The parts of position ${record.first.text(CODE)} add up to ${sum.toFixed()} %.`
  const column = SPLITS.find((split) => split.owner === last.column)?.percent ?? PERCENT
  const shown = last.row.has(column) ? column : null
  if (sum.gt(100)) last.row.say(shown, issue('above-100-percent', said, { remedy: 'Lower one of its parts, so that together they are at most 100 %.' }))
  else last.row.say(shown, issue('below-100-percent', said, { severity: 'warning', remedy: 'What is left is paid by no service; see that this is meant.' }))
}

const partsOfPosition = groupIndex<'staffAssignment'>((row) => row.staffPositionId)

function planParts(model: ImportModel, record: ImportRecord, given: { readonly version: VersionKey; readonly staffPositionId: string; readonly parts: readonly Part[] }): void {
  const { version, staffPositionId, parts } = given
  const before = (partsOfPosition(model.draft.staffAssignment).get(staffPositionId) ?? []).flatMap((id) => model.draft.staffAssignment.get(id) ?? [])
  const left = new Map(before.map((each) => [ownerKey(each), each]))
  for (const part of parts) {
    const was = left.get(ownerKey(part.owner))
    left.delete(ownerKey(part.owner))
    model.want('staffAssignment', { before: was, row: part.row, after: { ...part.owner, id: was?.id ?? model.newId(), version, staffPositionId, percent: part.percent } })
  }
  for (const each of left.values()) model.drop('staffAssignment', each, record.first)
}

function blankPosition(model: ImportModel, given: { readonly id: string; readonly version: VersionKey; readonly code: string; readonly fundId: string | null }): StaffPosition {
  const year = readVersionKey(given.version)?.fiscalYear ?? model.request.version.fiscalYear
  return {
    ...given, title: '', bargainingUnit: '', grade: '', employeeName: '', baseSalary: NOTHING, salaryAsOf: fiscalYearSpan(year, fiscalYearFirstMonth(model.draft)).first, fte: ONE,
    startsOn: null, endsOn: null, fringePercent: null, fringeFlat: null, vacancyPercent: null, assumption: '', author: model.request.author, source: '',
  }
}

export const POSITIONS: ImportKind = {
  kind: 'positions', one: 'position', many: 'positions', rowsOfOne: 'several', oneOf: [],
  columns: [
    FISCAL_YEAR, BASIS, CODE, TITLE, UNIT, GRADE, NAME, SALARY, AS_OF, FTE, STARTS, ENDS, FRINGE_PERCENT, FRINGE_FLAT, VACANCY, { ...FUND, names: ['internal service fund', 'fund code'] },
    ...SPLITS.flatMap((split) => [split.owner, split.percent]), { ...SERVICE, inTemplate: false }, { ...POOL, inTemplate: false }, { ...PERCENT, inTemplate: false }, ASSUMPTION, SOURCE,
  ],
  keyOf: (_model, row, version) => `${version}|${row.text(CODE).toLowerCase()}`,
  titleOf: (row) => ({ code: row.text(CODE), title: row.text(TITLE) }),
  plan(model, record, version) {
    const code = record.text(CODE)
    const was = model.draft.staffPosition.get(idOfCode(model.draft, { table: 'staffPosition', version, code }) ?? '')
    const fundId = record.has(FUND) ? fundOfRow(model, record.first) : (was?.fundId ?? null)
    const parts = record.rows.flatMap((row) => partsOf(model, row, version))
    checkParts(record, parts)
    if (fundId === undefined) return
    const blank = blankPosition(model, { id: was?.id ?? model.newId(), version, code, fundId })
    const after = record.into({
      table: 'staffPosition', was, blank,
      columns: {
        title: TITLE, bargainingUnit: UNIT, grade: GRADE, employeeName: NAME, baseSalary: SALARY, salaryAsOf: AS_OF, fte: FTE, startsOn: STARTS, endsOn: ENDS, fringePercent: FRINGE_PERCENT, fringeFlat: FRINGE_FLAT,
        vacancyPercent: VACANCY, assumption: ASSUMPTION,
      },
    })
    if (after.startsOn !== null && after.endsOn !== null && after.endsOn < after.startsOn) {
      record.say(record.has(ENDS) ? ENDS : STARTS, issue('dates-out-of-order', `Position ${code} ends on ${after.endsOn}, before it starts on ${after.startsOn}.`, { remedy: 'Let it end on its first day or later.' }))
    }
    if (record.isRefused) return
    model.want('staffPosition', { before: was, row: record.first, after: { ...after, fundId, author: model.request.author, source: sourceOf(model, record, was?.source) } })
    if (hasSplitColumns(record)) planParts(model, record, { version, staffPositionId: after.id, parts })
  },
}
