/** Sorted, separate stretches of time in columns, with how many seconds lie before each: any stretch is measured by two look-ups. */

export type Span = { readonly start: number; readonly end: number }
/** Half-open, in order, none touching the next; `before[i]` is how many seconds the ones before the i-th have together. */
export type Spans = { readonly starts: Float64Array; readonly ends: Float64Array; readonly before: Float64Array }

/**
 * Of columns of stretches in any order, those that overlap or touch joined into one: seconds are counted once. Starts and ends are sorted
 * apart, as numbers: as long as more have started than ended, a joined one goes on.
 */
export function joinedSpans(starts: Float64Array, ends: Float64Array): Spans {
  const [opening, closing] = [starts.toSorted(), ends.toSorted()]
  const joined = { starts: new Float64Array(starts.length), ends: new Float64Array(starts.length), before: new Float64Array(starts.length) }
  let [count, begun, seconds] = [0, 0, 0]
  for (let closed = 0; closed < closing.length; closed += 1) {
    const end = closing[closed] ?? 0
    if (closed + 1 < opening.length && (opening[closed + 1] ?? 0) <= end) continue
    const start = opening[begun] ?? 0
    begun = closed + 1
    if (end === start) continue
    joined.starts[count] = start
    joined.ends[count] = end
    joined.before[count] = seconds
    seconds += end - start
    count += 1
  }
  return { starts: joined.starts.subarray(0, count), ends: joined.ends.subarray(0, count), before: joined.before.subarray(0, count) }
}

/** The same of a list. */
export function spansOf(stretches: readonly Span[]): Spans {
  const long = stretches.filter(({ start, end }) => end > start)
  return joinedSpans(Float64Array.from(long, ({ start }) => start), Float64Array.from(long, ({ end }) => end))
}

/** As a list again. */
export function listOf({ starts, ends }: Spans): readonly Span[] {
  return Array.from(starts, (start, index) => ({ start, end: ends[index] ?? start }))
}

/**
 * How many of some numbers in order are below another. They are looked at where it would stand if they were even, as hours and windows
 * nearly are, and from there in steps that grow.
 */
function countBelow(numbers: Float64Array, limit: number): number {
  const count = numbers.length
  const [first, last] = [numbers[0] ?? 0, numbers[count - 1] ?? 0]
  if (count === 0 || first >= limit) return 0
  if (last < limit) return count
  let low = Math.floor(((limit - first) / (last - first)) * (count - 1))
  let high = low
  let step = 1
  if ((numbers[low] ?? 0) < limit) {
    while (high < count && (numbers[high] ?? 0) < limit) {
      low = high + 1
      high += step
      step *= 2
    }
    high = Math.min(high, count)
  } else {
    while (low > 0 && (numbers[low - 1] ?? 0) >= limit) {
      high = low - 1
      low -= step
      step *= 2
    }
    low = Math.max(low, 0)
  }
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}

/** How many seconds of the spans lie before an instant. */
export function secondsBefore({ starts, ends, before }: Spans, instant: number): number {
  const at = countBelow(starts, instant) - 1
  if (at < 0) return 0
  const start = starts[at] ?? 0
  return (before[at] ?? 0) + Math.min(instant, ends[at] ?? start) - start
}

/** How many seconds of the spans lie from `start` to before `end`. */
export function secondsWithin(spans: Spans, start: number, end: number): number {
  return end <= start ? 0 : secondsBefore(spans, end) - secondsBefore(spans, start)
}

/** What is left of spans without others. */
export function without(spans: Spans, taken: Spans): Spans {
  const left: Span[] = []
  let next = 0
  for (const { start, end } of listOf(spans)) {
    let from = start
    while (next < taken.starts.length && (taken.ends[next] ?? 0) <= from) next += 1
    for (let at = next; at < taken.starts.length && (taken.starts[at] ?? 0) < end; at += 1) {
      left.push({ start: from, end: taken.starts[at] ?? from })
      from = Math.max(from, taken.ends[at] ?? from)
    }
    left.push({ start: from, end })
  }
  return spansOf(left)
}
