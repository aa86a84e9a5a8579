/** A strict schema for each row of the billing side. */
import { z } from 'zod'

import {
  ADJUSTMENT_KINDS, BATCH_KINDS, CADENCES, CHANGE_CADENCES, FIRST_PART_MONTHS, PROJECTION_METHODS, REQUEST_KINDS, REQUEST_STATUSES, SUFFOLK_DAYS, THRESHOLD_COMPARISONS, type BillingTables,
} from '../domain/model/billing-tables.ts'
import { PROVENANCES } from '../domain/model/cost-tables.ts'
import { CUSTOMER_CLASSES } from '../domain/model/tables.ts'
import { composedId, id, isoDateCodec, isoInstant, line, longText, monthCodec, monthlyText, name, percent, position, units, usdCents, usdPerUnit, versionKeyCodec } from './codecs.ts'

const version = versionKeyCodec

export const billingRowSchemas = {
  customer: z.strictObject({
    id, code: name, name, secretariat: line, customerClass: z.enum(CUSTOMER_CLASSES), accountManager: line, coordinator: line, stateFunding: percent, federalFunding: percent, otherFunding: percent,
    lastContactOn: isoDateCodec.nullable(), position, provenance: z.enum(PROVENANCES), note: longText,
  }),
  encumbrance: z.strictObject({ id: composedId, version, customerId: id, objectCode: line, amount: usdCents, approvedOn: isoDateCodec.nullable(), note: longText, source: longText }),
  billPolicy: z.strictObject({
    id, version, minimumCharge: usdCents, minimumRateId: id.nullable(), issueThreshold: usdCents, issueComparison: z.enum(THRESHOLD_COMPARISONS), firstPartMonth: z.enum(FIRST_PART_MONTHS),
    suffolkDays: z.enum(SUFFOLK_DAYS), note: longText,
  }),
  billAdjustment: z.strictObject({ id, customerId: id, chargedOn: isoDateCodec, objectCode: line, kind: z.enum(ADJUSTMENT_KINDS), amount: usdCents, reason: longText, author: line, source: longText }),
  oneTimeItem: z.strictObject({ id, customerId: id, rateId: id, chargedOn: isoDateCodec, quantity: units, reason: longText, author: line, source: longText }),
  usageBatch: z.strictObject({
    id, number: z.int().min(1).max(1_000_000), kind: z.enum(BATCH_KINDS), fileName: line, lineCount: z.int().min(0).max(1_000_000_000), importedAt: isoInstant, author: line, provenance: z.enum(PROVENANCES), note: longText,
  }),
  usageEntry: z.strictObject({ id: composedId, customerId: id, rateId: id, month: monthCodec, quantity: units.nullable(), author: line, note: longText }),
  serviceRequest: z.strictObject({
    id, customerId: id, code: name, kind: z.enum(REQUEST_KINDS), title: name, status: z.enum(REQUEST_STATUSES), requestedOn: isoDateCodec, decidedOn: isoDateCodec.nullable(), signedBy: line, rateId: id.nullable(),
    monthlyUnits: units.nullable(), fromMonth: monthCodec.nullable(), toMonth: monthCodec.nullable(), author: line, note: longText,
  }),
  estimateLine: z.strictObject({
    id, requestId: id, position, description: line, cadence: z.enum(CADENCES), rateId: id.nullable(), quantity: units, amount: usdPerUnit.nullable(), objectCode: line, note: longText,
  }),
  customerQuestion: z.strictObject({ id, customerId: id, askedOn: isoDateCodec, question: longText, answer: longText, answeredOn: isoDateCodec.nullable(), author: line }),
  budget: z.strictObject({
    id: composedId, version, customerId: id, method: z.enum(PROJECTION_METHODS), meanMonths: z.int().min(1).max(120), growthPercent: percent, growthFrom: monthCodec.nullable(),
    handedOverOn: isoDateCodec.nullable(), author: line, note: longText,
  }),
  budgetSeries: z.strictObject({
    id: composedId, version, customerId: id, rateId: id, method: z.enum(PROJECTION_METHODS).nullable(), growthPercent: percent.nullable(), growthFrom: monthCodec.nullable(), typedUnits: units.nullable(), note: longText,
  }),
  budgetChange: z.strictObject({
    id, version, customerId: id, rateId: id, cadence: z.enum(CHANGE_CADENCES), fromMonth: monthCodec, toMonth: monthCodec.nullable(), units, author: line, note: longText,
  }),
  budgetFigure: z.strictObject({ id: composedId, version, customerId: id, rateId: id, units, amount: usdCents, source: longText }),
  budgetMonths: z.strictObject({ id: composedId, version, customerId: id, rateId: id, microUnits: monthlyText, cents: monthlyText }),
} as const satisfies { readonly [Name in keyof BillingTables]: z.ZodType<BillingTables[Name], BillingTables[Name]> }
