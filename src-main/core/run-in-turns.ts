/** Long steps in turns: between two of them whatever else the core is asked for is answered. */
import type { Steps, StepsDone } from '../../src-shared/domain/steps.ts'

/** As long as one turn may keep the core to itself. */
const TURN_MS = 30

/** Lets whatever else the core is asked for go first. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, 0) })
}

/**
 * The answer of the steps. Stopped by its signal, it throws the signal's reason into them, so that they take back what they have begun,
 * and out of itself.
 *
 * @example await runInTurns(steps, { signal, onStep: ({ done, of }) => report(done / of) })
 */
export async function runInTurns<Answer>(steps: Steps<Answer>, { signal, onStep }: { readonly signal?: AbortSignal | undefined; readonly onStep?: (step: StepsDone) => void } = {}): Promise<Answer> {
  for (;;) {
    const end = performance.now() + TURN_MS
    let step = steps.next()
    while (step.done !== true && performance.now() < end) step = steps.next()
    if (step.done === true) return step.value
    onStep?.(step.value)
    await nextTurn()
    if (signal?.aborted === true) {
      steps.throw(signal.reason)
      signal.throwIfAborted()
    }
  }
}

/**
 * Does what is asked for one after the other, in the order in which it was asked for: the first of many is answered soon, and not with the last.
 *
 * @example const oneByOne = createQueue(); await oneByOne(() => budgetSummary(parts, request))
 */
export function createQueue(): <Answer>(work: () => Promise<Answer>) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    // Whoever asked learns of a failure; the next in the line begins all the same.
    last = done.catch(() => undefined)
    return done
  }
}
