import { describe, expect, it } from 'vitest'

import { textTable } from '../../src-main/cli/text-table.ts'

describe('tables of the command line', () => {
  it('align numbers on their decimal point, words at the end', () => {
    const table = textTable(
      [{ header: 'Code', align: 'start' }, { header: 'FY2004', align: 'decimal' }, { header: 'Status', align: 'start' }],
      [
        { kind: 'heading', text: 'Mainframe' },
        { kind: 'cells', cells: ['MF-CPU-P', '99.81', 'Decrease'] },
        { kind: 'cells', cells: ['MF-IO-P', '0.0390', 'Increase'] },
        { kind: 'cells', cells: ['MR', '-12,573', ''] },
        { kind: 'cells', cells: ['DL', 'Varies', 'Not comparable'] },
      ],
    )
    expect(table.split('\n')).toEqual([
      'Code            FY2004  Status',
      '--------  ------------  --------------',
      '',
      'Mainframe',
      'MF-CPU-P       99.81    Decrease',
      'MF-IO-P         0.0390  Increase',
      'MR        -12,573',
      'DL              Varies  Not comparable',
    ])
  })

  it('keep a unit behind the number', () => {
    const table = textTable([{ header: 'Rate', align: 'decimal' }], [{ kind: 'cells', cells: ['44.00 / Month'] }, { kind: 'cells', cells: ['-0.7 points'] }])
    expect(table.split('\n').slice(2)).toEqual(['44.00 / Month', '-0.7 points'])
  })
})
