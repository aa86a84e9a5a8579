/** Cost lines and capital items: one row each, told apart by owner, section, object code and description. */
import { isoDate } from '../../../fiscal-year.ts'
import { issue } from '../../../issues.ts'
import { COST_SECTIONS, type CapitalItem, type CostLine, type CostOwner, type CostSection } from '../../../model/cost-tables.ts'
import { remembered } from '../../../model/table-index.ts'
import { toText, Decimal, type Usd } from '../../../decimal.ts'
import type { VersionKey } from '../../../version.ts'
import { choice } from '../../field-readers.ts'
import { ASSUMPTION, BASIS, FISCAL_YEAR, FUND, fundOfRow, ownerOfRow, POOL, SERVICE, SOURCE, sourceOf } from '../common-columns.ts'
import { importColumn } from '../import-column.ts'
import type { ImportKind } from '../import-kind.ts'
import type { ImportModel } from '../import-model.ts'
import type { ImportRecord, ImportRow } from '../import-record.ts'

type Section = CostSection | 'capital'
const SECTIONS: readonly Section[] = [...COST_SECTIONS, 'capital']
const SECTION_READER = choice(SECTIONS)

const SECTION = importColumn({
  field: 'section', names: ['cost section', 'framework section', 'element'], example: 'other',
  words: { '2a': 'personnel', '2b': 'other', '5': 'not-specific', 'other costs': 'other', reserve: 'reserve-contribution', revenue: 'other-revenue', asset: 'capital', equipment: 'capital' },
  comment: 'personnel (2a), other (2b), not-specific (5), reserve-contribution, subsidy, other-revenue or capital; where it is empty, personnel for the object codes AA, DD, HH and U05, else other.',
})
const OBJECT_CODE = importColumn({ field: 'objectCode', names: ['object', 'object class', 'account'], example: 'UU', comment: 'State object code: AA salaries, DD fringe, HH contract support, UU, LL.' })
const DESCRIPTION = importColumn({ field: 'description', names: ['line', 'item', 'title', 'name', 'text'], required: true, example: 'Software maintenance', comment: 'What the cost is; lines of one owner, section and object code are told apart by it.' })
const AMOUNT = importColumn({
  field: 'amount', names: ['cost', 'total', 'usd', 'dollars', 'expense', 'purchase price'], required: true, example: '12,500.00',
  comment: 'Dollars of the year, at the cent: 12500, $12,500.00, (500.00). A subsidy or other revenue is written as a positive amount and taken off; of a capital item the purchase price.',
})
const FTE = importColumn({ field: 'fte', names: ['ftes', 'full time equivalents'], comment: 'Full-time equivalents that a personnel line pays for.' })
const ALLOWABLE = importColumn({ field: 'allowable', names: ['allowability'], example: 'yes', comment: 'yes or no (2 CFR 200); yes where it is empty.' })
const CASH = importColumn({ field: 'cash', names: ['cash kind'], example: 'yes', comment: 'yes or no: whether it is a cash expense (RECOV-3); yes where it is empty.' })
const RECURRENCE = importColumn({
  field: 'recurrence', names: ['recurring'], example: 'recurring', words: { yes: 'recurring', no: 'one-time', once: 'one-time' }, comment: 'recurring or one-time; one-time lines do not roll into the next year (COST-4).',
})
const ATTACHMENT = importColumn({ field: 'attachment', names: ['link', 'path', 'url'], comment: 'Path or link of a document; the document itself is not taken in.' })
const IN_SERVICE = importColumn({ field: 'inServiceOn', names: ['in service', 'in service date', 'acquired'], comment: 'Capital items: the first day in service; depreciation begins with its month (COST-3).' })
const LIFE = importColumn({ field: 'lifeMonths', names: ['life', 'useful life', 'life in months'], comment: 'Capital items: the life in months.' })

const PERSONNEL_CODES = new Set(['AA', 'BB', 'CC', 'DD', 'HH', 'U05'])
const NOTHING = toText<'USD'>(new Decimal(0)) satisfies Usd

function objectCodeOf(row: ImportRow): string {
  return row.text(OBJECT_CODE).toUpperCase()
}

function sectionOf(row: ImportRow): Section {
  return row.read(SECTION, SECTION_READER) ?? (PERSONNEL_CODES.has(objectCodeOf(row)) ? 'personnel' : 'other')
}

type Keyed = Pick<CostLine, 'version' | 'serviceId' | 'poolId' | 'objectCode' | 'description' | 'fundId'>
/** Without a fund column, lines are told apart without their fund. */
function lineKey(section: Section, row: Keyed, fund: string): string {
  return [row.version, row.serviceId ?? '', row.poolId ?? '', section, row.objectCode.toUpperCase(), row.description.trim().toLowerCase(), fund].join('|')
}

const ANY_FUND = '*'

/** Object classes as states number them: AA to UU, and their codes such as U05. */
const USUAL_CODE = /^([A-HJ-NPR-U])(?:\1|\d{2})$/

const codesInUse = remembered<CostLine, ReadonlySet<string>>((table) => new Set([...table.values()].map((row) => row.objectCode.toUpperCase())))

function checkObjectCode(model: ImportModel, row: ImportRow, code: string): void {
  if (code === '' || USUAL_CODE.test(code) || codesInUse(model.draft.costLine).has(code)) return
  if (/^[A-Z0-9]{1,8}$/.test(code)) row.say(OBJECT_CODE, issue('unknown-reference', `The object code ${code} is new to the model.`, { severity: 'warning', remedy: 'See that it is meant.' }))
  else row.say(OBJECT_CODE, issue('unknown-reference', `"${code.slice(0, 40)}" is not an object code.`, { remedy: 'Write letters and digits, such as AA, HH or U05, or leave it empty.' }))
}

