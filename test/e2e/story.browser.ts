/** The whole story of the product on the sample: look, narrow, edit, paste, undo, keep a scenario, come back, send out, turn the year. */
import { rmSync } from 'node:fs'

import ExcelJS from 'exceljs'
import type { Locator, Page } from '@playwright/test'

import { enter, expect, goTo, seriousViolations, startApp, test } from './app.ts'

/** The column of the compared rates, 1-based as ARIA counts: code, resource, unit, FY2003, FY2004. */
const COMPARED = 5

function cell(page: Page, row: RegExp | string, column = COMPARED): Locator {
  return page.getByRole('grid').getByRole('row', { name: row }).first().locator(`[aria-colindex="${column}"]`)
}

/** The row of a year's latest revision, which holds its next steps. */
function yearRow(page: Page, year: string): Locator {
  return page.getByRole('table', { name: 'Fiscal years' }).getByRole('row').filter({ has: page.getByRole('button', { name: `More for ${year}` }) })
}

async function pasteText(page: Page, text: string): Promise<void> {
  // The grid listens to the browser's own paste event, which a test may send as the browser would.
  await page.getByRole('grid').evaluate((grid, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    grid.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

test('an edit of a published year becomes a scenario, is pasted over, undone, and still there after a restart', async ({ page }) => {
  const app = await startApp()
  await enter(page, app)
  await goTo(page, 'Rates')

  // The printed facts of both years, with what follows from them.
  await expect(cell(page, /Prime CPU Time/, 4)).toHaveText('100.30')
  await expect(cell(page, /Prime CPU Time/)).toHaveText('99.81')
  await expect(cell(page, /Prime CPU Time/, 6)).toContainText('0.49')
  await expect(cell(page, /Prime CPU Time/, 7)).toContainText('0.49')

  // Narrowed to what is new, and back.
  await page.getByRole('button', { name: /19 new/ }).click()
  await expect(page.getByText('19 of')).toBeVisible()
  await page.getByRole('button', { name: 'Show all rows' }).click()

  await cell(page, /Prime CPU Time/).click()
  await page.keyboard.type('105.25')
  await page.keyboard.press('Enter')
  await expect(cell(page, /Prime CPU Time/)).toContainText('105.25')
  await expect(page.getByRole('button', { name: 'Scenario: What-if 1' })).toBeVisible()
  await expect(cell(page, /Prime CPU Time/, 6)).toContainText('4.95')
  await expect(page.getByRole('button', { name: 'Undo: Prime CPU Time: 105.25' })).toBeEnabled()

  // A block from a spreadsheet: one good figure with a currency sign, one that is no number and leaves its cell as it was.
  await cell(page, /Non-prime CPU Time/).click()
  await pasteText(page, '$41.50\nabout 4 cents\n')
  await expect(cell(page, /Non-prime CPU Time/)).toContainText('41.50')
  await expect(cell(page, /^MF-IO-P|Prime I\/O Operations/)).toContainText('0.0390')
  await expect(cell(page, /Prime I\/O Operations/)).toHaveAttribute('aria-invalid', 'true')

  await page.keyboard.press('Control+z')
  await expect(cell(page, /Non-prime CPU Time/)).toContainText('40.87')
  await page.keyboard.press('Control+y')
  await expect(cell(page, /Non-prime CPU Time/)).toContainText('41.50')

  // A uniform change of a selection.
  await cell(page, /Type I - Standard/).click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.getByRole('button', { name: 'Change 2 rates by …' }).click()
  await page.getByLabel('Per cent').fill('3')
  await page.getByRole('button', { name: 'Apply +3 % on 2 rates' }).click()
  await expect(cell(page, /Type I - Standard/)).toContainText('29.72')
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('Saved')
  expect(await seriousViolations(page)).toEqual([])

  // Another day: the host starts again on the same data, and every digit and the undo are there.
  await app.stop()
  const later = await startApp(app.dataFolder)
  await page.goto(later.address)
  await goTo(page, 'Rates')
  await expect(page.getByRole('button', { name: 'Scenario: What-if 1' })).toBeVisible()
  await expect(cell(page, /Prime CPU Time/)).toContainText('105.25')
  await expect(cell(page, /Type I - Standard/)).toContainText('29.72')
  await page.getByRole('button', { name: 'Undo: +3 % on 2 rates' }).click()
  await expect(cell(page, /Type I - Standard/)).toContainText('28.85')

  // What goes out of a scenario says DRAFT, and its cells hold the figures of the screen.
  await page.getByRole('button', { name: 'Export' }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Excel workbook' }).first().click()
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(await (await downloading).path())
  const sheet = workbook.getWorksheet('Rate schedule')
  const rows = (sheet?.getRows(1, sheet.rowCount) ?? []).map((row) => (Array.isArray(row.values) ? row.values : []))
  expect(rows.find((values) => values.includes('MF-CPU-P'))).toEqual(expect.arrayContaining(['MF-CPU-P', 'Prime CPU Time', 100.3, 105.25]))
  expect(JSON.stringify(sheet?.headerFooter)).toContain('DRAFT')

  await later.stop()
  rmSync(app.dataFolder, { recursive: true, force: true })
})

test('the year turns: the draft is reviewed, published, closed to every change, and rolled into the next year', async ({ sample: page }) => {
  await goTo(page, 'Schedules')
  const draft = yearRow(page, 'FY2005')
  await expect(draft).toContainText('Draft')
  await draft.getByRole('button', { name: /review/i }).click()
  await expect(draft).toContainText('Under review')
  await draft.getByRole('button', { name: /Publish/ }).click()
  await expect(page.getByRole('dialog')).toContainText(/cannot be undone/i)
  await page.getByRole('dialog').getByRole('button', { name: /Publish/ }).click()
  await expect(draft).toContainText('Published')
  // Undo never crosses a publish (VER-2).
  await expect(page.getByRole('button', { name: 'Nothing to undo' })).toBeDisabled()

  await draft.getByRole('button', { name: /Roll/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Roll' }).click()
  await expect(yearRow(page, 'FY2006')).toContainText('Draft')
})

for (const scheme of ['light', 'dark'] as const) {
  test(`no screen has a serious accessibility violation (${scheme})`, async ({ sample: page }) => {
    await page.emulateMedia({ colorScheme: scheme })
    for (const screen of ['Home', 'Rates', 'Schedules', 'Catalog', 'Reports', 'Imports'] as const) {
      await goTo(page, screen)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      expect(await seriousViolations(page), screen).toEqual([])
    }
  })
}
