import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { QUOTE_ITEM_KINDS } from '../../src-shared/domain/billing/quote-job.ts'
import { quoteRates } from '../../src-shared/domain/billing/quote-rates.ts'
import { QUOTE_JOB_TEMPLATE } from '../../src-shared/domain/billing/quote-template.ts'
import { quote, rateText, type Quote } from '../../src-shared/domain/billing/quote.ts'
import { readQuoteJob } from '../../src-shared/domain/billing/read-quote-job.ts'
import { cents } from '../../src-shared/domain/cents.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { billingModel } from '../support/small-bills.ts'
import { FY2004 } from '../support/small-model.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { explained, got, RULES } from '../support/sample-rules.ts'

type Item = Readonly<Record<string, unknown>>

function quoted(items: readonly Item[], more: { readonly year?: number; readonly customerClass?: string } = {}): Quote {
  const year = fiscalYear(more.year ?? 2004)
  const job = got(readQuoteJob(JSON.stringify({ customerClass: more.customerClass ?? 'state', items })))
  const made = quote(job, { rules: RULES, rates: quoteRates(sampleDraft(), planOf(year)), year: { fiscalYear: year, firstMonth: 7 } })
  for (const line of made.lines) expect(line.explanation === null ? null : explained(line.explanation)).toBe(line.amount)
  expect(explained(made.explanation)).toBe(made.total)
  return made
}

function amounts({ lines }: Quote): readonly (string | null)[] {
  return lines.map(({ amount }) => amount)
}

const JOB = { kind: 'job', startedAt: '2003-10-14T10:30', system: 'ASYS', applicationClass: 'Batch', cpuMinutes: '0.3', ios: '20000' }
const TAPE = { kind: 'tape-file', gigabytes: '0.05', days: '30' }

function shared(...sharers: readonly Item[]): Item {
  return { kind: 'shared', rate: 'ML-MTR-PST', cost: '100', sharers }
}

function notesOf(item: Item): string {
  return quoted([item]).lines.flatMap((line) => line.notes).join(' ')
}

function messages(text: string): readonly string[] {
  const read = readQuoteJob(text)
  return read.ok ? [] : read.failure.map(({ code, message }) => `${code}: ${message}`)
}

function messagesOfItem(item: Item): readonly string[] {
  return messages(JSON.stringify({ items: [item] }))
}

function quotedFrom(day: string): Quote {
  return quoted([{ kind: 'units', rate: 'NW-PORT-10', quantity: 1, from: day }])
}

describe('BILL-1 a single job quoted alone', () => {
  test('0.3 CPU minutes and 20,000 I/Os are 4.16 + 0.82 = 4.98, with every factor shown', () => {
    const made = quoted([JOB])
    expect([amounts(made), made.total]).toEqual([['4.16', '0.82'], '4.98'])
    expect(made.lines[0]?.factors.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'CPU time: 0.3', '60 minutes are an hour: 60', 'F_p, performance factor of ASYS (IBM 9672/X47): 7.434', 'F_a, adjustment factor for CPU of Batch: 1.12',
    ])
    expect(made.lines.map((line) => [line.rate?.code, line.quantity, rateText(line)])).toEqual([['MF-CPU-P', '0.04163', '99.81'], ['MF-IO-P', '21', '0.0390']])
    expect(made.notes).toEqual(["A month's charges of a billing group under 20.00 are raised to it (BILL-7); a job that is quoted alone is not."])
  })

  test('BILL-3: started on Columbus Day or at 17:00, the same job is non-prime', () => {
    for (const startedAt of ['2003-10-13T10:30', '2003-10-14T17:00']) expect(quoted([{ ...JOB, startedAt }]).lines.map((line) => [line.rate?.code, line.amount])).toEqual([['MF-CPU-N', '1.7'], ['MF-IO-N', '0.33']])
  })

  test('BILL-2: on 2002-12-31 the R75 measures with 2.3107; a job outside of the year says so', () => {
    expect(amounts(quoted([{ ...JOB, startedAt: '2002-12-31T10:30' }], { year: 2003 }))).toEqual(['1.3', '0.77'])
    expect(quoted([JOB], { year: 2003 }).lines[0]?.notes).toContain('2003-10-14 lies outside FY2003, whose rates are used.')
  })
})

