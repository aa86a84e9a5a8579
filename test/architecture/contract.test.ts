import { isContractProcedure } from '@orpc/contract'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { contract } from '../../src-shared/contract/contract.ts'
import { reportModel } from '../../src-shared/contract/report.ts'
import { rowSchemas } from '../../src-shared/contract/rows.ts'

type Leaf = { readonly path: string; readonly schema: z.ZodType }

/** The schemas directly below one, with what their path gets appended; null for a leaf. */
function partsOf(schema: z.ZodType): readonly (readonly [string, unknown])[] | null {
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape).map(([key, value]) => [`.${key}`, value])
  if (schema instanceof z.ZodArray) return [['[]', schema.element]]
  if (schema instanceof z.ZodRecord) return [['{key}', schema.keyType], ['{}', schema.valueType]]
  if (schema instanceof z.ZodUnion) return schema.options.map((each) => ['', each])
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional || schema instanceof z.ZodLazy) return [['', schema.unwrap()]]
  if (schema instanceof z.ZodPipe) return [['', schema.in], ['', schema.out]]
  return null
}

function leavesOf(schema: unknown, path: string, seen: Set<unknown>): readonly Leaf[] {
  if (!(schema instanceof z.ZodType) || seen.has(schema)) return []
  seen.add(schema)
  const parts = partsOf(schema)
  const leaves = parts === null ? [{ path, schema }] : parts.flatMap(([suffix, part]) => leavesOf(part, `${path}${suffix}`, seen))
  // Only what stands above a schema makes a cycle; a codec that is used twice is two leaves.
  seen.delete(schema)
  return leaves
}

function dataOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'data' in error ? error.data : undefined
}

/** Every schema of every procedure, by its path in the contract. */
function proceduresOf(router: object, path: string): readonly Leaf[] {
  return Object.entries(router).flatMap(([key, value]: [string, unknown]) => {
    const here = `${path}.${key}`
    if (isContractProcedure(value)) {
      const { inputSchema, outputSchema, errorMap } = value['~orpc']
      const errors = Object.entries(errorMap).flatMap(([code, error]) => leavesOf(dataOf(error), `${here} error ${code}`, new Set()))
      return [...leavesOf(inputSchema, `${here} input`, new Set()), ...leavesOf(outputSchema, `${here} output`, new Set()), ...errors]
    }
    return typeof value === 'object' && value !== null ? proceduresOf(value, here) : []
  })
}

const AMOUNT = /(?:^|\.)(?:[a-z]*amount|percent|value|values|multiplier|divisor|relativeBy|baseValue|cost|units|balance)(?:\[\])?$/i
/** A preference is JSON text, not a figure. */
const NOT_AN_AMOUNT = new Set(['contract.app.setPreference input.value'])
/** Widths and places in a file are numbers of the machine, not amounts. */
const MACHINE_NUMBERS = /\.(?:width|row)$/

/** What a path may end in; anything else hides what is below it. */
const LEAVES = [z.ZodString, z.ZodStringFormat, z.ZodNumber, z.ZodBigInt, z.ZodNull, z.ZodCustom, z.ZodEnum, z.ZodLiteral, z.ZodBoolean, z.ZodFile, z.ZodVoid]

function isBare(schema: z.ZodType): boolean {
  return schema instanceof z.ZodString || schema instanceof z.ZodNumber
}

const everything: readonly Leaf[] = [
  ...Object.entries(rowSchemas).flatMap(([table, schema]) => leavesOf(schema, `row ${table}`, new Set())),
  ...leavesOf(reportModel, 'report', new Set()),
  ...proceduresOf(contract, 'contract'),
]

describe('NUM-1: amounts in the contract are exact', () => {
  it('finds the amounts of rows and reports', () => {
    const paths = new Set(everything.filter((each) => AMOUNT.test(each.path)).map((each) => each.path))
    expect([...paths]).toEqual(expect.arrayContaining([
      'row price.amount', 'row price.percent', 'row price.derivedAmount', 'row baseline.typedAmount', 'row baselineTerm.multiplier', 'row override.value', 'row override.relativeBy',
      'report.sheets[].rows[].cells[].value', 'report.sheets[].charts[].series[].values[]', 'contract.model.commit input.edit.changes[].after.amount', 'contract.model.load output.rows.price[].amount',
    ]))
  })

  it('has no bare string or number for an amount', () => {
    expect(everything.filter((each) => AMOUNT.test(each.path) && !NOT_AN_AMOUNT.has(each.path) && isBare(each.schema)).map((each) => each.path)).toEqual([])
  })

  it('has no number with a fraction but the machine\'s own', () => {
    const fractional = everything.filter((each) => each.schema instanceof z.ZodNumber && !each.schema.isInt && !MACHINE_NUMBERS.test(each.path))
    expect(fractional.map((each) => each.path)).toEqual([])
  })

  it('lets nothing through unlooked at', () => {
    expect(everything.filter((each) => !LEAVES.some((kind) => each.schema instanceof kind)).map((each) => each.path)).toEqual([])
  })
})
