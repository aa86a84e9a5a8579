import { screen, waitFor, within } from '@testing-library/react'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'

import { sampleRows } from '../../src-main/core/sample-model.ts'
import { readSampleTables } from '../../src-main/workbook/samples.ts'
import { originAddress } from '../../src-renderer/state/origin-address.ts'
import { planRulesAdoption } from '../../src-shared/domain/usage/adopt-rules.ts'
import { FakeCore } from '../support/fake-core.ts'
import { newWorld } from '../support/fake-client.ts'
import { renderApp } from '../support/render-app.tsx'
import { smallModel, smallRows } from '../support/small-model.ts'

const SAMPLE_ROWS = sampleRows(readSampleTables(join(import.meta.dirname, '../../assets/samples')))

function quoteText(): string {
  return screen.getByRole('table', { name: 'Quote' }).textContent ?? ''
}

describe('the rating rules', () => {
  let world = newWorld()
  beforeEach(() => {
    world = newWorld()
  })
  async function open(address: string): Promise<ReturnType<typeof renderApp>> {
    const user = renderApp({ status: world.status, loaded: world.core.loaded() }, address)
    await screen.findByRole('navigation', { name: 'Rules' })
    return user
  }
  const factors = (): readonly string[] => [...world.core.draft.performanceFactor.values()].map(({ factor, effectiveFrom, effectiveUntil }) => `${factor} ${effectiveFrom} ${effectiveUntil ?? 'open'}`)

  it('BILL-2: a factor is typed in place and undone; an overlap is refused with the reason, and the typing stays', async () => {
    const user = await open('#/rating?table=performanceFactor')
    const factor = screen.getByRole('textbox', { name: 'Factor of ASYS from 2003-07-01' })
    await user.clear(factor)
    await user.type(factor, '7.5{Enter}')
    await waitFor(() => expect(factors()).toEqual(['2.3107 2001-10-01 2003-07-01', '7.5 2003-07-01 open']))
    expect(world.core.journal.map(({ label }) => label)).toEqual(['ASYS: Factor 7.5'])
    const until = screen.getByRole('textbox', { name: 'Until before of ASYS from 2001-10-01' })
    await user.clear(until)
    await user.type(until, '2004-01-01{Enter}')
    expect(await screen.findByText(/begins while the one from 2001-10-01 still holds/)).toBeTruthy()
    expect(until).toHaveProperty('value', '2004-01-01')
    await user.keyboard('{Escape}')
    await user.click(screen.getByRole('button', { name: /^Undo/ }))
    await waitFor(() => expect(factors()).toEqual(['2.3107 2001-10-01 2003-07-01', '7.434 2003-07-01 open']))
  })

  it('BILL-2: a block of a spreadsheet fills the rows from the chosen cell on; where a cell is refused, it is named and nothing is pasted', async () => {
    const user = await open('#/rating?table=performanceFactor')
    const before = factors()
    const cell = screen.getByRole('textbox', { name: 'Factor of ASYS from 2001-10-01' })
    await user.click(cell)
    await user.paste('2.5\tNote 1\r\nmany\tNote 2\r\n')
    expect(await screen.findByText(/Line 2 \(ASYS\), Factor/)).toBeTruthy()
    expect(factors()).toEqual(before)
    await user.click(cell)
    await user.paste('2.5\tNote 1\r\n7.5\tNote 2\r\n')
    await waitFor(() => expect(factors()).toEqual(['2.5 2001-10-01 2003-07-01', '7.5 2003-07-01 open']))
    expect([...world.core.draft.performanceFactor.values()].map(({ source }) => source)).toEqual(['Note 1', 'Note 2'])
    expect(await screen.findByText('Done: Paste 2 rows into Performance factors')).toBeTruthy()
  })

  it('a table without a row takes a pasted block as its first', async () => {
    world.core = new FakeCore({ ...smallRows(), complexityFactor: [] })
    const user = await open('#/rating?table=complexityFactor')
    await user.click(screen.getByRole('region', { name: 'Complexity factors: none yet' }))
    await user.paste('HALF\tHalf the speed\t2003-07-01\t\t2\tMine\r\nTHIRD\tA third\t2003-07-01\t\t3\tMine\r\n')
    await waitFor(() => expect([...world.core.draft.complexityFactor.values()].map(({ code, factor }) => `${code} ${factor}`)).toEqual(['HALF 2', 'THIRD 3']))
  })

  it('what a new rule lacks is named as missing', async () => {
    const user = await open('#/rating?table=complexityFactor')
    await user.click(screen.getByRole('button', { name: 'Add' }))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Add' }))
    expect((await screen.findByRole('alert')).textContent).toContain('The figure is missing. Write it as 1,234.50.')
  })

  it('a rule that is removed leaves the keys in its table', async () => {
    const user = await open('#/rating?table=performanceFactor')
    await user.click(screen.getByRole('button', { name: 'Remove ASYS from 2001-10-01' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Remove ASYS from 2001-10-01' })).toBeNull())
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove ASYS from 2003-07-01' }))
    await waitFor(() => expect(world.core.journal.map(({ label }) => label)).toEqual(['Remove ASYS from Performance factors']))
  })

  it('leads to the import of raw usage', async () => {
    await open('#/rating')
    expect(screen.getByRole('link', { name: 'imported as raw usage' }).getAttribute('href')).toBe('#/imports?tab=raw-usage')
  })

  it('BILL-2: a new period ends the one before it', async () => {
    const user = await open('#/rating?table=performanceFactor')
    await user.click(screen.getByRole('button', { name: 'New period after ASYS from 2003-07-01' }))
    const dialog = await screen.findByRole('dialog')
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole('textbox', { name: 'Model' })))
    const [from, factor] = [within(dialog).getByRole('textbox', { name: 'From' }), within(dialog).getByRole('textbox', { name: 'Factor' })]
    expect(from).toHaveProperty('value', '2004-07-01')
    await user.clear(from)
    await user.type(from, '2003-07-01')
    await user.click(within(dialog).getByRole('button', { name: 'Begin the period' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('does not lie within the period')
    await user.clear(from)
    await user.type(from, '2004-07-01')
    await user.clear(factor)
    await user.type(factor, '8.1{Enter}')
    await waitFor(() => expect(factors()).toEqual(['2.3107 2001-10-01 2003-07-01', '7.434 2003-07-01 2004-07-01', '8.1 2004-07-01 open']))
  })

  it('adds a holiday and removes it; parameters show their title, unit and rule', async () => {
    const user = await open('#/rating?table=holiday')
    await user.click(screen.getByRole('button', { name: 'Add' }))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByRole('textbox', { name: 'Day' }), '2004-07-05')
    await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Independence Day{Enter}')
    await user.click(await screen.findByRole('button', { name: 'Remove 2004-07-05' }))
    await waitFor(() => expect(world.core.journal.map(({ label }) => label)).toEqual(['Add 2004-07-05 to Holidays', 'Remove 2004-07-05 from Holidays']))
    await user.click(screen.getByRole('link', { name: /Thresholds and constants/ }))
    const table = await screen.findByRole('table', { name: 'Thresholds and constants' })
    expect(within(table).getByText('I/Os of one I/O unit').tagName).toBe('P')
    // The rule's id is an element of its own, so that no line breaks within it.
    within(table).getByText((_, element) => element?.tagName === 'P' && element.textContent === 'I/Os · BILL-2')
  })

  it('a row that a figure leads to is chosen', async () => {
    const address = originAddress(smallModel(), { table: 'ratingParameter', id: 'ios' })
    expect(address).toBe('/rating?table=ratingParameter&row=ios')
    await open(`#${address ?? ''}`)
    expect(screen.getByRole('textbox', { name: 'Value of I/Os of one I/O unit from 2003-07-01' }).closest('tr')?.dataset['chosen']).toBe('true')
  })

  it('BILL-1, BILL-13: quotes the worked example, follows what is filled in, and compares ways to buy', async () => {
    world.core = new FakeCore(SAMPLE_ROWS)
    const user = renderApp({ status: world.status, loaded: world.core.loaded(), preferences: {} }, '#/rating')
    const table = await screen.findByRole('table', { name: 'Quote' })
    await user.selectOptions(screen.getByRole('combobox', { name: 'Rates of' }), '2004')
    expect(within(table).getByRole('row', { name: /^Total/ }).textContent).toBe('Total4.98')
    expect([within(table).getByRole('button', { name: /How 4\.16/ }).textContent, within(table).getByRole('button', { name: /How 0\.82/ }).textContent]).toEqual(['4.16', '0.82'])
    expect(within(table).getByText('F_p, performance factor of ASYS (IBM 9672/X47)')).toBeTruthy()
    const ways = screen.getByRole('table', { name: 'Two ways to buy' })
    expect(within(ways).getAllByRole('button').map((each) => each.textContent)).toEqual(['32.3 months', '48.4 months', '22.3 MB'])
    const ios = screen.getByRole('textbox', { name: 'I/Os' })
    await user.clear(ios)
    await user.type(ios, 'many')
    expect((await screen.findByRole('alert')).textContent).toContain('"I/Os" is no number')
    await user.selectOptions(screen.getByRole('combobox', { name: 'What' }), 'print')
    expect(within(await screen.findByRole('table', { name: 'Quote' })).getByText(/MF-PRT-1/)).toBeTruthy()
  })

  it('BILL-12: a cost is shared by usage or by cost, or dedicated to one agency; each share says what it is made of', async () => {
    world.core = new FakeCore(SAMPLE_ROWS)
    const user = renderApp({ status: world.status, loaded: world.core.loaded(), preferences: {} }, '#/rating')
    await screen.findByRole('table', { name: 'Quote' })
    await user.selectOptions(screen.getByRole('combobox', { name: 'Rates of' }), '2004')
    await user.selectOptions(screen.getByRole('combobox', { name: 'What' }), 'Shared or dedicated cost')
    // 33.33 and 66.67 of 100.00, each plus 16.8 %.
    expect(quoteText()).toContain('Total116.80')
    expect(within(screen.getByRole('table', { name: 'Quote' })).getAllByRole('button').map((each) => each.textContent)).toEqual(['38.93', '77.87'])
    expect(within(screen.getByRole('table', { name: 'Quote' })).getByText('Charge to XFA').closest('tr')?.textContent).toContain('33.33')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Shared by' }), 'cost, as usage is not measured for all')
    const cost = screen.getByRole('textbox', { name: 'Cost, USD of agency 1' })
    await user.clear(cost)
    expect((await screen.findByRole('alert')).textContent).toContain('Some sharers have neither a usage like the others nor a cost.')
    await user.type(cost, '6.00')
    expect(within(screen.getByRole('table', { name: 'Quote' })).getAllByRole('button').map((each) => each.textContent)).toEqual(['87.60', '29.20'])
    await user.click(screen.getByRole('button', { name: 'Remove agency 2' }))
    expect(quoteText()).toContain('Total116.80')
    expect(screen.getByText('Dedicated to one agency: all of it is charged to it.').tagName).toBe('P')
  })

  it('BILL-10, RATE-3: a subscription shows its instalments, units their months, a cost its percentage', async () => {
    world.core = new FakeCore(SAMPLE_ROWS)
    const user = renderApp({ status: world.status, loaded: world.core.loaded(), preferences: {} }, '#/rating')
    await screen.findByRole('table', { name: 'Quote' })
    await user.selectOptions(screen.getByRole('combobox', { name: 'Rates of' }), '2004')
    const what = screen.getByRole('combobox', { name: 'What' })
    await user.selectOptions(what, 'Yearly subscription')
    expect(quoteText()).toContain('7,560.00in 7 instalments, December 2003 to June 2004')
    await user.selectOptions(what, 'Support of a local network')
    expect(quoteText()).toContain('Total7,080.00')
    await user.selectOptions(what, 'Units of a rate')
    expect(quoteText()).toContain('x 12 months')
    await user.selectOptions(what, 'Cost that is passed on')
    expect(quoteText()).toContain('Total292.00')
  })

  const WITHOUT_RULES = { performanceFactor: [], applicationClass: [], adjustmentFactor: [], holiday: [], ratingParameter: [], printClass: [], mailboxClass: [], complexityFactor: [], binSize: [], ratedMeasure: [] }

  it('a model without rules is offered those of the sample', async () => {
    world.core = new FakeCore({ ...smallRows(), ...WITHOUT_RULES })
    world.rating = {
      ...world.rating,
      sampleRules: () => {
        const adoption = planRulesAdoption(world.core.draft, SAMPLE_ROWS)
        return adoption.ok ? Promise.resolve(adoption.value) : Promise.reject(new Error('refused'))
      },
    }
    const user = await open('#/rating')
    await user.click(screen.getByRole('button', { name: 'Add the FY2004 rules of the sample' }))
    expect(await screen.findByRole('table', { name: 'Quote' })).toBeTruthy()
    await waitFor(() => expect(world.core.journal.map(({ label }) => label)).toEqual(['Add the FY2004 rules of the sample']))
    expect([world.core.draft.performanceFactor.size, (await screen.findByText(/The catalog has no rate FP-HRCMS-CHK/)).tagName]).toEqual([24, 'DIV'])
  })

  it('a snapshot cannot be changed', async () => {
    world.core = new FakeCore({ ...smallRows(), ...WITHOUT_RULES })
    world.core.mode = 'snapshot'
    await open('#/rating')
    expect(screen.getByRole('button', { name: 'Add the FY2004 rules of the sample' })).toHaveProperty('disabled', true)
  })

  it('NUM-7: raw usage is rated again after what differs was shown', async () => {
    const rows = smallRows()
    world.core = new FakeCore({ ...rows, usageBatch: rows.usageBatch.map((batch) => ({ ...batch, kind: 'measures' as const })) })
    const outcome = { label: 'Rate again: 1 quantity differs', issues: [], preview: [{ rowNumber: 2, code: 'DMA', title: 'CPU 2003-10', effect: 'changed' as const, effectText: 'changed: 21 -> 22' }], counts: { new: 0, changed: 1, unchanged: 3, refused: 0 }, changeCount: 1 }
    const asked: unknown[] = []
    world.rating = {
      ...world.rating, previewAgain: () => Promise.resolve(outcome),
      again(input) {
        asked.push(input)
        return Promise.resolve({ outcome, loaded: world.core.loaded() })
      },
    }
    const user = await open('#/rating?table=adjustmentFactor')
    await user.click(screen.getByRole('button', { name: 'Rate raw usage again' }))
    const dialog = await screen.findByRole('dialog', { name: 'Rate again: 1 quantity differs' })
    expect(within(dialog).getByText('changed: 21 -> 22')).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: 'Take the new quantities' }))
    await waitFor(() => expect(asked).toEqual([{ baseRevision: 0, path: '/models/budget.ratebook', task: expect.any(String) }]))
    expect(await screen.findByText('Rate again: 1 quantity differs.')).toBeTruthy()
  })

  it('rating again says how many rows are rated, and can be stopped while it looks and while it writes', async () => {
    const rows = smallRows()
    world.core = new FakeCore({ ...rows, usageBatch: rows.usageBatch.map((batch) => ({ ...batch, kind: 'measures' as const })) })
    world.imports.progress = { phase: 'reading', rows: 3_000, bytes: 3_000, totalBytes: 12_000 }
    const outcome = { label: 'Rate again: 1 quantity differs', issues: [], preview: [], counts: { new: 0, changed: 1, unchanged: 0, refused: 0 }, changeCount: 1 }
    const stopped: string[] = []
    const untilStopped = (name: string, signal: AbortSignal): Promise<never> => new Promise((_, reject) => signal.addEventListener('abort', () => {
      stopped.push(name)
      world.imports.progress = null
      reject(new DOMException('The request was cancelled.', 'AbortError'))
    }))
    let looks = 0
    world.rating = {
      ...world.rating,
      previewAgain(_, { signal }) {
        looks += 1
        return looks === 1 ? untilStopped('looking', signal) : Promise.resolve(outcome)
      },
      again: (_, { signal }) => untilStopped('writing', signal),
    }
    const user = await open('#/rating?table=adjustmentFactor')
    const button = screen.getByRole('button', { name: 'Rate raw usage again' })
    await user.click(button)
    const dialog = await screen.findByRole('dialog', { name: 'Rate raw usage again' })
    expect(await within(dialog).findByText('3,000 of 12,000 rows')).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect([stopped, screen.queryByRole('dialog')]).toEqual([['looking'], null]))
    world.imports.progress = { phase: 'writing', rows: 1, bytes: 1, totalBytes: 2 }
    await user.click(button)
    await user.click(await screen.findByRole('button', { name: 'Take the new quantities' }))
    await user.click(await screen.findByRole('button', { name: 'Cancel' }))
    expect(await screen.findByText('Cancelled. Nothing has been written.')).toBeTruthy()
    expect([stopped, world.core.journal]).toEqual([['looking', 'writing'], []])
  })
})
