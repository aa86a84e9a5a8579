/** Agencies that are billed: one row an agency, found again by its code. */
import { Decimal, decimal, toText, type Percent } from '../../decimal.ts'
import { issue } from '../../issues.ts'
import { customerIdOfCode } from '../../model/billing-integrity.ts'
import type { Customer } from '../../model/billing-tables.ts'
import { CUSTOMER_CLASSES } from '../../model/tables.ts'
import { choice, decimalField, textField } from '../../costs/field-readers.ts'
import { NOTE } from '../../costs/imports/common-columns.ts'
import { importColumn, type ImportColumn } from '../../costs/imports/import-column.ts'
import type { ImportKind } from '../../costs/imports/import-kind.ts'
import type { ImportModel } from '../../costs/imports/import-model.ts'
import type { ImportRecord } from '../../costs/imports/import-record.ts'

const CODE = importColumn({ field: 'code', names: ['agency', 'agency code', 'customer', 'customer code', 'department'], required: true, example: 'ABC', comment: 'Code of the agency, unique. A code that the model does not have becomes a new agency.' })
const NAME = importColumn({ field: 'name', names: ['agency name', 'customer name', 'department name', 'title'], example: 'Agency of Examples', comment: 'Name; required for a new agency.' })
const SECRETARIAT = importColumn({ field: 'secretariat', names: ['executive office', 'cabinet'], example: 'Administration', comment: 'Secretariat or group that it belongs to.' })
const CLASS = importColumn({
  field: 'customerClass', header: 'class', names: ['customer class', 'type'], example: 'state', words: { nonstate: 'non-state', outside: 'external', municipal: 'non-state', federal: 'external' },
  comment: 'state, non-state or external; state where it is empty.',
})
const MANAGER = importColumn({ field: 'accountManager', header: 'account manager', names: ['sam', 'service account manager', 'manager'], example: 'Account manager', comment: 'Its service account manager.' })
const COORDINATOR = importColumn({ field: 'coordinator', names: ['chargeback coordinator', 'contact'], example: 'Chargeback coordinator', comment: 'Its chargeback coordinator: to whom statements go.' })
const STATE = importColumn({ field: 'stateFunding', header: 'state %', names: ['state', 'state funding', 'state percent', 'state funded'], example: '75', comment: 'Per cent of its funding; the three together are 100. State 100 where all are empty.' })
const FEDERAL = importColumn({ field: 'federalFunding', header: 'federal %', names: ['federal', 'federal funding', 'federal percent', 'federally funded'], example: '25', comment: 'Per cent of its funding that is federal.' })
const OTHER = importColumn({ field: 'otherFunding', header: 'other %', names: ['other', 'other funding', 'other percent'], example: '0', comment: 'Per cent of its funding from elsewhere.' })

const FUNDING = [STATE, FEDERAL, OTHER] as const
const PERCENT = decimalField({ unit: '%', from: 0, to: 100 })
const CLASS_READER = choice(CUSTOMER_CLASSES)
const LINE = textField(200)
const LONG = textField(20_000)
const WHOLE = toText<'%'>(new Decimal(100)) satisfies Percent
const NOTHING = toText<'%'>(new Decimal(0)) satisfies Percent

/** A text as the file has it; as it was where the file has no column for it. */
function textOf(record: ImportRecord, column: ImportColumn, was: string | undefined): string {
  return record.has(column) ? (record.read(column, column === NOTE ? LONG : LINE) ?? '') : (was ?? '')
}

type Funding = Pick<Customer, 'stateFunding' | 'federalFunding' | 'otherFunding'>

function fundingOf(record: ImportRecord, was: Customer | undefined): Funding {
  if (FUNDING.every((column) => record.text(column) === '')) return was ?? { stateFunding: WHOLE, federalFunding: NOTHING, otherFunding: NOTHING }
  const [stateFunding, federalFunding, otherFunding] = FUNDING.map((column) => record.read(column, PERCENT) ?? NOTHING)
  const parts: Funding = { stateFunding: stateFunding ?? NOTHING, federalFunding: federalFunding ?? NOTHING, otherFunding: otherFunding ?? NOTHING }
  const sum = [parts.stateFunding, parts.federalFunding, parts.otherFunding].reduce((total, each) => total.plus(decimal(each)), new Decimal(0))
  const last = FUNDING.findLast((column) => record.text(column) !== '') ?? STATE
  if (!record.isRefused && !sum.eq(100)) record.say(last, issue('shares-do-not-add-up', `The funding sources of ${record.text(CODE)} add up to ${sum.toFixed()} %.`, { remedy: 'Let state, federal and other add up to 100 %.' }))
  return parts
}

/** Behind the agencies that there are, and those of the file before it. */
function nextPosition(model: ImportModel): number {
  const positions = [...model.draft.customer.values()].map((customer) => customer.position)
  const added = model.wishes.filter(({ change }) => change.table === 'customer' && change.before === null).length
  return Math.max(-1, ...positions) + 1 + added
}

export const AGENCIES: ImportKind = {
  kind: 'agencies', one: 'agency', many: 'agencies', rowsOfOne: 'one', addsUp: false, oneOf: [], years: 'none',
  columns: [CODE, NAME, SECRETARIAT, CLASS, MANAGER, COORDINATOR, STATE, FEDERAL, OTHER, NOTE],
  keyOf: (_model, row) => row.text(CODE).toLowerCase(),
  titleOf: (row) => ({ code: row.text(CODE), title: row.text(NAME) }),
  plan(model, record) {
    const was = model.draft.customer.get(customerIdOfCode(model.draft, record.text(CODE)) ?? '')
    const name = record.read(NAME, LINE) ?? was?.name ?? ''
    if (name === '' && !record.isRefused) record.say(record.has(NAME) ? NAME : CODE, issue('text-missing', `The agency ${record.text(CODE)} is new and needs a name.`, { remedy: 'Write its name.' }))
    const after: Customer = {
      id: was?.id ?? model.newId(), code: was?.code ?? record.read(CODE, LINE) ?? '', name, secretariat: textOf(record, SECRETARIAT, was?.secretariat), customerClass: record.read(CLASS, CLASS_READER) ?? was?.customerClass ?? 'state',
      accountManager: textOf(record, MANAGER, was?.accountManager), coordinator: textOf(record, COORDINATOR, was?.coordinator), ...fundingPart(fundingOf(record, was)), lastContactOn: was?.lastContactOn ?? null,
      position: was?.position ?? nextPosition(model), provenance: was?.provenance ?? 'own', note: textOf(record, NOTE, was?.note),
    }
    if (!record.isRefused) model.want('customer', { before: was, row: record.first, after })
  },
}

function fundingPart({ stateFunding, federalFunding, otherFunding }: Funding): Funding {
  return { stateFunding, federalFunding, otherFunding }
}
