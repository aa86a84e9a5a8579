/** `service-levels FILE --from YYYY-MM --to YYYY-MM [--service CODE] [--recorded-through YYYY-MM]`: levels of every target (SLM-1 to SLM-3), and what is promised beside what it rests on (SLM-6). */
import { issue } from '../../../src-shared/domain/issues.ts'
import { monthNumber, type Month } from '../../../src-shared/domain/month.ts'
import { promiseChecks } from '../../../src-shared/domain/service-levels/agreements/promise-check.ts'
import { attainmentOf } from '../../../src-shared/domain/service-levels/attainment.ts'
import { levelsOf } from '../../../src-shared/domain/service-levels/measures/levels.ts'
import { dayOfClock } from '../../core/day-of-clock.ts'
import { levelRows, levelTextOf, promiseRows } from '../level-text.ts'
import type { CliCore } from '../open-core.ts'
import { readModel } from '../open-model.ts'
import { refusal, type Outcome } from '../outcome.ts'

/** Fifty years. */
const MOST_MONTHS = 600

/** 1 when a target is breached in any month, quarter or year that is over and ends in these months; one in progress is no breach. A promise that its underpinnings cannot hold is said, and no breach yet. */
export async function serviceLevelsCommand(core: CliCore, { file, from, to, service, recordedThrough }: { readonly file: string; readonly from: Month; readonly to: Month; readonly service: string | null; readonly recordedThrough: Month | null }): Promise<Outcome> {
  const { path, draft } = await readModel(core, file)
  const months = monthNumber(to) - monthNumber(from) + 1
  if (months > MOST_MONTHS) return refusal({ model: path, issues: [issue('too-many-rows', `${from} to ${to} are ${months} months.`, { remedy: `Ask for at most ${MOST_MONTHS}.` })] })
  const asked = service === null ? undefined : [...draft.service.values()].find(({ code }) => code.toLowerCase() === service.trim().toLowerCase())
  if (service !== null && asked === undefined) return refusal({ model: path, issues: [issue('unknown-reference', `The model has no service with the code "${service}".`, { remedy: 'Give a code of the catalog.' })] })
  const today = dayOfClock(core.parts.clock)
  const levels = levelsOf(draft, { from, to, today, serviceId: asked?.id ?? null, recordedThrough })
  const promises = promiseChecks(draft, { month: to, serviceId: asked?.id ?? null })
  const isBreached = levels.targets.some((each) => attainmentOf(each).breached > 0)
  return { exitCode: isBreached ? 1 : 0, model: path, warnings: levels.issues, rows: [...levelRows(draft, levels), ...promiseRows(promises)], text: levelTextOf(draft, levels, promises) }
}
