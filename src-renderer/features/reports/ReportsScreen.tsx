import { Button, Center, Group, Loader, NativeSelect, Text, VisuallyHidden } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import type { BundleRequest } from '../../../src-shared/contract/billing-reports.ts'
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { failureOf } from '../../client/failures.ts'
import { precisionAt, PRECISION_OPTIONS } from '../../components/audit/precisions.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { PlanWaiting } from '../../components/PlanWaiting.tsx'
import { Screen } from '../../components/Screen.tsx'
import { SubjectSelect } from '../../components/SubjectSelect.tsx'
import { VersionSelect } from '../../components/VersionSelect.tsx'
import { useYearsOfUsage } from '../../state/live-bills.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { useReviewVersions } from '../../state/review-versions.ts'
import { goTo, importsAddress, useAddressQuery } from '../../state/routes.ts'
import { today } from '../../state/today.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { billingChoice, billingReportRequest, bundleRequest, impactUsage, isBillingReport, isOfImpact, versionsInWords, type BillingChoice } from './billing-choices.ts'
import { BillingPicker, type BillingQuery } from './BillingPicker.tsx'
import { catalogReportRequest, serviceOptions } from './catalog-choices.ts'
import { ExportResult, ExportTools } from './ExportPanel.tsx'
import { auditedVersion, COST_REPORTS, costReportRequest, hasCosts, isCostReport, isReportName, POSITION_CHOICES, positionChoice, printedVersions, REPORTS, type PositionChoice, type PrintedVersion, type ReportName } from './report-choices.ts'
import { ReportPreview } from './ReportPreview.tsx'
import classes from './Reports.module.css'
import { reviewQuery, reviewRequest } from './review-choices.ts'
import { scorecardChoice, scorecardRequest, wholeReports, type ScorecardChoice } from './scorecard-choices.ts'
import { ScorecardPicker, type ScorecardQuery } from './ScorecardPicker.tsx'
import { useReportPreview } from './use-report-preview.ts'

type Choice = {
  readonly name: ReportName
  readonly printed: readonly PrintedVersion[]
  readonly audited: PrintedVersion | undefined
  readonly precisionIndex: number
  readonly positions: PositionChoice
  readonly activeLabel: string
  readonly billing: BillingChoice
  /** The service that a catalog is of; empty for all. */
  readonly service: string
  readonly services: readonly { readonly value: string; readonly label: string }[]
  /** Null where nobody can be reviewed, and for every other report. */
  readonly review: ReturnType<typeof reviewRequest>
  /** Null where there are no service levels. */
  readonly scorecard: ScorecardChoice | null
  /** A statement at the rates of the base. */
  readonly isOfBase: boolean
  /** `FY2004 to FY2005`, or the one version that the report is of. */
  readonly billingVersions: string
  /** One for every agency, where the report is of one. */
  readonly bundle: BundleRequest | null
  readonly request: ReportRequest | null
  /** Whose usage the report is laid on is not known yet. */
  readonly isWaiting: boolean
  /** Every report that is of no single agency, request or review, and can be made now. */
  readonly all: readonly ReportRequest[]
}

