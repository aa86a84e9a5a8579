/** The names of the tables: apart from their rows, so that an issue can name a table without knowing what is in it. */

/** In an order in which every row comes after the rows that it refers to. */
export const TABLE_NAMES = [
  'settings', 'lineOfBusiness', 'serviceGroup', 'service', 'rate', 'rateRelation', 'scenario', 'schedule', 'price',
  'baseline', 'baselineTerm', 'printedRow', 'override',
  'internalServiceFund', 'yearPolicy', 'driver', 'costPool', 'costLine', 'capitalItem', 'escalator', 'staffPosition', 'staffAssignment', 'salaryIncrease',
  'driverQuantity', 'rateBuild', 'rateUnits', 'revenue', 'fundBalance', 'carryForward', 'inputOverride',
  'customer', 'encumbrance', 'billPolicy', 'billAdjustment', 'oneTimeItem', 'usageBatch', 'usageEntry', 'serviceRequest', 'estimateLine', 'customerQuestion', 'budget', 'budgetSeries', 'budgetChange', 'budgetFigure', 'budgetMonths',
  'performanceFactor', 'applicationClass', 'adjustmentFactor', 'holiday', 'ratingParameter', 'printClass', 'mailboxClass', 'complexityFactor', 'binSize', 'ratedMeasure',
  'servicePage', 'pageVersion', 'requestType', 'serviceReport', 'responsibility',
  'agreement', 'agreementService', 'agreementSupport', 'agreementStep', 'agreementDocument', 'agreementSignature', 'agreementReview', 'escalationStep',
  'serviceCalendar', 'maintenanceWindow', 'serviceTarget', 'targetGoal', 'measurement', 'outage', 'incident', 'finding', 'improvementAction', 'communication', 'communicationDone', 'levelPolicy',
] as const
export type TableName = (typeof TABLE_NAMES)[number]
