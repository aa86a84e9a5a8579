import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'

import { isOff } from '../../src-renderer/components/audit/audit-rows.ts'
import { AuditView } from '../../src-renderer/features/rates/AuditView.tsx'
import { checksOf } from '../../src-renderer/features/home/checks.ts'
import { newWorld } from '../support/fake-client.ts'
import { onStage } from '../support/renderer.tsx'
import { sampleDraft } from '../support/sample-draft.ts'
import { FY2003, FY2004 } from '../support/small-model.ts'

const draft = sampleDraft()

function cellsOf(row: HTMLElement): readonly (string | null)[] {
  return [...row.children].map((cell) => cell.textContent)
}

/** Rows of data: those with a verdict. */
function dataRows(): readonly HTMLElement[] {
  return screen.queryAllByRole('rowheader').flatMap((header) => (header.getAttribute('scope') === 'row' ? (header.closest('tr') ?? []) : []))
}

describe('RATE-7: the audit view', () => {
  it('counts by verdict, and narrows to those that are pressed', async () => {
    const user = userEvent.setup()
    onStage(draft, <AuditView draft={draft} version={FY2004} />)
    expect(within(screen.getByRole('group', { name: 'Rows by verdict' })).getAllByRole('button').map((each) => each.textContent)).toEqual(['38exact', '19explained by rounding', '3inconsistent', '24not checkable'])
    expect(dataRows()).toHaveLength(84)
    await user.click(screen.getByRole('button', { name: /inconsistent/ }))
    expect(dataRows().map((row) => cellsOf(row)[0])).toEqual(['HR/CMS P/R Checks Issued', 'Low vs. FY03', 'High vs. FY03'].map((name) => expect.stringContaining(name)))
    expect(screen.getByText('3 of 84 rows')).toBeTruthy()
    expect(screen.getByRole('rowheader', { name: 'MID-RANGE SERVICES > IBM AIX Server and Support' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /explained/ }))
    expect(dataRows()).toHaveLength(22)
  })

  it('marks a recomputed figure that is not the printed one, and says why, with the second reading and the source', async () => {
    const user = userEvent.setup()
    onStage(draft, <AuditView draft={draft} version={FY2004} />)
    await user.type(screen.getByRole('textbox', { name: 'Find in the audit' }), 'AIX Server and')
    const [low] = dataRows()
    if (low === undefined) throw new Error('No row')
    expect(cellsOf(low).slice(0, 9)).toEqual([expect.stringMatching(/^Low vs. FY03.*rate schedule, Mid-Range Services, row\u00A016$/), 'Server / Month', '$1,380.00', '$1,398.00', '$18.00', '$18.00', '1.33%', '≠ 1.30%', 'Inconsistent'])
    expect(low.nextElementSibling?.textContent).toContain('Second reading: Not from cents; possible if the rates were rounded to whole dollars')
    expect(within(low).getByRole('link', { name: 'Low vs. FY03' }).getAttribute('href')).toMatch(/^#\/rates\?rate=/)
  })

  it('the precision is an input: read as whole dollars, the AIX rows are explained', async () => {
    const user = userEvent.setup()
    onStage(draft, <AuditView draft={draft} version={FY2004} />)
    await user.selectOptions(screen.getByRole('combobox', { name: 'Rates read' }), 'Whole dollars')
    await user.type(screen.getByRole('textbox', { name: 'Find in the audit' }), 'AIX Server and')
    expect(dataRows().map((row) => cellsOf(row)[8])).toEqual(['Explained by rounding', 'Explained by rounding'])
  })

  it('the report goes out at the precision that is shown', async () => {
    const user = userEvent.setup()
    const { exports } = newWorld()
    onStage(draft, <AuditView draft={draft} version={FY2004} />)
    await user.selectOptions(screen.getByRole('combobox', { name: 'Rates read' }), '2 places')
    await user.click(screen.getByRole('button', { name: 'Export the audit' }))
    await user.click(await screen.findByRole('menuitem', { name: 'PDF' }))
    await waitFor(() => expect(exports).toHaveLength(1))
    expect(exports).toEqual([{ request: { report: 'audit', version: 'FY2004/plan', precision: { reading: 'places', places: 2 } }, format: 'pdf' }])
  })

  it('without printed rows it says how to audit a file', () => {
    onStage(draft, <AuditView draft={draft} version={FY2003} />)
    expect(screen.getByText('No printed rows of FY2003')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Audit a schedule from a file' }).getAttribute('href')).toBe('#/imports?tab=audit')
  })

  it('compares figures, not their spelling', () => {
    expect([['($0.49)', '-0.49'], ['', 'N/A'], ['$1,380.00', '1380'], ['(4.00%)', '(4.17%)'], ['$0.24', '($0.07)']].map(([recomputed = '', printed = '']) => isOff(recomputed, printed))).toEqual([false, false, false, true, true])
  })
})

it('Home names a printed row with its heading where others have the same name', () => {
  const audit = checksOf(draft, FY2004).find((check) => check.id === 'audit')
  expect(audit?.detail).toBe('HR/CMS P/R Checks Issued, IBM AIX Server and Support: Low vs. FY03, IBM AIX Server and Support: High vs. FY03')
})
