/** Recovery, carry-forward and reserve over three years, with the schedule for the federal cost allocation plan (RECOV-1 to RECOV-5). */
import { costInputsOf } from '../../costs/cost-inputs.ts'
import { formatFiscalYear } from '../../fiscal-year.ts'
import type { AccountYear } from '../../recovery/account-year.ts'
import { accountName, excessOfService, recoveryOf } from '../../recovery/recovery.ts'
import { settlementOptions } from '../../recovery/settlement.ts'
import { formatVersion } from '../../version-label.ts'
import { column, textCell } from '../cells.ts'
import type { ReportModel, ReportRow, ReportSheet } from '../report-model.ts'
import { usdCell } from './cost-cells.ts'
import { costReport, type CostReportRequest, type Note } from './cost-report.ts'
import { accountKey, carryForwardSheet, federalScheduleSheet, fundName, fundRecoverySheet, SCHEDULE_CITATION, serviceRecoverySheet, type RecoveryParts } from './recovery-sheets.ts'

/**
 * The report, seen from a planned year.
 *
 * @example recoveryReport({ draft, version: planOf(fiscalYear(2005)), context }).sheets.map((sheet) => sheet.name)
 *   // ['Cover', 'Services', 'Funds', 'Federal schedule', 'Carry-forwards', 'Settlement', 'Method and notes']
 */
export function recoveryReport(request: CostReportRequest): ReportModel {
  const { draft, version } = request
  const recovery = recoveryOf(draft, version)
  const policies = recovery.versions.map((each) => costInputsOf(draft, each).policy)
  const parts: RecoveryParts = { draft, recovery, policies }
  const crossed = recovery.funds.flatMap((fund) => fund.crossSubsidies.map((each): Note => ({
    label: `Cross-subsidy, ${formatFiscalYear(each.fiscalYear)}`,
    text: `${fundName(draft, fund.fundId)}: ${namesOf(request, each.over)} over-recover beside ${namesOf(request, each.under)}, which under-recover. One service must not pay for another. (RECOV-1)`,
  })))
  return costReport({
    ...request, report: 'recovery', name: 'Recovery and reserve', policies, issues: recovery.issues,
    sheets: [serviceRecoverySheet(parts), fundRecoverySheet(parts), federalScheduleSheet(parts), carryForwardSheet(parts), settlementSheet(parts)],
    facts: [{ label: 'Years', text: recovery.versions.map((each) => formatVersion(draft, each)).join(', ') }, ...crossed],
    method: [
      { label: 'Target revenue', text: 'Cost + carry-forward + reserve contribution - subsidy - other revenue. A service is flagged when revenue differs from the target by more than the tolerance of the year. (RECOV-1)' },
      { label: 'Funds', text: 'A service has an account in each internal service fund that it names. What names no fund stands in its main one; parts of pools, positions, items and planned revenue without a fund are split over its funds in proportion to what costs there by its name, by largest remainder. (RECOV-1)' },
      { label: 'Imputed revenue', text: 'What users who were billed below the full rate, or not at all, would have paid. (RECOV-2)' },
      { label: 'Closing balance', text: 'Opening + billed + imputed + interest + transfers - allowable cost. Where no opening balance is stated, it is the closing balance of the year before. (RECOV-1)' },
      ...policies.map((policy): Note => ({ label: `Reserve, ${policy.version}`, text: `60 days of ${policy.reserveExpense === 'all-cash' ? 'all cash expense' : 'allowable cash expense'}, ${policy.reserveDivisor === '6' ? 'taken as one sixth of a year' : 'taken as 60 of 365 days'}, without depreciation. Tolerance ${policy.recoveryTolerancePercent} %. (RECOV-3)` })),
      { label: 'Federal share', text: 'Excess x federally funded billings / all billings, to the cent. (RECOV-5)' },
      { label: 'Citation', text: `${SCHEDULE_CITATION}.` },
    ],
  })
}

function namesOf({ draft }: CostReportRequest, serviceIds: readonly string[]): string {
  return serviceIds.map((id) => draft.service.get(id)?.name ?? id).join(', ')
}

/** How an excess may be settled (RECOV-5). */
function settlementSheet({ draft, recovery }: RecoveryParts): ReportSheet {
  const rows = recovery.accounts.flatMap((account) => account.years.flatMap((year: AccountYear | null, index) => (year === null || year.excess === '0' ? [] : settlementOptions({ ...year, serviceExcess: excessOfService(recovery, { serviceId: account.serviceId, year: index }) }).map((option): ReportRow => {
    const id = `settlement.${accountKey(account)}.${index}.${option.settlement}`
    return {
      id, kind: 'data',
      cells: [textCell(`${id}.service`, accountName(draft, recovery, account)), textCell(`${id}.year`, formatFiscalYear(year.fiscalYear)), textCell(`${id}.how`, option.settlement.replaceAll('-', ' ')), usdCell(`${id}.amount`, option.amount), textCell(`${id}.open`, option.isOpen ? 'Open' : 'Not open', option.isOpen ? {} : { tone: 'quiet' }), textCell(`${id}.words`, option.words)],
    }
  }))))
  const none: ReportRow = { id: 'settlement.none', kind: 'note', cells: [textCell('settlement.none.text', 'No service has a balance above its reserve.'), ...Array.from({ length: 5 }, () => ({ kind: 'blank' as const }))] }
  return {
    id: 'settlement', name: 'Settlement', title: 'How an excess may be settled', description: 'Each way with its amount; central cost only up to its limit.', rows: rows.length === 0 ? [none] : rows, frozenColumns: 2, layout: 'table', charts: [],
    columns: [column({ id: 'service', header: 'Service', width: 32, wrap: true }), column({ id: 'year', header: 'Year', width: 9 }), column({ id: 'how', header: 'Settled by', width: 16 }), column({ id: 'amount', header: 'Amount', unit: 'USD', width: 16, align: 'end' }), column({ id: 'open', header: 'Open', width: 10 }), column({ id: 'words', header: 'What it means', width: 80, wrap: true })],
  }
}
