/** Rows of the cost side before anything is typed into them: added ones, and those whose id says what they are of. */
import { Decimal, toText } from '../decimal.ts'
import type { FiscalYear, IsoDate } from '../fiscal-year.ts'
import { driverQuantityId, escalatorId, rateBuildId, rateUnitsId, revenueId } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import type { Tables } from '../model/tables.ts'
import { readVersionKey, versionKey, type VersionKey } from '../version.ts'
import { defaultPolicy } from './default-policy.ts'
import type { EditableTable } from './field-kinds.ts'

/** Tables whose rows have an id of their own and are added; the others come into being when something is typed for their key. */
export const ADDABLE_TABLES = ['internalServiceFund', 'driver', 'costPool', 'costLine', 'capitalItem', 'staffPosition', 'staffAssignment', 'salaryIncrease', 'carryForward'] as const satisfies readonly EditableTable[]
export type AddableTable = (typeof ADDABLE_TABLES)[number]

type New = { readonly id: string; readonly version: VersionKey; readonly fiscalYear: FiscalYear; readonly author: string; /** First day of the version's year. */ readonly firstDay: IsoDate; readonly position: number }

const nothing = <Unit extends string>(): ReturnType<typeof toText<Unit>> => toText<Unit>(new Decimal(0))
const NO_OWNER = { serviceId: null, poolId: null }

const BLANKS: { readonly [Name in AddableTable]: (of: New) => Tables[Name] } = {
  internalServiceFund: ({ id, position }) => ({ id, code: '', name: '', note: '', position }),
  driver: ({ id, version }) => ({ id, version, code: '', name: '', kind: 'typed', unit: '', note: '', source: '' }),
  costPool: ({ id, version, position }) => ({ id, version, code: '', name: '', serviceId: null, driverId: null, position, note: '' }),
  costLine: ({ id, version, author, position }) => ({
    id, version, ...NO_OWNER, section: 'other', objectCode: '', description: '', amount: nothing<'USD'>(), fte: null, fundId: null, allowable: 'allowable', cash: 'cash', recurrence: 'recurring', attachment: '', position,
    assumption: '', author, source: '',
  }),
  capitalItem: ({ id, version, author, firstDay }) => ({
    id, version, ...NO_OWNER, description: '', objectCode: '', purchasePrice: nothing<'USD'>(), inServiceOn: firstDay, lifeMonths: 60, fundId: null, attachment: '', assumption: '', author, source: '',
  }),
  staffPosition: ({ id, version, author, firstDay }) => ({
    id, version, code: '', title: '', bargainingUnit: '', grade: '', employeeName: '', baseSalary: nothing<'USD'>(), salaryAsOf: firstDay, fte: toText<'1'>(new Decimal(1)), startsOn: null, endsOn: null,
    fringePercent: null, fringeFlat: null, vacancyPercent: null, fundId: null, assumption: '', author, source: '',
  }),
  staffAssignment: ({ id, version }) => ({ id, version, ...NO_OWNER, staffPositionId: '', percent: toText<'%'>(new Decimal(100)) }),
  salaryIncrease: ({ id, version, firstDay }) => ({ id, version, kind: 'cost-of-living', name: '', bargainingUnit: '', staffPositionId: null, percent: nothing<'%'>(), effectiveFrom: firstDay, source: '' }),
  carryForward: ({ id, fiscalYear }) => ({ id, serviceId: '', fundId: null, closedYear: fiscalYear, amount: nothing<'USD'>(), settledBy: 'future-rates', firstYear: fiscalYear, years: 1, expiresAfter: fiscalYear, note: '', source: '' }),
}

/** A row with an id of its own and nothing typed into it yet. */
export function blankRow<Name extends AddableTable>(table: Name, of: New): Tables[Name] {
  return BLANKS[table](of)
}

export function isAddable(table: EditableTable): table is AddableTable {
  return ADDABLE_TABLES.some((each) => each === table)
}

type Keyed = { readonly version: VersionKey; readonly rest: string }

function ownerOfKey(text: string): { readonly serviceId: string; readonly poolId: null } | { readonly serviceId: null; readonly poolId: string } {
  return text.startsWith('pool:') ? { serviceId: null, poolId: text.slice(5) } : { serviceId: text.replace(/^service:/, ''), poolId: null }
}

