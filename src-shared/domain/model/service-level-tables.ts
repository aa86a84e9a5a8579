/** The rows of the service level manager's side: the pages of the catalog, agreements, and levels with what followed from them. */
import type { AgreementTables } from './agreement-tables.ts'
import type { LevelTables } from './level-tables.ts'
import type { PageTables } from './page-tables.ts'

/** Every table of this side by its name. */
export type ServiceLevelTables = PageTables & AgreementTables & LevelTables
