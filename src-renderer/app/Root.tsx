/** Asks the core what is open before anything is drawn, so that the first picture has the right theme and model. */
import { Button, Center, MantineProvider, Stack, type MantineColorScheme, type MantineColorSchemeManager } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Suspense, use, useMemo, useState, type ReactNode } from 'react'

import type { AppStatus, Loaded } from '../../src-shared/contract/answers.ts'
import { client } from '../client/client.ts'
import { failureOf, type Failure } from '../client/failures.ts'
import { FailureAlert } from '../components/FailureAlert.tsx'
import { ApplicationProvider } from '../state/application.tsx'
import { CommandsProvider } from '../state/commands.tsx'
import { DialogsProvider } from '../state/dialogs.tsx'
import { createPreferenceStore, PreferenceContext, type PreferenceStore } from '../state/preferences.ts'
import { App } from './App.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { cssVariablesResolver, styleNonce, theme } from './theme.ts'

type Started = { readonly status: AppStatus; readonly loaded: Loaded | null; readonly preferences: PreferenceStore }

async function loadOpen(): Promise<Loaded | null> {
  try {
    return await client.model.load()
  } catch (error) {
    if (failureOf(error).code === 'NO_MODEL_OPEN') return null
    throw error
  }
}

async function askCore(): Promise<Started> {
  const [status, loaded] = await Promise.all([client.app.status(), loadOpen()])
  const preferences = createPreferenceStore(status.preferences, (key, value) => {
    // A preference that cannot be kept is no reason to disturb anybody.
    client.app.setPreference({ key, value }).catch(() => undefined)
  })
  return { status, loaded, preferences }
}

/** The core is on this machine: asking it twice costs nothing, and what failed will fail again. */
// An answer is shown in the frame in which it comes, not after a timer of its own.
notifyManager.setScheduler(queueMicrotask)
const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: 'always' }, mutations: { networkMode: 'always' } } })

const SCHEME_KEY = 'theme.scheme'

function isScheme(value: unknown): value is MantineColorScheme {
  return value === 'light' || value === 'dark' || value === 'auto'
}

function schemeManager(preferences: PreferenceStore): MantineColorSchemeManager {
  return {
    get(fallback) {
      const stored = preferences.get(SCHEME_KEY)
      return isScheme(stored) ? stored : fallback
    },
    set: (value) => preferences.set(SCHEME_KEY, value),
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => undefined,
  }
}

function NotAnswering({ failure, onRetry }: { readonly failure: Failure; readonly onRetry: () => void }): ReactNode {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} getStyleNonce={styleNonce} defaultColorScheme="auto">
      <Center component="main" h="100%" p="md">
        <Stack maw={560}>
          <FailureAlert failure={failure} actions={<Button onClick={onRetry}>Try again</Button>} />
        </Stack>
      </Center>
    </MantineProvider>
  )
}

function Started({ started }: { readonly started: Started }): ReactNode {
  const manager = useMemo(() => schemeManager(started.preferences), [started.preferences])
  return (
    <PreferenceContext value={started.preferences}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} getStyleNonce={styleNonce} colorSchemeManager={manager} defaultColorScheme="auto">
        <Notifications position="bottom-right" limit={4} containerWidth={400} />
        <ErrorBoundary>
          <QueryClientProvider client={queryClient}>
            <ApplicationProvider initial={started}>
              <CommandsProvider>
                <DialogsProvider>
                  <App />
                </DialogsProvider>
              </CommandsProvider>
            </ApplicationProvider>
          </QueryClientProvider>
        </ErrorBoundary>
      </MantineProvider>
    </PreferenceContext>
  )
}

async function begin(): Promise<Started | Failure> {
  try {
    return await askCore()
  } catch (error) {
    return failureOf(error)
  }
}

const firstTry = begin()

function Begun({ answer, onRetry }: { readonly answer: Promise<Started | Failure>; readonly onRetry: () => void }): ReactNode {
  const started = use(answer)
  return 'status' in started ? <Started started={started} /> : <NotAnswering failure={started} onRetry={onRetry} />
}

export function Root(): ReactNode {
  const [answer, setAnswer] = useState(firstTry)
  return (
    <Suspense fallback={null}>
      <Begun answer={answer} onRetry={() => setAnswer(begin())} />
    </Suspense>
  )
}