function cut(text: string): readonly [string, string] {
  const at = text.indexOf('|')
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

const withoutKey = (): undefined => undefined
const none = {
  internalServiceFund: withoutKey, driver: withoutKey, costPool: withoutKey, costLine: withoutKey, capitalItem: withoutKey, staffPosition: withoutKey, staffAssignment: withoutKey, salaryIncrease: withoutKey,
  carryForward: withoutKey,
} as const satisfies { readonly [Name in AddableTable]: () => undefined }

const KEYED_BLANKS: { readonly [Name in EditableTable]: (key: Keyed) => Tables[Name] | undefined } = {
  yearPolicy: ({ version }) => {
    const read = readVersionKey(version)
    return read === undefined ? undefined : defaultPolicy(read)
  },
  escalator: ({ version, rest }) => ({ id: escalatorId({ version, objectCode: rest }), version, objectCode: rest, percent: nothing<'%'>(), assumption: '', source: '' }),
  driverQuantity: ({ version, rest }) => {
    const [driverId, owner] = cut(rest)
    const key = { version, driverId, ...ownerOfKey(owner) }
    return { id: driverQuantityId(key), ...key, quantity: nothing<'units'>(), source: '' }
  },
  rateBuild: ({ version, rest }) => ({ id: rateBuildId(version, rest), version, rateId: rest, costPercent: nothing<'%'>(), dividedBy: 'planned-units', practicalCapacity: null, rateSource: 'derived', overrideReason: '' }),
  rateUnits: ({ version, rest }) => {
    const [rateId, customer] = cut(rest)
    return { id: rateUnitsId({ version, rateId, customer }), version, rateId, customer, units: nothing<'units'>(), assumption: '', author: '', source: '' }
  },
  revenue: ({ version, rest }) => {
    const [serviceId, fund] = cut(rest)
    const key = { version, serviceId, fundId: fund === '' ? null : fund }
    return { id: revenueId(key), ...key, billed: nothing<'USD'>(), imputed: nothing<'USD'>(), federallyFunded: nothing<'USD'>(), source: '' }
  },
  fundBalance: ({ version, rest }) => {
    const [serviceId, fund] = cut(rest)
    const key = { version, serviceId, fundId: fund === '' ? null : fund }
    return { id: revenueId(key), ...key, opening: nothing<'USD'>(), interest: nothing<'USD'>(), transfers: nothing<'USD'>(), source: '' }
  },
  ...none,
}

/** Reads `<version>|<key>`, whatever the version's scenario is. */
function keyOf(rowId: string): Keyed | undefined {
  const [versionText, rest] = cut(rowId)
  const version = readVersionKey(versionText)
  return version === undefined ? undefined : { version: versionKey(version), rest }
}

/** The same row's id in another version of the same year: `FY2005/plan|mf-cpu-p|` becomes `FY2005/plan/plan-a|mf-cpu-p|`; undefined for any other id. */
export function idInVersion(rowId: string, version: VersionKey): string | undefined {
  const read = readVersionKey(keyOf(rowId)?.version ?? '')
  const wanted = readVersionKey(version)
  if (read === undefined || wanted === undefined || read.fiscalYear !== wanted.fiscalYear || read.basis !== wanted.basis) return undefined
  return rowId.includes('|') ? `${version}|${keyOf(rowId)?.rest ?? ''}` : version
}

/** The row that an id speaks of, with nothing typed into it: units of a rate, a driver quantity, ... Undefined where the id is none. */
export function rowOfKey<Name extends EditableTable>(table: Name, rowId: string): Tables[Name] | undefined {
  const key = keyOf(rowId)
  return key === undefined ? undefined : KEYED_BLANKS[table](key)
}

/** True when every row that the row refers to is there. */
export function refersToPresent(draft: Draft, row: object): boolean {
  const has = (field: string, table: 'rate' | 'service' | 'costPool' | 'driver' | 'internalServiceFund'): boolean => {
    const id: unknown = new Map<string, unknown>(Object.entries(row)).get(field)
    return typeof id !== 'string' || draft[table].has(id)
  }
  return has('rateId', 'rate') && has('serviceId', 'service') && has('poolId', 'costPool') && has('driverId', 'driver') && has('fundId', 'internalServiceFund')
}
