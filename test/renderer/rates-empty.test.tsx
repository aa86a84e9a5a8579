import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'

import { emptyDraft, rowsFromDraft } from '../../src-shared/domain/model/draft.ts'
import { FakeCore } from '../support/fake-core.ts'
import { newWorld } from '../support/fake-client.ts'
import { renderApp } from '../support/render-app.tsx'

it('a year without any rate says where rates come from; a filter that hides all of them says that', async () => {
  const world = newWorld()
  const { schedule, settings } = world.core.draft
  world.core = new FakeCore(rowsFromDraft({ ...emptyDraft(), schedule, settings }))
  const user = renderApp({ status: world.status, loaded: world.core.loaded() }, '#/rates')
  expect(await screen.findByText('No rates in these years')).toBeTruthy()
  expect(screen.getByText(/Import them, or describe them in the catalog/)).toBeTruthy()
  expect(screen.queryByText('No rate passes these filters')).toBeNull()
  await user.type(screen.getByRole('textbox', { name: 'Find rates' }), 'tape')
  expect(await screen.findByText('No rate passes these filters')).toBeTruthy()
})
