/** The what-if table under hands: who has the keys, what the mouse shows, and what fits into a window. */
import type { Locator, Page } from '@playwright/test'

import { expect, goTo, test } from './app.ts'

function rate(page: Page, row: RegExp): Locator {
  return page.getByRole('grid').getByRole('row', { name: row }).first().locator('[aria-colindex="5"]')
}

/** The field that has the focus while cells of the table are chosen. */
function chosenCell(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Chosen cell' })
}

test('what is pressed after a menu has the keys: the menu does not take them back', async ({ sample: page }) => {
  await goTo(page, 'Rates')
  await rate(page, /Prime CPU Time/).click()
  await page.keyboard.type('105')
  await page.keyboard.press('Enter')
  await expect(rate(page, /Prime CPU Time/)).toContainText('105.00')

  // A choice closes its menu.
  await page.getByRole('button', { name: 'Scenario: What-if 1' }).click()
  await page.getByRole('menuitemradio', { name: /No scenario/ }).click()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await page.getByRole('button', { name: 'Scenario: none' }).click()
  await page.getByRole('menuitemradio', { name: 'What-if 1' }).click()
  await expect(page.getByRole('menu')).toHaveCount(0)

  // A menu that is left open by pressing a cell gives the keys to the cell.
  await page.getByRole('button', { name: /^File:/ }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await rate(page, /Non-prime CPU Time/).click()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(chosenCell(page)).toBeFocused()
  await page.keyboard.type('41.50')
  await page.keyboard.press('Enter')
  await expect(rate(page, /Non-prime CPU Time/)).toContainText('41.50')

  // By keyboard it gives them back to its button.
  await page.getByRole('button', { name: /^File:/ }).press('Enter')
  // Open, and with the focus in it: an Escape before that is not its own.
  await expect(page.getByRole('menu')).toBeVisible()
  await expect(page.getByRole('button', { name: /^File:/ })).not.toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^File:/ })).toBeFocused()
})

test('the former value of a cell shows under the mouse, and goes with the next key', async ({ sample: page }) => {
  await goTo(page, 'Rates')
  await rate(page, /Prime CPU Time/).click()
  await page.keyboard.type('105')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1 }).hover()
  await rate(page, /Prime CPU Time/).hover()
  await expect(page.getByRole('tooltip')).toHaveText('Was 99.81')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('tooltip')).toHaveCount(0)
})

test('pasted garbage keeps the old value, and the table says why where it stands, until it is undone', async ({ sample: page }) => {
  await goTo(page, 'Rates')
  await rate(page, /Prime CPU Time/).click()
  await page.getByRole('grid').evaluate((grid) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '101\nabout 4\n')
    grid.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(page.getByText('Pasted 1 cell. 1 cell was refused and kept the old value.').first()).toBeVisible()
  await expect(rate(page, /Non-prime CPU Time/)).toContainText('40.87')
  await rate(page, /Non-prime CPU Time/).click()
  await page.keyboard.press('Control+z')
  await expect(rate(page, /Prime CPU Time/)).toHaveText('99.81')
  await expect(page.locator('[aria-invalid]')).toHaveCount(0)
  await expect(page.getByText(/^Pasted/)).toHaveCount(0)
})

test('Ctrl+C, Ctrl+X and Ctrl+V work by the keys of the chosen cell', async ({ sample: page }) => {
  await goTo(page, 'Rates')
  await rate(page, /Prime CPU Time/).click()
  await page.keyboard.press('Control+c')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+v')
  await expect(rate(page, /Non-prime CPU Time/)).toContainText('99.81')
  await page.keyboard.press('Control+x')
  await expect(rate(page, /Non-prime CPU Time/)).not.toContainText('99.81')
  await page.keyboard.press('Control+z')
  await expect(rate(page, /Non-prime CPU Time/)).toContainText('99.81')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+Tab')
  await expect(chosenCell(page)).not.toBeFocused()
  await page.keyboard.press('Tab')
  await expect(chosenCell(page)).toBeFocused()
})

