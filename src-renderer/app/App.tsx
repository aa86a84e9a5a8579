import { type ReactNode } from 'react'

import { StartScreen } from '../features/home/StartScreen.tsx'
import { useApplication } from '../state/application.tsx'
import { ExportProvider } from '../state/exports.tsx'
import { InspectorProvider } from '../state/inspector.tsx'
import { ModelSessionProvider } from '../state/model-session.tsx'
import { StatusBarProvider } from '../state/status-bar.tsx'
import { VersionSelectionProvider } from '../state/version-selection.tsx'
import { AuthorDialog } from './dialogs/AuthorDialog.tsx'
import { ProgramDialogs } from './dialogs/ProgramDialogs.tsx'
import { Frame } from './Frame.tsx'
import { useProgramCommands } from './use-program-commands.ts'

/** Apart from the application: an edit offers other words for undo, and draws nothing else again. */
function ProgramCommands(): ReactNode {
  useProgramCommands()
  return null
}

/** The start screen, or the open model in its frame. */
export function App(): ReactNode {
  const { model, status } = useApplication()
  return (
    <>
      <ProgramCommands />
      {model === null ? (
        <StartScreen />
      ) : (
        <ModelSessionProvider key={model.path} queue={model.queue} author={status.author}>
          <VersionSelectionProvider>
            <InspectorProvider>
              <StatusBarProvider>
                <ExportProvider>
                  <Frame />
                </ExportProvider>
              </StatusBarProvider>
            </InspectorProvider>
          </VersionSelectionProvider>
        </ModelSessionProvider>
      )}
      <ProgramDialogs />
      <AuthorDialog />
    </>
  )
}
