/** The built screens in a real window: under its policy, over its port. */
import { expect, test } from '@playwright/test'

import { launchDesktop, whyNotVerified, type Desktop } from './desktop/launch.ts'

const why = whyNotVerified()

if (why !== undefined) {
  test('the screens in the window', () => {
    console.log(`desktop host not verified: ${why}`)
  })
} else {
  test.describe('the screens in the window', () => {
    let desktop: Desktop

    test.beforeAll(async () => {
      desktop = await launchDesktop(null)
    })
    test.afterAll(() => desktop.close())

    test('show the sample, ask for a name once, and break no rule of the window', async () => {
      const { page, electron } = desktop
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.reload()
      await page.getByLabel('Your name').fill('Ann Analyst')
      await page.getByRole('button', { name: 'Continue' }).click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expect(page.getByText('Sample model').first()).toBeVisible()
      const title = await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())
      expect(title).toBe('Sample model — Ratebook')
      await page.reload()
      await expect(page.getByText('Sample model').first()).toBeVisible()
      await expect(page.getByLabel('Your name')).toHaveCount(0)
      expect(complaints).toEqual([])
    })
  })
}
