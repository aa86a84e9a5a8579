/** A window of 1280 x 800 enlarged to 200 %, and one that the inspector takes a third of: everything can be read and reached. */
import type { Locator } from '@playwright/test'

import { expect, goTo, test } from './app.ts'

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox()
  if (box === null) throw new Error('It is not shown.')
  return box
}

test.describe('at 200 %', () => {
  test.use({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 })

  test('the catalog gives the fields of a row the width of the window', async ({ sample: page }) => {
    await goTo(page, 'Catalog')
    await page.getByRole('treeitem', { name: /CPU Time/ }).first().click()
    await page.getByRole('tab', { name: 'Rates' }).click()
    const name = page.getByLabel('Name', { exact: true })
    await name.scrollIntoViewIfNeeded()
    expect((await boxOf(name)).width).toBeGreaterThan(400)
    const remove = page.getByRole('button', { name: /^Remove / })
    await remove.scrollIntoViewIfNeeded()
    const box = await boxOf(remove)
    expect(box.x + box.width).toBeLessThanOrEqual(640)
  })

  test('the preview of a report stands below its tools, not over them', async ({ sample: page }) => {
    await goTo(page, 'Reports')
    await expect(page.getByRole('tabpanel').getByRole('row').first()).toBeAttached()
    const tools = await boxOf(page.getByRole('button', { name: 'Export Excel' }))
    const tabs = await boxOf(page.getByRole('tablist', { name: 'Sheets' }))
    expect(tabs.y).toBeGreaterThanOrEqual(tools.y + tools.height)
    const row = page.getByRole('tabpanel').getByRole('row').first()
    await row.scrollIntoViewIfNeeded()
    await expect(row).toBeInViewport()
  })

  test('the inspector lies over the table instead of pressing it flat', async ({ sample: page }) => {
    await goTo(page, 'Rates')
    await expect(page.getByRole('grid').getByRole('row', { name: /Prime CPU Time/ }).first()).toBeVisible()
    const before = await boxOf(page.getByRole('grid'))
    await page.getByRole('button', { name: 'Inspector', exact: true }).click()
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeInViewport()
    expect((await boxOf(page.getByRole('grid'))).width).toBe(before.width)
  })
})

test('the audit is in view as a whole beside the open inspector, and no number of a row stands on a line of its own', async ({ sample: page }) => {
  await goTo(page, 'Rates')
  await page.getByText('Audit', { exact: true }).click()
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  const table = page.getByRole('table').first()
  await expect(table).toBeVisible()
  await expect(table.getByText('rate schedule, Mainframe Services, row\u00A01', { exact: true })).toBeVisible()
  const cut = await table.locator('td, th').evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent))
  expect(cut).toEqual([])
  expect(await table.evaluate((element) => (element.parentElement?.scrollWidth ?? 0) - (element.parentElement?.clientWidth ?? 0))).toBeLessThanOrEqual(0)
})
