/** `derive FILE --version VERSION [--method METHOD] [--rate CODE] [--explain [--depth N]]`: the rates as they come out of costs (RATE-1). */
import type { AllocationMethod } from '../../../src-shared/domain/allocation/allocation-case.ts'
import { RATE_FIGURES, type Derivation, type DerivedRate } from '../../../src-shared/domain/costs/derivation.ts'
import { deriveRates } from '../../../src-shared/domain/costs/derive-rates.ts'
import { explainRate, explainService, explainTotal } from '../../../src-shared/domain/costs/explain-derivation.ts'
import { formatFixed, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import { servicesInNoRate } from '../../../src-shared/domain/costs/no-rate-words.ts'
import type { Explanation } from '../../../src-shared/domain/explanation.ts'
import { issue, type Issue } from '../../../src-shared/domain/issues.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { assertNever } from '../../../src-shared/domain/result.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { explainedAnswer, type ExplainFlags } from '../explain-option.ts'
import type { CliCore } from '../open-core.ts'
import { costNotes, notBuilt, rateOfCode, readCostVersion, readModel, versionsRefused } from '../open-model.ts'
import { refusal, type JsonRow, type Outcome } from '../outcome.ts'
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

type Explained = Pick<ReturnType<typeof explainedAnswer>, 'row'>

/** Every figure of a rate that the answer has, and the cost of its service. */
function ofRate(draft: Draft, derivation: Derivation, { rateId, serviceId, elements, ...figures }: DerivedRate): Readonly<Record<string, Explanation>> {
  const named = [...RATE_FIGURES.filter((figure) => figures[figure] !== null), ...elements.keys()]
  return { ...Object.fromEntries(named.map((figure) => [figure, explainRate(derivation, draft, rateId, figure)])), serviceTotal: explainService(derivation, draft, serviceId) }
}

/** Without a rate, the control totals: what every service costs is among their inputs. */
function explanationsOf(draft: Draft, derivation: Derivation, rates: readonly DerivedRate[] | null): readonly Explanation[] {
  return rates === null ? (['in', 'out', 'unallocated'] as const).map((figure) => explainTotal(derivation, draft, figure)) : rates.flatMap((rate) => Object.values(ofRate(draft, derivation, rate)))
}

function jsonRow(draft: Draft, derivation: Derivation, { rate, explained }: { readonly rate: DerivedRate; readonly explained: Explained }): JsonRow {
  const { rateId, serviceId, elements, ...figures } = rate
  const facts = draft.rate.get(rateId)
  const overhead = derivation.services.get(serviceId)?.overhead ?? []
  return {
    code: facts?.code ?? rateId, resource: facts?.title ?? '', unit: facts?.billableUnit ?? '', service: draft.service.get(serviceId)?.name ?? serviceId, ...figures, elements: Object.fromEntries(elements),
    serviceTotal: derivation.services.get(serviceId)?.total ?? null, serviceOverhead: overhead.map(({ poolId, amount }) => ({ pool: draft.costPool.get(poolId)?.code ?? poolId, amount })),
    ...explained.row(() => ofRate(draft, derivation, rate)),
  }
}

function linesOf(draft: Draft, { services }: Derivation, rates: readonly DerivedRate[]): readonly TableLine[] {
  let heading = ''
  return rates.flatMap((rate): readonly TableLine[] => {
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

type Request = { readonly file: string; readonly version: string; readonly method: AllocationMethod | null; readonly rate?: string } & ExplainFlags

export async function deriveCommand(core: CliCore, request: Request): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const version = readCostVersion(model, request.version)
  if (!version.ok) return versionsRefused(model, version.failure)
  const { draft, path } = model
  const derivation = deriveRates(draft, version.value, request.method === null ? {} : { method: request.method })
  const one = request.rate === undefined ? null : rateOfCode(model, request.rate)
  if (one?.ok === false) return refusal({ model: path, issues: one.failure })
  const rates = [...derivation.rates.values()].filter((rate) => one === null || rate.rateId === one.value.id)
  if (one !== null && rates.length === 0) return refusal({ model: path, issues: [notBuilt(one.value.code, formatVersion(draft, version.value))] })
  const explained = explainedAnswer(request)
  const notes = costNotes(model, { versions: [version.value], generatedAt: core.parts.clock.now().toISOString() })
  const table = textTable(
    [
      { header: 'Code', align: 'start' }, { header: 'Resource', align: 'start' }, { header: 'Unit', align: 'start' }, { header: 'Cost', align: 'decimal' }, { header: 'Divided by', align: 'decimal' },
      { header: 'Unrounded', align: 'decimal' }, { header: 'Derived', align: 'decimal' }, { header: 'Published', align: 'decimal' }, { header: 'Rounding effect', align: 'decimal' }, { header: 'Remark', align: 'start' },
    ],
    linesOf(draft, derivation, rates),
  )
  const { totals } = derivation
  const isRefused = derivation.issues.some((each) => each.severity === 'error')
  return {
    exitCode: isRefused ? 1 : 0, model: path, warnings: [...notes, ...derivation.issues, ...underivedIssues(draft, derivation, formatVersion(draft, version.value))], hasTrees: request.explain === true,
    rows: rates.map((rate) => jsonRow(draft, derivation, { rate, explained })),
    text: [
      ...notes.flatMap((each) => [each.message, '']), `${formatVersion(draft, version.value)}, pools allocated by: ${derivation.method}`, '', table, '',
      `Control totals: in ${formatFixed(totals.in, 2)}, out ${formatFixed(totals.out, 2)}, unallocated ${formatFixed(totals.unallocated, 2)}`,
      ...explained.text(() => explanationsOf(draft, derivation, one === null ? null : rates)),
    ].join('\n'),
  }
}
