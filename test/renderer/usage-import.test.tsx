import { screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'

import type { ImportAccepted } from '../../src-shared/contract/answers.ts'
import type { ImportOutcome } from '../../src-shared/domain/import-outcome.ts'
import { issue } from '../../src-shared/domain/issues.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { proposeUsageMapping } from '../../src-shared/domain/usage/imports/propose-usage-mapping.ts'
import type { InspectedUsage } from '../../src-shared/domain/usage/imports/usage-import.ts'
import { newWorld } from '../support/fake-client.ts'
import type { Asked } from '../support/fake-imports.ts'
import { renderApp } from '../support/render-app.tsx'

function tableOf(rows: readonly (readonly string[])[]): InspectedUsage {
  const rowNumbers = rows.map((_, index) => index + 1)
  return { sheet: 'july', columnCount: Math.max(...rows.map((row) => row.length)), rowNumbers, rows, proposal: proposeUsageMapping(rows, rowNumbers) }
}

const LONG = tableOf([['agency', 'rate', 'month', 'quantity'], ['DMA', 'CPU', '2003-07', '12.5']])
const WIDE = tableOf([['Agency', 'Rate', 'Jul 2003', 'then'], ['DMA', 'CPU', '12.5', '13']])
const OUTCOME: ImportOutcome = {
  label: 'Import july.csv: 1 usage line, July 2003', issues: [], counts: { new: 1, changed: 0, unchanged: 0, refused: 0 }, changeCount: 1,
  preview: [{ rowNumber: 2, code: 'DMA', title: 'CPU 2003-07', effect: 'new', effectText: 'new: 12.5' }],
}
const UNCHANGED: ImportOutcome = { ...OUTCOME, counts: { new: 0, changed: 0, unchanged: 1, refused: 0 }, changeCount: 0, preview: [] }
const HALFWAY = { phase: 'reading', rows: 450_000, bytes: 15_000_000, totalBytes: 30_000_000 } as const

const RAW = tableOf([['# agency: required.'], ['agency', 'kind', 'Started at', 'CPU minutes', 'remark'], ['DMA', 'job', '2003-10-14T10:30', '0.3', 'nightly']])

describe('imports of usage', () => {
  let world = newWorld()
  beforeEach(() => {
    world = newWorld()
  })

  async function choose(table: InspectedUsage, { tab, label } = { tab: 'usage', label: 'Choose a file of usage…' }): Promise<UserEvent> {
    world.imports.tables = [table]
    const user = renderApp({ status: world.status, loaded: world.core.loaded() }, `#/imports?tab=${tab}`)
    await user.upload(await screen.findByLabelText(label), new File(['rows'], 'july.csv', { type: 'text/csv' }))
    return user
  }

  /** The request with that place in the order, once it is made. */
  async function asked(place: number): Promise<Asked> {
    await waitFor(() => expect(world.imports.asked.length).toBeGreaterThan(place))
    const found = world.imports.asked[place]
    if (found === undefined) throw new Error('Not asked.')
    return found
  }

  /** What the core does when it takes an import in. */
  function written(): ImportAccepted {
    const after = { id: 'usage-2', number: 2, kind: 'quantities', fileName: 'july.csv', lineCount: 1, importedAt: '2026-11-22T04:00:00.000Z', author: 'Ann', provenance: 'own', note: '' } as const
    world.core.changeElsewhere({ id: 'import-1', at: '2026-11-22T14:00:00.000Z', author: 'Ann', label: OUTCOME.label, kind: 'import', changes: [rowChange('usageBatch', { before: null, after })] })
    return { outcome: OUTCOME, loaded: world.core.loaded() }
  }

  it('columns of months are proposed and can be said by hand, and only then is the file looked at', async () => {
    const user = await choose(WIDE)
    expect((await screen.findByLabelText<HTMLInputElement>('Month of Jul 2003 (column C)')).value).toBe('July 2003')
    const first = await asked(0)
    expect(first.input).toMatchObject({ sheet: 'july', mapping: { headerRow: 1, fields: { agency: 0, rate: 1 }, months: [{ column: 2, month: '2003-07' }] } })
    await user.selectOptions(screen.getByLabelText('What then (column D) holds'), 'Monthly quantity')
    expect(screen.getByLabelText<HTMLInputElement>('Month of then (column D)').value).toBe('August 2003')
    await user.clear(screen.getByLabelText('Month of then (column D)'))
    await user.type(screen.getByLabelText('Month of then (column D)'), '2003-07{Enter}')
    expect(await screen.findByText('July 2003 is chosen for two columns.')).toBeTruthy()
    await user.clear(screen.getByLabelText('Month of then (column D)'))
    await user.type(screen.getByLabelText('Month of then (column D)'), 'Sep 2003{Enter}')
    await waitFor(() => expect(world.imports.asked.at(-1)?.input).toMatchObject({ mapping: { months: [{ column: 2, month: '2003-07' }, { column: 3, month: '2003-09' }] } }))
    expect(first.signal.aborted).toBe(true)
  })

  it('a preview says how many rows are read; cancelled, it can be asked for again', async () => {
    world.imports.progress = HALFWAY
    const user = await choose(LONG)
    const first = await asked(0)
    expect(await screen.findByText('450,000 rows, 15.0 MB of 30.0 MB')).toBeTruthy()
    expect(screen.getByRole('progressbar', { name: 'How far it is' }).getAttribute('aria-valuenow')).toBe('50')
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(first.signal.aborted).toBe(true)
    expect(await screen.findByText('Cancelled. Nothing has been written.')).toBeTruthy()
    expect(screen.queryByRole('progressbar')).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Look again' }))
    await user.click(screen.getByRole('button', { name: 'Look again' }))
    const again = await asked(1)
    again.answer(OUTCOME)
    expect(await screen.findByRole('row', { name: '2 DMA CPU 2003-07 New 12.5' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Import 1 quantity' })).toBeTruthy()
  })

  const RAW_USAGE = { tab: 'raw-usage', label: 'Choose a file of raw usage…' }

  it('BILL-1: raw usage says by its names what it holds; it is looked at, and accepted as the quantities that it makes', async () => {
    const user = await choose(RAW, RAW_USAGE)
    const head = within(await screen.findByRole('columnheader', { name: /Started at/ }))
    expect(head.getByText('Read as startedAt')).toBeTruthy()
    expect(screen.getByText('Column names in row 2')).toBeTruthy()
    expect(within(screen.getByRole('columnheader', { name: /remark/ })).getByText('Not read')).toBeTruthy()
    const preview = await asked(0)
    expect(preview).toMatchObject({ name: 'previewMeasures', input: { sheet: 'july' } })
    preview.answer(OUTCOME)
    await user.click(await screen.findByRole('button', { name: 'Import 1 quantity' }))
    const acceptance = await asked(1)
    expect(acceptance).toMatchObject({ name: 'acceptMeasures', input: { baseRevision: 0, sheet: 'july' } })
    acceptance.answer(written())
    expect(await screen.findByRole('button', { name: 'See the bills' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'rating rules' }).getAttribute('href')).toBe('#/rating')
  })

  it('a file without agency and kind is no raw usage: it says so and is not sent', async () => {
    await choose(LONG, RAW_USAGE)
    expect(await screen.findByText(/^No row names the columns agency and kind\./)).toBeTruthy()
    expect(world.imports.asked).toEqual([])
  })

  it('names what is refused with row and column, says how many more there are, and takes nothing', async () => {
    await choose(LONG)
    const preview = await asked(0)
    const place = { file: 'july.csv', row: 7, column: 'agency' }
    preview.answer({
      ...UNCHANGED, counts: { ...UNCHANGED.counts, refused: 1201 },
      issues: [
        issue('unknown-reference', 'The model has no agency with the code "XYZ".', { place, remedy: 'Import the agency first.' }), issue('row-skipped', '1,200 more of the same kinds are not listed.', { place: { file: 'july.csv' } }),
        issue('number-out-of-range', 'A quantity is below zero: it is taken as a credit.', { severity: 'note', place: { file: 'july.csv' } }),
      ],
    })
    expect(await screen.findByRole('heading', { name: 'The first 1 thing to put right' })).toBeTruthy()
    expect(within(screen.getByRole('table', { name: 'What is wrong in the file' })).getByRole('row', { name: /^Error 7 agency The model has no agency with the code "XYZ"\.\s*Import the agency first\.$/ })).toBeTruthy()
    expect(screen.getByText('1,200 more of the same kinds are not listed.')).toBeTruthy()
    expect(screen.getByText('A quantity is below zero: it is taken as a credit.')).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Import' }).disabled).toBe(true)
  })

  it('what is accepted is one change, said and taken back; the file is then looked at anew', async () => {
    const user = await choose(LONG)
    ;(await asked(0)).answer(OUTCOME)
    await user.click(await screen.findByRole('button', { name: 'Import 1 quantity' }))
    const acceptance = await asked(1)
    expect(acceptance.input).toMatchObject({ baseRevision: 0, sheet: 'july', mapping: LONG.proposal })
    acceptance.answer(written())
    expect(await screen.findByText('Import july.csv: 1 usage line, July 2003. It is saved as one change.')).toBeTruthy()
    // The button that was pressed is gone: the keys go on with what was done.
    expect(document.activeElement?.textContent).toContain('It is saved as one change.')
    await user.click(screen.getByRole('button', { name: 'Undo the import' }))
    const again = await asked(2)
    expect(again.name).toBe('previewUsage')
    expect(world.core.draft.usageBatch.has('usage-2')).toBe(false)
    again.answer(UNCHANGED)
    expect(await screen.findByText('There is nothing to import: every quantity in the file is as the model has it.')).toBeTruthy()
  })

  it('an acceptance stops while it reads and while it writes, and says how far it is', async () => {
    const user = await choose(LONG)
    ;(await asked(0)).answer(OUTCOME)
    world.imports.progress = { ...HALFWAY, phase: 'writing' }
    await user.click(await screen.findByRole('button', { name: 'Import 1 quantity' }))
    expect(await screen.findByText('Backing up and writing …')).toBeTruthy()
    expect(screen.getByRole('progressbar', { name: 'How far it is' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Cancel' })).toBeTruthy()
    world.imports.progress = HALFWAY
    expect(await screen.findByText('Reading the file …')).toBeTruthy()
    const cancel = screen.getByRole('button', { name: 'Cancel' })
    await user.click(cancel)
    world.imports.progress = null
    expect(await screen.findByText('Cancelled. Nothing has been written.')).toBeTruthy()
    expect((await asked(1)).signal.aborted).toBe(true)
    expect(world.core.revision).toBe(0)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Import 1 quantity' }).disabled).toBe(false)
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Import 1 quantity' }))
  })

  it('a cancel that came too late says what was written', async () => {
    const user = await choose(LONG)
    ;(await asked(0)).answer(OUTCOME)
    world.imports.progress = HALFWAY
    await user.click(await screen.findByRole('button', { name: 'Import 1 quantity' }))
    const cancel = await screen.findByRole('button', { name: 'Cancel' })
    written()
    world.imports.progress = null
    await user.click(cancel)
    expect(await screen.findByText('Import july.csv: 1 usage line, July 2003. It is saved as one change.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Undo: Import july.csv: 1 usage line, July 2003' })).toBeTruthy()
  })

  it('agencies belong to no year, encumbrances to one; both are asked of the billing side', async () => {
    world.imports.tables = [tableOf([['code', 'name'], ['ABC', 'Agency of Examples']])]
    const user = renderApp({ status: world.status, loaded: world.core.loaded() }, '#/imports?tab=agencies')
    const input = await screen.findByLabelText('Choose a file of agencies…')
    expect(screen.queryByLabelText('Fiscal year')).toBeNull()
    await user.upload(input, new File(['rows'], 'agencies.csv'))
    expect(await asked(0)).toMatchObject({ name: 'previewBilling', input: { kind: 'agencies', mapping: { headerRow: 1, fields: { code: 0, name: 1 } } } })
    await user.click(screen.getByRole('tab', { name: 'Encumbrances' }))
    expect((await screen.findByLabelText<HTMLSelectElement>('Fiscal year')).value).toBe('2005')
    expect(screen.getByRole('button', { name: 'Choose a file of encumbrances…' })).toBeTruthy()
  })
})
