import { Anchor } from '@mantine/core'
import { IconAlertTriangle, IconCircleMinus, IconEqual, IconTilde, type Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { AuditRow, AuditVerdict } from '../../../src-shared/domain/rates/audit.ts'
import { readPrinted } from '../../../src-shared/domain/rates/printed-number.ts'
import { verdictText } from '../../../src-shared/domain/reports/audit-report.ts'
import { isOff, type AuditGroup } from './audit-rows.ts'
import classes from './Audit.module.css'

export const VERDICT_LOOK: Readonly<Record<AuditVerdict, { readonly icon: Icon; readonly color: string }>> = {
  exact: { icon: IconEqual, color: 'currentColor' },
  'explained-by-rounding': { icon: IconTilde, color: 'currentColor' },
  inconsistent: { icon: IconAlertTriangle, color: 'var(--ratebook-increase)' },
  'not-checkable': { icon: IconCircleMinus, color: 'var(--mantine-color-dimmed)' },
}

function Verdict({ verdict }: { readonly verdict: AuditVerdict }): ReactNode {
  const { icon: Sign, color } = VERDICT_LOOK[verdict]
  return (
    <span className={`${classes['verdict']} ${verdict === 'inconsistent' ? classes['strong'] : verdict === 'not-checkable' ? classes['quiet'] : ''}`}>
      <Sign size={16} color={color} aria-hidden />
      {verdictText(verdict)}
    </span>
  )
}

/** As it was printed: a number stands right; words may wrap. */
function Printed({ text }: { readonly text: string }): ReactNode {
  const isNumber = readPrinted(text) !== undefined
  return <td className={classes[isNumber ? 'figure' : 'words']}>{text}</td>
}

/** Quiet where it is what was printed, marked where it is not. */
function Recomputed({ text, printed }: { readonly text: string; readonly printed: string }): ReactNode {
  const off = isOff(text, printed)
  return (
    <td className={`${classes['figure']} ${classes[off ? 'off' : 'same']}`}>
      {off && <span title="Not what is printed">≠ </span>}
      {text}
    </td>
  )
}

/** Two lines: the figures, and below them the reason in a sentence. */
function Row({ row, link }: { readonly row: AuditRow; readonly link: string | null }): ReactNode {
  const { printed } = row
  return (
    <>
      <tr className={classes['figures']}>
        <th scope="row" rowSpan={2}>
          {link === null ? (
            printed.resource
          ) : (
            <Anchor href={link} c="inherit" fz="inherit" title="Show it in the table">
              {printed.resource}
            </Anchor>
          )}
          <div className={classes['source']}>{sourceText(printed.source)}</div>
        </th>
        <td rowSpan={2} className={classes['unit']}>{printed.billableUnit}</td>
        <Printed text={printed.fromText} />
        <Printed text={printed.toText} />
        <Printed text={printed.differenceText} />
        <Recomputed text={row.recomputedDifference} printed={printed.differenceText} />
        <Printed text={printed.percentText} />
        <Recomputed text={row.recomputedPercent} printed={printed.percentText} />
        <td>
          <Verdict verdict={row.verdict} />
        </td>
      </tr>
      <tr>
        <td colSpan={7} className={classes['reason']}>
          {row.sentence}
          {row.secondReading !== '' && (
            <div>
              <span className={classes['strong']}>Second reading:</span> {row.secondReading}
            </div>
          )}
        </td>
      </tr>
    </>
  )
}

const COLUMNS = ['resource', 'unit', 'from', 'to', 'difference', 'recomputed difference', 'percent', 'recomputed percent', 'verdict'] as const

/** A number does not begin a line of its own. @example sourceText('rate schedule, row 5') // with a space before 5 that does not break */
function sourceText(source: string): string {
  return source.replaceAll(/ (?=\d+\b)/g, '\u00A0')
}

/** Printed figures beside those that follow from the printed rates, each row with its verdict and the reason. */
export function AuditTable({ groups, label, linkOf }: { readonly groups: readonly AuditGroup[]; readonly label: string; readonly linkOf: (key: string) => string | null }): ReactNode {
  return (
    <table className={classes['table']} aria-label={label}>
      <colgroup>
        {COLUMNS.map((name) => (
          <col key={name} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>Resource and source</th>
          <th scope="col" rowSpan={2}>Unit</th>
          <th scope="colgroup" colSpan={2} className={classes['group']}>Rate, printed</th>
          <th scope="colgroup" colSpan={2} className={classes['group']}>Difference</th>
          <th scope="colgroup" colSpan={2} className={classes['group']}>% change</th>
          <th scope="col" rowSpan={2}>Verdict, and why</th>
        </tr>
        <tr>
          <th scope="col" className={classes['figure']}>From</th>
          <th scope="col" className={classes['figure']}>To</th>
          <th scope="col" className={classes['figure']}>Printed</th>
          <th scope="col" className={classes['figure']}>Recomputed</th>
          <th scope="col" className={classes['figure']}>Printed</th>
          <th scope="col" className={classes['figure']}>Recomputed</th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          {group.heading !== '' && (
            <tr className={classes['heading']}>
              <th scope="rowgroup" colSpan={9}>
                {group.heading}
              </th>
            </tr>
          )}
          {group.rows.map((row) => (
            <Row key={row.printed.key} row={row} link={linkOf(row.printed.key)} />
          ))}
        </tbody>
      ))}
    </table>
  )
}
