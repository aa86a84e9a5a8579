/** The scorecard under hands: filters, the chart of a row, its derivation, a measurement typed and undone; every part can be read by everybody. */
import type { Page } from '@playwright/test'

import { expect, seriousViolations, test } from './app.ts'

async function openLevels(page: Page, tab?: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Levels' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Levels' })).toBeVisible()
  if (tab !== undefined) await page.getByRole('tab', { name: tab, exact: true }).click()
}

test('SLM-3, SLM-4: breached targets are picked out; a row opens its chart with limits, breaches and derivation', async ({ sample: page }) => {
  await openLevels(page)
  const table = page.getByRole('grid', { name: /^Scorecard/ })
  await page.getByRole('button', { name: /breached/ }).click()
  await table.getByRole('row', { name: /Availability of mail/ }).click()
  const dock = page.getByRole('region', { name: 'Chart of the target' })
  await expect(dock.getByText('Goal 99.70')).toBeVisible()
  await expect(dock.getByText(/^Lower limit/)).toBeVisible()
  await expect(dock.getByRole('region', { name: 'Breaches' })).toContainText('December 2004')
  await dock.getByRole('button', { name: 'Show as a table' }).first().click()
  await expect(dock.getByRole('table', { name: /Availability of mail.*as a table/ })).toBeVisible()
  await dock.getByRole('button', { name: 'How it was computed' }).click()
  await expect(page.getByRole('complementary')).toContainText('SLM-1')
  expect(await seriousViolations(page)).toEqual([])
})

test('a measurement is typed over a computed value, moves the scorecard, and is undone', async ({ sample: page }) => {
  await openLevels(page, 'Targets')
  await page.getByText('Measurements', { exact: true }).click()
  const cell = page.getByRole('grid', { name: 'Measurements by month' }).getByRole('row', { name: /CPU-AVL/ }).getByRole('gridcell').nth(26)
  await cell.scrollIntoViewIfNeeded()
  await cell.click()
  await page.keyboard.type('99.1')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'Scorecard', exact: true }).click()
  const row = page.getByRole('grid', { name: /^Scorecard/ }).getByRole('row', { name: /Availability in prime time/ })
  await expect(row).toContainText('99.10 %')
  await expect(row).toContainText('Breached')
  await page.keyboard.press('Control+z')
  await expect(row).toContainText('Met')
})

test('targets, measurements, records and calendars can be read by everybody', async ({ sample: page }) => {
  test.slow()
  await openLevels(page, 'Targets')
  const found: string[] = []
  for (const section of ['Targets', 'Measurements', 'Outages', 'Incidents', 'Calendars']) {
    await page.getByText(section, { exact: true }).last().click()
    await expect(page.getByRole('grid').first()).toBeVisible()
    found.push(...(await seriousViolations(page)).map((each) => `${section}: ${each}`))
  }
  expect(found).toEqual([])
})
