/** `recovery FILE --version VERSION [--service NAME [--explain [--depth N]]]`: services and funds, t-2 actual, t-1 forecast, t plan (RECOV-1 to RECOV-5). */
import { formatFixed, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import type { Explanation } from '../../../src-shared/domain/explanation.ts'
import { hasErrors, issue } from '../../../src-shared/domain/issues.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { AccountYear } from '../../../src-shared/domain/recovery/account-year.ts'
import { ACCOUNT_RESULTS } from '../../../src-shared/domain/recovery/explain-account.ts'
import { ACCOUNT_INPUTS, explainRecovery } from '../../../src-shared/domain/recovery/explain-recovery.ts'
import { accountName, recoveryOf, type AccountRecovery, type FundRecovery, type Recovery } from '../../../src-shared/domain/recovery/recovery.ts'
import { ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import { explainedFigures, type ExplainFlags } from '../explain-option.ts'
import type { CliCore } from '../open-core.ts'
import { costNotes, readCostVersion, readModel, versionsRefused } from '../open-model.ts'
import { refusal, type JsonRow, type Outcome } from '../outcome.ts'
import { textTable, type TableLine } from '../text-table.ts'

function fundName(draft: Draft, fundId: string | null): string {
  return fundId === null ? 'No fund' : (draft.internalServiceFund.get(fundId)?.code ?? fundId)
}

function serviceName(draft: Draft, serviceId: string): string {
  return draft.service.get(serviceId)?.name ?? serviceId
}

/** What the text explains: everything else of an account is among their inputs. */
const TOLD = ['difference', 'closing', 'excess', 'federalShare'] as const

type AccountAt = Pick<AccountRecovery, 'serviceId' | 'fundId'> & { readonly year: number }

function explainedAccount(draft: Draft, recovery: Recovery, { serviceId, fundId, year }: AccountAt): Readonly<Record<string, Explanation>> {
  return Object.fromEntries([...ACCOUNT_INPUTS, ...ACCOUNT_RESULTS].map((figure) => [figure, explainRecovery(draft, recovery, { account: { kind: 'service', serviceId, fundId }, year, figure })]))
}

function jsonRows(draft: Draft, recovery: Recovery, request: ExplainFlags): readonly JsonRow[] {
  const { versions, accounts, funds } = recovery
  const label = (index: number): string => {
    const version = versions[index]
    return version === undefined ? '' : formatVersion(draft, version)
  }
  return [
    ...accounts.flatMap(({ serviceId, fundId, years, carryForwards }) => years.flatMap((year, index): readonly JsonRow[] => (year === null ? [] : [{
      row: 'service', service: serviceName(draft, serviceId), fund: fundId === null ? null : fundName(draft, fundId), version: label(index), ...year,
      carryForwards: carryForwards.map(({ row, plan }) => ({
        closedYear: row.closedYear, amount: row.amount, settledBy: row.settledBy, firstYear: row.firstYear, years: row.years, expiresAfter: row.expiresAfter,
        parts: plan.parts.map((part) => ({ ...part })), expired: plan.expired,
      })),
      ...explainedFigures(request, () => explainedAccount(draft, recovery, { serviceId, fundId, year: index })).row,
    }]))),
    ...funds.flatMap(({ fundId, services: inFund, years, crossSubsidies }) => years.flatMap((year, index): readonly JsonRow[] => {
      if (year === null) return []
      const crossed = crossSubsidies.find((each) => each.fiscalYear === year.fiscalYear)
      const names = (ids: readonly string[] = []): readonly string[] => ids.map((id) => serviceName(draft, id))
      return [{ row: 'fund', fund: fundId === null ? null : fundName(draft, fundId), services: names(inFund), version: label(index), ...year, crossSubsidy: crossed === undefined ? null : { over: names(crossed.over), under: names(crossed.under) } }]
    })),
  ]
}

function dollars(amount: AnyDecimalText): string {
  return formatFixed(amount, 2)
}

function lineOf(version: string, year: AccountYear): TableLine {
  const percent = year.differencePercent === null ? '' : `${formatFixed(year.differencePercent, 2)} %`
  return {
    kind: 'cells',
    cells: [`  ${version}`, dollars(year.revenue), dollars(year.target), dollars(year.difference), percent, dollars(year.closing), dollars(year.reserveCap), dollars(year.excess), dollars(year.federalShare), year.verdict],
  }
}

function linesOf(draft: Draft, named: { readonly heading: string; readonly account: AccountRecovery | FundRecovery; readonly versions: readonly Version[] }): readonly TableLine[] {
  return [
    { kind: 'heading', text: named.heading },
    ...named.account.years.flatMap((year, index) => {
      const version = named.versions[index]
      return year === null || version === undefined ? [] : [lineOf(formatVersion(draft, version), year)]
    }),
  ]
}

function carryLines(draft: Draft, recovery: Recovery): readonly string[] {
  const { accounts, fiscalYear } = recovery
  return accounts.flatMap((account) => account.carryForwards.map(({ row, plan }) => {
    const used = plan.parts.map((part) => `FY${part.fiscalYear} ${dollars(part.amount)}`).join(', ')
    const left = plan.expired === '0' ? '' : `; ${dollars(plan.expired)} ${row.expiresAfter < fiscalYear ? 'expired' : 'will expire'} unused after FY${row.expiresAfter}`
    return `Carry-forward of ${accountName(draft, recovery, account)}, FY${row.closedYear}: ${dollars(row.amount)} by ${row.settledBy}${used === '' ? '' : ` (${used})`}${left}`
  }))
}

function textOf(draft: Draft, recovery: Recovery): string {
  const { versions, accounts, funds } = recovery
  const table = textTable(
    [
      { header: 'Version', align: 'start' }, { header: 'Revenue', align: 'decimal' }, { header: 'Target', align: 'decimal' }, { header: 'Over / under', align: 'decimal' }, { header: 'Of target', align: 'decimal' },
      { header: 'Closing', align: 'decimal' }, { header: 'Reserve cap', align: 'decimal' }, { header: 'Excess', align: 'decimal' }, { header: 'Federal share', align: 'decimal' }, { header: 'Verdict', align: 'start' },
    ],
    [
      ...accounts.flatMap((account) => linesOf(draft, { heading: accountName(draft, recovery, account), account, versions })),
      ...funds.flatMap((account) => linesOf(draft, { heading: `Fund ${fundName(draft, account.fundId)}: ${account.services.length} services`, account, versions })),
    ],
  )
  const named = (ids: readonly string[]): string => ids.map((id) => serviceName(draft, id)).join(', ')
  const crossed = funds.flatMap(({ fundId, crossSubsidies }) => crossSubsidies.map(({ fiscalYear, over, under }) =>
    `FY${fiscalYear}, ${fundName(draft, fundId)}: over-recovered ${named(over)}; under-recovered ${named(under)}; one service must not pay for another (RECOV-1).`))
  const carried = carryLines(draft, recovery)
  return [table, ...(carried.length === 0 ? [] : ['', ...carried]), ...(crossed.length === 0 ? [] : ['', ...crossed])].join('\n')
}

/** The accounts of one service alone, by its code or its name. */
function ofService(draft: Draft, recovery: Recovery, name: string): Result<Recovery> {
  const wanted = name.trim().toLowerCase()
  const found = new Set([...draft.service.values()].filter((service) => [service.code, service.name].some((each) => each.trim().toLowerCase() === wanted)).map((service) => service.id))
  const accounts = recovery.accounts.filter((account) => found.has(account.serviceId))
  if (accounts.length > 0) return ok({ ...recovery, accounts, funds: [], issues: recovery.issues.filter((each) => each.subject === undefined || found.has(each.subject.id)) })
  return refused([issue('unknown-reference', `There is no account of a service "${name.slice(0, 80)}".`, { remedy: 'Write the code or the name of a service that recovery lists.' })])
}

function explainedText(draft: Draft, recovery: Recovery, request: ExplainFlags): readonly string[] {
  return recovery.accounts.flatMap((account) => account.years.flatMap((year, index) => (year === null ? [] : explainedFigures(request, () => Object.fromEntries(TOLD.map((figure) => [figure, explainRecovery(draft, recovery, { account: { kind: 'service', serviceId: account.serviceId, fundId: account.fundId }, year: index, figure })]))).text)))
}

type Request = { readonly file: string; readonly version: string; readonly service?: string } & ExplainFlags

export async function recoveryCommand(core: CliCore, request: Request): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const version = readCostVersion(model, request.version)
  if (!version.ok) return versionsRefused(model, version.failure)
  const all = recoveryOf(model.draft, version.value)
  const shown = request.service === undefined ? ok(all) : ofService(model.draft, all, request.service)
  if (!shown.ok) return refusal({ model: model.path, issues: shown.failure })
  const recovery = shown.value
  const notes = costNotes(model, { versions: recovery.versions, generatedAt: core.parts.clock.now().toISOString() })
  return {
    exitCode: hasErrors(recovery.issues) ? 1 : 0, model: model.path, warnings: [...notes, ...recovery.issues], rows: jsonRows(model.draft, recovery, request), hasTrees: request.explain === true,
    text: [...notes.flatMap((each) => [each.message, '']), textOf(model.draft, recovery), ...explainedText(model.draft, recovery, request)].join('\n'),
  }
}
