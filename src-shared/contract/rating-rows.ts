/** A strict schema for each row of the rating rules. */
import { z } from 'zod'

import type { RatingTables } from '../domain/model/rating-tables.ts'
import { isRatingParameterName, type RatingParameterName } from '../domain/usage/rating-parameters.ts'
import { ADJUSTMENT_KINDS, BIN_KINDS, HOLIDAY_SCOPES, LIMIT_KINDS, MEASUREMENTS, MEASURES, PRINT_FORMS } from '../domain/usage/rating-rules.ts'
import { factor, id, isoDateCodec, line, longText, name } from './codecs.ts'

const period = { effectiveFrom: isoDateCodec, effectiveUntil: isoDateCodec.nullable() }
const sourced = { note: longText, source: longText }
const parameterName = z.custom<RatingParameterName>((value) => typeof value === 'string' && isRatingParameterName(value), { error: 'No such parameter' })

export const ratingRowSchemas = {
  performanceFactor: z.strictObject({ id, system: name, model: line, factor, ...period, ...sourced }),
  applicationClass: z.strictObject({ id, name, measurement: z.enum(MEASUREMENTS), ...sourced }),
  adjustmentFactor: z.strictObject({ id, applicationClassId: id, kind: z.enum(ADJUSTMENT_KINDS), factor, ...period, ...sourced }),
  holiday: z.strictObject({ id, date: isoDateCodec, name, scope: z.enum(HOLIDAY_SCOPES), ...sourced }),
  ratingParameter: z.strictObject({ id, name: parameterName, value: factor, ...period, ...sourced }),
  printClass: z.strictObject({ id, sysoutClass: name, form: z.enum(PRINT_FORMS), imagesPerPage: factor, ...period, ...sourced }),
  mailboxClass: z.strictObject({ id, name, megabytes: factor, limit: z.enum(LIMIT_KINDS), rateId: id, ...period, ...sourced }),
  complexityFactor: z.strictObject({ id, code: name, title: name, factor, ...period, ...sourced }),
  binSize: z.strictObject({ id, kind: z.enum(BIN_KINDS), level: z.int().min(1).max(100), rateId: id, ...sourced }),
  ratedMeasure: z.strictObject({ id, measure: z.enum(MEASURES), rateId: id, source: longText }),
} as const satisfies { readonly [Name in keyof RatingTables]: z.ZodType<RatingTables[Name], RatingTables[Name]> }
