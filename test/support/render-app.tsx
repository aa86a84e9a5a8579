import { MantineProvider } from '@mantine/core'
import { notifications, Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'

import { App } from '../../src-renderer/app/App.tsx'
import { theme } from '../../src-renderer/app/theme.ts'
import { ApplicationProvider } from '../../src-renderer/state/application.tsx'
import { CommandsProvider } from '../../src-renderer/state/commands.tsx'
import { DialogsProvider } from '../../src-renderer/state/dialogs.tsx'
import { createPreferenceStore, PreferenceContext } from '../../src-renderer/state/preferences.ts'
import type { AppStatus, Loaded } from '../../src-shared/contract/answers.ts'

/** A machine on which somebody has worked on the draft of FY2005 of the small model. */
const WORKING_ON_FY2005 = { selections: JSON.stringify([{ path: '/models/budget.ratebook', base: 'FY2004/plan', comparisons: ['FY2005/plan'], basis: 'published' }]) }

/** The whole application in jsdom; `loaded` null shows the start screen. `preferences` as JSON text by key: none on a new machine. */
export function renderApp(initial: { readonly status: AppStatus; readonly loaded: Loaded | null; readonly preferences?: Readonly<Record<string, string>> }, address = '#/'): UserEvent {
  window.location.hash = address
  // Notices belong to the page, not to the application of the test before.
  notifications.clean()
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <PreferenceContext value={createPreferenceStore(initial.preferences ?? WORKING_ON_FY2005)}>
      <MantineProvider env="test" theme={theme}>
        <Notifications />
        <QueryClientProvider client={queries}>
          <ApplicationProvider initial={initial}>
            <CommandsProvider>
              <DialogsProvider>
                <App />
              </DialogsProvider>
            </CommandsProvider>
          </ApplicationProvider>
        </QueryClientProvider>
      </MantineProvider>
    </PreferenceContext>,
  )
  return userEvent.setup()
}
