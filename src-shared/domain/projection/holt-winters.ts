/**
 * Holt-Winters, additive season, damped trend, of twelve months (PROJ-1). Fitting runs on binary fractions (NUM-1): level, trend and
 * season are fitted, each of the three is then rounded once to a millionth of a unit, and a month's figure is their exact sum.
 */
export const SEASON = 12
/** The first states are made from the first two years. */
export const LEAST_MONTHS = 2 * SEASON

/** In hundredths, so that what is shown is what was used: alpha, beta (the share of the new slope), gamma, phi. */
export type Parameters = readonly [level: number, trend: number, season: number, damping: number]

/** Level, slope, then the seasons: that of the history's first month and of those a whole number of years later, of its second, and so on. */
export type States = Float64Array

export type HoltWinters = { readonly parameters: Parameters; readonly states: States; readonly squaredErrors: number }

const HUNDRED = 100

type Run = { readonly values: Float64Array; readonly length: number; readonly parameters: Parameters; /** Months that the states were carried through already; none where it is not said. */ readonly from?: number; /** Above this sum of squares the run is given up. */ readonly most?: number }

/**
 * Carries `states` through the months up to `length`, and answers the sum of squared errors of one step in those; Infinity where it was
 * given up. A missing month (NaN) carries the states on and corrects nothing.
 */
export function carryStates(states: States, { values, length, parameters, from = 0, most = Number.POSITIVE_INFINITY }: Run): number {
  const [alpha, beta, gamma, phi] = [parameters[0] / HUNDRED, parameters[1] / HUNDRED, parameters[2] / HUNDRED, parameters[3] / HUNDRED]
  const quickness = beta * alpha
  const end = states.length
  let [level, slope, squares, place] = [states[0] ?? 0, states[1] ?? 0, 0, 2 + (from % (end - 2))]
  for (let index = from; index < length; index += 1) {
    const value = values[index] ?? Number.NaN
    const damped = phi * slope
    const before = level + damped
    if (Number.isNaN(value)) {
      level = before
      slope = damped
    } else {
      const season = states[place] ?? 0
      const error = value - before - season
      squares += error * error
      if (squares > most) return Number.POSITIVE_INFINITY
      level = before + alpha * error
      slope = damped + quickness * error
      states[place] = season + gamma * error
    }
    place = place + 1 === end ? 2 : place + 1
  }
  states[0] = level
  states[1] = slope
  return squares
}

/**
 * States before the first month, from the first two years: the slope is the mean change from a month to the same month of the next year,
 * the level and the seasons are the means of what is left. Undefined where a calendar month is missing in both years, or every pair is broken.
 */
export function firstStates(values: Float64Array): States | undefined {
  let [change, pairs] = [0, 0]
  for (let place = 0; place < SEASON; place += 1) {
    const difference = (values[place + SEASON] ?? Number.NaN) - (values[place] ?? Number.NaN)
    if (Number.isNaN(difference)) continue
    change += difference
    pairs += 1
  }
  if (pairs === 0) return undefined
  const slope = change / pairs / SEASON
  const states = new Float64Array(2 + SEASON)
  let level = 0
  for (let place = 0; place < SEASON; place += 1) {
    let [sum, known] = [0, 0]
    for (let month = place; month < LEAST_MONTHS; month += SEASON) {
      const value = values[month] ?? Number.NaN
      if (Number.isNaN(value)) continue
      sum = sum + value - slope * (month + 1)
      known += 1
    }
    if (known === 0) return undefined
    const detrended = sum / known
    states[2 + place] = detrended
    level += detrended / SEASON
  }
  for (let place = 2; place < states.length; place += 1) states[place] = (states[place] ?? 0) - level
  states[0] = level
  states[1] = slope
  return states
}

/** Within these the states cannot run away. Gamma is at most 1 - alpha. */
function isWithinBounds(parameters: Parameters): boolean {
  const [level, trend, season, damping] = [parameters[0], parameters[1], parameters[2], parameters[3]]
  return level >= 1 && level <= 99 && trend >= 0 && trend <= 99 && season >= 0 && season <= HUNDRED - level && damping >= 80 && damping <= 98
}

