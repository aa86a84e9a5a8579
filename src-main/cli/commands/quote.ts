/** `quote FILE --version VERSION JOB.json`: one job, print run or data set, rated with every factor shown. */
import { quoteRates } from '../../../src-shared/domain/billing/quote-rates.ts'
import { quote } from '../../../src-shared/domain/billing/quote.ts'
import { readQuoteJob } from '../../../src-shared/domain/billing/read-quote-job.ts'
import { hasErrors, issue, type Issue } from '../../../src-shared/domain/issues.ts'
import { fiscalYearFirstMonth } from '../../../src-shared/domain/model/integrity.ts'
import { formatVersion, readVersion } from '../../../src-shared/domain/version-label.ts'
import { hasRatingRules, readRulesOf } from '../../../src-shared/domain/usage/rules-of.ts'
import { readGivenText } from '../given-file.ts'
import type { CliCore } from '../open-core.ts'
import { draftNotes, readModel, versionsRefused } from '../open-model.ts'
import { refusal, type Outcome } from '../outcome.ts'
import { quoteRows, quoteText } from '../quote-text.ts'

/** A quote never guesses: a model rates by its own rules. */
export const NO_RULES = issue('rule-missing', 'The model has no rating rules.', { remedy: 'Add those of the sample: ratebook rules FILE --add-sample.' })

export async function quoteCommand(core: CliCore, request: { readonly file: string; readonly version: string; readonly job: string }): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const version = readVersion(model.draft, request.version)
  if (!version.ok) return versionsRefused(model, [version.failure])
  const text = readGivenText(request.job, 'The job')
  const job = text.ok ? readQuoteJob(text.value) : text
  if (!job.ok) return refusal({ model: model.path, issues: job.failure.map((each): Issue => ({ ...each, place: { file: request.job } })) })
  if (!hasRatingRules(model.draft)) return refusal({ model: model.path, issues: [NO_RULES] })
  const read = readRulesOf(model.draft)
  if (hasErrors(read.issues)) return refusal({ model: model.path, issues: read.issues })
  const quoted = quote(job.value, {
    rules: read.rules, rates: quoteRates(model.draft, version.value),
    year: { fiscalYear: version.value.fiscalYear, firstMonth: fiscalYearFirstMonth(model.draft) },
  })
  const notes = draftNotes(model, { versions: [version.value], generatedAt: core.parts.clock.now().toISOString() })
  const missing = quoted.lines.filter(({ amount }) => amount === null)
  const said = missing.flatMap((line) => line.notPriced.map((each) => issue(each.code, `Item ${line.item} (${line.label}): ${each.message}`, { severity: 'warning', ...(each.remedy === undefined ? {} : { remedy: each.remedy }), place: { file: request.job } })))
  return {
    exitCode: missing.length === 0 ? 0 : 1, model: model.path, warnings: [...notes, ...read.issues, ...said], rows: quoteRows(quoted),
    text: [...notes.flatMap((each) => [each.message, '']), quoteText(quoted, formatVersion(model.draft, version.value))].join('\n'),
  }
}