test('the palette finds a rate by a word of its name: Enter shows it in the table, and the keys are there', async ({ sample: page }) => {
  await page.keyboard.press('Control+k')
  await expect(page.getByLabel('Search rates and commands')).toBeFocused()
  // What begins as it was typed comes before what merely has it.
  await page.keyboard.type('prime cpu')
  await expect(page.getByRole('button', { name: /prime CPU Time/i }).first()).toHaveText(/^Prime CPU Time/)
  await page.getByLabel('Search rates and commands').fill('type ii')
  await expect(page.getByRole('button', { name: /^Type II/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Rates' })).toBeVisible()
  await expect(chosenCell(page)).toBeFocused()
  await expect(rate(page, /Type II/)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.type('20')
  await page.keyboard.press('Enter')
  await expect(rate(page, /Type II/)).toContainText('20.00')

  // Again, from a table that is narrowed to other rows and folded.
  await page.getByRole('button', { name: /19 new/ }).click()
  await expect(page.getByRole('row', { name: /Type II/ })).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(page.getByLabel('Search rates and commands')).toBeFocused()
  await page.keyboard.type('type ii')
  await expect(page.getByRole('button', { name: /^Type II/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(rate(page, /Type II/)).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('button', { name: 'Fold Mainframe Services' }).click()
  await expect(page.getByRole('row', { name: /Type II/ })).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(page.getByLabel('Search rates and commands')).toBeFocused()
  await page.keyboard.type('type ii')
  await expect(page.getByRole('button', { name: /^Type II/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(rate(page, /Type II/)).toHaveAttribute('aria-selected', 'true')
})

test('an input method composes straight onto the chosen cell', async ({ sample: page }) => {
  await goTo(page, 'Rates')
  const session = await page.context().newCDPSession(page)
  const compose = async (parts: readonly string[], word: string): Promise<void> => {
    for (const text of parts) await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    await session.send('Input.insertText', { text: word })
  }
  await rate(page, /Prime CPU Time/).click()
  await compose(['１', '１０', '１０５'], '105')
  const editor = page.getByRole('textbox', { name: /Prime CPU Time/ })
  await expect(editor).toHaveValue('105')
  const [over, cell] = await Promise.all([editor.boundingBox(), rate(page, /Prime CPU Time/).boundingBox()])
  expect([over?.x, over?.y].map((each) => Math.round(each ?? 0))).toEqual([cell?.x, cell?.y].map((each) => Math.round(each ?? 0)))
  // The next word is composed in the same cell.
  await compose(['．', '．５'], '.5')
  await page.keyboard.press('Enter')
  await expect(rate(page, /Prime CPU Time/)).toContainText('105.50')
  await expect(chosenCell(page)).toBeFocused()
  await expect(rate(page, /Non-prime CPU Time/)).toHaveAttribute('data-active', '')

  // A composition that is given up leaves the value, and keys go on as before.
  await session.send('Input.imeSetComposition', { text: '４', selectionStart: 1, selectionEnd: 1 })
  await session.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 })
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Control+z')
  await expect(rate(page, /Prime CPU Time/)).toHaveText('99.81')
  await expect(rate(page, /Non-prime CPU Time/)).toContainText('40.87')
})

test('in forced colours the active and the selected cells can be read', async ({ sample: page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await goTo(page, 'Rates')
  await rate(page, /Prime CPU Time/).click()
  await page.keyboard.press('Shift+ArrowDown')
  for (const row of [/Prime CPU Time/, /Non-prime CPU Time/]) {
    await expect(rate(page, row)).toHaveAttribute('aria-selected', 'true')
    const { color, backgroundColor } = await rate(page, row).evaluate((cell) => {
      const style = getComputedStyle(cell)
      return { color: style.color, backgroundColor: style.backgroundColor }
    })
    expect(color).not.toBe(backgroundColor)
  }
})

test('in forced colours a rise and a fall have their arrows, chosen or not, in the dark too', async ({ sample: page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
  await goTo(page, 'Rates')
  const arrowOf = (row: RegExp) => page.getByRole('row', { name: row }).first().locator('[aria-colindex="6"]').evaluate((cell) => {
    const arrow = getComputedStyle(cell, '::before')
    const seen = arrow.color !== getComputedStyle(cell).backgroundColor
    return `${arrow.content.slice(1, 2)} ${seen ? 'seen' : 'unseen'}`
  })
  await expect(rate(page, /Prime CPU Time/)).toBeVisible()
  const arrows = await page.locator('[data-signed]').evaluateAll((cells) => cells.map((cell) => `${cell.getAttribute('data-signed')} ${getComputedStyle(cell, '::before').content.slice(1, 2)}`))
  expect(new Set(arrows)).toEqual(new Set(['up ▲', 'down ▼']))
  const before = await arrowOf(/Prime CPU Time/)
  expect(before).toMatch(/^[▲▼] seen$/)
  await rate(page, /Prime CPU Time/).click()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page.getByRole('row', { name: /Prime CPU Time/ }).first().locator('[aria-colindex="6"]')).toHaveAttribute('aria-selected', 'true')
  expect(await arrowOf(/Prime CPU Time/)).toBe(before)
})

test('at 200 % at least half of the table scrolls, and the name of the row stays', async ({ sample: page }) => {
  await page.setViewportSize({ width: 640, height: 400 })
  await goTo(page, 'Rates')
  const name = page.getByRole('columnheader', { name: 'Resource' })
  await expect(name).toBeVisible()
  await expect(async () => {
    const share = await page.getByRole('grid').evaluate((grid) => {
      const frozen = [...grid.querySelectorAll('th[data-frozen]')].reduce((sum, cell) => sum + cell.getBoundingClientRect().width, 0)
      return frozen / (grid.parentElement?.clientWidth ?? 0)
    })
    expect(share).toBeGreaterThan(0)
    expect(share).toBeLessThanOrEqual(0.5)
  }).toPass()
  const before = await name.boundingBox()
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await expect(page.getByRole('columnheader', { name: 'Note' })).toBeInViewport()
  expect((await name.boundingBox())?.x).toBe(before?.x)

  // With room again, the code stands first.
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(page.getByRole('columnheader', { name: 'Code' })).toHaveAttribute('aria-colindex', '1')
})

for (const [width, height] of [[1920, 1080], [1280, 800], [900, 700], [640, 400]] as const) {
  test(`at ${width} x ${height} every control of the header stands in the window, unsqueezed`, async ({ sample: page }) => {
    await page.setViewportSize({ width, height })
    await goTo(page, 'Rates')
    const controls = page.getByRole('banner').locator('button, input')
    await expect(controls.first()).toBeVisible()
    const cut = await controls.evaluateAll((all) => all.flatMap((each) => {
      const box = each.getBoundingClientRect()
      const isIn = box.left >= 0 && box.right <= window.innerWidth && box.bottom <= window.innerHeight
      return isIn && each.scrollWidth <= each.clientWidth + 1 ? [] : [`${each.getAttribute('aria-label') ?? each.textContent} ${Math.round(box.left)}..${Math.round(box.right)}`]
    }))
    expect(cut).toEqual([])
  })
}
