/** The service level manager's desk: an agreement goes its way to the signature, what is promised is held against its underpinnings, and what is due is done. */
import { expect, seriousViolations, test } from './app.ts'

test('SLM-6: an agreement in the middle of its path is negotiated, refused out of order, agreed and signed; undo takes it back', async ({ sample: page }) => {
  // Every part is looked through with axe besides.
  test.slow()
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Levels' }).click()
  await page.getByRole('tab', { name: 'Agreements' }).click()
  await page.getByRole('button', { name: /^SLA-004/ }).click()
  const path = page.getByRole('region', { name: 'Path' })
  await expect(path.getByRole('button', { name: '3.5 Sign: Blocked. Still to sign SLA-004: customer.' })).toHaveAttribute('aria-pressed', 'true')
  await path.getByRole('button', { name: 'Note it as done' }).click()
  await expect(page.getByRole('alert').getByText('Still to sign SLA-004: customer.')).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])

  const signatures = page.getByRole('region', { name: 'Signatures' })
  await signatures.getByRole('button', { name: 'Sign as customer' }).click()
  await signatures.getByRole('textbox', { name: 'Who signs' }).fill('Head of XPL')
  await signatures.getByRole('button', { name: 'Sign as customer' }).click()
  await expect(path.getByRole('button', { name: '3.5 Sign: Done' })).toBeVisible()
  await expect(path.getByRole('region', { name: 'Step 3.6 Create the data collection document' })).toBeVisible()
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(path.getByRole('button', { name: /^3\.5 Sign: Blocked/ })).toBeVisible()
})

test('SLM-6: more promised than held is flagged and explains itself; the matrix shows its gaps; the calendar marks what is done', async ({ sample: page }) => {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Levels' }).click()
  await page.getByRole('tab', { name: 'Agreements' }).click()
  await page.getByRole('button', { name: /^SLA-001/ }).click()
  const underpinnings = page.getByRole('region', { name: 'Underpinnings' })
  await expect(underpinnings.getByText('OLA-001 99.8 % x OLA-002 99.9 % x UC-001 99.5 % = 99.201699 %: more is promised than they can hold.')).toBeVisible()
  await underpinnings.getByRole('button', { name: 'How the reserve of LST-AVL is computed' }).click()
  await expect(page.getByRole('complementary', { name: 'Inspector' }).getByText('What the underpinnings hold, less what is promised.')).toBeVisible()
  await page.getByRole('button', { name: 'Who does what' }).click()
  await expect(page.getByRole('dialog').getByText('No R in the matrix: filled from the narrative')).toHaveCount(5)
  await page.keyboard.press('Escape')

  await page.getByRole('tab', { name: 'Calendar' }).click()
  const overdue = page.getByRole('region', { name: 'Overdue' })
  await overdue.getByRole('button', { name: /^Mark as done: Look at the month's SLA figures together/ }).click()
  await expect(overdue.getByText('Look at the month\'s SLA figures together')).toHaveCount(0)
  expect(await seriousViolations(page)).toEqual([])
  await page.getByText('Communication plan', { exact: true }).click()
  await expect(page.getByRole('table', { name: 'Communication plan' }).getByRole('row')).toHaveCount(8)
  expect(await seriousViolations(page)).toEqual([])
})
