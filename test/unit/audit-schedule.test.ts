import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { Decimal, round } from '../../src-shared/domain/decimal.ts'
import type { AuditRow, PrintedFacts } from '../../src-shared/domain/rates/audit.ts'
import { auditSchedule, printedFactsOf } from '../../src-shared/domain/rates/audit-schedule.ts'
import { readPrinted } from '../../src-shared/domain/rates/printed-number.ts'
import { versionKey } from '../../src-shared/domain/version.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { FY2004 } from '../support/small-model.ts'

const facts = printedFactsOf(sampleDraft(), versionKey(FY2004))

function printed(fromText: string, toText: string, change: { readonly difference: string; readonly percent: string }): PrintedFacts {
  return { key: 'row', heading: '', resource: 'Rate', billableUnit: 'Hour', fromText, toText, differenceText: change.difference, percentText: change.percent, source: '' }
}

function auditOne(facts: PrintedFacts): AuditRow {
  const [row] = auditSchedule([facts], { reading: 'as-printed' }).rows
  if (row === undefined) throw new Error('No row')
  return row
}

/** Within half a unit, both ends counted: a tie may have been rounded either way. */
function within(value: Decimal, figure: { readonly value: Decimal; readonly places: number }): boolean {
  return value.minus(figure.value).abs().lte(new Decimal(10).pow(-figure.places).div(2))
}

function shown(value: Decimal, places: number): string {
  return round(value, places).toFixed(places)
}

describe('RATE-7: audit of the FY2004 schedule', () => {
  const audit = auditSchedule(facts, { reading: 'as-printed' })
  const named = (resource: string) => audit.rows.filter((row) => row.printed.resource === resource)

  test('60 of 84 rows can be checked: 38 exact, 19 explained by rounding, 3 inconsistent', () => {
    expect(audit.counts).toEqual({ exact: 38, 'explained-by-rounding': 19, inconsistent: 3, 'not-checkable': 24 })
  })

  test('HR/CMS has mixed baselines', () => {
    expect(named('HR/CMS P/R Checks Issued')).toMatchObject([{
      verdict: 'inconsistent', recomputedDifference: '$0.24', recomputedPercent: '9.80%', secondReading: '',
      sentence: 'The printed rates give a difference of $0.24, printed ($0.07), and 9.80%, printed -2.91%. No rates that round to those printed give both figures. The baselines are mixed: the difference is taken from about $2.76, the % of $2.45.',
    }])
  })

  test('the two AIX rows do not follow from cents, but may from whole dollars', () => {
    const aix = audit.rows.filter((row) => row.printed.heading.includes('AIX'))
    expect(aix.map((row) => [row.verdict, row.recomputedPercent])).toEqual([['inconsistent', '1.30%'], ['inconsistent', '-35.49%']])
    for (const row of aix) expect(row.secondReading).toMatch(/^Not from cents; possible if the rates were rounded to whole dollars: \$1,398\.\d+ against /)
    expect(auditSchedule(aix.map((row) => row.printed), { reading: 'places', places: 0 }).counts['explained-by-rounding']).toBe(2)
  })

  test('rounding explains 6.19 % where the printed rates give 6.27 %', () => {
    expect(named('Prime I/O Operations')).toMatchObject([{
      verdict: 'explained-by-rounding', recomputedDifference: '$0.0023', recomputedPercent: '6.27%',
      sentence: 'The printed rates give 6.27%, printed 6.19%. Rates before rounding give the printed figures: $0.038986 against $0.036714, for example.',
    }])
  })

  test('NUM-4: the metered row divides by the new percentage; it has no verdict', () => {
    expect(named('Metered Mailing (CMF)')).toMatchObject([{
      verdict: 'not-checkable', recomputedDifference: '(0.7%)', recomputedPercent: '(4.00%)',
      sentence: 'A percentage on a cost: 17.5 to 16.8 is -0.7 points, -4.00 % of the old percentage. The printed (4.17%) divides by the new percentage instead of the old one.',
    }])
  })

  test('what is no number says why', () => {
    expect(['Consultant', 'LAN Support', 'Report Bin(CMF)', 'Standard Server Support'].map((each) => named(each)[0]?.sentence)).toEqual([
      '"Contract Rate" is no number.', 'There is no old rate to compare with. The schedule says "New Service".', 'There is no old rate to compare with. The schedule says "New Service".',
      'There is no new rate. The schedule says "Merged w/ Wintel Server & Support".',
    ])
  })

  test('the example that an explanation gives, rounded and subtracted, is what is printed', () => {
    for (const row of audit.rows.filter((each) => each.verdict === 'explained-by-rounding')) {
      const [, toText = '', fromText = ''] = /: (\S+) against (\S+), for example/.exec(row.sentence) ?? []
      const [to, from] = [readPrinted(toText)?.value, readPrinted(fromText)?.value]
      const [printedFrom, printedTo, difference, percent] = [row.printed.fromText, row.printed.toText, row.printed.differenceText, row.printed.percentText].map(readPrinted)
      if (!to || !from || !printedFrom || !printedTo || !difference || !percent) throw new Error(row.sentence)
      expect([within(from, printedFrom), within(to, printedTo), within(to.minus(from), difference), within(to.minus(from).times(100).div(from), percent)]).toEqual([true, true, true, true])
    }
  })
})