function indexed<Row extends Keyed>(sectionOfRow: (row: Row) => Section): (table: ReadonlyMap<string, Row>) => ReadonlyMap<string, readonly Row[]> {
  return remembered<Row, ReadonlyMap<string, readonly Row[]>>((table) => {
    const groups = new Map<string, Row[]>()
    for (const row of table.values()) {
      for (const fund of [ANY_FUND, row.fundId ?? '']) {
        const key = lineKey(sectionOfRow(row), row, fund)
        const group = groups.get(key)
        if (group === undefined) groups.set(key, [row])
        else group.push(row)
      }
    }
    return groups
  })
}
const linesByKey = indexed<CostLine>((row) => row.section)
const itemsByKey = indexed<CapitalItem>(() => 'capital')

const nextPosition = remembered<CostLine, number>((table) => {
  let next = 0
  for (const row of table.values()) next = Math.max(next, row.position + 1)
  return next
})

type Found = { readonly owner: CostOwner; readonly fundId: string | null; readonly section: Section; readonly key: string; readonly version: VersionKey }

function find(model: ImportModel, row: ImportRow, version: VersionKey): Found | undefined {
  const owner = ownerOfRow(model, row, version)
  const fundId = fundOfRow(model, row)
  const section = sectionOf(row)
  const objectCode = objectCodeOf(row)
  checkObjectCode(model, row, objectCode)
  if (owner === undefined || fundId === undefined || row.isRefused) return undefined
  return { owner, fundId, section, version, key: lineKey(section, { version, ...owner, objectCode, description: row.text(DESCRIPTION), fundId }, row.has(FUND) ? (fundId ?? '') : ANY_FUND) }
}

function theOne<Row>(record: ImportRecord, found: readonly Row[]): Row | undefined {
  if (found.length > 1) {
    record.say(DESCRIPTION, issue('duplicate-name', `The model has ${found.length} lines of that owner, section, object code and description.`, { remedy: 'Give them different descriptions in the model first, so that it is clear which one is meant.' }))
  }
  return found[0]
}

function planCapital(model: ImportModel, record: ImportRecord, { owner, fundId, key, version }: Found): void {
  const was = theOne(record, itemsByKey(model.draft.capitalItem).get(key) ?? [])
  for (const [column, what] of [[IN_SERVICE, 'the day on which it goes into service'], [LIFE, 'its life in months']] as const) {
    if (record.text(column) === '' && (was === undefined || record.has(column))) record.say(record.has(column) ? column : null, issue('text-missing', `A capital item needs ${what}.`, { remedy: `Write it in a column "${column.header}".` }))
  }
  if (record.isRefused) return
  const blank: CapitalItem = {
    ...owner, id: was?.id ?? model.newId(), version, description: record.text(DESCRIPTION), objectCode: objectCodeOf(record.first), purchasePrice: NOTHING, inServiceOn: isoDate('1900-01-01'), lifeMonths: 1, fundId,
    attachment: '', assumption: '', author: model.request.author, source: '',
  }
  const after = record.into({ table: 'capitalItem', was, blank, columns: { purchasePrice: AMOUNT, inServiceOn: IN_SERVICE, lifeMonths: LIFE, attachment: ATTACHMENT, assumption: ASSUMPTION } })
  if (!record.isRefused) model.want('capitalItem', { before: was, row: record.first, after: { ...after, author: model.request.author, source: sourceOf(model, record, was?.source) } })
}

function planLine(model: ImportModel, record: ImportRecord, { owner, fundId, key, version, section }: Found & { readonly section: CostSection }): void {
  const was = theOne(record, linesByKey(model.draft.costLine).get(key) ?? [])
  if (record.isRefused) return
  const blank: CostLine = {
    ...owner, id: was?.id ?? model.newId(), version, section, objectCode: objectCodeOf(record.first), description: record.text(DESCRIPTION), amount: NOTHING, fte: null, fundId,
    allowable: 'allowable', cash: 'cash', recurrence: 'recurring', attachment: '', assumption: '', author: model.request.author, source: '', position: nextPosition(model.draft.costLine) + model.wishes.length,
  }
  const after = record.into({ table: 'costLine', was, blank, columns: { description: DESCRIPTION, amount: AMOUNT, fte: FTE, allowable: ALLOWABLE, cash: CASH, recurrence: RECURRENCE, attachment: ATTACHMENT, assumption: ASSUMPTION } })
  const kept = was === undefined ? {} : { description: was.description }
  if (!record.isRefused) model.want('costLine', { before: was, row: record.first, after: { ...after, ...kept, author: model.request.author, source: sourceOf(model, record, was?.source) } })
}

export const COSTS: ImportKind = {
  kind: 'costs', one: 'cost line', many: 'cost lines', rowsOfOne: 'one', oneOf: [[SERVICE, POOL]],
  columns: [FISCAL_YEAR, BASIS, SERVICE, POOL, SECTION, OBJECT_CODE, DESCRIPTION, AMOUNT, FTE, FUND, ALLOWABLE, CASH, RECURRENCE, ASSUMPTION, SOURCE, ATTACHMENT, IN_SERVICE, LIFE],
  keyOf: (model, row, version) => find(model, row, version)?.key,
  titleOf: (row) => ({ code: [row.text(SERVICE) === '' ? row.text(POOL) : row.text(SERVICE), row.text(OBJECT_CODE)].filter((each) => each !== '').join(' '), title: row.text(DESCRIPTION) }),
  plan(model, record, version) {
    const found = find(model, record.first, version)
    if (found === undefined) return
    const { section } = found
    if (section === 'capital') planCapital(model, record, found)
    else planLine(model, record, { ...found, section })
  },
}
