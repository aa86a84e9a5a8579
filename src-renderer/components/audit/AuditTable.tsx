import { Anchor } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconMathFunction, type Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { AuditRow, AuditVerdict } from '../../../src-shared/domain/rates/audit.ts'
import { readPrinted } from '../../../src-shared/domain/rates/printed-number.ts'
import { verdictText } from '../../../src-shared/domain/reports/audit-report.ts'
import { isOff, type AuditGroup } from './audit-rows.ts'
import classes from './Audit.module.css'

export const VERDICT_LOOK: Readonly<Record<AuditVerdict, { readonly icon: Icon; readonly color: string }>> = {
  exact: { icon: IconCircleCheck, color: 'var(--ratebook-decrease)' },
  'explained-by-rounding': { icon: IconMathFunction, color: 'currentColor' },
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

function Row({ row, link }: { readonly row: AuditRow; readonly link: string | null }): ReactNode {
  const { printed } = row
  return (
    <tr>
      <th scope="row">
        {link === null ? (
          printed.resource
        ) : (
          <Anchor href={link} c="inherit" fz="inherit" title="Show it in the table">
            {printed.resource}
          </Anchor>
        )}
      </th>
      <td>{printed.billableUnit}</td>
      <Printed text={printed.fromText} />
      <Printed text={printed.toText} />
      <Printed text={printed.differenceText} />
      <Recomputed text={row.recomputedDifference} printed={printed.differenceText} />
      <Printed text={printed.percentText} />
      <Recomputed text={row.recomputedPercent} printed={printed.percentText} />
      <td>
        <Verdict verdict={row.verdict} />
      </td>
      <td className={classes['reason']}>
        {row.sentence}
        {row.secondReading !== '' && (
          <div>
            <span className={classes['strong']}>Second reading:</span> {row.secondReading}
          </div>
        )}
        <div className={classes['source']}>{printed.source}</div>
      </td>
    </tr>
  )
}

/** Printed figures beside those that follow from the printed rates, each row with its verdict and the reason. */
export function AuditTable({ groups, label, linkOf }: { readonly groups: readonly AuditGroup[]; readonly label: string; readonly linkOf: (key: string) => string | null }): ReactNode {
  return (
    <table className={classes['table']} aria-label={label}>
      <colgroup>
        <col style={{ width: '15%' }} />
        <col style={{ width: '9%' }} />
        <col style={{ width: 84 }} />
        <col style={{ width: 84 }} />
        <col style={{ width: 88 }} />
        <col style={{ width: 88 }} />
        <col style={{ width: 80 }} />
        <col style={{ width: 88 }} />
        <col style={{ width: 166 }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>Resource</th>
          <th scope="col" rowSpan={2}>Unit</th>
          <th scope="colgroup" colSpan={2} className={classes['figure']}>Rate, printed</th>
          <th scope="colgroup" colSpan={2} className={classes['figure']}>Difference</th>
          <th scope="colgroup" colSpan={2} className={classes['figure']}>% change</th>
          <th scope="col" rowSpan={2}>Verdict</th>
          <th scope="col" rowSpan={2}>Reason and source</th>
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
              <th scope="rowgroup" colSpan={10}>
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
