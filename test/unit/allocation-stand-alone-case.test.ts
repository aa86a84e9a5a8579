import { describe, expect, test } from 'vitest'

import { allocate } from '../../src-shared/domain/allocation/allocate.ts'
import { ALLOCATION_CASE_TEMPLATE, parseAllocationCase, readAllocationCase } from '../../src-shared/domain/allocation/stand-alone-case.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { EXAMPLE } from '../support/allocation-cases.ts'

function messages(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : result.failure.map(({ message }) => message)
}

function codes(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : result.failure.map(({ code }) => code)
}

/** One pool with these members beside id and amount, and targets A and B. */
function pool(members: Readonly<Record<string, unknown>>): unknown {
  return { pools: [{ id: 'IT', amount: '100', ...members }], targets: ['A', 'B'] }
}

function weights(members: Readonly<Record<string, unknown>>): unknown {
  const read = readAllocationCase(pool(members))
  return read.ok ? read.value.drivers[0]?.map(({ to, weight }) => `${to} ${weight}`) : messages(read)
}

describe('a case from a file of its own', () => {
  test('the template is the example of ALLOC-6', () => {
    const read = parseAllocationCase(ALLOCATION_CASE_TEMPLATE)
    if (!read.ok) throw new Error(messages(read).join())
    expect(read.value.drivers).toEqual(EXAMPLE.drivers.map((list) => list.map(({ to, weight }) => ({ to, weight }))))
    expect(read.value.pools).toMatchObject([{ id: 'IT', label: 'Information technology', amount: '100000' }, { id: 'HR', amount: '80000' }, { id: 'FAC', amount: '60000' }])
    const allocation = allocate(read.value, 'reciprocal')
    expect(allocation.ok && allocation.value.targets.map(({ total }) => total)).toEqual(['138677.95', '101322.05'])
  })

  test('shares as fractions, as percentages, and drivers, of others and of itself', () => {
    expect(weights({ shares: { IT: 0.1, A: 0.7, B: '0.2' } })).toEqual(['IT 0.1', 'A 0.7', 'B 0.2'])
    expect(weights({ shares: { A: '62.5 %', B: '37.5%' } })).toEqual(['A 62.5', 'B 37.5'])
    expect(weights({ shares: { A: 60, B: 40 } })).toEqual(['A 60', 'B 40'])
    expect(weights({ drivers: { A: 12, B: '1,234.5' } })).toEqual(['A 12', 'B 1234.5'])
  })

  test('shares that do not add up are refused, and the line is named', () => {
    expect(messages(readAllocationCase(pool({ shares: { A: '60 %', B: '30 %' } })))).toEqual(['Pool 1 "IT": the shares add up to 90 %.'])
    expect(messages(readAllocationCase(pool({ shares: { A: '0.3333', B: '0.3333', IT: '0.3333' } })))).toEqual(['Pool 1 "IT": the shares add up to 0.9999.'])
    expect(messages(readAllocationCase(pool({ shares: { A: '60 %', B: '40' } })))).toEqual(['Pool 1 "IT": the shares mix percentages and plain numbers.'])
    expect(codes(readAllocationCase(pool({ shares: {} })))).toEqual(['shares-do-not-add-up'])
  })

  test('NUM-1: a number without quotes is read digit by digit', () => {
    const read = parseAllocationCase('{ "pools": [{ "id": "IT", "amount": 123456789012345.67, "drivers": { "A": 0.000000000001 } }], "targets": ["A"] }')
    expect(read.ok && [read.value.pools[0]?.amount, read.value.drivers[0]?.[0]?.weight]).toEqual(['123456789012345.67', '0.000000000001'])
    // Handed over as a double, it has lost digits already.
    expect(codes(readAllocationCase({ pools: [{ id: 'IT', amount: 123456789012345.67, drivers: { A: 1 } }], targets: ['A'] }))).toEqual(['not-a-number'])
  })

  test('a name may stand in several braces, also as a value, and once in each', () => {
    expect(parseAllocationCase('{ "pools": [{ "id": "IT", "amount": 1, "drivers": { "A": 1, "B": 2 } }, { "id": "HR", "label": "id", "amount": 1, "drivers": { "A": 1, "B": 2 } }], "targets": ["A", { "id": "B", "label": "A, \\"B\\": {" }] }').ok).toBe(true)
    expect(messages(parseAllocationCase('{\n  "pools": [],\n  "targets": [],\n  "pools": []\n}'))).toEqual(['The case has "pools" twice in the same braces, the second time in line 4.'])
  })

  test('a comma too few is named with its line', () => {
    expect(messages(parseAllocationCase('{\n  "pools": [],\n  "targets": ["A" "B"]\n}'))[0]).toContain('line 3 column 19')
  })

  test.each([
    ['no JSON', '{ "pools": [', 'unreadable-file'],
    ['nesting without end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'wrong-shape|unreadable-file'],
    ['nothing', 'null', 'wrong-shape'],
    ['no pools', '{ "targets": [] }', 'wrong-shape'],
    ['a misspelt name', '{ "pools": [], "targets": [], "target": [] }', 'wrong-shape'],
    ['text in an amount', '{ "pools": [{ "id": "IT", "amount": "ten", "drivers": {} }], "targets": [] }', 'not-a-number'],
    ['an amount with an exponent', '{ "pools": [{ "id": "IT", "amount": 1e3, "drivers": {} }], "targets": [] }', 'not-a-number'],
    ['10^15 dollars', '{ "pools": [{ "id": "IT", "amount": 1000000000000000, "drivers": {} }], "targets": [] }', 'number-out-of-range'],
    ['1e400', '{ "pools": [{ "id": "IT", "amount": 1e400, "drivers": {} }], "targets": [] }', 'not-a-number'],
    ['a negative driver', '{ "pools": [{ "id": "IT", "amount": 1, "drivers": { "A": -1 } }], "targets": ["A"] }', 'negative-driver'],
    ['somebody unknown', '{ "pools": [{ "id": "IT", "amount": 1, "drivers": { "__proto__": 1 } }], "targets": ["A"] }', 'unknown-reference'],
    ['neither shares nor drivers', '{ "pools": [{ "id": "IT", "amount": 1 }], "targets": ["A"] }', 'wrong-shape'],
    ['a receiver twice', '{ "pools": [{ "id": "IT", "amount": 1, "drivers": { "A": 1, "A": 2 } }], "targets": ["A"] }', 'duplicate-id'],
    ['an id twice', '{ "pools": [], "targets": ["A", "A"] }', 'duplicate-id'],
    ['an empty id', '{ "pools": [], "targets": [" "] }', 'text-missing'],
    ['an id that moves the cursor', '{ "pools": [], "targets": ["A\\u001b[2J"] }', 'wrong-shape'],
    ['an endless id', JSON.stringify({ pools: [], targets: ['A'.repeat(101)] }), 'text-too-long'],
    ['too many targets', JSON.stringify({ pools: [], targets: Array.from({ length: 5_001 }, (_, index) => `T${index}`) }), 'too-many-rows'],
  ])('%s is refused with a reason', (_, text, code) => {
    const read = parseAllocationCase(text)
    expect(code.split('|')).toContain(codes(read)[0])
    expect(messages(read).every((message) => message.length < 300 && !/\p{Cc}/u.test(message))).toBe(true)
  })
})
