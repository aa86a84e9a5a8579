/** Where a result of the search is looked at: in the catalog, or among the service levels. */
import type { CatalogHit } from '../../../src-shared/domain/catalog/search-catalog.ts'
import { catalogAddress, levelsAddress } from '../../state/routes.ts'

/** @example hitAddress({ table: 'agreement', id: 'sla-001' }) // '/levels?tab=agreements&row=sla-001' */
export function hitAddress({ table, id }: CatalogHit['shownBy']): string {
  switch (table) {
    case 'agreement':
      return levelsAddress({ tab: 'agreements', row: id })
    case 'serviceTarget':
      return levelsAddress({ tab: 'targets', row: id })
    case 'finding':
      return levelsAddress({ tab: 'findings', row: id })
    case 'lineOfBusiness':
    case 'serviceGroup':
    case 'service':
    case 'rate':
      return catalogAddress({ table, id })
  }
}