function useChoice(): Choice {
  const { draft } = useModelSession()
  const { request, base, activeVersion, years } = useVersionSelection()
  const query = useAddressQuery()
  const asked = query.get('report')
  const wanted = query.get('version')
  const precisionIndex = precisionIndexOf(query.get('read'))
  const name = isReportName(asked) ? asked : 'rate-change'
  const hasYears = years.length > 0
  const printed = useMemo(() => printedVersions({ printedRow: draft.printedRow }), [draft.printedRow])
  const audited = auditedVersion(printed, { key: wanted, active: activeVersion })
  const auditedKey = audited?.key
  const positions = positionChoice(query.get('positions'))
  const changes = useMemo((): ReportRequest | null => (hasYears ? { report: 'rate-change', comparison: { ...request, comparisons: [...request.comparisons] } } : null), [hasYears, request])
  const audits = useMemo(() => printed.map(({ key }): ReportRequest => ({ report: 'audit', version: key, precision: precisionAt(precisionIndex) })), [printed, precisionIndex])
  const costs = useMemo(() => (hasCosts(draft, activeVersion) ? COST_REPORTS.map((report) => costReportRequest(report, { version: activeVersion, positions })) : []), [draft, activeVersion, positions])
  const [agency, month, usage, serviceRequest, service, agreement] = ['agency', 'month', 'usage', 'request', 'service', 'agreement'].map((key) => query.get(key))
  const isOfBase = name === 'statement' && query.get('rates') === 'base'
  const to = isOfBase ? base : activeVersion
  const recorded = useYearsOfUsage()
  const laidOn = isOfImpact(name) ? impactUsage(recorded.answer, { asked: usage ?? null, from: base, to }) : (usage ?? null)
  const isWaiting = isOfImpact(name) && laidOn === null && recorded.failure === null
  const billing = useMemo(() => billingChoice(draft, { version: to, agency: agency ?? null, month: month ?? null, usage: laidOn, request: serviceRequest ?? null }), [draft, to, agency, month, laidOn, serviceRequest])
  const bill = useMemo(() => (isBillingReport(name) && hasYears && !isWaiting ? billingReportRequest(name, { from: base, to, choice: billing }) : null), [name, hasYears, isWaiting, base, to, billing])
  const bundle = useMemo(() => (isBillingReport(name) && bill !== null ? bundleRequest(name, { from: base, to, choice: billing }) : null), [name, bill, base, to, billing])
  const catalog = useMemo(() => catalogReportRequest(draft, { service: service ?? null, versions: hasYears ? [request.base, ...request.comparisons] : [] }), [draft, service, hasYears, request])
  const services = useMemo(() => serviceOptions(draft), [draft])
  const reviewed = useReviewVersions({ from: query.get('from'), to: query.get('to') })
  const review = useMemo(() => (name === 'service-review' && hasYears ? reviewRequest(draft, { ...reviewed, query: { agency: agency ?? null, service: service ?? null, agreement: agreement ?? null, month: month ?? null } }) : null), [name, hasYears, draft, reviewed, agency, service, agreement, month])
  const [from, until] = ['from', 'to'].map((key) => query.get(key))
  const scorecard = useMemo(() => (name === 'sla-scorecard' ? scorecardChoice(draft, { from: from ?? null, to: until ?? null, service: service ?? null, today: today() }) : null), [name, draft, from, until, service])
  const months = useMemo(() => (scorecard === null ? null : scorecardRequest(scorecard)), [scorecard])
  const wholes = useMemo(() => wholeReports(draft, { catalog, today: today() }), [draft, catalog])
  const audit = audits.find((each) => each.report === 'audit' && each.version === auditedKey) ?? null
  const cost = costs.find((each) => each.report === name) ?? null
  const chosen = name === 'rate-change' ? changes : isBillingReport(name) ? bill : name === 'catalog' ? catalog : name === 'service-review' ? review : name === 'sla-scorecard' ? months : isCostReport(name) ? cost : audit
  const billingVersions = isBillingReport(name) ? versionsInWords(name, { from: formatVersion(draft, base), to: formatVersion(draft, to), usageYear: billing.usageYear, usageBasis: billing.usageBasis }) : ''
  return { name, printed, audited, precisionIndex, positions, activeLabel: formatVersion(draft, activeVersion), billing, service: catalog?.serviceId ?? '', services, review, scorecard, isOfBase, billingVersions, bundle, request: chosen, isWaiting, all: [...(changes === null ? [] : [changes]), ...audits, ...costs, ...wholes] }
}

/** The reading of the printed digits that the address asks for. */
function precisionIndexOf(text: string | null): number {
  const index = PRECISION_OPTIONS.findIndex((each) => each.value === text)
  return Math.max(0, index)
}

