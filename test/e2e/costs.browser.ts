/** The costs under hands: typed and pasted lines move rates, pools are dragged, parts stay within 100 %, every tab is accessible. */
import type { Locator, Page } from '@playwright/test'

import { expect, seriousViolations, test } from './app.ts'

async function choose(page: Page, label: string, year: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).or(page.getByRole('textbox', { name: label })).first().click()
  await page.getByRole('option', { name: year, exact: true }).first().click()
}

/** FY2004 against the draft of FY2005, on the costs. */
async function openCosts(page: Page): Promise<void> {
  await choose(page, 'Base year', 'FY2004')
  await choose(page, 'Compared year', 'FY2005')
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Costs' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Costs' })).toBeVisible()
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click()
}

test('every tab can be read by everybody, and says that the figures are fictional', async ({ sample: page }) => {
  // Six tabs are looked through, each with a large table.
  test.slow()
  await openCosts(page)
  await expect(page.getByText('Fictional.').first()).toBeVisible()
  const found: string[] = []
  for (const tab of ['Framework', 'Positions', 'Pools and allocation', 'Units and rates', 'Recovery', 'Checks']) {
    await openTab(page, tab)
    if (tab === 'Framework') await page.getByRole('treeitem', { name: /^CPU Time/ }).click()
    const grid = page.getByRole('grid').first()
    if (tab !== 'Checks') {
      await expect(grid).toBeVisible()
      await grid.click({ position: { x: 180, y: 110 } })
    }
    found.push(...(await seriousViolations(page)).map((each) => `${tab}: ${each}`))
  }
  expect(found).toEqual([])
})

test('COST-1, RATE-1: a typed line moves the total, the derived rate and the what-if table; one undo takes it back', async ({ sample: page }) => {
  await openCosts(page)
  await page.getByRole('treeitem', { name: /^CPU Time/ }).click()
  const sheet = page.getByRole('grid', { name: /^Cost framework of CPU Time/ })
  const line = sheet.getByRole('row', { name: /Contract operators/ })
  await line.locator('[data-col="2"]').click()
  await page.keyboard.type('500,000')
  await page.keyboard.press('Enter')
  await expect(line.locator('[data-col="2"]')).toContainText('500,000.00')
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Rates' }).click()
  const rate = page.getByRole('grid').getByRole('row', { name: /Prime CPU Time/ }).first().locator('[aria-colindex="5"]')
  await expect(rate).not.toContainText('101.50')
  await page.keyboard.press('Control+z')
  await expect(rate).toContainText('101.50')
})

test('VER-4: in a scenario a changed cost keeps what it was, and a removed line can be taken back in', async ({ sample: page }) => {
  await openCosts(page)
  await choose(page, 'Compared year', 'FY2004')
  await page.getByRole('treeitem', { name: /^CPU Time/ }).click()
  const sheet = page.getByRole('grid', { name: /^Cost framework of CPU Time/ })
  await sheet.getByRole('row', { name: /Contract operators/ }).locator('[data-col="2"]').click()
  await page.keyboard.type('1000')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Scenario: What-if 1' })).toBeVisible()
  await expect(sheet.getByRole('row', { name: /Contract operators/ }).getByText(/edited, was/)).toHaveCount(1)
  await sheet.getByRole('row', { name: /System software/ }).locator('[data-col="1"]').click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await sheet.getByRole('row', { name: /System software.*left out/ }).locator('[data-col="1"]').click()
  await page.getByRole('button', { name: 'Take it back in' }).click()
  await expect(sheet.getByRole('row', { name: /System software.*left out/ })).toHaveCount(0)
})

test('COST-2: parts above 100 % are refused with the reason', async ({ sample: page }) => {
  await openCosts(page)
  await openTab(page, 'Positions')
  await page.getByRole('grid').getByRole('row', { name: /Fiscal Director/ }).locator('[data-col="1"]').click()
  const part = page.getByRole('textbox', { name: /^Part of Administration/ })
  await part.fill('120')
  await part.press('Enter')
  await expect(page.getByText(/100/).filter({ hasText: /Write 100 or less|at most 100/ }).first()).toBeVisible()
})

test('ALLOC-2: a pool is dragged to another place, and another method is seen before it is applied', async ({ sample: page }) => {
  await openCosts(page)
  await openTab(page, 'Pools and allocation')
  const pools = page.getByRole('list', { name: 'Pools in their order' }).getByRole('listitem')
  await expect(pools.first()).toContainText('Facilities')
  await page.getByRole('button', { name: /^Move Administration/ }).dragTo(pools.first(), { targetPosition: { x: 80, y: 4 } })
  await expect(pools.first()).toContainText('Administration')
  await page.getByRole('button', { name: /^Move Administration/ }).press('Alt+ArrowDown')
  await expect(pools.first()).toContainText('Facilities')
  await page.getByText('Reciprocal', { exact: true }).click()
  await expect(page.getByText('Reciprocal is shown, step-down is applied.')).toBeVisible()
  await page.getByRole('button', { name: 'Apply reciprocal' }).click()
  await expect(page.getByRole('button', { name: 'Applied' })).toBeDisabled()
})

test('RECOV-1: revenue and balances are typed into the account; the closing balance follows, explains itself, and one undo takes it back', async ({ sample: page }) => {
  await openCosts(page)
  await openTab(page, 'Recovery')
  await page.getByRole('grid', { name: /^Recovery/ }).getByRole('row', { name: /Tape Mounts/ }).locator('[data-col="0"]').click()
  const account = page.getByRole('grid', { name: 'Account of Tape Mounts' })
  const cell = (label: string, column: number): Locator => account.getByRole('row').filter({ has: page.getByRole('rowheader', { name: label, exact: true }) }).locator(`[data-col="${column}"]`)
  const before = await cell('Closing balance', 1).innerText()
  await cell('+ Transfers', 1).click()
  await page.keyboard.type('(1,000)')
  await page.keyboard.press('Enter')
  await expect(cell('+ Transfers', 1)).toContainText('1,000.00')
  await expect(cell('Closing balance', 1)).not.toHaveText(before)
  await cell('Closing balance', 1).click()
  await page.keyboard.press('Control+i')
  await expect(page.getByText('opening + revenue + interest + transfers - allowable cost')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(cell('Closing balance', 1)).toHaveText(before)
})

test('RATE-8: a bar of the waterfall and a figure of the sentence open their derivation, by keyboard and by mouse', async ({ sample: page }) => {
  await openCosts(page)
  await openTab(page, 'Units and rates')
  await page.getByRole('grid').getByRole('rowheader', { name: 'Prime CPU Time', exact: true }).click()
  await page.getByRole('button', { name: 'Why did it change' }).click()
  const dialog = page.getByRole('dialog')
  const explained = dialog.getByRole('complementary', { name: 'How it was computed' })
  await dialog.getByRole('button', { name: /^Overhead from pools: / }).focus()
  await page.keyboard.press('Enter')
  await expect(explained).toContainText('Overhead from pools, of the rate, FY2005')
  await dialog.getByRole('button', { name: '99.81' }).first().click()
  await expect(explained).toContainText('Published rate, FY2004')
  expect(await seriousViolations(page)).toEqual([])
})
