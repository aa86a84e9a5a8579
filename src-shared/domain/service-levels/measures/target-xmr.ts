/** The natural limits of a target's single months, by the model's policy, in its unit and with its places (SLM-4). */
import type { Draft } from '../../model/draft.ts'
import { levelPolicyOf } from './level-policy.ts'
import { shownPlaces } from './level-status.ts'
import type { TargetLevels } from './level-values.ts'
import { xmr, type Xmr } from './xmr.ts'

/** @example targetXmr(draft, levels).isProvisional // true of fewer than twelve months */
export function targetXmr(draft: Pick<Draft, 'levelPolicy'>, { target, values }: Pick<TargetLevels, 'target' | 'values'>): Xmr {
  return xmr({ points: values.map(({ month, monthValue }) => ({ period: month, value: monthValue })), policy: levelPolicyOf(draft), range: { least: target.least, most: target.most }, shown: { places: shownPlaces(target), unit: target.unit } })
}