function choose(name: ReportName, more: { readonly version?: string; readonly read?: string; readonly positions?: string; readonly agreement?: string } & BillingQuery & ScorecardQuery = {}): void {
  const query = new URLSearchParams({ report: name, ...more })
  goTo(`/reports?${query.toString()}`, { replace: true })
}

function NothingToReport({ choice: { name, activeLabel, billing } }: Picked): ReactNode {
  if (name === 'catalog') {
    return (
      <EmptyState title="The catalog is empty" actions={<Button onClick={() => goTo('/imports?tab=services')}>Import services</Button>}>
        The report shows the pages of the services. Add services on the catalog, or import them.
      </EmptyState>
    )
  }
  if (name === 'service-review') {
    return (
      <EmptyState title="There is nobody to review yet" actions={<Button onClick={() => goTo('/levels?tab=targets')}>Go to the targets</Button>}>
        A review lays what a customer or a service costs beside how its targets were held. Import agencies and their usage, or write down targets.
      </EmptyState>
    )
  }
  if (isBillingReport(name)) {
    const isQuote = name === 'quote' && billing.customer !== undefined
    return (
      <EmptyState title={isQuote ? 'There are no requests' : 'There is nobody to bill yet'} actions={<Button onClick={() => goTo(isQuote ? '/budgets' : '/imports')}>{isQuote ? 'Go to the budgets' : 'Import agencies and usage'}</Button>}>
        {isQuote ? 'A quote is the estimate of a request for service. Write down a request with its estimate first.' : 'These reports say what agencies used and pay. Import agencies and their usage, and rates of a fiscal year.'}
      </EmptyState>
    )
  }
  if (name === 'sla-scorecard') {
    return (
      <EmptyState title="There are no service levels yet" actions={<Button onClick={() => goTo(importsAddress('levels'))}>Import targets and measurements</Button>}>
        The scorecard says how the targets of services were kept. Say under Levels what is promised, and import or type what was measured.
      </EmptyState>
    )
  }
  if (isCostReport(name)) {
    return (
      <EmptyState title={`${activeLabel} has no cost side`} actions={<Button onClick={() => goTo(importsAddress('costs'))}>Import costs</Button>}>
        These reports show how rates come out of costs. Import costs, positions and units of the year that is compared, roll them from another year, or choose a year that has them.
      </EmptyState>
    )
  }
  const actions = (
    <>
      <Button onClick={() => goTo(name === 'audit' ? '/imports?tab=audit' : '/imports')}>{name === 'audit' ? 'Audit a schedule from a file' : 'Import rates'}</Button>
      {name === 'rate-change' && (
        <Button variant="default" onClick={() => goTo('/schedules')}>
          Make a schedule
        </Button>
      )}
    </>
  )
  return name === 'audit' ? (
    <EmptyState title="No printed schedule is kept in this model" actions={actions}>
      An audit checks the differences and percentages as they were printed. This model has none; a schedule in a file can be audited without taking it in.
    </EmptyState>
  ) : (
    <EmptyState title="There is nothing to compare yet" actions={actions}>
      The report compares the rates of two years or scenarios. Import rates, or make a schedule for a fiscal year.
    </EmptyState>
  )
}

type Picked = { readonly choice: Choice }