/** States of the trial that is made just now. */
const TRIAL: States = new Float64Array(2 + SEASON)

function isSame(left: Parameters, right: Parameters): boolean {
  return left[0] === right[0] && left[1] === right[1] && left[2] === right[2] && left[3] === right[3]
}

/** Where the search begins: calm, usual, quick. */
const STARTS: readonly Parameters[] = [[10, 5, 10, 98], [30, 10, 10, 90], [70, 10, 5, 80]]
const FIRST_STEP = 16
/** Fixed, so that the same history gives the same parameters on every machine. */
const MOST_TRIALS = 400

function moved(parameters: Parameters, which: number, by: number): Parameters {
  return [parameters[0] + (which === 0 ? by : 0), parameters[1] + (which === 1 ? by : 0), parameters[2] + (which === 2 ? by : 0), parameters[3] + (which === 3 ? by : 0)]
}

/**
 * The parameters with the least sum of squared errors of one step that a bounded search finds: the best of three starts, then one parameter
 * at a time up or down by 0.16, 0.08, ... 0.01 for as long as it gets better. Undefined where the first states cannot be made.
 */
export function fitHoltWinters(values: Float64Array, length: number): HoltWinters | undefined {
  const start = length < LEAST_MONTHS ? undefined : firstStates(values)
  if (start === undefined) return undefined
  let best: { parameters: Parameters; squares: number } = { parameters: STARTS[0] ?? [30, 10, 10, 90], squares: Number.POSITIVE_INFINITY }
  let trials = 0
  // Where the search came from is no better than where it is.
  let former = best.parameters
  const isBetter = (parameters: Parameters): boolean => {
    if (!isWithinBounds(parameters) || trials >= MOST_TRIALS) return false
    trials += 1
    if (best.squares < Number.POSITIVE_INFINITY && isSame(parameters, former)) return false
    // Fourteen numbers are copied sooner one by one.
    for (let place = 0; place < TRIAL.length; place += 1) TRIAL[place] = start[place] ?? 0
    const squares = carryStates(TRIAL, { values, length, parameters, most: best.squares })
    if (!(squares < best.squares)) return false
    former = best.parameters
    best = { parameters, squares }
    return true
  }
  for (const parameters of STARTS) isBetter(parameters)
  for (let step = FIRST_STEP; step >= 1; step /= 2) {
    for (let hasMoved = true; hasMoved; ) {
      hasMoved = false
      for (let which = 0; which < 4; which += 1) {
        if (isBetter(moved(best.parameters, which, step))) hasMoved = true
        if (isBetter(moved(best.parameters, which, -step))) hasMoved = true
      }
    }
  }
  const { parameters } = best
  return { parameters, squaredErrors: carryStates(start, { values, length, parameters }), states: start }
}

/** @example parameterWords([31, 5, 10, 98]) // 'alpha 0.31, beta 0.05, gamma 0.10, phi 0.98' */
export function parameterWords(parameters: Parameters): string {
  return ['alpha', 'beta', 'gamma', 'phi'].map((name, index) => `${name} ${((parameters[index] ?? 0) / HUNDRED).toFixed(2)}`).join(', ')
}

/** What a month's figure is the sum of, `horizon` months after the states; the trend is damped and added up over them. */
export type HoltWintersParts = { readonly level: number; readonly trend: number; readonly season: number }

/** `length`: how many months the states were carried through. @example partsAt(fit, { length: 24, horizon: 1 }) // trend is phi x slope */
export function partsAt({ parameters, states }: HoltWinters, { length, horizon }: { readonly length: number; readonly horizon: number }): HoltWintersParts {
  const phi = parameters[3] / HUNDRED
  let [power, damped] = [1, 0]
  for (let step = 0; step < horizon; step += 1) {
    power *= phi
    damped += power
  }
  return { level: states[0] ?? 0, trend: damped * (states[1] ?? 0), season: states[2 + ((length + horizon - 1) % (states.length - 2))] ?? 0 }
}

/** Half up, away from zero; exact for every double. */
export function wholeOf(value: number): bigint {
  return BigInt(value < 0 ? -Math.round(-value) : Math.round(value))
}
