/** `recovery FILE --version VERSION`: services and funds, t-2 actual, t-1 forecast, t plan (RECOV-1 to RECOV-5). */
import { formatFixed, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import { hasErrors } from '../../../src-shared/domain/issues.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { AccountYear } from '../../../src-shared/domain/recovery/account-year.ts'
import { accountName, recoveryOf, type AccountRecovery, type FundRecovery, type Recovery } from '../../../src-shared/domain/recovery/recovery.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import type { CliCore } from '../open-core.ts'
import { costNotes, readCostVersion, readModel, versionsRefused } from '../open-model.ts'
import type { JsonRow, Outcome } from '../outcome.ts'
import { textTable, type TableLine } from '../text-table.ts'

function fundName(draft: Draft, fundId: string | null): string {
  return fundId === null ? 'No fund' : (draft.internalServiceFund.get(fundId)?.code ?? fundId)
}

function serviceName(draft: Draft, serviceId: string): string {
  return draft.service.get(serviceId)?.name ?? serviceId
}

function jsonRows(draft: Draft, { versions, accounts, funds }: Recovery): readonly JsonRow[] {
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

export async function recoveryCommand(core: CliCore, request: { readonly file: string; readonly version: string }): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const version = readCostVersion(model, request.version)
  if (!version.ok) return versionsRefused(model, version.failure)
  const recovery = recoveryOf(model.draft, version.value)
  const notes = costNotes(model, { versions: recovery.versions, generatedAt: core.parts.clock.now().toISOString() })
  return {
    exitCode: hasErrors(recovery.issues) ? 1 : 0, model: model.path, warnings: [...notes, ...recovery.issues], rows: jsonRows(model.draft, recovery),
    text: [...notes.flatMap((each) => [each.message, '']), textOf(model.draft, recovery)].join('\n'),
  }
}