describe('worked figures of the policy', () => {
  test('BILL-4: a two-sided report is 9.62 and four images on a page 4.81 for a thousand images', () => {
    expect(amounts(quoted(['D', 'Q'].map((sysoutClass) => ({ kind: 'print', sysoutClass, pages: 1000 }))))).toEqual(['9.62', '4.81'])
  })

  test('BILL-5: the least month of a tape file is 0.26, at the old rate 0.28; the printed 0.27 is explained', () => {
    expect([quoted([TAPE]).total, quoted([TAPE], { year: 2003 }).total]).toEqual(['0.26', '0.28'])
    expect(quoted([TAPE]).lines[0]?.notes.some((note) => note.includes('0.27') && note.includes('0.26 at 0.044 and 0.28 at 0.046'))).toBe(true)
  })

  test('BILL-5: a gigabyte-day on disk is 3.29, and the printed 3.16 is named; 1,000 tracks of a 3390 are 0.19', () => {
    const made = quoted([{ kind: 'data-set', gigabytes: 1, days: 1 }, { kind: 'data-set', device: '3390', tracks: 1000, days: 1 }])
    expect(amounts(made)).toEqual(['3.29', '0.19'])
    expect(made.lines[0]?.notes.some((note) => note.includes('3.16'))).toBe(true)
  })

  test('26 checks a year are 69.94', () => {
    expect(quoted([{ kind: 'payroll-checks', people: 1 }]).total).toBe('69.94')
  })

  test('BILL-1: a supported local network is billed by the mailboxes of the month, whatever their size and whenever in it they began', () => {
    const lan = { kind: 'lan-support', mailboxes: 120, months: 12 }
    expect([quoted([{ ...lan, months: 1 }]).total, quoted([lan]).total]).toEqual(['7080', '84960'])
    expect(quoted([lan]).lines.map((line) => [line.rate?.code, line.quantity, line.quantityUnit, line.months])).toEqual([['NW-LAN-MBX', '120', 'mailbox-months', 12]])
    expect(quoted([{ ...lan, months: 1 }], { year: 2003 }).lines[0]?.notPriced.map(({ message }) => message)).toEqual(['"NW-LAN-MBX" has no price in this version.'])
    expect(messagesOfItem({ kind: 'lan-support' })).toEqual(['text-missing: Item 1: "mailboxes" is missing.'])
  })

  test('RATE-6: DDSII by drop and mile, with the surcharge for non-state customers; where a class has no price, the state\'s is used and said', () => {
    const circuit = { kind: 'circuit', drops: 2, miles: 10, months: 3 }
    expect(amounts(quoted([circuit]))).toEqual(['1258.08', '63'])
    expect(amounts(quoted([circuit], { customerClass: 'non-state' }))).toEqual(['1673.22', '83.7'])
    expect(amounts(quoted([circuit], { customerClass: 'external' }))).toEqual(['1673.22', '83.7'])
    expect(quoted([JOB], { customerClass: 'non-state' }).lines[0]?.notes).toContain('There is no price for non-state customers; that for state customers is used.')
  })

  test('BILL-13: what else could be bought is said beside it', () => {
    expect(notesOf({ kind: 'print', form: 'special', pages: 10 })).toContain('less than 32.3 months')
    expect(notesOf({ kind: 'report', pages: 10, days: 10 })).toContain('less than 48.4 months')
    expect(notesOf({ kind: 'archive-file', gigabytes: '0.01', days: 10 })).toContain('under 22.3 MB')
  })

  test('RATE-3: costs that are passed on, with and without a percent; BILL-10: in instalments', () => {
    const made = quoted([{ kind: 'cost', rate: 'ML-MTR-PST', cost: '250.00' }, { kind: 'cost', rate: 'DL-HR-CON', cost: '1234.56' }, { kind: 'subscription', rate: 'SP-ONE-SW', cost: 7000, approvedOn: '2003-11-18' }])
    expect(amounts(made)).toEqual(['292', '1234.56', '7560'])
    expect(made.lines[2]?.instalments.map(({ dueOn, amount }) => `${dueOn} ${amount}`)).toEqual(['2003-12', '2004-01', '2004-02', '2004-03', '2004-04', '2004-05', '2004-06'].map((month) => `${month}-01 1080`))
  })

  test('a month is rounded, then multiplied by the months: three bins of 6.00 for a year; 0.3333 ports for a quarter are 3 x 1.24', () => {
    const made = quoted([{ kind: 'bin', bin: 'inter-office', level: 1, count: 3, months: 12 }, { kind: 'units', rate: 'NW-PBX-PORT', quantity: '0.3333', months: 3 }])
    expect(amounts(made)).toEqual(['216', '3.72'])
  })
})

