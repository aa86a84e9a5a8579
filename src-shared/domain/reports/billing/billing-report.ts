/** What the reports of the billing side have in common: who is billed, whether the customers are made up, how bills are rounded. */
import type { Customer } from '../../model/billing-tables.ts'
import { coveredReport, type CoveredParts, type Note } from '../covered-report.ts'
import type { ReportModel } from '../report-model.ts'

export type BillingReportParts = Omit<CoveredParts, 'isFictional' | 'provenance' | 'sections' | 'issues'> & Partial<Pick<CoveredParts, 'sections' | 'issues'>> & {
  /** Of whom the report speaks. */
  readonly customers: readonly Customer[]
  /** The sheet that a CSV holds. */
  readonly mainSheetId: string
}

export function hasFictional(customers: readonly Customer[]): boolean {
  return customers.some((each) => each.provenance === 'fictional')
}

/** Cover, the sheets, method and notes; where a customer is fictional, every page says so. */
export function billingReport(parts: BillingReportParts): ReportModel {
  const isFictional = hasFictional(parts.customers)
  const report = coveredReport({
    ...parts, isFictional, sections: parts.sections ?? [], issues: parts.issues ?? [],
    provenance: isFictional ? 'FICTIONAL: customers and usage are made up; no agency used or paid for any of it.' : 'The model\'s own.',
    method: [...parts.method, { label: 'Arithmetic', text: 'Exact decimals; a half is rounded away from zero. A line is the sum of a month\'s quantities, priced with the published rate and rounded to the cent once; a year is the sum of its rounded months. (NUM-2, NUM-3, BILL-1)' }],
  })
  return { ...report, mainSheetId: parts.mainSheetId }
}

/** @example customerName(customer) // 'DMA Department of Mental Affairs' */
export function customerName({ code, name }: Pick<Customer, 'code' | 'name'>): string {
  return `${code} ${name}`
}

/** How a customer pays: `50 % state, 40 % federal, 10 % other`. */
export function fundingWords({ stateFunding, federalFunding, otherFunding }: Customer): string {
  return `${stateFunding} % state, ${federalFunding} % federal, ${otherFunding} % other`
}

/** Who receives a customer's report. */
export function customerNotes(customer: Customer): readonly Note[] {
  return [
    { label: 'Customer', text: customerName(customer) }, { label: 'Secretariat', text: customer.secretariat }, { label: 'Class', text: customer.customerClass },
    { label: 'Chargeback coordinator', text: customer.coordinator }, { label: 'Account manager', text: customer.accountManager }, { label: 'Funding', text: fundingWords(customer) },
  ]
}

/** @example groupLabel('') // 'No object code' */
export function groupLabel(objectCode: string): string {
  return objectCode === '' ? 'No object code' : objectCode
}
