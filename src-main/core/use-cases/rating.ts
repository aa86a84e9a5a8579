/** Rating rules: those of the sample, offered to a model that has none. */
import { planRulesAdoption, type RulesAdoption } from '../../../src-shared/domain/usage/adopt-rules.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import type { UseCaseParts } from '../core-parts.ts'
import { refusedWith, type NoModelOpen, type Refused } from '../failures.ts'

/** The edit that adds the rules of the sample to the open model. */
export function sampleRulesPlan({ session, samples }: UseCaseParts): Result<RulesAdoption, NoModelOpen | Refused> {
  const model = session.read()
  if (!model.ok) return model
  const adoption = planRulesAdoption(model.value.draft, samples.rows())
  return adoption.ok ? ok(adoption.value) : refusedWith(adoption.failure)
}
