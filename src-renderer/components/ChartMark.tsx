/** A bar of a chart that is a figure like those of the table beside it: a button lies over it and opens how it was computed. */
import { createContext, useContext, type ReactNode } from 'react'

import { useInspector, type InspectorSubject } from '../state/inspector.tsx'
import classes from './ChartMark.module.css'

/** What stands behind the bar of a series at a category. */
export type ChartMarks = (series: number, index: number) => InspectorSubject

const MarksContext = createContext<ChartMarks | null>(null)

/** Bars drawn within it open what `marks` says of them; without `marks` they are a picture. */
export function ChartMarksProvider({ marks, children }: { readonly marks: ChartMarks | null; readonly children: ReactNode }): ReactNode {
  return <MarksContext value={marks}>{children}</MarksContext>
}

/** In pixels of the drawing. */
type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export function ChartMark({ series, index, name, box }: { readonly series: number; readonly index: number; /** `Units: -0.87` */ readonly name: string; readonly box: Box }): ReactNode {
  const marks = useContext(MarksContext)
  const inspector = useInspector()
  if (marks === null) return null
  return (
    <foreignObject {...box}>
      <button
        type="button" className={classes['mark']} aria-label={name} title="Explain"
        onClick={() => {
          inspector.show(marks(series, index))
          inspector.open('explain')
        }}
      />
    </foreignObject>
  )
}
