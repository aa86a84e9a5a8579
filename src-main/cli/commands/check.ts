/** `check FILE --version VERSION [--explain [--depth N]]`: what should be looked at before the rates of a version go out. */
import { releaseChecks, type Finding } from '../../../src-shared/domain/costs/release-checks.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { explainedAnswer, type ExplainFlags } from '../explain-option.ts'
import type { CliCore } from '../open-core.ts'
import { costNotes, readCostVersion, readModel, versionsRefused } from '../open-model.ts'
import type { Outcome } from '../outcome.ts'
import { textTable } from '../text-table.ts'

function textOf(findings: readonly Finding[]): string {
  return textTable(
    [{ header: 'Severity', align: 'start' }, { header: 'Check', align: 'start' }, { header: 'Finding', align: 'start' }],
    findings.map(({ severity, code, words, remedy }) => ({ kind: 'cells', cells: [severity, code, `${words} ${remedy}`.trim()] })),
  )
}

/** 1 when anything is more than a note. */
export async function checkCommand(core: CliCore, request: { readonly file: string; readonly version: string } & ExplainFlags): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const version = readCostVersion(model, request.version)
  if (!version.ok) return versionsRefused(model, version.failure)
  const findings = releaseChecks(model.draft, version.value)
  const notes = costNotes(model, { versions: [version.value], generatedAt: core.parts.clock.now().toISOString() })
  const label = formatVersion(model.draft, version.value)
  const counted = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'} in ${label}`
  const explained = explainedAnswer(request)
  return {
    exitCode: findings.some((each) => each.severity !== 'note') ? 1 : 0, model: model.path, warnings: notes,
    rows: findings.map(({ code, severity, words, remedy, subject, explain }) => ({ code, severity, words, remedy, table: subject.table, id: subject.id, ...(explain === undefined ? {} : explained.row(() => ({ figure: explain() }))) })), hasTrees: request.explain === true,
    text: [
      ...notes.flatMap((each) => [each.message, '']), ...(findings.length === 0 ? [`Nothing to look at in ${label}.`] : [textOf(findings), '', counted]),
      ...(findings.some((each) => each.explain !== undefined) ? explained.text(() => findings.flatMap(({ explain }) => explain?.() ?? [])) : []),
    ].join('\n'),
  }
}
