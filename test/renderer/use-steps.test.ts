import { act, renderHook, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { useSteps } from '../../src-renderer/features/costs/why/use-steps.ts'
import type { Steps } from '../../src-shared/domain/steps.ts'

/** Work that never ends by itself. */
function* endless(): Steps<string> {
  for (let done = 0; ; done += 1) yield { done, of: done + 10 }
}

function* quick(answer: string): Steps<string> {
  yield { done: 0, of: 1 }
  return answer
}

describe('long work in steps', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('PROJ-3: work over half a second shows its count and is stopped at any time; the answer before it stays', async () => {
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 20))
    const { result } = renderHook(() => useSteps<string>())
    act(() => result.current.start(quick('first')))
    await waitFor(() => expect(result.current).toMatchObject({ answer: 'first', isRunning: false, progress: null }))
    act(() => result.current.start(endless()))
    expect(result.current).toMatchObject({ isRunning: true, progress: null })
    await waitFor(() => expect(result.current.progress?.done).toBeGreaterThan(10))
    act(() => result.current.stop())
    expect(result.current).toMatchObject({ answer: 'first', isRunning: false, progress: null })
    act(() => result.current.clear())
    expect(result.current.answer).toBeNull()
  })

  it('a new question takes the place of one that is still at work', async () => {
    const { result } = renderHook(() => useSteps<string>())
    act(() => result.current.start(endless()))
    act(() => result.current.start(quick('second')))
    await waitFor(() => expect(result.current).toMatchObject({ answer: 'second', isRunning: false }))
  })
})
