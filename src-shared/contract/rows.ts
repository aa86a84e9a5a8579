/** A strict schema for each table's row; their types are the domain's own, held to each other by the compiler. */
import { z } from 'zod'

import { byTable, type ModelRows } from '../domain/model/draft.ts'
import type { Edit, EditKind, RowChange } from '../domain/model/edit.ts'
import { CUSTOMER_CLASSES, OVERRIDE_FIELDS, PRICE_KINDS, RELATION_KINDS, SCHEDULE_STATES, type TableName, type Tables } from '../domain/model/tables.ts'
import { composedId, factor, fiscalYearCodec, id, isoDateCodec, isoInstant, line, longText, name, percent, position, publishedPlaces, usdPerUnit, versionKeyCodec } from './codecs.ts'
import { billingRowSchemas } from './billing-rows.ts'
import { costRowSchemas } from './cost-rows.ts'
import { ratingRowSchemas } from './rating-rows.ts'
import { serviceLevelRowSchemas } from './service-level-rows.ts'

export const rowSchemas = {
  settings: z.strictObject({ id, agencyName: line, officeName: line, fiscalYearFirstMonth: z.int().min(1).max(12) }),
  lineOfBusiness: z.strictObject({ id, name, position }),
  serviceGroup: z.strictObject({ id, lineOfBusinessId: id, name, position }),
  service: z.strictObject({ id, serviceGroupId: id, code: line, name, description: longText, position, retiredFrom: fiscalYearCodec.nullable() }),
  rate: z.strictObject({
    id, serviceId: id, code: name, title: name, billableUnit: line, objectCode: line, position, retiredFrom: fiscalYearCodec.nullable(), note: longText,
  }),
  rateRelation: z.strictObject({ id, fiscalYear: fiscalYearCodec, kind: z.enum(RELATION_KINDS), fromRateId: id, toRateId: id, note: longText }),
  schedule: z.strictObject({
    id, version: versionKeyCodec, revision: z.int().min(1).max(10_000), state: z.enum(SCHEDULE_STATES), effectiveFrom: isoDateCodec, issuedOn: isoDateCodec.nullable(), note: longText,
  }),
  price: z.strictObject({
    id, scheduleId: id, rateId: id, customerClass: z.enum(CUSTOMER_CLASSES), kind: z.enum(PRICE_KINDS), amount: usdPerUnit.nullable(), percent: percent.nullable(),
    basisText: line, places: publishedPlaces, derivedAmount: usdPerUnit.nullable(), note: longText,
  }),
  baseline: z.strictObject({ id, version: versionKeyCodec, rateId: id, name, position, typedAmount: usdPerUnit.nullable(), source: longText }),
  baselineTerm: z.strictObject({ id, baselineId: id, position, version: versionKeyCodec, rateId: id, multiplier: factor, divisor: factor }),
  printedRow: z.strictObject({
    id, version: versionKeyCodec, position, heading: line, resource: line, billableUnit: line, fromText: line, toText: line, differenceText: line, percentText: line,
    source: line, rateId: id.nullable(),
  }),
  scenario: z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/), name, note: longText, author: line, createdAt: isoInstant, position }),
  override: z.strictObject({
    id, scenarioId: id, version: versionKeyCodec, rateId: id, customerClass: z.enum(CUSTOMER_CLASSES), field: z.enum(OVERRIDE_FIELDS),
    value: z.union([usdPerUnit, percent]).nullable(), places: publishedPlaces, baseValue: z.union([usdPerUnit, percent]).nullable(), baseRevision: z.int().min(0).max(10_000),
    relativeKind: z.enum(['percent', 'amount']).nullable(), relativeBy: z.union([percent, usdPerUnit]).nullable(), note: longText,
  }),
  ...costRowSchemas,
  ...billingRowSchemas,
  ...ratingRowSchemas,
  ...serviceLevelRowSchemas,
} as const satisfies { readonly [Name in TableName]: z.ZodType<Tables[Name], Tables[Name]> }

function changeOf<Name extends TableName>(table: Name, row: z.ZodType<Tables[Name], Tables[Name]>) {
  return z.strictObject({ table: z.literal(table), id: composedId, before: row.nullable(), after: row.nullable() })
}

