/** The rating rules: a job is quoted by them, a factor is changed in place, the quote follows, and undo takes it back. */
import { expect, seriousViolations, test } from './app.ts'

test('BILL-1, BILL-2: the quote follows a factor that is changed in place, and undo', async ({ sample: page }) => {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Rating rules' }).click()
  const rules = page.getByRole('navigation', { name: 'Rules' })
  const total = page.getByRole('table', { name: 'Quote' }).getByRole('row', { name: /^Total/ })
  await page.getByRole('combobox', { name: 'Rates of' }).selectOption('2004')
  await expect(total).toHaveText('Total4.98')
  const found = (await seriousViolations(page)).map((each) => `Quote: ${each}`)

  // Twice as fast a machine: the same CPU time is twice the units, as 0.6 minutes were before.
  await rules.getByRole('link', { name: /^Performance factors/ }).click()
  const factor = page.getByRole('textbox', { name: 'Factor of ASYS from 2003-01-01' })
  await expect(factor).toHaveValue('7.434')
  found.push(...(await seriousViolations(page)).map((each) => `Performance factors: ${each}`))
  expect(found).toEqual([])
  await factor.fill('14.868')
  await factor.press('Enter')
  await rules.getByRole('link', { name: 'Quote' }).click()
  await page.getByRole('combobox', { name: 'Rates of' }).selectOption('2004')
  await expect(total).toHaveText('Total9.13')

  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(total).toHaveText('Total4.98')
  // BILL-12: a third and two thirds of 100.00, each plus 16.8 %; typed by keyboard alone.
  const what = page.getByRole('combobox', { name: 'What', exact: true })
  await what.selectOption('Shared or dedicated cost')
  await expect(total).toHaveText('Total116.80')
  await page.getByRole('button', { name: 'How 38.93 for Metered Mailing (CMF) was computed' }).click()
  await expect(page.getByText('Charge to XFA').first()).toBeVisible()
  await page.getByRole('button', { name: 'Add an agency' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Agency 3' }).fill('ZLT')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await page.keyboard.type('1')
  await expect(page.getByRole('table', { name: 'Quote' }).getByRole('button')).toHaveText(['29.20', '58.40', '29.20'])
  expect(await seriousViolations(page)).toEqual([])
  await what.selectOption('Support of a local network')
  await expect(total).toHaveText('Total7,080.00')

  await page.getByRole('link', { name: 'imported as raw usage' }).click()
  await expect(page.getByText('Choose a file of raw usage…')).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
})
