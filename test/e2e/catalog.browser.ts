/** The catalog under hands: whose undo a key is, and a file that somebody else has. */
import { rmSync } from 'node:fs'

import type { Page } from '@playwright/test'

import { enter, expect, goTo, startApp, test } from './app.ts'

async function openService(page: Page): Promise<void> {
  await goTo(page, 'Catalog')
  await page.getByLabel('Search the catalog').fill('CPU Time')
  await page.getByRole('treeitem', { name: 'Prime CPU Time', exact: true }).first().click()
  await page.getByLabel('Search the catalog').fill('')
  // From the rate up to its service.
  await page.getByRole('main').getByRole('navigation').or(page.locator('.mantine-Breadcrumbs-root')).getByRole('link').last().click()
  await page.getByRole('tab', { name: 'Rates' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('CPU Time')
}

test('Ctrl+Z after a field of the catalog was left undoes the model, and nothing else changes', async ({ sample: page }) => {
  await openService(page)
  const name = page.getByLabel('Name', { exact: true })
  const code = page.getByLabel('Code', { exact: true })
  const before = { name: await name.inputValue(), code: await code.inputValue() }

  // An edit before: the browser still holds its typing, which the key must not bring back.
  await code.fill('SVC-1')
  await code.press('Enter')
  await expect(page.getByRole('button', { name: /^Undo: / })).toBeEnabled()
  await name.click()
  await name.press('End')
  await page.keyboard.type(' renamed')
  await page.keyboard.press('Tab')
  await expect(code).toBeFocused()
  await expect(name).toHaveValue(`${before.name} renamed`)
  await expect(page.getByRole('treeitem', { selected: true })).toContainText(`${before.name} renamed`)

  await page.keyboard.press('Control+z')
  await expect(name).toHaveValue(before.name)
  await expect(code).toHaveValue('SVC-1')
  await page.keyboard.press('Control+z')
  await expect(code).toHaveValue(before.code)
  await expect(name).toHaveValue(before.name)
  await expect(page.getByRole('button', { name: 'Nothing to undo' })).toBeDisabled()
  await page.keyboard.press('Control+y')
  await expect(code).toHaveValue('SVC-1')
  await expect(name).toHaveValue(before.name)
})

test('Ctrl+Z while a text is being typed is the browser\'s own, and the model stays', async ({ sample: page }) => {
  await openService(page)
  const name = page.getByLabel('Name', { exact: true })
  const code = page.getByLabel('Code', { exact: true })
  const before = await name.inputValue()
  await code.fill('SVC-1')
  await code.press('Enter')
  await name.click()
  await name.press('End')
  await page.keyboard.type('xy')
  await page.keyboard.press('Control+z')
  await expect(name).not.toHaveValue(`${before}xy`)
  await expect(code).toHaveValue('SVC-1')
  await expect(page.getByRole('button', { name: 'Nothing to redo' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(name).toHaveValue(before)
})

test('Ctrl+Z on a choice and in a search that holds nothing typed undoes the model, and no other field changes', async ({ sample: page }) => {
  await openService(page)
  const code = page.getByLabel('Code', { exact: true })
  const group = page.getByRole('combobox', { name: 'Group' })
  const before = { code: await code.inputValue(), group: await group.inputValue() }
  await code.click()
  await page.keyboard.type('SVC-1')
  await page.keyboard.press('Tab')
  await expect(group).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(code).toHaveValue(before.code)
  await expect(group).toHaveValue(before.group)
  await expect(page.getByRole('button', { name: /^Redo: / })).toBeEnabled()
})

test('a page is found, read, edited in place, issued and brought back by undo', async ({ sample: page }) => {
  await goTo(page, 'Catalog')
  const search = page.getByLabel('Search the catalog')
  await search.fill('bulk messages paged')
  await expect(page.getByRole('region', { name: 'Search results' }).getByRole('link')).toHaveText(['ListServ'])
  await search.press('Enter')
  const text = page.getByRole('article', { name: 'Page of ListServ' })
  await expect(text.getByRole('region', { name: 'Metrics' }).getByText('Not available')).toHaveCount(2)
  await expect(text.getByRole('table', { name: 'Service requests' })).toContainText('3 business days')
  await expect(page.getByRole('region', { name: 'Versions of this page' })).toContainText('Version 2, 2004-09-01')

  await text.getByText('A window of').click()
  const field = page.getByRole('textbox', { name: 'Planned maintenance' })
  await expect(field).toBeFocused()
  await field.fill('Never **again**, <b>promised</b>.')
  await field.press('Control+Enter')
  await expect(text.getByText('Never again, <b>promised</b>.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Changed since version 2' })).toBeVisible()
  await search.fill('promised')
  await expect(page.getByRole('region', { name: 'Search results' }).getByRole('link', { name: 'ListServ' })).toBeVisible()
  await search.press('Escape')
  await page.getByRole('button', { name: /^Undo: ListServ: planned maintenance/ }).click()
  await expect(text.getByText('A window of')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Changed since version 2' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Version 1, 2004-03-01' }).click()
  await page.getByLabel('Compare with', { exact: true }).selectOption({ label: 'Version 2, 2004-09-01' })
  await expect(page.getByRole('region', { name: 'Comparison' })).toContainText('Friday of the second week')
  await page.getByRole('link', { name: 'Export this page' }).click()
  await expect(page.getByRole('combobox', { name: 'Service' })).toHaveValue('listserv')
  await expect(page.getByText('ListServ: service description').first()).toBeVisible()
})

test('a file that somebody else has, and one that is no model, are said without a failure of the page', async ({ sample: page }) => {
  const other = await startApp()
  const theirs = await page.context().newPage()
  await enter(theirs, other, 'Bob Budget')
  await page.getByRole('button', { name: /^File:/ }).click()
  await page.getByRole('menuitem', { name: 'Open…' }).click()
  await page.getByLabel('File', { exact: true }).fill(`${other.dataFolder}/Sample model.ratebook`)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Bob Budget')
  await page.getByLabel('File', { exact: true }).fill(import.meta.filename)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('is not a Ratebook model')

  // Read meanwhile: the dialog is gone, and what is typed says why it is not taken.
  await page.getByLabel('File', { exact: true }).fill(`${other.dataFolder}/Sample model.ratebook`)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('button', { name: 'Open a read-only snapshot' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('Read-only snapshot')
  await goTo(page, 'Catalog')
  await page.getByRole('treeitem', { name: /CPU Time/ }).first().click()
  await expect(page.getByRole('article', { name: 'Page of CPU Time' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Edit / })).toHaveCount(0)
  await page.getByRole('tab', { name: 'Rates' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveAttribute('readonly')
  await theirs.goto('about:blank')
  await other.stop()
  rmSync(other.dataFolder, { recursive: true, force: true })
})

test('a link of a page says where it leads, and opens in a tab of its own that cannot reach back', async ({ sample: page }) => {
  await goTo(page, 'Catalog')
  await page.getByLabel('Search the catalog').fill('ListServ')
  await expect(page.getByRole('region', { name: 'Search results' }).getByRole('link', { name: 'ListServ', exact: true })).toBeVisible()
  await page.getByLabel('Search the catalog').press('Enter')
  await page.getByRole('button', { name: 'Edit purpose and scope' }).click()
  // The text is gone on with at its end.
  await page.keyboard.type(' See [the description](https://example.org/listserv).')
  await page.keyboard.press('Control+Enter')
  const link = page.getByRole('article').getByRole('link', { name: 'the description' })
  await expect(link).toHaveAttribute('title', 'https://example.org/listserv')
  await page.context().route('https://example.org/**', (route) => route.fulfill({ contentType: 'text/plain', body: 'There' }))
  const here = page.url()
  const opened = page.context().waitForEvent('page')
  await link.click()
  const tab = await opened
  await tab.waitForURL('https://example.org/listserv')
  expect(await tab.evaluate(() => globalThis.opener === null)).toBe(true)
  expect(page.url()).toBe(here)
})
