import { describe, expect, it } from 'vitest'

import { COLUMN_CHOICES, columnShape, ratesColumns } from '../../src-renderer/features/rates/rates-columns.ts'
import { compareVersions } from '../../src-shared/domain/rates/compare.ts'
import { FY2003, FY2004, FY2005, smallModel } from '../support/small-model.ts'

const shown = new Set(COLUMN_CHOICES.filter((each) => each.isUsual).map((each) => each.id))
const isTyped = { isEditable: true, whyNot: '' }

describe('the columns of the what-if table', () => {
  const comparison = compareVersions(smallModel(), { base: FY2003, comparisons: [FY2004, FY2005], basis: 'published' })
  const columns = ratesColumns({ shape: columnShape(comparison), shown, editable: [isTyped, isTyped], whyNotBase: 'The base.' })
  const [row] = comparison.rows

  it('say which version they belong to, and in what unit', () => {
    const heads = columns.map((column) => [column.overline, column.header, column.unit].filter((part) => part !== undefined).join(' | '))
    expect(heads).toEqual([
      'Code', 'Resource', 'Billable unit', 'FY2003 | USD/unit', 'FY2004 | USD/unit', 'FY2004 | Difference | USD/unit', 'FY2004 | % change | %', 'FY2004 | Status',
      'FY2005 | USD/unit', 'FY2005 | Difference | USD/unit', 'FY2005 | % change | %', 'FY2005 | Status', 'Note',
    ])
  })

  it('say of every cell that takes no text where to change it', () => {
    if (row === undefined) throw new Error('No row')
    const silent = columns.filter((column) => column.editable?.(row) !== true && (column.whyReadOnly?.(row) ?? '') === '')
    expect(silent.map((column) => column.id)).toEqual([])
    expect(columns.find((column) => column.id === 'percent.1')?.whyReadOnly?.(row)).toBe('This follows from the rates. Type into the rate of FY2005.')
  })
})
