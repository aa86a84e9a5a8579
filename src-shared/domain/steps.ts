/** Long work in steps, so that whoever runs it can show how far it is and stop between two of them. */

/** How far the work is; `of` may be an estimate. */
export type StepsDone = { readonly done: number; readonly of: number }

/** Each step says how far it is, the last gives the answer. Left alone between two steps, it leaves nothing behind. */
export type Steps<Answer> = Generator<StepsDone, Answer, void>

/**
 * Steps of a part of longer work, counted among all of it.
 *
 * @example yield* among(lines, { from: 0, of: 1_200 }); yield* among(rows, { from: 1_000, of: 1_200 })
 */
export function* among<Answer>(steps: Steps<Answer>, { from, of }: { readonly from: number; readonly of: number }): Steps<Answer> {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    yield { done: from + step.value.done, of }
  }
}

/**
 * The answer of work that nobody needs to stop.
 *
 * @example runSteps(seekSteps(request)).kind // 'found'
 */
export function runSteps<Answer>(steps: Steps<Answer>): Answer {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
