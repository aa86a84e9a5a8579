/** Where each field of the billing side's rows lies in the database. */
import type { BillingTables } from '../../src-shared/domain/model/billing-tables.ts'
import type { ColumnsOf } from './cost-table-columns.ts'

/** A table or a field that is missing here, or one too many, does not compile. */
export const BILLING_TABLE_COLUMNS: { readonly [Name in keyof BillingTables]: { readonly table: string; readonly columns: ColumnsOf<BillingTables[Name]> } } = {
  customer: {
    table: 'customer',
    columns: {
      id: 'id', code: 'code', name: 'name', secretariat: 'secretariat', customerClass: 'customer_class', accountManager: 'account_manager', coordinator: 'coordinator',
      stateFunding: 'state_funding', federalFunding: 'federal_funding', otherFunding: 'other_funding', lastContactOn: 'last_contact_on', position: 'position', provenance: 'provenance',
      note: 'note',
    },
  },
  encumbrance: {
    table: 'encumbrance',
    columns: {
      id: 'id', version: 'version', customerId: 'customer_id', objectCode: 'object_code', amount: 'amount', approvedOn: 'approved_on', note: 'note', source: 'source',
    },
  },
  billPolicy: {
    table: 'bill_policy',
    columns: {
      id: 'id', version: 'version', minimumCharge: 'minimum_charge', minimumRateId: 'minimum_rate_id', issueThreshold: 'issue_threshold', issueComparison: 'issue_comparison',
      firstPartMonth: 'first_part_month', suffolkDays: 'suffolk_days', note: 'note',
    },
  },
  billAdjustment: {
    table: 'bill_adjustment',
    columns: {
      id: 'id', customerId: 'customer_id', chargedOn: 'charged_on', objectCode: 'object_code', kind: 'kind', amount: 'amount', reason: 'reason', author: 'author', source: 'source',
    },
  },
  oneTimeItem: { table: 'one_time_item', columns: { id: 'id', customerId: 'customer_id', rateId: 'rate_id', chargedOn: 'charged_on', quantity: 'quantity', reason: 'reason', author: 'author', source: 'source' } },
  usageBatch: {
    table: 'usage_batch',
    columns: {
      id: 'id', number: 'number', kind: 'kind', fileName: 'file_name', lineCount: 'line_count', importedAt: 'imported_at', author: 'author', provenance: 'provenance', note: 'note',
    },
  },
  usageEntry: { table: 'usage_entry', columns: { id: 'id', customerId: 'customer_id', rateId: 'rate_id', month: 'month', quantity: 'quantity', author: 'author', note: 'note' } },
  serviceRequest: {
    table: 'service_request',
    columns: {
      id: 'id', customerId: 'customer_id', code: 'code', kind: 'kind', title: 'title', status: 'status', requestedOn: 'requested_on', decidedOn: 'decided_on', signedBy: 'signed_by',
      rateId: 'rate_id', monthlyUnits: 'monthly_units', fromMonth: 'from_month', toMonth: 'to_month', author: 'author', note: 'note',
    },
  },
  estimateLine: {
    table: 'estimate_line',
    columns: {
      id: 'id', requestId: 'request_id', position: 'position', description: 'description', cadence: 'cadence', rateId: 'rate_id', quantity: 'quantity', amount: 'amount',
      objectCode: 'object_code', note: 'note',
    },
  },
  customerQuestion: {
    table: 'customer_question',
    columns: {
      id: 'id', customerId: 'customer_id', askedOn: 'asked_on', question: 'question', answer: 'answer', answeredOn: 'answered_on', author: 'author',
    },
  },
  budget: {
    table: 'budget',
    columns: {
      id: 'id', version: 'version', customerId: 'customer_id', method: 'method', meanMonths: 'mean_months', growthPercent: 'growth_percent', growthFrom: 'growth_from',
      handedOverOn: 'handed_over_on', author: 'author', note: 'note',
    },
  },
  budgetSeries: {
    table: 'budget_series',
    columns: {
      id: 'id', version: 'version', customerId: 'customer_id', rateId: 'rate_id', method: 'method', growthPercent: 'growth_percent', growthFrom: 'growth_from', typedUnits: 'typed_units',
      note: 'note',
    },
  },
  budgetChange: {
    table: 'budget_change',
    columns: {
      id: 'id', version: 'version', customerId: 'customer_id', rateId: 'rate_id', cadence: 'cadence', fromMonth: 'from_month', toMonth: 'to_month', units: 'units', author: 'author',
      note: 'note',
    },
  },
  budgetFigure: { table: 'budget_figure', columns: { id: 'id', version: 'version', customerId: 'customer_id', rateId: 'rate_id', units: 'units', amount: 'amount', source: 'source' } },
  budgetMonths: { table: 'budget_months', columns: { id: 'id', version: 'version', customerId: 'customer_id', rateId: 'rate_id', microUnits: 'micro_units', cents: 'cents' } },
}
