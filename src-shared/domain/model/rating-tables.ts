/**
 * The rating rules as rows of a model. They are the rows of `rating-rules.ts`, except that they refer to rates and application
 * classes by id, so that a renamed one keeps its rules; `rules-of.ts` reads them as what the rules compute with.
 */
import type {
  AdjustmentFactor as NamedAdjustmentFactor, ApplicationClass, BinSize as CodedBinSize, ComplexityFactor, Holiday, MailboxClass as CodedMailboxClass, PerformanceFactor, PrintClass, RatedMeasure as CodedRatedMeasure,
  RatingParameter,
} from '../usage/rating-rules.ts'

export type { ApplicationClass, ComplexityFactor, Holiday, PerformanceFactor, PrintClass, RatingParameter } from '../usage/rating-rules.ts'

/** F_a, or a factor of the conversion of on-line work, of one application class (BILL-2). */
export type AdjustmentFactor = Omit<NamedAdjustmentFactor, 'applicationClass'> & { readonly applicationClassId: string }

/** Mailboxes by size (BILL-11). */
export type MailboxClass = Omit<CodedMailboxClass, 'rateCode'> & { readonly rateId: string }

/** A bin of the mail room (BILL-6). */
export type BinSize = Omit<CodedBinSize, 'rateCode'> & { readonly rateId: string }

/** The rate by which a measure is priced (BILL-1). */
export type RatedMeasure = Omit<CodedRatedMeasure, 'rateCode'> & { readonly rateId: string }

/** Every table of the rating rules by its name. */
export type RatingTables = {
  readonly performanceFactor: PerformanceFactor
  readonly applicationClass: ApplicationClass
  readonly adjustmentFactor: AdjustmentFactor
  readonly holiday: Holiday
  readonly ratingParameter: RatingParameter
  readonly printClass: PrintClass
  readonly mailboxClass: MailboxClass
  readonly complexityFactor: ComplexityFactor
  readonly binSize: BinSize
  readonly ratedMeasure: RatedMeasure
}
