import type { Derivation } from '../../../src-shared/domain/costs/derivation.ts'
import type { Explanation } from '../../../src-shared/domain/explanation.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
function stub(_d: Derivation, _m: Draft, id: string): Explanation { return { label: id, value: null, text: '', unit: '', ruleId: '', formula: '', operation: { kind: 'typed' }, inputs: [], origin: null } }
export const explainRate = stub
export const explainPosition = stub
export const explainPool = stub
export const explainCapitalItem = stub
export const explainCostLine = stub
export const explainService = stub
