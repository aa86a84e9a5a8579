/** The built screens in a real window: under its policy, over its port. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from '@playwright/test'
import Database from 'better-sqlite3'

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
      // The window may still be on its way to its first page; loaded again, it is heard from the start.
      await page.getByLabel('Your name').waitFor()
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

    test('closing while an edit is not on disk waits for it; then the window closes by itself, and the edit is in the file', async () => {
      const { page, electron, copy } = desktop
      const path = join(copy.home, 'data', 'Sample model.ratebook')
      await page.getByRole('navigation').getByRole('link', { name: 'Rates' }).click()
      const cell = page.getByRole('grid').getByRole('row', { name: /Prime CPU Time/ }).first().locator('[aria-colindex="5"]')
      const window = await electron.browserWindow(page)
      await cell.click()
      await page.keyboard.type('105.25')
      // Another program holds the file for a moment, as a backup would: the core waits, and so does the edit. It does not wait for long.
      const holder = new Database(path)
      holder.exec('BEGIN IMMEDIATE')
      await page.keyboard.press('Enter')
      await expect(page.getByText('Saving an edit')).toBeVisible()
      const waits = window.evaluate((shown) => new Promise<string>((resolve) => {
        shown.webContents.once('will-prevent-unload', () => resolve('waits'))
        shown.close()
      }))
      expect(await waits).toBe('waits')
      await expect(cell).toContainText('105.25')
      const ended = new Promise<number | null>((resolve) => electron.process().once('exit', resolve))
      holder.exec('ROLLBACK')
      holder.close()
      expect(await ended).toBe(0)
      expect(existsSync(`${path}.lock`)).toBe(false)
      const kept = new Database(path, { readonly: true })
      expect(kept.prepare('SELECT value FROM override').pluck().all()).toEqual(['105.25'])
      kept.close()
    })
  })
}
