/** A strict schema for each row of the cost side. */
import { z } from 'zod'

import { ALLOCATION_METHODS } from '../domain/allocation/allocation-case.ts'
import {
  ALLOWABILITIES, CASH_KINDS, COST_SECTIONS, DRIVER_KINDS, INCREASE_KINDS, OVERRIDABLE_TABLES, PROVENANCES, RATE_SOURCES, RECURRENCES, RESERVE_DIVISORS, RESERVE_EXPENSES, SETTLEMENTS, UNIT_BASES,
  type CostTables,
} from '../domain/model/cost-tables.ts'
import { composedId, factor, fieldText, fiscalYearCodec, id, isoDateCodec, line, longText, name, percent, position, units, usdCents, versionKeyCodec } from './codecs.ts'

const version = versionKeyCodec
const owner = { serviceId: id.nullable(), poolId: id.nullable() }
const stated = { assumption: longText, author: line, source: longText }
const attachment = z.string().max(4096)

export const costRowSchemas = {
  internalServiceFund: z.strictObject({ id, code: name, name, note: longText, position }),
  yearPolicy: z.strictObject({
    id, version, fringePercent: percent, fringeFlat: usdCents, vacancyPercent: percent, allocationMethod: z.enum(ALLOCATION_METHODS), capitalThreshold: usdCents, recoveryTolerancePercent: percent,
    reserveDivisor: z.enum(RESERVE_DIVISORS), reserveExpense: z.enum(RESERVE_EXPENSES), roundingEffectThreshold: usdCents, provenance: z.enum(PROVENANCES), note: longText,
  }),
  driver: z.strictObject({ id, version, code: name, name, kind: z.enum(DRIVER_KINDS), unit: line, note: longText, source: longText }),
  costPool: z.strictObject({ id, version, code: name, name, serviceId: id.nullable(), driverId: id.nullable(), position, note: longText }),
  costLine: z.strictObject({
    id, version, ...owner, ...stated, section: z.enum(COST_SECTIONS), objectCode: line, description: line, amount: usdCents, fte: factor.nullable(), fundId: id.nullable(),
    allowable: z.enum(ALLOWABILITIES), cash: z.enum(CASH_KINDS), recurrence: z.enum(RECURRENCES), attachment, position,
  }),
  capitalItem: z.strictObject({
    id, version, ...owner, ...stated, description: line, objectCode: line, purchasePrice: usdCents, inServiceOn: isoDateCodec, lifeMonths: z.int().min(1).max(1200), fundId: id.nullable(), attachment,
  }),
  escalator: z.strictObject({ id, version, objectCode: line, percent, assumption: longText, source: longText }),
  staffPosition: z.strictObject({
    id, version, ...stated, code: name, title: line, bargainingUnit: line, grade: line, employeeName: line, baseSalary: usdCents, salaryAsOf: isoDateCodec, fte: factor,
    startsOn: isoDateCodec.nullable(), endsOn: isoDateCodec.nullable(), fringePercent: percent.nullable(), fringeFlat: usdCents.nullable(), vacancyPercent: percent.nullable(), fundId: id.nullable(),
  }),
  staffAssignment: z.strictObject({ id, version, ...owner, staffPositionId: id, percent }),
  salaryIncrease: z.strictObject({
    id, version, kind: z.enum(INCREASE_KINDS), name, bargainingUnit: line, staffPositionId: id.nullable(), percent, effectiveFrom: isoDateCodec, source: longText,
  }),
  driverQuantity: z.strictObject({ id: composedId, version, ...owner, driverId: id, quantity: units, source: longText }),
  rateBuild: z.strictObject({
    id: composedId, version, rateId: id, costPercent: percent, dividedBy: z.enum(UNIT_BASES), practicalCapacity: units.nullable(), rateSource: z.enum(RATE_SOURCES), overrideReason: longText,
  }),
  rateUnits: z.strictObject({ id: composedId, version, ...stated, rateId: id, customer: line, units }),
  revenue: z.strictObject({ id: composedId, version, serviceId: id, fundId: id.nullable(), billed: usdCents, imputed: usdCents, federallyFunded: usdCents, source: longText }),
  fundBalance: z.strictObject({ id: composedId, version, serviceId: id, fundId: id.nullable(), opening: usdCents, interest: usdCents, transfers: usdCents, source: longText }),
  carryForward: z.strictObject({
    id, serviceId: id, fundId: id.nullable(), closedYear: fiscalYearCodec, amount: usdCents, settledBy: z.enum(SETTLEMENTS), firstYear: fiscalYearCodec, years: z.int().min(1).max(20), expiresAfter: fiscalYearCodec,
    note: longText, source: longText,
  }),
  inputOverride: z.strictObject({
    id: composedId, scenarioId: id, version, table: z.enum(OVERRIDABLE_TABLES), rowId: composedId, field: line, value: fieldText, baseValue: fieldText, baseRevision: z.int().min(0).max(10_000), note: longText,
  }),
} as const satisfies { readonly [Name in keyof CostTables]: z.ZodType<CostTables[Name], CostTables[Name]> }