/** Which report, and where there are several printed schedules, of which. */
function ReportPicker({ choice: { name, printed, audited, precisionIndex, positions, activeLabel, billing, service, services, review, scorecard, isOfBase, billingVersions } }: Picked): ReactNode {
  const { draft } = useModelSession()
  return (
    <Group gap="sm">
      <NativeSelect
        aria-label="Report"
        data={REPORTS.map((each) => ({ value: each.name, label: each.label }))}
        value={name}
        onChange={(event) => {
          const { value } = event.currentTarget
          if (isReportName(value)) choose(value)
        }}
      />
      {isCostReport(name) && (
        <Text size="sm" c="dimmed">
          {activeLabel}
        </Text>
      )}
      {isBillingReport(name) && <BillingPicker name={name} choice={billing} isOfBase={isOfBase} versions={billingVersions} onChoose={(query) => choose(name, query)} />}
      {name === 'catalog' && services.length > 1 && (
        <NativeSelect aria-label="Service" maw={320} value={service} data={[...services]} onChange={(event) => choose(name, event.currentTarget.value === '' ? {} : { service: event.currentTarget.value })} />
      )}
      {review !== null && (
        <>
          <SubjectSelect draft={draft} subject={review.subject} onChoose={(subject) => choose('service-review', reviewQuery({ ...review, subject }))} />
          <VersionSelect label="Year of the review" value={review.from} onChange={(from) => choose('service-review', reviewQuery({ ...review, from }))} width={120} />
          <VersionSelect label="Later year of the review" value={review.to} onChange={(to) => choose('service-review', reviewQuery({ ...review, to }))} width={120} />
        </>
      )}
      {scorecard !== null && <ScorecardPicker choice={scorecard} onChoose={(query) => choose('sla-scorecard', query)} />}
      {name === 'rate-build' && (
        <NativeSelect aria-label="Positions" value={positions} data={[...POSITION_CHOICES]} onChange={(event) => choose('rate-build', { positions: event.currentTarget.value })} />
      )}
      {name === 'audit' && audited !== undefined && (
        <>
          {printed.length > 1 && (
            <NativeSelect aria-label="Printed schedule" value={audited.key} onChange={(event) => choose('audit', { version: event.currentTarget.value, read: String(precisionIndex) })} data={printed.map((each) => ({ value: each.key, label: `${each.label} (${each.rowCount} rows)` }))} />
          )}
          <Text size="sm" c="dimmed" component="label" htmlFor="report-precision">
            Rates read
          </Text>
          <NativeSelect id="report-precision" w={118} value={String(precisionIndex)} data={[...PRECISION_OPTIONS]} onChange={(event) => choose('audit', { version: audited.key, read: event.currentTarget.value })} />
        </>
      )}
    </Group>
  )
}

function MakingPreview(): ReactNode {
  return (
    <Center h={200}>
      <Loader size="sm" aria-hidden />
      <VisuallyHidden component="output">Making the preview</VisuallyHidden>
    </Center>
  )
}

function Preview({ choice, request }: Picked & { readonly request: ReportRequest }): ReactNode {
  const { preview, planning } = useReportPreview(request)
  return (
    <>
      <div className={classes['bar']}>
        <ReportPicker choice={choice} />
        <ExportTools request={request} all={choice.all} bundle={choice.bundle} report={preview.isError || planning.isCancelled ? undefined : preview.data} />
      </div>
      <ExportResult request={request} />
      {(planning.isCancelled || planning.progress !== null) && <PlanWaiting label="Making the preview" {...planning} />}
      {preview.isError ? (
        <FailureAlert title="The preview could not be made" failure={failureOf(preview.error)} actions={<Button onClick={() => void preview.refetch()}>Try again</Button>} />
      ) : planning.isCancelled || (preview.data === undefined && planning.progress !== null) ? null : preview.data === undefined ? (
        <MakingPreview />
      ) : (
        <div className={classes['sheet']} aria-busy={preview.isPlaceholderData} data-stale={preview.isPlaceholderData || undefined}>
          <ReportPreview key={preview.data.report} report={preview.data} />
        </div>
      )}
    </>
  )
}

/** What goes out: each report with a preview that is the same as the file. */
export function ReportsScreen(): ReactNode {
  const choice = useChoice()
  const { name, request, isWaiting } = choice
  return (
    <Screen fill title="Reports" description={REPORTS.find((each) => each.name === name)?.description}>
      <div className={classes['body']}>
        {request === null ? (
          <>
            <ReportPicker choice={choice} />
            {isWaiting ? <MakingPreview /> : <NothingToReport choice={choice} />}
          </>
        ) : (
          <Preview choice={choice} request={request} />
        )}
      </div>
    </Screen>
  )
}
