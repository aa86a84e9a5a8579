/** Service levels: what was promised, what was measured, and what followed from it. */
import { useCallback, useMemo, type ComponentType, type ReactNode } from 'react'

import { isMonth } from '../../../src-shared/domain/month.ts'
import { RoomPanel, RoomTabs } from '../../components/RoomTabs.tsx'
import { Screen } from '../../components/Screen.tsx'
import { useCommands } from '../../state/commands.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { goTo, LEVEL_TABS, levelsAddress, useAddressQuery, type LevelTab } from '../../state/routes.ts'
import { AgreementsTab } from './agreements/AgreementsTab.tsx'
import { CalendarTab } from './calendar/CalendarTab.tsx'
import { FindingsTab } from './findings/FindingsTab.tsx'
import { LevelViewContext, type LevelView } from './level-view.tsx'
import { ReviewTab } from './review/ReviewTab.tsx'
import { ScorecardTab } from './scorecard/ScorecardTab.tsx'
import { TargetsTab } from './targets/TargetsTab.tsx'

const TABS: Readonly<Record<LevelTab, { readonly label: string; readonly Panel: ComponentType; readonly what: string }>> = {
  scorecard: { label: 'Scorecard', Panel: ScorecardTab, what: 'How each target was met, month by month.' },
  targets: { label: 'Targets', Panel: TargetsTab, what: 'What is promised of each service, and the records from which it is computed.' },
  agreements: { label: 'Agreements', Panel: AgreementsTab, what: 'Requirements, SLAs, OLAs and contracts, with the path of each.' },
  findings: { label: 'Findings', Panel: FindingsTab, what: 'What breaches, risks, trends and reviews brought up, and what is done about it.' },
  calendar: { label: 'Calendar', Panel: CalendarTab, what: 'Reviews, expiries, reports and communication: what is due when.' },
  review: { label: 'Review', Panel: ReviewTab, what: 'Price beside performance, for the review meeting.' },
}

function isTab(text: string | null): text is LevelTab {
  return LEVEL_TABS.some((tab) => tab === text)
}

const NAMES = ['tab', 'service', 'customer', 'month', 'row', 'from', 'to'] as const

function useLevelViewOf(): LevelView {
  const { draft, readOnly } = useModelSession()
  const query = useAddressQuery()
  const address = query.toString()
  const show = useCallback<LevelView['show']>((target) => {
    const present = new URLSearchParams(address)
    const next = Object.fromEntries(NAMES.flatMap((name) => {
      const given = target[name]
      // Another tab has other rows.
      const value = given === undefined ? (name === 'row' && target.tab !== undefined ? null : present.get(name)) : given
      return value === null ? [] : [[name, value]]
    }))
    goTo(levelsAddress(next), { replace: target.tab === undefined })
  }, [address])
  const tab = query.get('tab')
  const month = query.get('month') ?? ''
  return useMemo(() => {
    const asked = new URLSearchParams(address)
    return {
      draft, canEdit: !readOnly, tab: isTab(tab) ? tab : 'scorecard', serviceId: asked.get('service'), customerId: asked.get('customer'), month: isMonth(month) ? month : null, row: asked.get('row'), from: asked.get('from'), to: asked.get('to'), show,
    }
  }, [draft, readOnly, tab, address, month, show])
}

export function LevelsScreen(): ReactNode {
  const view = useLevelViewOf()
  const { tab, show } = view
  const { Panel, what } = TABS[tab]
  useCommands('levels', useMemo(() => LEVEL_TABS.map((each) => ({ id: `levels ${each}`, group: 'Levels', label: TABS[each].label, run: () => show({ tab: each }) })), [show]))
  return (
    <LevelViewContext value={view}>
      <Screen fill title="Levels" description={what}>
        <RoomTabs tabs={LEVEL_TABS} labelOf={(each) => TABS[each].label} shown={tab} onShow={(next) => show({ tab: next })}>
          <RoomPanel key={tab} tab={tab}>
            <Panel />
          </RoomPanel>
        </RoomTabs>
      </Screen>
    </LevelViewContext>
  )
}
