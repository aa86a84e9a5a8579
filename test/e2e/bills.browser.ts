/** The bills under hands: matrix, statement and impact move with an edited rate, a credit is given and taken back, every tab is accessible. */
import type { Page } from '@playwright/test'

import { expect, seriousViolations, test } from './app.ts'

async function openBills(page: Page, tab?: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Bills' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Bills' })).toBeVisible()
  if (tab !== undefined) await page.getByRole('tab', { name: tab, exact: true }).click()
}

test('every tab can be read by everybody, and says that the customers are fictional', async ({ sample: page }) => {
  // Five tabs are looked through, each with a large table.
  test.slow()
  await openBills(page)
  await expect(page.getByText('Fictional.').first()).toBeVisible()
  const found: string[] = []
  for (const tab of ['Bills', 'Statement', 'Impact', 'Usage', 'Customers']) {
    await page.getByRole('tab', { name: tab, exact: true }).click()
    await expect(page.getByRole('grid').first()).toBeVisible()
    found.push(...(await seriousViolations(page)).map((each) => `${tab}: ${each}`))
  }
  expect(found).toEqual([])
})

test('BILL-9: an edited rate moves what customers pay before anything else is asked, and undo takes it back', async ({ sample: page }) => {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Rates' }).click()
  await page.getByRole('button', { name: 'Charts' }).click()
  await page.getByRole('tab', { name: 'What customers pay' }).click()
  const figures = page.getByLabel('The impact in figures')
  const all = figures.locator('dd').nth(3)
  await expect(all).toBeVisible()
  const before = (await all.textContent()) ?? ''
  await page.getByRole('grid').getByRole('row', { name: /Prime CPU Time/ }).first().locator('[aria-colindex="5"]').click()
  await page.keyboard.type('250')
  await page.keyboard.press('Enter')
  await expect(all).not.toHaveText(before)
  await openBills(page, 'Impact')
  await expect(page.getByRole('grid', { name: /^Impact, FY2003 to FY2004@What-if 1/ })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(figures.locator('dd').nth(3)).toHaveText(before)
})

test('BILL-9: from the count of who pays less, beside the rates, to who they are and what they save together', async ({ sample: page }) => {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Rates' }).click()
  await page.getByRole('button', { name: 'Charts' }).click()
  await page.getByRole('tab', { name: 'What customers pay' }).click()
  await page.getByRole('link', { name: /^Pay less: \d+ customers?. Show them/ }).click()
  const grid = page.getByRole('grid', { name: /^Impact/ })
  const figures = page.getByLabel('The impact in figures')
  const pressed = figures.getByRole('button', { name: /^Pay less/ })
  await expect(pressed).toHaveAttribute('aria-pressed', 'true')
  const saved = (await figures.locator('dd').nth(5).textContent())?.replace('▼ −', '') ?? 'none'
  const together = grid.getByRole('row', { name: /shown/ })
  await expect(together).toContainText(`(${saved})`)
  // What scrolls away under a frozen change is not seen through it.
  const frozen = together.locator('td[data-signed][data-frozen]')
  expect(await frozen.evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).backgroundColor))).toEqual([expect.stringMatching(/^rgb\(/)])
  await pressed.focus()
  await page.keyboard.press('Space')
  await expect(pressed).toHaveAttribute('aria-pressed', 'false')
  expect(await seriousViolations(page)).toEqual([])
})

test('BILL-8, BILL-14: a customer’s statement explains itself, takes a credit, and says when the encumbrance runs out', async ({ sample: page }) => {
  await openBills(page)
  const matrix = page.getByRole('grid', { name: /^Bills of FY2004/ })
  await matrix.getByRole('rowheader', { name: 'Office of Child Records' }).click()
  await page.keyboard.press('Enter')
  const statement = page.getByRole('region', { name: 'Statement of Office of Child Records' })
  await expect(statement.getByRole('heading', { name: 'Object code E10' })).toBeVisible()
  const bill = statement.getByLabel('The statement in figures').locator('dd').first()
  const before = (await bill.textContent()) ?? ''
  await bill.getByRole('button').click()
  await expect(page.getByRole('complementary', { name: 'Inspector' }).getByText(/^Bill of XCH/)).toBeVisible()
  await page.getByRole('button', { name: 'Close the inspector' }).click()
  await statement.getByRole('button', { name: 'Credit or adjustment' }).first().click()
  await statement.getByRole('textbox', { name: 'Amount, USD' }).fill('-1,000')
  await statement.getByRole('textbox', { name: 'Reason' }).fill('Outage in October')
  await statement.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(bill).not.toHaveText(before)
  const amount = statement.getByRole('textbox', { name: 'Encumbered E10' })
  await amount.fill('2,000,000')
  await amount.press('Enter')
  await expect(statement.getByText(/ran out in/).first()).toBeVisible()
  await page.keyboard.press('Alt+PageDown')
  await expect(page.getByRole('region', { name: /^Statement of Bureau of Licenses/ })).toBeVisible()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Alt+PageUp')
  await expect(bill).toHaveText(before)
})

test('usage is typed over an imported month, and the batch can be taken away and brought back', async ({ sample: page }) => {
  await openBills(page, 'Usage')
  const grid = page.getByRole('grid', { name: 'Usage of XFA in FY2004' })
  const july = grid.getByRole('row', { name: /Prime CPU Time/ }).first().locator('[data-col="3"]')
  const before = (await july.textContent()) ?? ''
  await july.click()
  await page.keyboard.type('-3')
  await page.keyboard.press('Enter')
  await expect(july).toContainText('edited, was')
  await page.keyboard.press('Control+z')
  await expect(july).toHaveText(before)
  await page.getByRole('button', { name: 'Remove batch 1' }).click()
  await expect(page.getByRole('button', { name: 'Remove batch 1', exact: true })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Remove batch 2' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: 'Remove batch 1', exact: true })).toBeVisible()
})

/** By the keys, once the list has nothing else in it. */
async function takeOnly(page: Page, name: RegExp): Promise<void> {
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(page.getByRole('option', { name })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

test('what cannot be priced stands whole in the statement, with the reason; a customer, a rate and a quantity are typed by keyboard alone', async ({ sample: page }) => {
  await openBills(page, 'Usage')
  const customer = page.getByRole('combobox', { name: 'Customer' })
  await customer.focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('XTB')
  await takeOnly(page, /^XTB/)
  await expect(page.getByText('No usage of XTB in FY2004')).toBeVisible()
  await expect(customer).toBeFocused()
  await page.getByRole('combobox', { name: 'Add a rate' }).focus()
  await page.keyboard.type('NW-PORT-HUB')
  await takeOnly(page, /NW-PORT-HUB/)
  await expect(page.getByRole('textbox', { name: 'Chosen cell' })).toBeFocused()
  await page.keyboard.type('7')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'Statement', exact: true }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'could not be priced' })
  await expect(alert.getByText('10 Mbs Campus Hub (NW-PORT-HUB), 7 Port - Month: no price in this version.')).toBeVisible()
  expect(await alert.evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0)
  expect(await seriousViolations(page)).toEqual([])
})