test('BILL-10: a port from 2004-01-12 covers the six months left, and none of a year that has ended', () => {
  expect([quotedFrom('2004-01-12').total, quotedFrom('2003-07-01').total]).toEqual(['2490', '4980'])
  expect(quotedFrom('2004-01-12').lines[0]?.notes).toEqual(['From 2004-01 to the end of FY2004: 6 months.'])
  expect(quotedFrom('2004-07-01').lines[0]?.notPriced).toMatchObject([{ code: 'dates-out-of-order' }])
})

describe('what cannot be priced', () => {
  test('stays in the quote with its reason; the rest adds up', () => {
    const made = quoted([
      JOB, { kind: 'bin', bin: 'report', level: 2 }, { kind: 'bin', bin: 'report', level: 9 }, { kind: 'units', rate: 'NO-SUCH', quantity: 1 }, { kind: 'units', rate: 'ML-MTR-PST', quantity: 1 },
      { kind: 'cost', rate: 'MF-CPU-P', cost: 1 }, { ...JOB, system: 'ZSYS' }, { kind: 'mailboxes', month: '2003-10', groups: [{ megabytes: 500, count: 1 }] }, { kind: 'units', rate: 'NW-PTP-T3', quantity: '999999999999' },
      { kind: 'subscription', rate: 'SP-ONE-SW', cost: 7000, approvedOn: '2004-06-18' }, { kind: 'units', rate: 'FP-PMIS-CHK', quantity: 1 },
    ])
    expect(made.total).toBe('5.8')
    expect(made.lines.map(({ item, notPriced }) => `${item}: ${notPriced.map(({ code }) => code).join()}`)).toEqual([
      '1: ', '1: ', '2: not-priced', '3: rule-missing', '4: unknown-reference', '5: not-priced', '6: not-priced', '7: rule-missing', '7: ', '8: rule-missing', '9: number-out-of-range', '10: dates-out-of-order', '11: unknown-reference',
    ])
  })

  test('rules without a needed parameter, or with two at once, price nothing by it', () => {
    const [first] = RULES.parameters.filter(({ name }) => name === 'tape-minimum-gigabytes')
    const without = { ...RULES, parameters: RULES.parameters.filter((each) => each !== first) }
    const twice = { ...RULES, parameters: first === undefined ? [] : [...RULES.parameters, first] }
    const job = got(readQuoteJob(JSON.stringify({ items: [TAPE] })))
    const year = { fiscalYear: fiscalYear(2004), firstMonth: 7 }
    const codes = [without, twice].map((rules) => quote(job, { rules, rates: quoteRates(sampleDraft(), planOf(year.fiscalYear)), year }).lines.map(({ notPriced }) => notPriced.map(({ code }) => code)))
    expect(codes).toEqual([[['rule-missing']], [['overlapping-dates']]])
  })
})

