import { Button, Center, Stack } from '@mantine/core'
import { Component, type ReactNode } from 'react'

import { FailureAlert } from '../components/FailureAlert.tsx'

type Props = { readonly children: ReactNode; /** A new value tries again, such as another screen. */ readonly resetKey?: string }
type State = { readonly error: Error | null; readonly resetKey: string | undefined }

/** A screen that fails takes only itself down; what was saved is on disk, and the others go on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, resetKey: this.props.resetKey }

  static getDerivedStateFromError(error: Error): Partial<State> {
    return { error }
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <Center h="100%" p="lg">
        <Stack maw={620}>
          <FailureAlert
            title="This screen has run into an error of Ratebook"
            failure={{ code: 'SCREEN_FAILED', message: 'What was shown as saved is on disk.', remedy: 'Go on with another screen, or load this one again.', details: error.stack ?? error.message }}
            actions={
              <>
                <Button onClick={() => this.setState({ error: null })}>Show it again</Button>
                <Button variant="default" onClick={() => window.location.reload()}>
                  Load Ratebook again
                </Button>
              </>
            }
          />
        </Stack>
      </Center>
    )
  }
}
