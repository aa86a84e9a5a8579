/** How every yardstick is measured: medians of seven, after a warm-up, ratios within one run. */

/** One line of the table that `npm run bench` prints. */
export type BenchRow = {
  readonly name: string
  /** With its unit: `8.1 ms`. */
  readonly value: string
  /** What it is measured against: `130.2 ms by decimal.js`, `under 20 ms`; empty where it is only reported. */
  readonly yardstick: string
  readonly ratio: string
  /** Where it is held to a bound: whether it keeps it. */
  readonly holds?: boolean
}

/** What a `*.bench.ts` file exports by default. */
export type Bench = { readonly name: string; run(): Promise<readonly BenchRow[]> }

const RUNS = 7
/** As often as it takes V8 to compile what a person's second edit already runs compiled. */
const WARM_UP_RUNS = 20

export type Work<Input> = { readonly prepare: () => Input; readonly run: (input: Input) => unknown }

function timeOf<Input>(work: Work<Input>): number {
  const input = work.prepare()
  const start = performance.now()
  work.run(input)
  return performance.now() - start
}

function median(times: readonly number[]): number {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)] ?? Number.NaN
}

/**
 * Median time of seven runs in milliseconds. `prepare` is not measured; what it gives is handed to `run`.
 *
 * @example medianOf({ prepare: () => draft, run: (given) => compareVersions(given, request) })
 */
export function medianOf<Input>(work: Work<Input>): number {
  for (let index = 0; index < WARM_UP_RUNS; index += 1) timeOf(work)
  return median(Array.from({ length: RUNS }, () => timeOf(work)))
}

/** Two medians of seven whose runs take turns, so that whatever else the machine does meets both alike. */
export function mediansOf<Input>(left: Work<Input>, right: Work<Input>): readonly [number, number] {
  for (let index = 0; index < WARM_UP_RUNS; index += 1) {
    timeOf(left)
    timeOf(right)
  }
  const times = Array.from({ length: RUNS }, () => [timeOf(left), timeOf(right)] as const)
  return [median(times.map(([each]) => each)), median(times.map(([, each]) => each))]
}

function percentile(times: readonly number[], percent: number): number {
  const sorted = times.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN
}

/**
 * Percentiles of many different edits, in milliseconds: each is the median of seven runs, because one p95 alone would be one of the
 * slowest edits. `act` makes edit number `count` and gives what of it is to be measured; the first run is not counted.
 */
export function percentilesOfEdits(edits: number, act: (count: number) => () => unknown): { readonly p50: number; readonly p95: number } {
  const runs: (readonly number[])[] = []
  for (let run = 0; run <= RUNS; run += 1) {
    runs.push(Array.from({ length: edits }, (_, edit) => {
      const measured = act(run * edits + edit)
      const start = performance.now()
      measured()
      return performance.now() - start
    }))
  }
  const ofRuns = (percent: number): number => median(runs.slice(1).map((times) => percentile(times, percent)))
  return { p50: ofRuns(50), p95: ofRuns(95) }
}

/** Median of seven without a warm-up, for yardsticks that take seconds. */
export function slowMedianOf(run: () => unknown): number {
  return median(Array.from({ length: RUNS }, () => timeOf({ prepare: () => null, run })))
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`
}
