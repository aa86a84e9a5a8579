/** The columns of a service's records, read once for as long as none of them changes. */
import { keptByList } from '../../kept-rows.ts'
import type { Incident, Outage } from '../../model/level-tables.ts'
import { incidentColumns, type IncidentColumns } from './incident-times.ts'
import { outageColumns, type OutageColumns } from './outage-spans.ts'

export const outageColumnsOf = keptByList<Outage, OutageColumns>(outageColumns)
export const incidentColumnsOf = keptByList<Incident, IncidentColumns>(incidentColumns)
