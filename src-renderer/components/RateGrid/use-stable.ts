import { useCallback, useLayoutEffect, useRef } from 'react'

/** A function whose identity never changes and which always runs the latest body: for handlers that memoised rows hold. */
export function useStable<Arguments extends readonly unknown[], Answer>(body: (...given: Arguments) => Answer): (...given: Arguments) => Answer {
  const latest = useRef(body)
  useLayoutEffect(() => {
    latest.current = body
  })
  return useCallback((...given: Arguments) => latest.current(...given), [])
}
