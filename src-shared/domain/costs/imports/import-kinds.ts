/** Every kind of import of a table, by its name. */
import { AGENCIES } from '../../billing/imports/agencies.ts'
import { ENCUMBRANCES } from '../../billing/imports/encumbrances.ts'
import { AGREEMENTS } from '../../service-levels/imports/agreements.ts'
import { INCIDENTS } from '../../service-levels/imports/incidents.ts'
import { MEASUREMENTS } from '../../service-levels/imports/measurements.ts'
import { OUTAGES } from '../../service-levels/imports/outages.ts'
import { TARGETS } from '../../service-levels/imports/targets.ts'
import { SERVICES } from '../../catalog/imports/services.ts'
import type { TableImportKind } from './cost-import.ts'
import type { ImportKind } from './import-kind.ts'
import { BALANCES } from './kinds/balances.ts'
import { CARRY_FORWARDS } from './kinds/carry-forwards.ts'
import { COSTS } from './kinds/costs.ts'
import { DRIVERS } from './kinds/drivers.ts'
import { POOLS } from './kinds/pools.ts'
import { POSITIONS } from './kinds/positions.ts'
import { REVENUE } from './kinds/revenue.ts'
import { UNITS_KIND } from './kinds/units.ts'

export const IMPORT_KINDS: { readonly [Kind in TableImportKind]: ImportKind } = {
  costs: COSTS, positions: POSITIONS, pools: POOLS, drivers: DRIVERS, units: UNITS_KIND, revenue: REVENUE, balances: BALANCES, 'carry-forwards': CARRY_FORWARDS, agencies: AGENCIES, encumbrances: ENCUMBRANCES,
  services: SERVICES, targets: TARGETS, measurements: MEASUREMENTS, outages: OUTAGES, incidents: INCIDENTS, agreements: AGREEMENTS,
}
