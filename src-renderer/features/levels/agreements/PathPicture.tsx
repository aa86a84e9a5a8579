/** The path of an agreement as a picture: a lane for each procedure, its steps from left to right; icon, border and words say the same as the colour. */
import { Text } from '@mantine/core'
import { IconArrowRight, IconCircleCheck, IconCircleDashed, IconEyeOff, IconLock, IconMinus } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'

import { stepName, type PathStep, type StepStatus } from '../../../../src-shared/domain/service-levels/agreements/agreement-path.ts'
import type { StepCode } from '../../../../src-shared/domain/service-levels/agreements/path-order.ts'
import { PROCEDURES } from '../../../../src-shared/domain/service-levels/agreements/raci-matrix.ts'
import { STATUS_WORDS } from './agreement-words.ts'
import classes from './Path.module.css'

const ICONS: Readonly<Record<StepStatus, Icon>> = { done: IconCircleCheck, next: IconArrowRight, blocked: IconLock, later: IconCircleDashed, 'not-needed': IconMinus, 'not-witnessed': IconEyeOff }
/** Capabilities are looked at where a requirement asks for more than they give: their lane stands behind it. */
const LANES = ['2', '1', '3', '4', '5', 'retired'] as const
const END = 'retired'

function laneTitle(lane: (typeof LANES)[number]): string {
  return lane === END ? 'End' : (PROCEDURES.find((each) => each.number === lane)?.title ?? '')
}

function stateOf({ status, taken, times }: PathStep): string {
  if (taken === null) return STATUS_WORDS[status]
  const outcome = taken.outcome === 'done' ? '' : `${taken.outcome}, `
  return `${status === 'done' ? '' : `${STATUS_WORDS[status]} · `}${outcome}${taken.doneOn}${times > 1 ? ` (${times}x)` : ''}`
}

/** `tabStop`: the one step that the Tab key stops at; arrow keys go on from it. */
type Choosing = { readonly chosen: StepCode; readonly tabStop: StepCode; readonly onChoose: (code: StepCode) => void }

function Step({ step, chosen, tabStop, onChoose }: Choosing & { readonly step: PathStep }): ReactNode {
  const Sign = ICONS[step.status]
  const state = stateOf(step)
  return (
    <button type="button" className={classes['step']} data-code={step.code} data-status={step.status} tabIndex={step.code === tabStop ? 0 : -1} aria-pressed={step.code === chosen} aria-label={`${stepName(step.code)}: ${STATUS_WORDS[step.status]}${step.why === '' ? '' : `. ${step.why}`}`} title={step.why === '' ? state : `${state}: ${step.why}`} onClick={() => onChoose(step.code)}>
      <Sign size={16} aria-hidden />
      <span>{step.code === END ? 'Retire' : `${step.code} ${step.title}`}</span>
      <span className={classes['state']}>{state}</span>
    </button>
  )
}

/** 3.2 and 3.3 stand over one another: they are negotiated in parallel. */
function isParallel({ code }: PathStep): boolean {
  return code === '3.2' || code === '3.3'
}

function Lane({ steps, ...choosing }: Choosing & { readonly steps: readonly PathStep[] }): ReactNode {
  const both = steps.filter(isParallel)
  const button = (step: PathStep): ReactNode => <Step step={step} {...choosing} />
  return (
    <ol className={classes['steps']}>
      {steps.map((step) => {
        if (both.length < 2 || !isParallel(step)) return <li key={step.code} className={classes['item']}>{button(step)}</li>
        if (step !== both[0]) return null
        return (
          <li key={step.code} className={`${classes['item']} ${classes['wide']}`}>
            <ul className={classes['parallel']} aria-label="In parallel">{both.map((each) => <li key={each.code}>{button(each)}</li>)}</ul>
          </li>
        )
      })}
    </ol>
  )
}

/** The one sentence that a lane has where every step of it was taken in the agreement before; empty otherwise. */
function passedBy(steps: readonly PathStep[]): string {
  const [first] = steps
  return first !== undefined && first.code !== END && steps.every((each) => each.status === 'not-needed' && each.why === first.why) ? first.why : ''
}