describe('the job file', () => {
  test('BILL-12: a shared cost is a line for each who shares it, by usage where everyone\'s is measured, else by cost; a dedicated one is all of it', () => {
    const byUsage = quoted([shared({ customer: 'XFA', usage: 1 }, { customer: 'XCH', usage: 2 })])
    // 33.33 and 66.67, each plus 16.8 %.
    expect([amounts(byUsage), byUsage.total]).toEqual([['38.93', '77.87'], '116.8'])
    expect(byUsage.lines[0]?.notes[0]).toBe('Charge to XFA: 33.33 of 100.00. Shared, usage measured: in proportion to usage, by largest remainder.')
    expect(amounts(quoted([shared({ customer: 'XFA', usage: 1, cost: 300 }, { customer: 'XCH', cost: 100 })]))).toEqual(['87.6', '29.2'])
    expect(amounts(quoted([shared({ customer: 'XFA' })]))).toEqual(['116.8'])
    expect(quoted([shared({ customer: 'XFA', usage: 0 }, { customer: 'XCH', usage: 0 })]).lines.map((line) => line.notPriced.map(({ code }) => code))).toEqual([['share-without-weight']])
    expect(messagesOfItem(shared({ customer: 'XFA', usage: 1 }, { customer: 'XCH' }))).toEqual(['text-missing: Item 1: Some sharers have neither a usage like the others nor a cost.'])
  })

  test('the template has an item of every kind, and each is priced', () => {
    const job = got(readQuoteJob(QUOTE_JOB_TEMPLATE))
    expect(new Set(job.items.map(({ kind }) => kind))).toEqual(new Set(QUOTE_ITEM_KINDS))
    const made = quote(job, { rules: RULES, rates: quoteRates(sampleDraft(), planOf(fiscalYear(2004))), year: { fiscalYear: fiscalYear(2004), firstMonth: 7 } })
    expect(made.lines.flatMap(({ notPriced }) => notPriced)).toEqual([])
    expect(amounts(made).slice(0, 2)).toEqual(['4.16', '0.82'])
    expect(made.lines.reduce((sum, { amount }) => sum + (amount === null ? 0n : cents(amount)), 0n)).toBe(cents(made.total))
  })

  test('everything that is wrong is said at once, with the item', () => {
    expect(messagesOfItem({ ...JOB, cpuHours: 1, startedAt: '2003-10-14T10:30Z', ios: -1, colour: 'red' })).toEqual([
      'wrong-shape: Item 1: cpuHours and cpuMinutes say the same thing.', 'not-an-instant: Item 1: "startedAt": "2003-10-14T10:30Z" is no time.', 'number-out-of-range: Item 1: "ios" is -1.', 'wrong-shape: Item 1: "colour" means nothing here.',
    ])
  })

  test.each([
    ['no JSON', '{ "items": [', 'unreadable-file'], ['nothing', 'null', 'wrong-shape'], ['no items', '{ "items": [] }', 'text-missing'], ['no list', '{ "items": {} }', 'wrong-shape'], ['another member', '{ "items": [], "x": 1 }', 'text-missing'],
    ['a class that is none', `{ "customerClass": "friend", "items": [${JSON.stringify(TAPE)}] }`, 'wrong-shape'], ['an item that is a word', '{ "items": ["tape"] }', 'wrong-shape'], ['an unknown kind', '{ "items": [{ "kind": "magic" }] }', 'wrong-shape'],
    ['a double with an exponent', '{ "items": [{ "kind": "tape-file", "gigabytes": 1e3, "days": 1 }] }', 'not-a-number'], ['10^13 units', '{ "items": [{ "kind": "units", "rate": "A", "quantity": 10000000000000 }] }', 'number-out-of-range'],
    ['two ways to say it', '{ "items": [{ "kind": "payroll-checks", "people": 1, "checks": 26 }] }', 'wrong-shape'], ['half a month', '{ "items": [{ "kind": "units", "rate": "A", "quantity": 1, "months": 0.5 }] }', 'number-out-of-range'],
    ['a fraction of a cent', '{ "items": [{ "kind": "cost", "rate": "A", "cost": 1.005 }] }', 'too-many-places'], ['a thirteenth month', '{ "items": [{ "kind": "mailboxes", "month": "2003-13", "groups": [] }] }', 'not-a-date'],
    ['no date of approval', '{ "items": [{ "kind": "subscription", "rate": "A", "cost": 1 }] }', 'text-missing'], ['a flag in quotes', '{ "items": [{ "kind": "tape-file", "gigabytes": 1, "days": 1, "stacked": "yes" }] }', 'wrong-shape'],
    ['BILL-5: more days than the month has', '{ "items": [{ "kind": "tape-file", "date": "2003-11-05", "gigabytes": 1, "days": 31 }] }', 'number-out-of-range'], ['BILL-5: more days than any month has', '{ "items": [{ "kind": "report", "pages": 1, "days": 31.5 }] }', 'number-out-of-range'],
    ['a device with gigabytes', '{ "items": [{ "kind": "data-set", "gigabytes": 1, "days": 1, "device": "3390" }] }', 'wrong-shape'],
  ])('%s is refused', (_, text, code) => {
    expect(messages(text).map((each) => each.split(':')[0])).toContain(code)
  })

  test('NUM-1: a number without quotes is read digit by digit', () => {
    expect(quoted([{ kind: 'units', rate: 'MR-SET-DB', quantity: '0.123456' }]).total).toBe('37.78')
    const read = got(readQuoteJob('{ "items": [{ "kind": "units", "rate": "A", "quantity": 123456789012.123456789012 }] }'))
    expect(read.items).toMatchObject([{ quantity: '123456789012.123456789012' }])
  })

  test('no JSON makes reading throw', () => {
    const member = fc.constantFrom('kind', 'label', 'startedAt', 'cpuHours', 'ios', 'groups', 'complexity', 'months', 'cost', 'date', 'stacked')
    const item = fc.dictionary(member, fc.oneof(fc.jsonValue(), fc.constantFrom(...QUOTE_ITEM_KINDS), fc.constantFrom('2003-10-14', '-1', '1e400', 'NaN')))
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.record({ items: fc.array(item, { maxLength: 4 }) })), (json) => {
      const read = readQuoteJob(JSON.stringify(json))
      expect(read.ok || read.failure.length > 0).toBe(true)
    }))
    for (const deep of ['['.repeat(200_000), `{ "items": [{ "kind": ${'['.repeat(5000)}${']'.repeat(5000)} }] }`]) expect(readQuoteJob(deep).ok).toBe(false)
  })

  test('no job is priced with what is no number, and more of it never costs less', () => {
    const quantity = fc.integer({ min: 0, max: 10 ** 9 })
    fc.assert(fc.property(quantity, quantity, fc.constantFrom('cpuHours', 'cpuMinutes', 'cpuSeconds'), (one, more, unit) => {
      const of = (each: number): Item => ({ kind: 'job', startedAt: '2003-10-14T10:30', system: 'ASYS', applicationClass: 'Batch', [unit]: String(each / 1000), ios: String(each) })
      const small = quoted([of(one)]).total
      const large = quoted([of(one + more)]).total
      expect(small).toMatch(/^\d+(\.\d{1,2})?$/)
      expect(Number(large)).toBeGreaterThanOrEqual(Number(small))
    }), { numRuns: 30 })
  })
})