export const rowChange: z.ZodType<RowChange, RowChange> = z.discriminatedUnion('table', [
  changeOf('settings', rowSchemas.settings), changeOf('lineOfBusiness', rowSchemas.lineOfBusiness), changeOf('serviceGroup', rowSchemas.serviceGroup),
  changeOf('service', rowSchemas.service), changeOf('rate', rowSchemas.rate), changeOf('rateRelation', rowSchemas.rateRelation),
  changeOf('schedule', rowSchemas.schedule), changeOf('price', rowSchemas.price), changeOf('baseline', rowSchemas.baseline),
  changeOf('baselineTerm', rowSchemas.baselineTerm), changeOf('printedRow', rowSchemas.printedRow), changeOf('scenario', rowSchemas.scenario),
  changeOf('override', rowSchemas.override), changeOf('internalServiceFund', rowSchemas.internalServiceFund), changeOf('yearPolicy', rowSchemas.yearPolicy),
  changeOf('driver', rowSchemas.driver), changeOf('costPool', rowSchemas.costPool), changeOf('costLine', rowSchemas.costLine), changeOf('capitalItem', rowSchemas.capitalItem),
  changeOf('escalator', rowSchemas.escalator), changeOf('staffPosition', rowSchemas.staffPosition), changeOf('staffAssignment', rowSchemas.staffAssignment),
  changeOf('salaryIncrease', rowSchemas.salaryIncrease), changeOf('driverQuantity', rowSchemas.driverQuantity), changeOf('rateBuild', rowSchemas.rateBuild),
  changeOf('rateUnits', rowSchemas.rateUnits), changeOf('revenue', rowSchemas.revenue), changeOf('fundBalance', rowSchemas.fundBalance),
  changeOf('carryForward', rowSchemas.carryForward), changeOf('inputOverride', rowSchemas.inputOverride),
  changeOf('customer', rowSchemas.customer), changeOf('encumbrance', rowSchemas.encumbrance), changeOf('billPolicy', rowSchemas.billPolicy),
  changeOf('billAdjustment', rowSchemas.billAdjustment), changeOf('oneTimeItem', rowSchemas.oneTimeItem), changeOf('usageBatch', rowSchemas.usageBatch), changeOf('usageEntry', rowSchemas.usageEntry),
  changeOf('serviceRequest', rowSchemas.serviceRequest), changeOf('estimateLine', rowSchemas.estimateLine), changeOf('customerQuestion', rowSchemas.customerQuestion),
  changeOf('budget', rowSchemas.budget), changeOf('budgetSeries', rowSchemas.budgetSeries), changeOf('budgetChange', rowSchemas.budgetChange),
  changeOf('budgetFigure', rowSchemas.budgetFigure), changeOf('budgetMonths', rowSchemas.budgetMonths), changeOf('performanceFactor', rowSchemas.performanceFactor), changeOf('applicationClass', rowSchemas.applicationClass),
  changeOf('adjustmentFactor', rowSchemas.adjustmentFactor), changeOf('holiday', rowSchemas.holiday), changeOf('ratingParameter', rowSchemas.ratingParameter),
  changeOf('printClass', rowSchemas.printClass), changeOf('mailboxClass', rowSchemas.mailboxClass), changeOf('complexityFactor', rowSchemas.complexityFactor),
  changeOf('binSize', rowSchemas.binSize), changeOf('ratedMeasure', rowSchemas.ratedMeasure),
  changeOf('servicePage', rowSchemas.servicePage), changeOf('pageVersion', rowSchemas.pageVersion), changeOf('requestType', rowSchemas.requestType),
  changeOf('serviceReport', rowSchemas.serviceReport), changeOf('responsibility', rowSchemas.responsibility), changeOf('agreement', rowSchemas.agreement),
  changeOf('agreementService', rowSchemas.agreementService), changeOf('agreementSupport', rowSchemas.agreementSupport), changeOf('agreementStep', rowSchemas.agreementStep),
  changeOf('agreementDocument', rowSchemas.agreementDocument), changeOf('agreementSignature', rowSchemas.agreementSignature), changeOf('agreementReview', rowSchemas.agreementReview),
  changeOf('escalationStep', rowSchemas.escalationStep), changeOf('serviceCalendar', rowSchemas.serviceCalendar), changeOf('maintenanceWindow', rowSchemas.maintenanceWindow),
  changeOf('serviceTarget', rowSchemas.serviceTarget), changeOf('targetGoal', rowSchemas.targetGoal), changeOf('measurement', rowSchemas.measurement), changeOf('outage', rowSchemas.outage),
  changeOf('incident', rowSchemas.incident), changeOf('finding', rowSchemas.finding), changeOf('improvementAction', rowSchemas.improvementAction),
  changeOf('communication', rowSchemas.communication), changeOf('communicationDone', rowSchemas.communicationDone), changeOf('levelPolicy', rowSchemas.levelPolicy),
])

export const editKind = z.enum(['edit', 'import', 'publish']) satisfies z.ZodType<EditKind>

/** An edit from a window: at most 20,000 rows; what is larger comes in by import and is made in the core. */
export const edit: z.ZodType<Edit, Edit> = z.strictObject({
  id, at: isoInstant, author: line, label: z.string().min(1).max(300), kind: editKind, changes: z.array(rowChange).min(1).max(20_000),
})

type RowLists = { readonly [Name in TableName]: z.ZodType<ModelRows[Name], ModelRows[Name]> }
export const modelRows: z.ZodType<ModelRows, ModelRows> = z.strictObject(byTable<RowLists>((name) => z.array<z.ZodType>(rowSchemas[name]) as z.ZodType as RowLists[typeof name]))