describe('RATE-7: any row', () => {
  const unrounded = fc.tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 1, max: 9_999_999 })).map(([from, to]) => [new Decimal(from).div(100_000), new Decimal(to).div(100_000)] as const)

  test('printed from true rates by rounding is never inconsistent', () => {
    fc.assert(
      fc.property(unrounded, fc.integer({ min: 0, max: 4 }), ([from, to], places) => {
        fc.pre(!round(from, places).isZero())
        const row = auditOne(printed(shown(from, places), shown(to, places), { difference: shown(to.minus(from), places), percent: `${shown(to.minus(from).times(100).div(from), 2)}%` }))
        expect(['exact', 'explained-by-rounding']).toContain(row.verdict)
      }),
    )
  })

  test('difference and % must come from the same two rates', () => {
    // Each alone is possible: 0.5 from 1.4 and 0.9 against 1; 44 % only from rates that are 0.6 and more apart.
    expect(auditOne(printed('1', '1', { difference: '0.5', percent: '-44%' })).verdict).toBe('inconsistent')
    expect(auditOne(printed('1', '1', { difference: '0.5', percent: '44%' })).verdict).toBe('explained-by-rounding')
  })

  test('a % that divides by the new rate is said to', () => {
    expect(auditOne(printed('$10.00', '$8.00', { difference: '($2.00)', percent: '-25.00%' })).sentence).toContain('The % divides by the new rate instead of the old one.')
  })

  test('from zero there is no %', () => {
    expect(auditOne(printed('$0.00', '$8.00', { difference: '$8.00', percent: '100%' }))).toMatchObject({ verdict: 'not-checkable', sentence: 'The old rate is zero, so there is no % of it.' })
  })

  test('negative figures are read in parentheses and with a minus', () => {
    expect(auditOne(printed('($10.00)', '(8.00)', { difference: '$2.00', percent: '-20.00%' })).verdict).toBe('exact')
    expect(['$-0.49', '-$0.49', '$(0.49)', '($0.49)', '$ 0.49'].map((text) => readPrinted(text)?.value.toFixed())).toEqual(['-0.49', '-0.49', '-0.49', '-0.49', '0.49'])
    expect(['--1', '-$-1', '$$1', '$($1)', '$(1'].map((text) => readPrinted(text)?.value.toFixed())).toEqual([undefined, undefined, undefined, undefined, undefined])
    expect(['$1,079.00', '(0.7%)', '-3.91%', '1,07', '$', 'N/A', '(1', '', '1e400'].map((text) => readPrinted(text)?.value.toFixed())).toEqual(['1079', '-0.7', '-3.91', undefined, undefined, undefined, undefined, undefined, undefined])
  })
})
