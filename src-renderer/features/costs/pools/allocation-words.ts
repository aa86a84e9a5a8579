import { ALLOCATION_METHODS, type AllocationMethod } from '../../../../src-shared/domain/allocation/allocation-case.ts'

export const METHOD_WORDS: Readonly<Record<AllocationMethod, string>> = { direct: 'Direct', 'step-down': 'Step-down', 'double-step-down': 'Double step-down', reciprocal: 'Reciprocal' }

export const METHOD_HINTS: Readonly<Record<AllocationMethod, string>> = {
  direct: 'Each pool is shared out to services alone.',
  'step-down': 'Pools are closed in their order; a closed pool receives nothing.',
  'double-step-down': 'Every pool gives to all once, then steps down with what it received.',
  reciprocal: 'All pools give to each other at once, solved exactly.',
}

export function isMethod(text: string | null): text is AllocationMethod {
  return ALLOCATION_METHODS.some((each) => each === text)
}
