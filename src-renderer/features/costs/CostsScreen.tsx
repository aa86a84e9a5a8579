/** Costs: what the rates of a version are built from, from a typed line to the rate that comes out. */
import { Anchor, Button, SegmentedControl, Select } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useCallback, useMemo, type ComponentType, type ReactNode } from 'react'

import { deriveRates } from '../../../src-shared/domain/costs/derive-rates.ts'
import type { CostInputs, OwnerKey } from '../../../src-shared/domain/costs/derivation.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { formatFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { BASES, readVersionKey, versionKey, type Basis, type Version } from '../../../src-shared/domain/version.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { RoomPanel, RoomTabs } from '../../components/RoomTabs.tsx'
import { Screen } from '../../components/Screen.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { COST_TABS, costsAddress, goTo, hrefOf, useAddressQuery, type CostTab } from '../../state/routes.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { ChecksTab } from './checks/ChecksTab.tsx'
import { CostViewContext, isOwnerKey, ownedBy, poolOwner, type CostView } from './cost-view.tsx'
import classes from './Costs.module.css'
import { FrameworkTab } from './framework/FrameworkTab.tsx'
import { OwnerTree } from './OwnerTree.tsx'
import { PoolsTab } from './pools/PoolsTab.tsx'
import { PositionsTab } from './positions/PositionsTab.tsx'
import { RecoveryTab } from './recovery/RecoveryTab.tsx'
import { UnitsTab } from './units/UnitsTab.tsx'

const TABS: Readonly<Record<CostTab, { readonly label: string; readonly Panel: ComponentType; /** The services and pools stand beside it. */ readonly hasSide: boolean }>> = {
  framework: { label: 'Framework', Panel: FrameworkTab, hasSide: true },
  positions: { label: 'Positions', Panel: PositionsTab, hasSide: false },
  pools: { label: 'Pools and allocation', Panel: PoolsTab, hasSide: false },
  units: { label: 'Units and rates', Panel: UnitsTab, hasSide: false },
  recovery: { label: 'Recovery', Panel: RecoveryTab, hasSide: false },
  checks: { label: 'Checks', Panel: ChecksTab, hasSide: false },
}
const BASIS_WORDS: Readonly<Record<Basis, string>> = { plan: 'Plan', forecast: 'Forecast', actual: 'Actual' }

function isTab(text: string | null): text is CostTab {
  return COST_TABS.some((tab) => tab === text)
}

function isBasis(text: string | null): text is Basis {
  return BASES.some((basis) => basis === text)
}

function FictionalBanner({ view }: { readonly view: CostView }): ReactNode {
  if (view.inputs.policy.provenance !== 'fictional') return null
  return (
    <div className={classes['banner']} role="note">
      <IconAlertTriangle size={15} aria-hidden />
      <span className={classes['bannerText']} title={view.inputs.policy.note}>
        <strong>Fictional.</strong> {view.inputs.policy.note === '' ? `The costs of ${view.label} are made up.` : view.inputs.policy.note}
      </span>
    </div>
  )
}

/** ALLOC-4: where the pools cannot be allocated, every figure on every tab is without overhead. */
function NotAllocatedBanner({ view }: { readonly view: CostView }): ReactNode {
  const { allocation, inputs, issues } = view.derivation
  if (allocation !== null || inputs.costPools.length === 0) return null
  const reason = issues.find((each) => each.severity === 'error')
  return (
    <div className={classes['banner']} role="alert">
      <IconAlertTriangle size={15} aria-hidden />
      <span className={classes['bannerText']}>
        <strong>No overhead is in these figures: the pools cannot be allocated.</strong> {reason === undefined ? '' : [reason.message, reason.remedy ?? ''].join(' ')}
      </span>
    </div>
  )
}

/** A scenario lies over the plan of the year at the top; forecast, actual and other years are as they are. */
function useShownVersion({ fiscalYear, basis, scenarioId }: Version): Version {
  return useMemo(() => ({ fiscalYear, basis, scenarioId }), [fiscalYear, basis, scenarioId])
}

/** Years that have any costs, and the one at the top. */
function costYears(draft: Pick<CostView['draft'], 'costLine' | 'staffPosition' | 'revenue'>, chosen: FiscalYear): readonly FiscalYear[] {
  const keys = new Set([...draft.costLine.values(), ...draft.staffPosition.values(), ...draft.revenue.values()].map((row) => row.version))
  const years = new Set([chosen, ...[...keys].flatMap((key) => readVersionKey(key)?.fiscalYear ?? [])])
  return [...years].toSorted((left, right) => left - right)
}

