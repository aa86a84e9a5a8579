/** The path of an agreement as a picture: a lane for each procedure, its steps from left to right; icon, border and words say the same as the colour. */
import { Text } from '@mantine/core'
import { IconArrowRight, IconCircleCheck, IconCircleDashed, IconEyeOff, IconLock, IconMinus } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

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

function Step({ step, isChosen, onChoose }: { readonly step: PathStep; readonly isChosen: boolean; readonly onChoose: (code: StepCode) => void }): ReactNode {
  const Sign = ICONS[step.status]
  const state = stateOf(step)
  return (
    <button type="button" className={classes['step']} data-status={step.status} aria-pressed={isChosen} aria-label={`${stepName(step.code)}: ${STATUS_WORDS[step.status]}${step.why === '' ? '' : `. ${step.why}`}`} title={step.why === '' ? state : `${state}: ${step.why}`} onClick={() => onChoose(step.code)}>
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

function Lane({ steps, chosen, onChoose }: { readonly steps: readonly PathStep[]; readonly chosen: StepCode; readonly onChoose: (code: StepCode) => void }): ReactNode {
  const both = steps.filter(isParallel)
  const button = (step: PathStep): ReactNode => <Step step={step} isChosen={step.code === chosen} onChoose={onChoose} />
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

export function PathPicture({ steps, chosen, onChoose }: { readonly steps: readonly PathStep[]; readonly chosen: StepCode; readonly onChoose: (code: StepCode) => void }): ReactNode {
  return (
    <div className={classes['lanes']}>
      {LANES.map((lane) => {
        const own = steps.filter(({ code }) => (code === END ? lane === END : code.startsWith(`${lane}.`)))
        // The detour by the capabilities shows where it was taken or is to be.
        const isShown = own.length > 0 && (lane !== '1' || own.some((each) => each.status !== 'not-needed' && each.status !== 'not-witnessed'))
        const passed = passedBy(own)
        return isShown ? (
          <section key={lane} className={classes['lane']} aria-label={laneTitle(lane)}>
            <span className={classes['laneName']}>{laneTitle(lane)}</span>
            {passed === '' ? <Lane steps={own} chosen={chosen} onChoose={onChoose} /> : <Text size="sm" c="dimmed">{passed}</Text>}
          </section>
        ) : null
      })}
    </div>
  )
}
