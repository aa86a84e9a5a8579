import type { ReactNode } from 'react'

import { Screen } from '../../components/Screen.tsx'

export function SchedulesScreen(): ReactNode {
  return <Screen title="Schedules">{null}</Screen>
}
