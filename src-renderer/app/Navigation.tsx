import { IconBook2, IconCalendarEvent, IconCoins, IconFileImport, IconGauge, IconHome, IconPresentationAnalytics, IconReceipt2, IconReportAnalytics, IconRulerMeasure, IconTable, type Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { hrefOf, SCREENS, useHashPath, type ScreenPath } from '../state/routes.ts'
import classes from './Frame.module.css'

const ICONS: Readonly<Record<ScreenPath, Icon>> = {
  '/': IconHome, '/rates': IconTable, '/costs': IconCoins, '/bills': IconReceipt2, '/budgets': IconPresentationAnalytics, '/levels': IconGauge, '/rating': IconRulerMeasure, '/schedules': IconCalendarEvent, '/catalog': IconBook2, '/reports': IconReportAnalytics, '/imports': IconFileImport,
}

export function Navigation(): ReactNode {
  const path = useHashPath()
  return (
    <nav className={classes['nav']} aria-label="Screens">
      {SCREENS.map((screen) => {
        const ScreenIcon = ICONS[screen.path]
        return (
          <a key={screen.path} className={classes['link']} href={hrefOf(screen.path)} aria-current={path === screen.path ? 'page' : undefined} title={screen.label}>
            <ScreenIcon size={17} stroke={1.6} aria-hidden />
            <span className={classes['linkLabel']}>{screen.label}</span>
          </a>
        )
      })}
    </nav>
  )
}
