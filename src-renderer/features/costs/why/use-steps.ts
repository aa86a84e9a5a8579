/** Long work in steps, between which the window draws and hears: it shows how far it is, and can be stopped at any time (PROJ-3). */
import { useEffect, useRef, useState } from 'react'

import type { Steps, StepsDone } from '../../../../src-shared/domain/steps.ts'

/** Shorter than this it needs no progress. */
const PATIENCE_MS = 500
/** So long it may work before the window has its turn. */
const TURN_MS = 30

export type StepsRun<Answer> = {
  /** The last answer; a stopped run leaves the one before it. */
  readonly answer: Answer | null
  readonly isRunning: boolean
  /** Null while it is not running, or not for long. */
  readonly progress: StepsDone | null
  readonly start: (steps: Steps<Answer>) => void
  /** Leaves nothing behind. */
  readonly stop: () => void
  /** Forgets the answer: the question has changed. */
  readonly clear: () => void
}

type State<Answer> = Pick<StepsRun<Answer>, 'answer' | 'isRunning' | 'progress'>

/** The next picture, and whatever was clicked meanwhile. */
function windowTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

export function useSteps<Answer>(): StepsRun<Answer> {
  const [state, setState] = useState<State<Answer>>({ answer: null, isRunning: false, progress: null })
  const turn = useRef(0)
  useEffect(() => () => {
    turn.current += 1
  }, [])

  async function run(steps: Steps<Answer>): Promise<void> {
    turn.current += 1
    const own = turn.current
    const startedAt = performance.now()
    setState((before) => ({ ...before, isRunning: true, progress: null }))
    await windowTurn()
    let turnEnds = performance.now() + TURN_MS
    while (turn.current === own) {
      const step = steps.next()
      if (step.done === true) {
        setState({ answer: step.value, isRunning: false, progress: null })
        return
      }
      if (performance.now() < turnEnds) continue
      if (performance.now() - startedAt > PATIENCE_MS) setState((before) => ({ ...before, progress: step.value }))
      await windowTurn()
      turnEnds = performance.now() + TURN_MS
    }
  }
  const end = (change: Partial<State<Answer>>): void => {
    turn.current += 1
    setState((before) => ({ ...before, isRunning: false, progress: null, ...change }))
  }
  return { ...state, start: (steps) => void run(steps), stop: () => end({}), clear: () => end({ answer: null }) }
}
