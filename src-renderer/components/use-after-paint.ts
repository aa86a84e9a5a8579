import { startTransition, useEffect, useState } from 'react'

/**
 * A value one drawn frame late: what is heavy to draw is drawn with it after the figures beside it are on the screen, and gives way to keys.
 * `useDeferredValue` begins such work before that frame, and the frame waits for it.
 *
 * `delayMs` leaves as much time for other figures that follow the same edit.
 *
 * @example const charted = useAfterPaint(answer)
 */
export function useAfterPaint<Value>(value: Value, delayMs = 0): Value {
  const [drawn, setDrawn] = useState(value)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setDrawn(() => value)), delayMs)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [value, delayMs])
  return drawn
}
