/** A tornado that is derived input by input, so that the window stays alive and it can be stopped at any time (PROJ-3). */
import { useEffect, useRef, useState } from 'react'

import { decimal } from '../../../../src-shared/domain/decimal.ts'
import { tornado, type Tornado, type TornadoInput } from '../../../../src-shared/domain/costs/tornado.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { Version } from '../../../../src-shared/domain/version.ts'

/** Shorter than this it needs no progress. */
const PATIENCE_MS = 500

export type TornadoRun = { readonly result: Tornado | null; /** Null while it is not running, or not for long. */ readonly progress: { readonly done: number; readonly of: number } | null }

function joined(before: Tornado | null, next: Tornado): Tornado {
  if (before === null) return next
  return { ...next, bars: [...before.bars, ...next.bars].toSorted((left, right) => decimal(right.span).cmp(decimal(left.span))), refused: [...before.refused, ...next.refused] }
}

export function useTornado(): TornadoRun & { readonly start: (request: { readonly draft: Draft; readonly version: Version; readonly rateId: string; readonly inputs: readonly TornadoInput[] }) => Promise<void>; readonly stop: () => void } {
  const [run, setRun] = useState<TornadoRun>({ result: null, progress: null })
  const turn = useRef(0)
  useEffect(() => () => {
    turn.current += 1
  }, [])

  async function start(request: { readonly draft: Draft; readonly version: Version; readonly rateId: string; readonly inputs: readonly TornadoInput[] }): Promise<void> {
    turn.current += 1
    const own = turn.current
    const startedAt = performance.now()
    let result: Tornado = tornado({ ...request, inputs: [] })
    for (const [index, input] of request.inputs.entries()) {
      result = joined(result, tornado({ ...request, inputs: [input] }))
      // The window draws and hears between two inputs.
      await new Promise((resolve) => setTimeout(resolve, 0))
      if (turn.current !== own) return
      if (performance.now() - startedAt > PATIENCE_MS) setRun((before) => ({ ...before, progress: { done: index + 1, of: request.inputs.length } }))
    }
    setRun({ result, progress: null })
  }
  return {
    ...run, start,
    stop: () => {
      turn.current += 1
      setRun((before) => ({ ...before, progress: null }))
    },
  }
}
