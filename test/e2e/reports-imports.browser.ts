/** What comes in and what goes out: rates from a file, printed schedules, and the reports. */
import ExcelJS from 'exceljs'
import type { Page } from '@playwright/test'

import { expect, goTo, seriousViolations, test } from './app.ts'

function csv(name: string, lines: readonly string[]): { readonly name: string; readonly mimeType: string; readonly buffer: Buffer } {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) }
}

const BROKEN = csv('broken.csv', ['code,resource,unit,FY2005', 'MF-CPU-P,Prime CPU Time,CPU Hour,"12,34"', 'MF-CPU-N,Non-prime CPU Time,CPU Hour,40.87', 'MF-CPU-N,Twice,CPU Hour,41.00'])
// A title and a blank line above the names of the columns, as spreadsheets have them.
const GOOD = csv('rates FY2005.csv', ['Proposed rates', '', 'code,resource,unit,group,FY2005', 'MF-CPU-P,Prime CPU Time,CPU Hour,,101.25', 'MF-IO-P,Prime I/O Operations,1000 I/Os,,0.0410', 'K8S-NODE,Managed Kubernetes,Node / Month,Cloud,412.50'])
const UNNAMED = csv('plain.csv', ['a,b,c', 'MF-CPU-P,x,101.25'])
const PRINTED = csv('printed.csv', [
  'heading,resource,unit,from,to,difference,percent', 'Mainframe,Prime CPU Time,CPU Hour,$100.30,$99.81,($0.49),-0.49%', 'Mainframe,Prime I/O,1000 I/Os,$0.0367,$0.0390,$0.0023,6.19%',
  'Mid-range,SQL Server,Month,$180,$439,$259,99%', 'Mid-range,Hosting,Month,Contract Rate,Varies,,N/A',
])

async function chooseRates(page: Page, file: ReturnType<typeof csv>): Promise<void> {
  await page.getByLabel('Choose a file of rates…').setInputFiles({ ...file })
}

