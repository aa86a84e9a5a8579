import { describe, expect, it } from 'vitest'

import type { RatingTableName } from '../../src-shared/domain/model/rating-integrity.ts'
import { RULE_TABLES } from '../../src-shared/domain/usage/rule-fields.ts'
import { leastWidth } from '../../src-renderer/features/rating/rule-widths.ts'

const TABLES = Object.keys(RULE_TABLES) as readonly RatingTableName[]
/** 1280 without the navigation (148), the list of rules (200), the space around the table (40) and a scroll bar (15). */
const ROOM = 877

describe('the widths of the tables of rules', () => {
  it.each(TABLES)('fit a window of 1280: %s', (table) => {
    expect(leastWidth(table)).toBeLessThanOrEqual(ROOM)
  })
})
