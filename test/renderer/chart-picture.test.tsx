import { ORPCError } from '@orpc/client'
import { MantineProvider } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { ChartFigure } from '../../src-renderer/components/ChartFigure.tsx'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { newWorld } from '../support/fake-client.ts'
import { CHANGES_CHART } from '../workbook/sample-report.ts'

vi.mock('../../src-renderer/client/client.ts', () => import('../support/fake-client.ts'))

const FROM = { versions: [planOf(fiscalYear(2004)), planOf(fiscalYear(2005), 'what-if')], isFictional: false }

let world: ReturnType<typeof newWorld>

beforeEach(() => {
  world = newWorld()
  render(<MantineProvider env="test"><Notifications /><ChartFigure chart={CHANGES_CHART} from={FROM} /></MantineProvider>)
})
afterEach(() => act(() => notifications.clean()))

test('VER-3 a chart is asked for as a picture, as the chart that it is, with the versions that its figures come from, also while its table is shown', async () => {
  const user = userEvent.setup()
  const save = screen.getByRole('button', { name: 'Save as picture' })
  await user.click(save)
  await user.click(screen.getByRole('button', { name: 'Show as a table' }))
  await user.click(save)
  expect(world.exports).toEqual([{ chart: CHANGES_CHART, from: FROM }, { chart: CHANGES_CHART, from: FROM }])
  expect(screen.queryByText('The file was not written')).toBeNull()
})

test('a picture that cannot be written says why, and the button can be pressed again', async () => {
  const user = userEvent.setup()
  world.refusal = new ORPCError('DISK_FULL', { status: 507, data: { message: 'The disk is full.', remedy: 'Make room.' } })
  await user.click(screen.getByRole('button', { name: 'Save as picture' }))
  expect(await screen.findByText('The disk is full. Make room.')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Save as picture' }).hasAttribute('disabled')).toBe(false)
})
