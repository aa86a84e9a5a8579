/** `derive FILE --version VERSION [--method METHOD]`: the rates as they come out of costs (RATE-1). */
import type { AllocationMethod } from '../../../src-shared/domain/allocation/allocation-case.ts'
import type { Derivation, DerivedRate } from '../../../src-shared/domain/costs/derivation.ts'
import { deriveRates } from '../../../src-shared/domain/costs/derive-rates.ts'
import { formatFixed, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import { servicesInNoRate } from '../../../src-shared/domain/costs/no-rate-words.ts'
import { issue, type Issue } from '../../../src-shared/domain/issues.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { assertNever } from '../../../src-shared/domain/result.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import type { CliCore } from '../open-core.ts'
import { costNotes, readCostVersion, readModel, versionsRefused } from '../open-model.ts'
import type { JsonRow, Outcome } from '../outcome.ts'
import { textTable, type TableLine } from '../text-table.ts'

function figure(value: AnyDecimalText | null, places: number): string {
  return value === null ? '' : formatFixed(value, places)
}

/** Why there is no derived rate, or what is done with it. */
function remarkOf({ reason, rateSource, overrideReason }: DerivedRate, isPool: boolean): string {
  switch (reason) {
    case 'no-units':
      return isPool ? 'funded from overhead' : 'no units'
    case 'no-cost':
      return 'no cost'
    case 'not-per-unit':
      return 'not priced per unit'
    case 'out-of-range':
      return 'out of range'
    case null:
      return rateSource === 'typed' ? `typed${overrideReason === '' ? ', without a reason' : `: ${overrideReason}`}` : ''
    default:
      return assertNever(reason)
  }
}

function jsonRow(draft: Draft, derivation: Derivation, rate: DerivedRate): JsonRow {
  const { rateId, serviceId, elements, ...figures } = rate
  const facts = draft.rate.get(rateId)
  const overhead = derivation.services.get(serviceId)?.overhead ?? []
  return {
    code: facts?.code ?? rateId, resource: facts?.title ?? '', unit: facts?.billableUnit ?? '', service: draft.service.get(serviceId)?.name ?? serviceId, ...figures, elements: Object.fromEntries(elements),
    serviceTotal: derivation.services.get(serviceId)?.total ?? null, serviceOverhead: overhead.map(({ poolId, amount }) => ({ pool: draft.costPool.get(poolId)?.code ?? poolId, amount })),
  }
}

function linesOf(draft: Draft, { rates, services }: Derivation): readonly TableLine[] {
  let heading = ''
  return [...rates.values()].flatMap((rate): readonly TableLine[] => {
    const facts = draft.rate.get(rate.rateId)
    const service = services.get(rate.serviceId)
    const line: TableLine = {
      kind: 'cells',
      cells: [
        facts?.code ?? rate.rateId, facts?.title ?? '', facts?.billableUnit ?? '', figure(rate.cost, 2), figure(rate.divisor, rate.divisor.split('.')[1]?.length ?? 0), figure(rate.unrounded, 6), figure(rate.rounded, rate.places),
        figure(rate.published, rate.places), figure(rate.roundingEffect, 2), remarkOf(rate, service?.isPool === true),
      ],
    }
    const next = `${draft.service.get(rate.serviceId)?.name ?? rate.serviceId}: ${figure(service?.total ?? null, 2)}`
    if (next === heading) return [line]
    heading = next
    return [{ kind: 'heading', text: next }, line]
  })
}

const MOST_NAMED = 5

/** Why a version has fewer rates than costs: nothing says how they come out of them. */
function underivedIssues(draft: Draft, derivation: Derivation, label: string): readonly Issue[] {
  const services = servicesInNoRate(derivation).map(({ serviceId }) => draft.service.get(serviceId)?.name ?? serviceId)
  if (services.length === 0 && derivation.rates.size > 0) return []
  const named = services.length > MOST_NAMED ? `${services.slice(0, MOST_NAMED).join(', ')} and ${services.length - MOST_NAMED} more` : services.join(', ')
  const costs = services.length === 0 ? '' : `${named} ${services.length === 1 ? 'has a cost that is' : 'have costs that are'} in no rate`
  const message = derivation.rates.size > 0 ? `${costs}.` : `No rate of ${label} is built from costs${costs === '' ? '' : `: ${costs}`}.`
  return [issue('not-priced', message, { severity: 'warning', remedy: 'Say which part of its service\'s cost each rate takes, under Costs, Units and rates, or import units with the column "cost percent".' })]
}

export async function deriveCommand(core: CliCore, request: { readonly file: string; readonly version: string; readonly method: AllocationMethod | null }): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const version = readCostVersion(model, request.version)
  if (!version.ok) return versionsRefused(model, version.failure)
  const { draft, path } = model
  const derivation = deriveRates(draft, version.value, request.method === null ? {} : { method: request.method })
  const notes = costNotes(model, { versions: [version.value], generatedAt: core.parts.clock.now().toISOString() })
  const table = textTable(
    [
      { header: 'Code', align: 'start' }, { header: 'Resource', align: 'start' }, { header: 'Unit', align: 'start' }, { header: 'Cost', align: 'decimal' }, { header: 'Divided by', align: 'decimal' },
      { header: 'Unrounded', align: 'decimal' }, { header: 'Derived', align: 'decimal' }, { header: 'Published', align: 'decimal' }, { header: 'Rounding effect', align: 'decimal' }, { header: 'Remark', align: 'start' },
    ],
    linesOf(draft, derivation),
  )
  const { totals } = derivation
  const isRefused = derivation.issues.some((each) => each.severity === 'error')
  return {
    exitCode: isRefused ? 1 : 0, model: path, warnings: [...notes, ...derivation.issues, ...underivedIssues(draft, derivation, formatVersion(draft, version.value))], rows: [...derivation.rates.values()].map((rate) => jsonRow(draft, derivation, rate)),
    text: [
      ...notes.flatMap((each) => [each.message, '']), `${formatVersion(draft, version.value)}, pools allocated by: ${derivation.method}`, '', table, '',
      `Control totals: in ${formatFixed(totals.in, 2)}, out ${formatFixed(totals.out, 2)}, unallocated ${formatFixed(totals.unallocated, 2)}`,
    ].join('\n'),
  }
}
