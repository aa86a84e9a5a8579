/** The figures of a goal seek's answer, each with its derivation: the input that was found, the rate that it gives, the target (PROJ-3). */
import type { ReactNode } from 'react'

import { explainSeek, SEEK_FIGURES, type SeekFigure } from '../../../../src-shared/domain/costs/explain-tried.ts'
import type { SeekAnswer, SeekRequest } from '../../../../src-shared/domain/costs/goal-seek.ts'
import { decimal, formatFixed } from '../../../../src-shared/domain/decimal.ts'
import { FigureButton } from '../../../components/FigureButton.tsx'
import classes from './Why.module.css'

const RATES: ReadonlySet<SeekFigure> = new Set<SeekFigure>(['rate', 'unrounded', 'target'])

function wordsOf(figure: SeekFigure, input: string): string {
  switch (figure) {
    case 'value': return input
    case 'before': return `${input}, now`
    case 'rate': return 'Derived rate with it'
    case 'unrounded': return 'Unrounded'
    case 'target': return 'Target'
  }
}

export function SeekFigures({ request, answer, input, places }: { readonly request: SeekRequest; readonly answer: SeekAnswer; /** What gives way: `Planned units`. */ readonly input: string; /** Of the rate. */ readonly places: number }): ReactNode {
  return (
    <dl className={classes['answer']}>
      {SEEK_FIGURES.map((figure) => {
        const value = answer[figure]
        const words = wordsOf(figure, input)
        return (
          <div key={figure}>
            <dt>{words}</dt>
            <dd>
              <FigureButton subjectOf={() => ({ title: words, explain: () => explainSeek(request, answer, figure), notes: [], history: [{ table: 'rate', id: request.rateId }] })}>
                {formatFixed(value, Math.max(RATES.has(figure) ? places : 2, decimal(value).decimalPlaces()))}
              </FigureButton>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