/** CPU hours cost 99.81, and from January 2004 on 98.50. */
function quotedSmall(item: Item): Quote {
  const job = got(readQuoteJob(JSON.stringify({ items: [item] })))
  const made = quote(job, { rules: RULES, rates: quoteRates(billingModel(), FY2004), year: { fiscalYear: FY2004.fiscalYear, firstMonth: 7 } })
  for (const line of made.lines) expect(line.explanation === null ? null : explained(line.explanation)).toBe(line.amount)
  return made
}

describe('BILL-10: a revision within the year', () => {
  test('the price that holds on the day is taken; without a day the one that holds now', () => {
    const subscribed = (approvedOn: string): Quote => quotedSmall({ kind: 'subscription', rate: 'CPU', quantity: 10, approvedOn })
    expect([subscribed('2003-11-18').total, subscribed('2004-01-05').total, quotedSmall({ kind: 'units', rate: 'CPU', quantity: 10 }).total]).toEqual(['998.1', '985', '985'])
    expect(subscribed('2003-11-18').lines[0]?.instalments).toHaveLength(7)
  })

  test('months before and after it are lines of their own', () => {
    const made = quotedSmall({ kind: 'units', rate: 'CPU', quantity: 10, from: '2003-11-12' })
    expect(made.lines.map((line) => [rateText(line), line.months, line.amount])).toEqual([['99.81', 2, '1996.2'], ['98.50', 6, '5910']])
    expect(made.lines[1]?.notes).toContain('The rate changes in January 2004.')
  })
})
