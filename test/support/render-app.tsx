import { MantineProvider } from '@mantine/core'
import { notifications, Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'

import { App } from '../../src-renderer/app/App.tsx'
import { ApplicationProvider } from '../../src-renderer/state/application.tsx'
import { CommandsProvider } from '../../src-renderer/state/commands.tsx'
import { DialogsProvider } from '../../src-renderer/state/dialogs.tsx'
import { createPreferenceStore, PreferenceContext } from '../../src-renderer/state/preferences.ts'
import type { AppStatus, Loaded } from '../../src-shared/contract/answers.ts'

/** The whole application in jsdom; `loaded` null shows the start screen. */
export function renderApp(initial: { readonly status: AppStatus; readonly loaded: Loaded | null }, address = '#/'): UserEvent {
  window.location.hash = address
  // Notices belong to the page, not to the application of the test before.
  notifications.clean()
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <PreferenceContext value={createPreferenceStore()}>
      <MantineProvider env="test">
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
