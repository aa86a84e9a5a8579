import type { Migration } from '../migrate.ts'
import { modelAndRates } from './0010-model-and-rates.ts'
import { costsAndRecovery } from './0020-costs-and-recovery.ts'
import { usageAndBills } from './0030-usage-and-bills.ts'
import { ratingRules } from './0040-rating-rules.ts'
import { servicesAndLevels } from './0050-services-and-levels.ts'
import { oneTimeItems } from './0060-one-time-items.ts'
import { fundsOfCarryForwards } from './0061-funds-of-carry-forwards.ts'
import { budgetMonths } from './0065-budget-months.ts'
import { daysOfUsage } from './0067-days-of-usage.ts'
import { earlierGoals } from './0068-earlier-goals.ts'

/** Every schema that a model file ever had, oldest first. A migration that has shipped is never edited. */
export const MIGRATIONS: readonly Migration[] = [modelAndRates, costsAndRecovery, usageAndBills, ratingRules, servicesAndLevels, oneTimeItems, fundsOfCarryForwards, budgetMonths, daysOfUsage, earlierGoals]
