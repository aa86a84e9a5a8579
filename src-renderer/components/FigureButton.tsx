import type { ReactNode } from 'react'

import { useInspector, type InspectorSubject } from '../state/inspector.tsx'
import classes from './FigureButton.module.css'

/** A figure outside of a sheet: a click opens how it was computed. */
export function FigureButton({ subjectOf, children }: { readonly subjectOf: () => InspectorSubject; readonly children: ReactNode }): ReactNode {
  const inspector = useInspector()
  return (
    <button
      type="button" className={classes['figure']} title="Explain"
      onClick={() => {
        inspector.show(subjectOf())
        inspector.open('explain')
      }}
    >
      {children}
    </button>
  )
}
