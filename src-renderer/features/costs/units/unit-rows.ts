/** Rates as they come out of their services' costs (RATE-1, RATE-2, NUM-3), as rows of a sheet. */
import { decimal, Decimal, toText, type Units } from '../../../../src-shared/domain/decimal.ts'
import type { CostInputs, Derivation, DerivedRate, OwnerKey } from '../../../../src-shared/domain/costs/derivation.ts'
import { exceededCapacity } from '../../../../src-shared/domain/costs/derive-rates-figures.ts'
import { rateBuildId, rateUnitsId, type RateBuild, type RateUnits } from '../../../../src-shared/domain/model/cost-tables.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { Rate } from '../../../../src-shared/domain/model/tables.ts'
import type { VersionKey } from '../../../../src-shared/domain/version.ts'
import type { GridCell } from '../../../components/RateGrid/types.ts'
import { serviceOwner } from '../cost-view.tsx'
import { figureCell, marksOf, moneyCell, noFigure, signedMoney, textCell, type SheetColumn } from '../sheet/cells.ts'

export type UnitRow = {
  readonly rate: Rate
  /** Null: how the rate comes out of its cost is not set. */
  readonly build: RateBuild | null
  readonly units: readonly RateUnits[]
  readonly derived: DerivedRate | null
  readonly serviceName: string
  readonly plannedUnits: Units | null
  readonly buildId: string
  /** The row that units are typed into; where they stand by customer there is none. */
  readonly unitsRowId: string | null
}

const REASONS = {
  'no-units': { text: '0 (funded from overhead)', hint: 'No units are planned, so nothing is divided: the service’s cost becomes a pool (RATE-2).' },
  'no-cost': { text: 'no cost', hint: 'The service has no cost in this version.' },
  'out-of-range': { text: 'out of range', hint: 'What comes out is larger than any figure here: check the cost and the units.' },
  'not-per-unit': { text: 'not per unit', hint: 'The rate is not priced per unit: nothing is derived for it.' },
} as const

/** In the order of the catalog; of one service, its rates alone. Rates that are retired and have no build are left out. */
export function unitRows(draft: Draft, derivation: Pick<Derivation, 'inputs' | 'rates'>, view: { readonly key: VersionKey; readonly owner: OwnerKey | null; readonly fiscalYear: number }): readonly UnitRow[] {
  const { inputs } = derivation
  const positionOf = (serviceId: string): readonly number[] => {
    const service = draft.service.get(serviceId)
    const group = draft.serviceGroup.get(service?.serviceGroupId ?? '')
    return [draft.lineOfBusiness.get(group?.lineOfBusinessId ?? '')?.position ?? 0, group?.position ?? 0, service?.position ?? 0]
  }
  const rates = [...draft.rate.values()].filter((rate) => {
    if (view.owner !== null && serviceOwner(rate.serviceId) !== view.owner) return false
    return inputs.rateBuilds.has(rate.id) || inputs.rateUnits.has(rate.id) || rate.retiredFrom === null || rate.retiredFrom > view.fiscalYear
  })
  return rates
    .map((rate) => ({ rate, place: [...positionOf(rate.serviceId), rate.position] }))
    .toSorted((left, right) => left.place.map((each, index) => each - (right.place[index] ?? 0)).find((each) => each !== 0) ?? 0)
    .map(({ rate }) => {
      const units = inputs.rateUnits.get(rate.id) ?? []
      const [only] = units
      return {
        rate, build: inputs.rateBuilds.get(rate.id) ?? null, buildId: inputs.rateBuilds.get(rate.id)?.id ?? rateBuildId(view.key, rate.id), units, derived: derivation.rates.get(rate.id) ?? null, serviceName: draft.service.get(rate.serviceId)?.name ?? '',
        plannedUnits: derivation.rates.get(rate.id)?.plannedUnits ?? (units.length === 1 ? (only?.units ?? null) : null),
        unitsRowId: units.length === 0 ? rateUnitsId({ version: view.key, rateId: rate.id, customer: '' }) : units.length === 1 && only !== undefined ? only.id : null,
      }
    })
}

