/** A meeting with a customer: its budget is looked at together, adjusted with a dated change and a request, explained, and handed over. */
import type { Page } from '@playwright/test'

import { expect, seriousViolations, test } from './app.ts'

async function choose(page: Page, label: string, year: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).or(page.getByRole('textbox', { name: label })).first().click()
  await page.getByRole('option', { name: year, exact: true }).first().click()
}

/** The cell of a grid's row under a column, by its place. */
function cell(page: Page, row: RegExp, column: number): ReturnType<Page['locator']> {
  return page.getByRole('grid').getByRole('row', { name: row }).first().locator(`[data-col="${column}"]`)
}

const UNITS_AFTER = 6
const TYPED = 9
const AMOUNT_AFTER = 13

test('PROJ-1, PROJ-2, BILL-8: a meeting with one customer, from its history to the budget that is handed over', async ({ sample: page }) => {
  // Every tab is looked through, in light.
  test.slow()
  await choose(page, 'Base year', 'FY2004')
  await choose(page, 'Compared year', 'FY2005')
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Budgets' }).click()
  await expect(page.getByText('15 customers, change in USD')).toBeVisible()
  await page.getByRole('button', { name: /^XFA/ }).click()
  await expect(page.getByText('6 months actual, 6 projected')).toBeVisible()
  await expect(page.getByText('Fictional.').first()).toBeVisible()
  const budget = page.getByRole('region', { name: 'Against the budget' })
  await expect(budget.getByText(/above budget: unfavourable/)).toBeVisible()

  await page.getByRole('button', { name: 'Present' }).click()
  await expect(page.getByRole('button', { name: /^XCH/ })).toHaveCount(0)

  const found: string[] = []
  for (const tab of ['Summary', 'Rates', 'Dated changes', 'Requests', 'Questions']) {
    await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click()
    if (tab === 'Rates') {
      await cell(page, /MF-TAPE-M/, UNITS_AFTER).click()
      await expect(page.getByRole('region', { name: 'History and forecast of Tape Mounts' }).getByText(/MASE/).first()).toBeVisible()
    }
    found.push(...(await seriousViolations(page)).map((each) => `${tab}: ${each}`))
  }
  expect(found).toEqual([])

  // Units typed with the customer at the table; the amount follows, and explains itself.
  await page.getByRole('tab', { name: 'Rates' }).click()
  await cell(page, /MF-TAPE-M/, TYPED).click()
  await page.keyboard.type('10,000')
  await page.keyboard.press('Enter')
  await expect(cell(page, /MF-TAPE-M/, UNITS_AFTER)).toContainText('126,220')
  await cell(page, /MF-TAPE-M/, AMOUNT_AFTER).click()
  await page.getByRole('button', { name: /inspector/i }).click()
  await expect(page.getByRole('complementary', { name: 'Inspector' }).getByText('The sum of the rounded months.')).toBeVisible()

  // Forty more mailboxes from March.
  await page.getByRole('tab', { name: 'Dated changes' }).click()
  await page.getByRole('button', { name: 'Dated change …' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Rate' }).fill('MM-MBX-C')
  await page.getByRole('option', { name: /MM-MBX-C/ }).click()
  await dialog.getByLabel(/^Units more/).fill('40')
  await dialog.getByLabel('From, YYYY-MM').fill('2005-03')
  await dialog.getByRole('button', { name: 'Add the change' }).click()
  await expect(page.getByRole('table', { name: 'Dated changes' }).getByText('+40')).toBeVisible()

  // An approved request leads to the change that it is.
  await page.getByRole('tab', { name: /^Requests/ }).click()
  await page.getByRole('button', { name: 'Twelve Windows servers for the claims portal' }).click()
  await expect(page.getByRole('region', { name: 'Estimate of XFA-001' }).getByText('18,400.00').first()).toBeVisible()
  await page.getByRole('link', { name: 'Show the dated change' }).click()
  await expect(page.getByRole('table', { name: 'Dated changes' }).getByRole('row', { name: /Twelve Windows servers/ })).toBeVisible()

  // Handed over, the forecast is on budget; undo brings the former budget back.
  await page.getByRole('tab', { name: 'Summary' }).click()
  await page.getByRole('button', { name: 'Hand over the budget' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Hand over', exact: true }).click()
  await expect(budget.getByText(/^On budget\./)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(budget.getByText(/above budget: unfavourable/)).toBeVisible()
})