/** A count by its name, as the list of counts says it. */
async function countOf(page: Page, name: string): Promise<string | undefined> {
  return (await page.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd').textContent()) ?? undefined
}

test('a broken file is named row by row, a good one is one change, and undo takes it back', async ({ sample: page }) => {
  await goTo(page, 'Imports')
  await chooseRates(page, BROKEN)
  const wrong = page.getByRole('table', { name: 'What is wrong in the file' })
  await expect(wrong.getByRole('row', { name: /2 FY2005 "12,34" is not a number\. Write it as 1,234\.50/ })).toBeVisible()
  await expect(wrong.getByRole('row', { name: /4 code The code MF-CPU-N stands in row 3 already\. Keep one row for each code\./ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
  await expect(page.getByText('is refused as a whole')).toBeVisible()

  await chooseRates(page, GOOD)
  await expect(page.getByLabel('Row with the column names')).toHaveValue('3')
  await expect(page.getByText('Nothing has been written yet.')).toBeVisible()
  expect([await countOf(page, 'New'), await countOf(page, 'Refused')]).toEqual(['1', '0'])
  await expect(page.getByRole('row', { name: 'K8S-NODE Managed Kubernetes New FY2005 412.50' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Nothing to undo' })).toBeDisabled()

  await page.getByRole('button', { name: 'Import 3 rates into FY2005' }).click()
  await expect(page.getByRole('button', { name: 'Undo: Import rates FY2005.csv: 3 rates, FY2005' })).toBeEnabled()
  await expect(page.getByRole('button', { name: 'See FY2005 in the table' })).toBeVisible()

  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByText('Undone: Import rates FY2005.csv: 3 rates, FY2005')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import 3 rates into FY2005' })).toBeEnabled()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Nothing to undo' })).toBeDisabled()
})

test('columns without known names are said by hand', async ({ sample: page }) => {
  await goTo(page, 'Imports')
  await chooseRates(page, UNNAMED)
  await expect(page.getByText('Say which column holds the code of the rate.')).toBeVisible()
  await page.getByLabel('What a (column A) holds').selectOption('Code')
  await page.getByLabel('What c (column C) holds').selectOption('Rates of a year')
  await expect(page.getByLabel('Fiscal year of c (column C)')).toHaveValue('FY2005')
  await expect(page.getByRole('button', { name: 'Import 1 rate into FY2005' })).toBeEnabled()

  await page.getByLabel('Fiscal year of c (column C)').fill('2004')
  await page.getByLabel('Fiscal year of c (column C)').press('Enter')
  await expect(page.getByText('FY2004 is published and stays as it is.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
})

function costsFile(text: string): { readonly name: string; readonly mimeType: string; readonly buffer: Buffer } {
  return { name: 'costs.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}

test('costs of a year come in beside rates: a bad row is named, a good file is one change', async ({ sample: page }) => {
  await goTo(page, 'Imports')
  await page.getByRole('tab', { name: 'Costs, positions, units' }).click()
  await page.getByLabel('Fiscal year', { exact: true }).selectOption('FY2006')
  await page.getByLabel('Choose a file of costs…').setInputFiles(costsFile('service,description,amount\nCPU Time,Licenses,lots\n'))
  await expect(page.getByRole('table', { name: 'What is wrong in the file' }).getByRole('row', { name: /2 amount "lots" is not a number\./ })).toBeVisible()
  await page.getByLabel('Choose a file of costs…').setInputFiles(costsFile('service,what,amount\nCPU Time,Licenses,"1,250.00"\n'))
  await expect(page.getByText('Say which column holds the description.')).toBeVisible()
  await page.getByLabel('What what (column B) holds').selectOption('Description (needed)')
  await expect(page.getByRole('row', { name: /CPU Time Licenses New new cost line: 1,250\.00/ })).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Import 1 row of costs' }).click()
  await expect(page.getByRole('button', { name: 'Undo: Import costs.csv: 1 cost line, FY2006' })).toBeEnabled()
})

const USAGE = csv('july.csv', ['Department,Resource code,Jul 2003,Aug 2003', 'XFA,MF-CPU-P,1250.5,-10', 'XCH,MF-CPU-P,0.000001,'])
const BROKEN_USAGE = csv('bad.csv', ['agency,rate,month,quantity', 'NOBODY,MF-CPU-P,2003-07,1', 'XFA,MF-CPU-P,July,1', 'XFA,MF-CPU-P,2003-07,lots'])

async function chooseUsage(page: Page, file: ReturnType<typeof csv>): Promise<void> {
  await page.getByLabel('Choose a file of usage…').setInputFiles({ ...file })
}

test('usage comes in with a column for each month; the same file again changes nothing; undo takes it back', async ({ sample: page }) => {
  await goTo(page, 'Imports')
  await page.keyboard.press('Control+k')
  await expect(page.getByLabel('Search rates and commands')).toBeFocused()
  await page.keyboard.type('Import usage')
  await expect(page.getByRole('button', { name: 'Import usage' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Usage', selected: true })).toBeVisible()
  await chooseUsage(page, BROKEN_USAGE)
  const wrong = page.getByRole('table', { name: 'What is wrong in the file' })
  await expect(wrong.getByRole('row', { name: /2 agency The model has no agency with the code "NOBODY"/ })).toBeVisible()
  await expect(wrong.getByRole('row', { name: /3 month "July" is not a month\./ })).toBeVisible()
  await expect(wrong.getByRole('row', { name: /4 quantity "lots" is not a number\./ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()

  await chooseUsage(page, USAGE)
  await expect(page.getByLabel('Month of Aug 2003 (column D)')).toHaveValue('August 2003')
  await expect(page.getByText('A quantity is below zero: it is taken as a credit.')).toBeVisible()
  await expect(page.getByRole('row', { name: /^2 XFA MF-CPU-P 2003-08 (New|Changed) .*-10$/ })).toBeVisible()
  expect(await countOf(page, 'Refused')).toBe('0')
  expect(await seriousViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Import 3 quantities' }).click()
  await expect(page.getByText('Import july.csv: 3 usage lines, July 2003 to August 2003. It is saved as one change.')).toBeVisible()

  await chooseUsage(page, USAGE)
  await expect(page.getByText('There is nothing to import: every quantity in the file is as the model has it.')).toBeVisible()
  expect([await countOf(page, 'Unchanged'), await countOf(page, 'New')]).toEqual(['3', '0'])
  await page.getByRole('button', { name: 'Undo: Import july.csv: 3 usage lines, July 2003 to August 2003' }).click()
  await expect(page.getByText('Undone: Import july.csv: 3 usage lines, July 2003 to August 2003')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import 3 quantities' })).toBeEnabled()
})

test('agencies and what they have encumbered come in, each with a template', async ({ sample: page }) => {
  await goTo(page, 'Imports')
  await page.getByRole('tab', { name: 'Agencies' }).click()
  await page.getByLabel('Choose a file of agencies…').setInputFiles({ ...csv('agencies.csv', ['code,name,class,state %,federal %', 'NEW,Agency of Tests,state,75,20']) })
  await expect(page.getByRole('table', { name: 'What is wrong in the file' }).getByRole('row', { name: /2 federal % The funding sources of NEW add up to 95 %\./ })).toBeVisible()
  await page.getByLabel('Choose a file of agencies…').setInputFiles({ ...csv('agencies.csv', ['code,name,class,state %,federal %', 'NEW,Agency of Tests,state,75,25']) })
  await page.getByRole('button', { name: 'Import 1 row of agencies' }).click()
  await expect(page.getByText('It is saved as one change.')).toBeVisible()

  await page.getByRole('tab', { name: 'Encumbrances' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Template as CSV' }).click()
  expect((await download).suggestedFilename()).toBe('Encumbrances FY2004.csv')
  await page.getByLabel('Choose a file of encumbrances…').setInputFiles({ ...csv('encumbrances.csv', ['agency,object code,amount,approved on', 'NEW,E10,"125,000.00",2003-07-01']) })
  await page.getByRole('button', { name: 'Import 1 row of encumbrances' }).click()
  await expect(page.getByRole('button', { name: 'Undo: Import encumbrances.csv: 1 encumbrance, FY2004' })).toBeEnabled()
})

test('a file is chosen by the keyboard alone, and the template goes out', async ({ sample: page }) => {
  // Asked for first of all: a dialog that opens before the test protocol takes dialogs over is never seen.
  const chooser = page.waitForEvent('filechooser')
  await goTo(page, 'Imports')
  await page.getByRole('tab', { name: 'Rates' }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Choose a file of rates…' })).toBeFocused()
  await page.keyboard.press('Enter')
  await (await chooser).setFiles({ ...GOOD })
  await expect(page.getByRole('button', { name: 'Import 3 rates into FY2005' })).toBeEnabled()

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Template as CSV' }).click()
  expect((await download).suggestedFilename()).toBe('Rates FY2005.csv')
})

test('a printed schedule from outside is audited, at the precision asked for', async ({ sample: page }) => {
  await goTo(page, 'Imports')
  await page.getByRole('tab', { name: 'Audit a printed schedule' }).click()
  await page.getByLabel('Choose a printed schedule…').setInputFiles({ ...PRINTED })
  const rows = page.getByRole('table', { name: 'Audit of printed.csv' })
  await expect(rows.getByRole('row', { name: /^Prime I\/O .*6\.27%.*Explained by rounding/ })).toBeVisible()
  const verdicts = page.getByRole('group', { name: 'Rows by verdict' })
  for (const verdict of ['1 exact', '1 explained by rounding', '1 inconsistent', '1 not checkable']) await expect(verdicts.getByRole('button', { name: verdict })).toBeEnabled()
  await verdicts.getByRole('button', { name: '1 inconsistent' }).click()
  await expect(page.getByText('1 of 4 rows')).toBeVisible()
  await expect(rows.getByText('No rates that round to those printed give both figures.')).toBeVisible()
  await page.getByLabel('Rates read').focus()
  await page.getByLabel('Rates read').selectOption('Whole dollars')
  await expect(rows.getByText('when the rates are read to 0 places')).toBeVisible()
  await expect(page.getByLabel('Rates read')).toBeFocused()
  expect(await seriousViolations(page)).toEqual([])
})

test('the workbook that is downloaded has the sheets that the preview shows', async ({ sample: page }) => {
  await goTo(page, 'Reports')
  const tabs = page.getByRole('tablist', { name: 'Sheets' }).getByRole('tab')
  await expect(tabs.first()).toBeVisible()
  const shown = await tabs.allTextContents()
  await page.getByRole('tab', { name: 'Rate schedule' }).click()
  await expect(page.getByRole('row', { name: /MF-CPU-P Prime CPU Time CPU Hour 100\.30 99\.81 .*−0\.49/ })).toBeVisible()

  const downloaded = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export Excel' }).click()
  const download = await downloaded
  expect(download.suggestedFilename()).toBe('Rate changes, FY2003 to FY2004.xlsx')
  await expect(page.getByRole('main').getByText('Handed to the browser')).toBeVisible()
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(await download.path())
  expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(shown)
  expect(shown).toEqual(['Cover', 'Rate schedule', 'Crosswalk', 'Largest changes', 'Your estimate', 'Method and notes'])
})

test('every report goes out by one click, a file each', async ({ sample: page }) => {
  await goTo(page, 'Reports')
  await page.getByText('CSV', { exact: true }).click()
  const names: string[] = []
  page.on('download', (download) => names.push(download.suggestedFilename()))
  await page.getByRole('button', { name: /^Export all \d/ }).click()
  await expect(page.getByRole('main').getByText('Handed to the browser')).toContainText('Rate changes, FY2003 to FY2004.csv, Audit of')
  await expect.poll(() => names.length, { timeout: 30_000 }).toBe(8)
  expect(names.slice(0, 2)).toEqual(['Rate changes, FY2003 to FY2004.csv', expect.stringMatching(/^Audit of .*FY2004.*\.csv$/)])
  expect(names.slice(2, 6).every((name) => name.includes('FY2004') && name.endsWith('.csv'))).toBe(true)
  expect(names.slice(6)).toEqual(['Service catalog.csv', 'Service level scorecard 2004-01 to 2004-12.csv'])
})

test('a chart has its figures as a table behind it', async ({ sample: page }) => {
  await goTo(page, 'Reports')
  await page.getByRole('tab', { name: 'Largest changes' }).click()
  const chart = page.getByRole('figure', { name: /^Largest changes, FY2003 to FY2004/ })
  await expect(chart.getByText('Change (%)')).toBeVisible()
  await chart.getByRole('button', { name: 'Show as a table' }).click()
  await expect(chart.getByRole('row', { name: /IBM AIX Server & Support, High −35\.49 % \(2,167\.00 to 1,398\.00\)/ })).toBeVisible()
})

test('an export can be cancelled, and the keys go on with what comes in place of what was pressed', async ({ sample: page }) => {
  // The request never arrives, as with a file that takes long.
  await page.route('**/rpc/reports/export', () => undefined)
  await goTo(page, 'Reports')
  const button = page.getByRole('button', { name: 'Export Excel' })
  await expect(button).toBeEnabled()
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Writing the Excel workbook: \d+ rows on 6 sheets/)).toBeVisible()
  await expect(page.getByRole('main').getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Cancelled: no file was written.')).toBeVisible()
  await expect(button).toBeFocused()
})

test('VER-3: what is not published says DRAFT above every sheet', async ({ sample: page }) => {
  await goTo(page, 'Imports')
  await chooseRates(page, GOOD)
  await page.getByRole('button', { name: 'Import 3 rates into FY2005' }).click()
  await page.getByRole('button', { name: 'See FY2005 in the table' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Rates' })).toBeVisible()
  await goTo(page, 'Reports')
  for (const sheet of ['Rate schedule', 'Crosswalk', 'Your estimate']) {
    await page.getByRole('tab', { name: sheet }).click()
    await expect(page.getByRole('tabpanel').getByText(/^DRAFT · .*FY2005.* · revision \d+ · /)).toBeVisible()
  }
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`reports and imports have no serious violation (${colorScheme})`, async ({ sample: page }) => {
    await page.emulateMedia({ colorScheme })
    await goTo(page, 'Reports')
    for (const sheet of ['Rate schedule', 'Largest changes']) {
      await page.getByRole('tab', { name: sheet }).click()
      await expect(page.getByRole('tabpanel').getByRole('table')).toBeVisible()
      expect(await seriousViolations(page)).toEqual([])
    }
    await goTo(page, 'Imports')
    await chooseRates(page, BROKEN)
    await expect(page.getByRole('table', { name: 'What is wrong in the file' })).toBeVisible()
    expect(await seriousViolations(page)).toEqual([])
  })
}
