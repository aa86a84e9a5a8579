/** `recovery FILE --version VERSION [--service NAME] [--fund NAME] [--explain [--depth N]]`: services and funds, t-2 actual, t-1 forecast, t plan (RECOV-1 to RECOV-5). */
import { formatFixed, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import { hasErrors, issue } from '../../../src-shared/domain/issues.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { AccountYear } from '../../../src-shared/domain/recovery/account-year.ts'
import { ACCOUNT_RESULTS } from '../../../src-shared/domain/recovery/explain-account.ts'
import { ACCOUNT_INPUTS, explainCarryForward, explainRecovery, type AccountOf } from '../../../src-shared/domain/recovery/explain-recovery.ts'
import { accountName, recoveryOf, type AccountRecovery, type FundRecovery, type Recovery } from '../../../src-shared/domain/recovery/recovery.ts'
import { ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import { explainedAnswer, type ExplainFlags } from '../explain-option.ts'
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

/** What is told of one service or fund: the figures stand in all accounts, for what is shown may rest on one that is not. */
type Shown = { readonly draft: Draft; readonly all: Recovery; readonly accounts: readonly AccountRecovery[]; readonly funds: readonly FundRecovery[]; readonly flags: ExplainFlags }

type Explained = Pick<ReturnType<typeof explainedAnswer>, 'row'>

function explainedAccount({ draft, all }: Shown, explained: Explained, { account, year }: { readonly account: AccountOf; readonly year: number }): JsonRow {
  return explained.row(() => Object.fromEntries([...ACCOUNT_INPUTS, ...ACCOUNT_RESULTS].map((figure) => [figure, explainRecovery(draft, all, { account, year, figure })])))
}

function carryForwardRow({ draft, all }: Shown, explained: Explained, { row, plan }: AccountRecovery['carryForwards'][number]): JsonRow {
  const amount = (fiscalYear: number | null): JsonRow => explained.row(() => ({ amount: explainCarryForward(draft, all, { row, fiscalYear }) }))
  return {
    closedYear: row.closedYear, amount: row.amount, settledBy: row.settledBy, firstYear: row.firstYear, years: row.years, expiresAfter: row.expiresAfter,
    parts: plan.parts.map((part) => ({ ...part, ...amount(part.fiscalYear) })), expired: plan.expired, ...(plan.expired === '0' ? {} : amount(null)),
  }
}

function jsonRows(shown: Shown): readonly JsonRow[] {
  const { draft, all: { versions }, accounts, funds, flags } = shown
  const explained = explainedAnswer(flags)
  const label = (index: number): string => {
    const version = versions[index]
    return version === undefined ? '' : formatVersion(draft, version)
  }
  return [
    ...accounts.flatMap(({ serviceId, fundId, years, carryForwards }) => years.flatMap((year, index): readonly JsonRow[] => (year === null ? [] : [{
      row: 'service', service: serviceName(draft, serviceId), fund: fundId === null ? null : fundName(draft, fundId), version: label(index), ...year,
      carryForwards: carryForwards.map((each) => carryForwardRow(shown, explained, each)), ...explainedAccount(shown, explained, { account: { kind: 'service', serviceId, fundId }, year: index }),
    }]))),
    ...funds.flatMap(({ fundId, services: inFund, years, crossSubsidies }) => years.flatMap((year, index): readonly JsonRow[] => {
      if (year === null) return []
      const crossed = crossSubsidies.find((each) => each.fiscalYear === year.fiscalYear)
      const names = (ids: readonly string[] = []): readonly string[] => ids.map((id) => serviceName(draft, id))
      return [{
        row: 'fund', fund: fundId === null ? null : fundName(draft, fundId), services: names(inFund), version: label(index), ...year, crossSubsidy: crossed === undefined ? null : { over: names(crossed.over), under: names(crossed.under) },
        ...explainedAccount(shown, explained, { account: { kind: 'fund', fundId }, year: index }),
      }]
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

function carryLines({ draft, all, accounts }: Shown): readonly string[] {
  return accounts.flatMap((account) => account.carryForwards.map(({ row, plan }) => {
    const used = plan.parts.map((part) => `FY${part.fiscalYear} ${dollars(part.amount)}`).join(', ')
    const left = plan.expired === '0' ? '' : `; ${dollars(plan.expired)} ${row.expiresAfter < all.fiscalYear ? 'expired' : 'will expire'} unused after FY${row.expiresAfter}`
    return `Carry-forward of ${accountName(draft, all, account)}, FY${row.closedYear}: ${dollars(row.amount)} by ${row.settledBy}${used === '' ? '' : ` (${used})`}${left}`
  }))
}

function textOf(shown: Shown): string {
  const { draft, all, accounts, funds } = shown
  const { versions } = all
  const table = textTable(
    [
      { header: 'Version', align: 'start' }, { header: 'Revenue', align: 'decimal' }, { header: 'Target', align: 'decimal' }, { header: 'Over / under', align: 'decimal' }, { header: 'Of target', align: 'decimal' },
      { header: 'Closing', align: 'decimal' }, { header: 'Reserve cap', align: 'decimal' }, { header: 'Excess', align: 'decimal' }, { header: 'Federal share', align: 'decimal' }, { header: 'Verdict', align: 'start' },
    ],
    [
      ...accounts.flatMap((account) => linesOf(draft, { heading: accountName(draft, all, account), account, versions })),
      ...funds.flatMap((account) => linesOf(draft, { heading: `Fund ${fundName(draft, account.fundId)}: ${account.services.length} services`, account, versions })),
    ],
  )
  const named = (ids: readonly string[]): string => ids.map((id) => serviceName(draft, id)).join(', ')
  const crossed = funds.flatMap(({ fundId, crossSubsidies }) => crossSubsidies.map(({ fiscalYear, over, under }) =>
    `FY${fiscalYear}, ${fundName(draft, fundId)}: over-recovered ${named(over)}; under-recovered ${named(under)}; one service must not pay for another (RECOV-1).`))
  const carried = carryLines(shown)
  return [table, ...(carried.length === 0 ? [] : ['', ...carried]), ...(crossed.length === 0 ? [] : ['', ...crossed])].join('\n')
}

type Request = { readonly file: string; readonly version: string; readonly service?: string; readonly fund?: string } & ExplainFlags

function isNamed(names: readonly string[], wanted: string): boolean {
  return names.some((each) => each.trim().toLowerCase() === wanted.trim().toLowerCase())
}

/** The accounts of one service, the fund with the accounts in it, or the account of one service in one fund; by code or name. */
function shownOf(draft: Draft, all: Recovery, request: Request): Result<Shown> {
  const { service, fund } = request
  const inService = ({ serviceId }: Pick<AccountRecovery, 'serviceId'>): boolean => service === undefined || isNamed([draft.service.get(serviceId)?.code ?? '', serviceName(draft, serviceId)], service)
  const inFund = ({ fundId }: Pick<FundRecovery, 'fundId'>): boolean => fund === undefined || isNamed([fundName(draft, fundId), ...(fundId === null ? [] : [draft.internalServiceFund.get(fundId)?.name ?? ''])], fund)
  const accounts = all.accounts.filter((account) => inService(account) && inFund(account))
  if (accounts.length > 0) return ok({ draft, all, accounts, funds: service === undefined ? all.funds.filter(inFund) : [], flags: request })
  const words = [...(service === undefined ? [] : [`of a service "${service.slice(0, 80)}"`]), ...(fund === undefined ? [] : [`in a fund "${fund.slice(0, 80)}"`])].join(' ')
  return refused([issue('unknown-reference', `There is no account ${words}.`, { remedy: `Write the code or the name of a ${service === undefined ? 'fund' : 'service'} that recovery lists.` })])
}

/** Of a fund its own figures: those of its accounts are among their inputs. */
function explainedText({ draft, all, accounts, funds, flags }: Shown): readonly string[] {
  const told: readonly { readonly account: AccountOf; readonly years: AccountRecovery['years'] | FundRecovery['years'] }[] = funds.length > 0
    ? funds.map(({ fundId, years }) => ({ account: { kind: 'fund', fundId }, years }))
    : accounts.map(({ serviceId, fundId, years }) => ({ account: { kind: 'service', serviceId, fundId }, years }))
  return explainedAnswer(flags).text(() => told.flatMap(({ account, years }) => years.flatMap((year, index) => (year === null ? [] : TOLD.map((figure) => explainRecovery(draft, all, { account, year: index, figure }))))))
}

export async function recoveryCommand(core: CliCore, request: Request): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const version = readCostVersion(model, request.version)
  if (!version.ok) return versionsRefused(model, version.failure)
  const all = recoveryOf(model.draft, version.value)
  const shown = request.service === undefined && request.fund === undefined ? ok({ draft: model.draft, all, accounts: all.accounts, funds: all.funds, flags: request }) : shownOf(model.draft, all, request)
  if (!shown.ok) return refusal({ model: model.path, issues: shown.failure })
  const notes = costNotes(model, { versions: all.versions, generatedAt: core.parts.clock.now().toISOString() })
  const services = new Set(shown.value.accounts.map((account) => account.serviceId))
  const issues = all.issues.filter((each) => each.subject === undefined || services.has(each.subject.id))
  return {
    exitCode: hasErrors(issues) ? 1 : 0, model: model.path, warnings: [...notes, ...issues], rows: jsonRows(shown.value), hasTrees: request.explain === true,
    text: [...notes.flatMap((each) => [each.message, '']), textOf(shown.value), ...explainedText(shown.value)].join('\n'),
  }
}