function Room({ version }: { readonly version: Version }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const query = useAddressQuery()
  const [askedTab, askedOwner, row, askedBasis] = [query.get('tab'), query.get('owner'), query.get('row'), query.get('basis')]
  const tab = isTab(askedTab) ? askedTab : 'framework'
  const basis = isBasis(askedBasis) ? askedBasis : 'plan'
  const askedYear = query.get('year')
  const years = useMemo(() => costYears(draft, version.fiscalYear), [draft, version.fiscalYear])
  const fiscalYear = years.find((year) => String(year) === askedYear) ?? version.fiscalYear
  const scenarioId = basis === 'plan' && fiscalYear === version.fiscalYear ? version.scenarioId : null
  const shown = useShownVersion({ fiscalYear, basis, scenarioId })
  const derivation = useMemo(() => deriveRates(draft, shown), [draft, shown])
  const owner = askedOwner !== null && isOwnerKey(askedOwner) ? presentOwner(draft, derivation.inputs, askedOwner) : null
  const otherYear = fiscalYear === version.fiscalYear ? null : fiscalYear

  const show = useCallback<CostView['show']>((target) => {
    const nextOwner = target.owner === undefined ? owner : target.owner
    goTo(costsAddress({ tab: target.tab ?? tab, basis, ...(otherYear === null ? {} : { year: otherYear }), ...(nextOwner === null ? {} : { owner: nextOwner }), ...(target.row === undefined ? {} : { row: target.row }) }), { replace: target.tab === undefined || target.tab === tab })
  }, [tab, owner, basis, otherYear])
  const view = useMemo((): CostView => ({
    draft, version: shown, key: versionKey(shown), label: formatVersion(draft, shown), derivation, inputs: derivation.inputs, tab, owner, row, basis, canEdit: !readOnly, show,
  }), [draft, shown, derivation, tab, owner, row, basis, readOnly, show])

  const { Panel, hasSide } = TABS[tab]
  const look = (at: { readonly basis?: Basis; readonly year?: string | null }): void => {
    const year = at.year === undefined ? otherYear : (years.find((each) => String(each) === at.year) ?? null)
    goTo(costsAddress({ tab, basis: at.basis ?? basis, ...(year === null || year === version.fiscalYear ? {} : { year }), ...(owner === null ? {} : { owner }) }), { replace: true })
  }
  const tools = (
    <>
      {years.length > 1 && <Select aria-label="Year of the costs" data={years.map((year) => ({ value: String(year), label: formatFiscalYear(year) }))} value={String(fiscalYear)} allowDeselect={false} w={104} onChange={(year) => look({ year })} />}
      <SegmentedControl
        aria-label="Basis" value={basis} data={BASES.map((each) => ({ value: each, label: BASIS_WORDS[each] }))}
        onChange={(next) => {
          if (isBasis(next)) look({ basis: next })
        }}
      />
    </>
  )
  return (
    <CostViewContext value={view}>
      <Screen fill title="Costs" description={`What the rates of ${view.label} are built from.`} tools={tools}>
        <RoomTabs tabs={COST_TABS} labelOf={(each) => TABS[each].label} shown={tab} onShow={(next) => show({ tab: next })}>
          <FictionalBanner view={view} />
          <NotAllocatedBanner view={view} />
          <div className={classes['content']} data-side={hasSide || undefined}>
            {hasSide && <OwnerTree />}
            <RoomPanel key={tab} tab={tab} className={classes['panel'] ?? ''}>
              <Panel />
            </RoomPanel>
          </div>
        </RoomTabs>
      </Screen>
    </CostViewContext>
  )
}

/** The owner in this version: a pool of another year stands for the one with its code. */
function presentOwner(draft: CostView['draft'], inputs: CostInputs, owner: OwnerKey): OwnerKey | null {
  const { serviceId, poolId } = ownedBy(owner)
  if (serviceId !== null) return draft.service.has(serviceId) ? owner : null
  if (inputs.costPools.some((pool) => pool.id === poolId)) return owner
  const code = draft.costPool.get(poolId)?.code
  const same = inputs.costPools.find((pool) => pool.code === code)
  return same === undefined ? null : poolOwner(same.id)
}

export function CostsScreen(): ReactNode {
  const { draft } = useModelSession()
  const { years, activeVersion } = useVersionSelection()
  if (years.length === 0) {
    return (
      <Screen title="Costs">
        <EmptyState title="No fiscal year yet" actions={<Button variant="default" onClick={() => goTo('/schedules')}>Begin with a fiscal year</Button>}>
          Costs belong to a year: make its schedule under Schedules, or bring one in under <Anchor href={hrefOf('/imports')} inherit>Imports</Anchor>.
        </EmptyState>
      </Screen>
    )
  }
  if (draft.service.size === 0) {
    return (
      <Screen title="Costs">
        <EmptyState title="No services yet" actions={<Button variant="default" onClick={() => goTo('/catalog')}>Describe the services</Button>}>
          A cost framework is that of a service: describe the services in the Catalog first.
        </EmptyState>
      </Screen>
    )
  }
  return <Room version={activeVersion} />
}