const NO_BUILD: GridCell = noFigure('not set', 'Nobody has set yet how this rate comes out of its service’s cost. Type its part of the cost.')

function whyNone(row: UnitRow): GridCell {
  if (row.derived === null || row.build === null) return NO_BUILD
  const reason = row.derived.reason === null ? null : REASONS[row.derived.reason]
  return reason === null ? noFigure('none', 'It could not be derived; the checks say why.') : noFigure(reason.text, reason.hint)
}

const NO_OVERHEAD = toText<'USD'>(new Decimal(0))
const COMPUTED = (): string => 'This follows from cost and units.'

/** Ids are the fields that are typed; and `cost`, `unused`, `unrounded`, `rounded`, `published`, `rounding`. */
export function unitColumns(inputs: CostInputs): readonly SheetColumn<UnitRow>[] {
  const ref = (field: keyof RateBuild) => (row: UnitRow): { readonly table: 'rateBuild'; readonly rowId: string; readonly field: string } => ({ table: 'rateBuild', rowId: row.buildId, field })
  const marks = (row: UnitRow, field: keyof RateBuild, places: number | null = null): ReturnType<typeof marksOf> => (row.build === null ? {} : marksOf(inputs, { table: 'rateBuild', rowId: row.build.id, field }, places))
  const rateCell = (row: UnitRow, value: DerivedRate['unrounded'], places: number): GridCell => (value === null ? whyNone(row) : { kind: 'number', value, places })
  return [
    { id: 'code', header: 'Code', align: 'start', width: 96, frozen: true, cell: (row) => textCell(row.rate.code, { tone: 'quiet' }), whyReadOnly: () => 'The code is changed in the Catalog.' },
    { id: 'title', header: 'Rate', align: 'start', width: 200, frozen: true, rowHeader: true, cell: (row) => textCell(row.rate.title), whyReadOnly: () => 'The title is changed in the Catalog.' },
    { id: 'unit', header: 'Billable unit', align: 'start', width: 110, cell: (row) => textCell(row.rate.billableUnit), whyReadOnly: () => 'The unit is changed in the Catalog.' },
    {
      id: 'costPercent', header: 'Part of cost', unit: '%', align: 'decimal', decimals: 2, width: 92, field: ref('costPercent'),
      cell: (row) => (row.build === null ? { ...NO_BUILD, input: '' } : figureCell(row.build.costPercent, 0, marks(row, 'costPercent', 0))),
    },
    { id: 'cost', header: 'Cost', unit: 'USD', align: 'decimal', decimals: 2, width: 126, whyReadOnly: COMPUTED, cell: (row) => (row.derived === null ? NO_BUILD : moneyCell(row.derived.cost)) },
    {
      id: 'overhead', header: 'Overhead', unit: 'USD, of the cost', align: 'decimal', decimals: 2, width: 126, whyReadOnly: () => 'This is its part of what the pools pass on to its service.',
      cell: (row) => (row.derived === null ? NO_BUILD : moneyCell(row.derived.elements.get('overhead') ?? NO_OVERHEAD, row.derived.elements.has('overhead') ? {} : { tone: 'quiet', hint: 'No pool passes anything on to its service.' })),
    },
    {
      id: 'units', header: 'Planned units', align: 'decimal', decimals: 2, width: 118, field: (row) => (row.unitsRowId === null ? null : { table: 'rateUnits', rowId: row.unitsRowId, field: 'units' }),
      whyReadOnly: () => 'These units stand by customer; they are changed in the list below.',
      cell: (row) => {
        if (row.plannedUnits === null) return { ...noFigure('not planned', 'Type the units that are planned for the year.'), input: '' }
        const byCustomer = row.unitsRowId === null ? { hint: `By ${row.units.length} customers; see below.` } : {}
        return figureCell(row.plannedUnits, 0, { ...byCustomer, ...(row.unitsRowId === null ? {} : marksOf(inputs, { table: 'rateUnits', rowId: row.unitsRowId, field: 'units' }, 0)) })
      },
    },
    {
      id: 'practicalCapacity', header: 'Capacity', unit: 'practical, units', align: 'decimal', decimals: 2, width: 108, field: ref('practicalCapacity'),
      cell: (row) => (row.build === null || row.build.practicalCapacity === null ? { kind: 'text', text: 'not set', input: '', tone: 'quiet', hint: 'Without a capacity nothing is said about unused capacity.', ...marks(row, 'practicalCapacity', 0) } : figureCell(row.build.practicalCapacity, 0, marks(row, 'practicalCapacity', 0))),
    },
    {
      id: 'dividedBy', header: 'Divided by', align: 'start', width: 130, field: ref('dividedBy'),
      cell: (row) => (row.build === null ? NO_BUILD : { kind: 'text', text: row.build.dividedBy === 'planned-units' ? 'planned units' : 'practical capacity', input: row.build.dividedBy, ...marks(row, 'dividedBy') }),
    },
    {
      id: 'unused', header: 'Unused capacity', unit: 'USD', align: 'decimal', decimals: 2, width: 138, whyReadOnly: COMPUTED,
      cell: (row) => (row.derived === null || row.derived.unusedCapacityCost === null ? noFigure('no capacity', 'No practical capacity is set.') : moneyCell(row.derived.unusedCapacityCost, exceededCapacity(row.derived) !== null ? { tone: 'warning', hint: 'More units are planned than its practical capacity.' } : {})),
    },
    { id: 'unrounded', header: 'Derived', unit: 'USD/unit, unrounded', align: 'decimal', decimals: 6, width: 148, whyReadOnly: COMPUTED, cell: (row) => rateCell(row, row.derived?.unrounded ?? null, 6) },
    { id: 'rounded', header: 'Derived, rounded', unit: 'USD/unit', align: 'decimal', decimals: 4, width: 138, whyReadOnly: COMPUTED, cell: (row) => rateCell(row, row.derived?.rounded ?? null, row.derived?.places ?? 2) },
    {
      id: 'published', header: 'Published', unit: 'USD/unit', align: 'decimal', decimals: 4, width: 112, whyReadOnly: () => 'What is published is changed on Rates.',
      cell: (row) => {
        if (row.derived === null) return NO_BUILD
        if (row.derived.published === null) return noFigure('no price', 'The version has no price per unit for this rate.')
        const differs = row.derived.rounded !== null && row.derived.rounded !== row.derived.published
        return { kind: 'number', value: row.derived.published, places: row.derived.places, ...(differs ? { tone: 'warning' as const, hint: row.build?.rateSource === 'typed' ? 'Set by hand; it differs from the derived rate.' : 'It differs from the derived rate.' } : {}) }
      },
    },
    {
      id: 'rounding', header: 'Rounding effect', unit: 'USD', align: 'decimal', decimals: 2, width: 120, whyReadOnly: COMPUTED,
      cell: (row) => (row.derived === null || row.derived.roundingEffect === null ? noFigure('none', 'There is no derived and published rate to compare.') : signedMoney(row.derived.roundingEffect)),
    },
    {
      id: 'rateSource', header: 'Price is', align: 'start', width: 96, field: ref('rateSource'),
      cell: (row) => (row.build === null ? NO_BUILD : { kind: 'text', text: row.build.rateSource === 'derived' ? 'derived' : 'set by hand', input: row.build.rateSource, ...marks(row, 'rateSource') }),
    },
    {
      id: 'overrideReason', header: 'Reason', align: 'start', width: 240, field: ref('overrideReason'),
      cell: (row) => {
        if (row.build === null) return NO_BUILD
        if (row.build.rateSource === 'typed' && row.build.overrideReason.trim() === '') return { kind: 'text', text: 'no reason given', input: '', tone: 'warning', hint: 'A rate that is set by hand needs a reason before release.', ...marks(row, 'overrideReason') }
        return textCell(row.build.overrideReason, marks(row, 'overrideReason'))
      },
    },
  ]
}

/** What the rates of one service take of its cost, in per cent; a finding where it is not 100. */
export function partsOfCost(rows: readonly UnitRow[]): string {
  const sum = rows.reduce((total, row) => (row.build === null ? total : total.plus(decimal(row.build.costPercent))), decimal('0' as Units))
  return sum.toFixed()
}
