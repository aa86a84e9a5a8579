/** The one frame around every screen: header, navigation, content, inspector, status bar. */
import { Center } from '@mantine/core'
import { lazy, Suspense, useEffect, useRef, type ComponentType, type ReactNode } from 'react'

import { Waiting } from '../components/Waiting.tsx'
import { useModelPart } from '../state/model-session.tsx'
import { isScreenPath, useHashPath, type ScreenPath } from '../state/routes.ts'
import { Banner } from './Banner.tsx'
import { CommandPalette } from './CommandPalette.tsx'
import { ModelDialogs } from './dialogs/ModelDialogs.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import classes from './Frame.module.css'
import { Header } from './Header.tsx'
import { Inspector } from './Inspector.tsx'
import { Navigation } from './Navigation.tsx'
import { StatusBar } from './StatusBar.tsx'
import { useModelCommands } from './use-model-commands.ts'

const HomeScreen = lazy(async () => ({ default: (await import('../features/home/HomeScreen.tsx')).HomeScreen }))
const RatesScreen = lazy(async () => ({ default: (await import('../features/rates/RatesScreen.tsx')).RatesScreen }))
const CostsScreen = lazy(async () => ({ default: (await import('../features/costs/CostsScreen.tsx')).CostsScreen }))
const BillsScreen = lazy(async () => ({ default: (await import('../features/bills/BillsScreen.tsx')).BillsScreen }))
const BudgetsScreen = lazy(async () => ({ default: (await import('../features/budgets/BudgetsScreen.tsx')).BudgetsScreen }))
const LevelsScreen = lazy(async () => ({ default: (await import('../features/levels/LevelsScreen.tsx')).LevelsScreen }))
const RatingScreen = lazy(async () => ({ default: (await import('../features/rating/RatingScreen.tsx')).RatingScreen }))
const SchedulesScreen = lazy(async () => ({ default: (await import('../features/versions/SchedulesScreen.tsx')).SchedulesScreen }))
const CatalogScreen = lazy(async () => ({ default: (await import('../features/catalog/CatalogScreen.tsx')).CatalogScreen }))
const ReportsScreen = lazy(async () => ({ default: (await import('../features/reports/ReportsScreen.tsx')).ReportsScreen }))
const ImportsScreen = lazy(async () => ({ default: (await import('../features/imports/ImportsScreen.tsx')).ImportsScreen }))

/** Each screen is loaded when it is first shown. */
const SCREEN_OF: Readonly<Record<ScreenPath, ComponentType>> = {
  '/': HomeScreen, '/rates': RatesScreen, '/costs': CostsScreen, '/bills': BillsScreen, '/budgets': BudgetsScreen, '/levels': LevelsScreen, '/rating': RatingScreen, '/schedules': SchedulesScreen, '/catalog': CatalogScreen, '/reports': ReportsScreen, '/imports': ImportsScreen,
}

function Loading(): ReactNode {
  return (
    <Center h="100%">
      <Waiting label="Loading the screen" />
    </Center>
  )
}

/** Apart from the frame: an edit changes the words of undo, and nothing else of what stands here. */
function ModelCommands(): ReactNode {
  useModelCommands()
  return null
}

export function Frame(): ReactNode {
  const name = useModelPart(({ info }) => info.name)
  const path = useHashPath()
  const main = useRef<HTMLElement>(null)
  const shownPath = useRef(path)
  const ShownScreen = SCREEN_OF[isScreenPath(path) ? path : '/']

  useEffect(() => {
    document.title = `${name} — Ratebook`
  }, [name])
  // Another screen begins at its beginning, for eyes and screen readers alike.
  useEffect(() => {
    if (shownPath.current === path) return
    shownPath.current = path
    main.current?.focus({ preventScroll: true })
  }, [path])

  return (
    <>
      <div className={classes['frame']}>
        <a className={classes['skip']} href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus() }}>
          Skip to the content
        </a>
        <Header />
        <Banner />
        <Navigation />
        <main className={classes['main']} id="main" tabIndex={-1} ref={main}>
          <ErrorBoundary resetKey={path}>
            <Suspense fallback={<Loading />}>
              <ShownScreen />
            </Suspense>
          </ErrorBoundary>
        </main>
        <Inspector />
        <StatusBar />
      </div>
      <ModelCommands />
      <CommandPalette />
      <ModelDialogs />
    </>
  )
}
