/** What is said of a target beside its chart: the month, its error budget, signals in words, breaches with how long they lasted. */
import type { ReactNode } from 'react'

import { decimal, formatFixed } from '../../../../src-shared/domain/decimal.ts'
import { monthWords } from '../../../../src-shared/domain/month.ts'
import { attainmentOf } from '../../../../src-shared/domain/service-levels/attainment.ts'
import { breachesOf, breachWords, durationWords } from '../../../../src-shared/domain/service-levels/breaches.ts'
import { periodsWords } from '../../../../src-shared/domain/service-levels/counted-periods.ts'
import { levelText } from '../../../../src-shared/domain/service-levels/measures/level-status.ts'
import type { ErrorBudget, LevelValue, TargetLevels } from '../../../../src-shared/domain/service-levels/measures/level-values.ts'
import { targetOfValue } from '../../../../src-shared/domain/service-levels/measures/target-goals.ts'
import type { Xmr } from '../../../../src-shared/domain/service-levels/measures/xmr.ts'
import { statusWords } from '../../../../src-shared/domain/service-levels/standing.ts'
import { HeatStrip } from './HeatStrip.tsx'
import { goalText, lookOf, valueText } from './level-words.ts'
import classes from './Scorecard.module.css'

const MOST_SIGNALS = 8

function Budget({ budget }: { readonly budget: ErrorBudget }): ReactNode {
  const isOver = decimal(budget.leftSeconds).isNegative()
  const share = budget.usedPercent === null ? 100 : Math.min(100, decimal(budget.usedPercent).toNumber())
  return (
    <section aria-label="Error budget">
      <h3>Error budget</h3>
      <div className={classes['budget']} aria-hidden>
        <span className={classes['used']} data-over={isOver || undefined} style={{ width: `${share}%` }} />
      </div>
      <dl className={classes['pairs']}>
        <dt>Allowed</dt>
        <dd>{durationWords(budget.allowedSeconds)}</dd>
        <dt>Used</dt>
        <dd>{durationWords(budget.usedSeconds)}{budget.usedPercent === null ? '' : ` (${formatFixed(budget.usedPercent, 0)} %)`}</dd>
        <dt>{isOver ? 'Overdrawn' : 'Left'}</dt>
        <dd>{durationWords(budget.leftSeconds)}</dd>
      </dl>
    </section>
  )
}

function Month({ levels: { target }, value }: { readonly levels: TargetLevels; readonly value: LevelValue }): ReactNode {
  const { icon: Sign, color } = lookOf(value)
  return (
    <section aria-label={monthWords(value.month)}>
      <h3>{monthWords(value.month)}: {valueText(targetOfValue(target, value), value.value)}</h3>
      <p className={classes['status']}>
        <Sign size={15} color={color} aria-hidden />
        {statusWords(value)}; goal {goalText(targetOfValue(target, value))}{value.source === null ? '' : value.source === 'typed' ? ', as measured' : ', computed from records'}
      </p>
      <p className={classes['quiet']}>{value.why}</p>
      {value.asWorded !== null && <p className={classes['quiet']}>As the agreement words it, without unplanned outages: {levelText(target, value.asWorded)}.</p>}
    </section>
  )
}

export function TargetFacts({ levels, limits, value, onChoose }: { readonly levels: TargetLevels; readonly limits: Xmr; readonly value: LevelValue | null; readonly onChoose: (month: LevelValue['month']) => void }): ReactNode {
  const breaches = breachesOf(levels)
  const { held, measured, counted } = attainmentOf(levels)
  const shown = limits.signals.slice(0, MOST_SIGNALS)
  return (
    <div className={classes['facts']}>
      {value !== null && <Month levels={levels} value={value} />}
      {value?.budget !== null && value?.budget !== undefined && <Budget budget={value.budget} />}
      <section aria-label="Compliance by month">
        <h3>{measured === 0 ? `No ${counted} that is over has data` : `Goal kept in ${held} of ${periodsWords(measured, counted)}`}</h3>
        <HeatStrip levels={levels} chosen={value?.month ?? null} onChoose={onChoose} />
      </section>
      <section aria-label="Signals">
        <h3>Natural limits</h3>
        <p className={classes['quiet']}>{limits.words}</p>
        {shown.length > 0 && <ul>{shown.map(({ words }) => <li key={words}>{words}</li>)}</ul>}
        {limits.signals.length > shown.length && <p className={classes['quiet']}>and {limits.signals.length - shown.length} more.</p>}
      </section>
      <section aria-label="Breaches">
        <h3>{breaches.length === 0 ? 'No breach' : breaches.length === 1 ? '1 breach' : `${breaches.length} breaches`}</h3>
        {breaches.length > 0 && (
          <ol reversed>
            {breaches.toReversed().map((breach) => (
              <li key={breach.from}>
                {breachWords(breach)}: {breach.periods === 1 ? '' : 'worst '}{valueText(targetOfValue(levels.target, breach), breach.worst)}{breach.periods === 1 ? '' : ` ${breach.counted === 'month' ? 'in' : 'up to'} ${monthWords(breach.worstIn)}`}{breach.downtimeSeconds === null ? '' : `, down ${durationWords(breach.downtimeSeconds)}`}{breach.isOpen ? '; goes on' : ''}
              </li>
            ))}
          </ol>
        )}
      </section>
    </div>
  )
}