type ShownLane = { readonly lane: (typeof LANES)[number]; readonly steps: readonly PathStep[]; readonly passed: string }

function shownLanes(steps: readonly PathStep[]): readonly ShownLane[] {
  return LANES.flatMap((lane) => {
    const own = steps.filter(({ code }) => (code === END ? lane === END : code.startsWith(`${lane}.`)))
    // The detour by the capabilities shows where it was taken or is to be.
    const isShown = own.length > 0 && (lane !== '1' || own.some((each) => each.status !== 'not-needed' && each.status !== 'not-witnessed'))
    return isShown ? [{ lane, steps: own, passed: passedBy(own) }] : []
  })
}

/** Where an arrow key leads: left and right along the path, up and down to the lane beside, Home and End to its ends; undefined for other keys and at the edges. */
function stepBeside(lanes: readonly (readonly PathStep[])[], { from, key }: { readonly from: StepCode; readonly key: string }): StepCode | undefined {
  const path = lanes.flat().map(({ code }) => code)
  const lane = lanes.findIndex((steps) => steps.some(({ code }) => code === from))
  const inLane = (lanes[lane] ?? []).findIndex(({ code }) => code === from)
  const beside = (by: 1 | -1): StepCode | undefined => (lanes[lane + by]?.[inLane] ?? lanes[lane + by]?.at(-1))?.code
  switch (key) {
    case 'ArrowRight':
      return path[path.indexOf(from) + 1]
    case 'ArrowLeft':
      return path[path.indexOf(from) - 1]
    case 'ArrowDown':
      return beside(1)
    case 'ArrowUp':
      return beside(-1)
    case 'Home':
      return path[0]
    case 'End':
      return path.at(-1)
    default:
      return undefined
  }
}

function codeOf(target: EventTarget, steps: readonly PathStep[]): StepCode | undefined {
  const code = target instanceof HTMLElement ? target.dataset['code'] : undefined
  return steps.find((each) => each.code === code)?.code
}

/** One stop for the Tab key: arrow keys look from step to step, Enter or Space chooses the one that is looked at. */
export function PathPicture({ steps, chosen, onChoose }: { readonly steps: readonly PathStep[]; readonly chosen: StepCode; readonly onChoose: (code: StepCode) => void }): ReactNode {
  const [looked, setLooked] = useState<StepCode | null>(null)
  const lanes = shownLanes(steps)
  const reached = lanes.flatMap((each) => (each.passed === '' ? [each.steps] : []))
  const tabStop = [looked, chosen].find((code) => reached.some((each) => each.some((step) => step.code === code))) ?? reached[0]?.[0]?.code ?? chosen
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const from = codeOf(event.target, steps)
    const next = from === undefined || event.ctrlKey || event.metaKey || event.altKey ? undefined : stepBeside(reached, { from, key: event.key })
    if (next === undefined) return
    event.preventDefault()
    event.currentTarget.querySelector<HTMLElement>(`[data-code="${next}"]`)?.focus()
  }
  function onBlur(event: FocusEvent<HTMLDivElement>): void {
    if (!event.currentTarget.contains(event.relatedTarget)) setLooked(null)
  }
  return (
    <div role="toolbar" tabIndex={-1} aria-label="Steps of the path" className={classes['lanes']} onKeyDown={onKeyDown} onFocus={(event) => setLooked(codeOf(event.target, steps) ?? null)} onBlur={onBlur}>
      {lanes.map(({ lane, steps: own, passed }) => (
        <section key={lane} className={classes['lane']} aria-label={laneTitle(lane)}>
          <span className={classes['laneName']}>{laneTitle(lane)}</span>
          {passed === '' ? <Lane steps={own} chosen={chosen} tabStop={tabStop} onChoose={onChoose} /> : <Text size="sm" c="dimmed">{passed}</Text>}
        </section>
      ))}
    </div>
  )
}
