/** What a target is where nobody says otherwise. */
import type { Factor } from '../decimal.ts'
import type { ServiceTarget } from '../model/level-tables.ts'

/** The natural range of a metric by its unit: a percentage from 0 to 100, anything else from 0 up. @example naturalRange('%') // { least: '0', most: '100' } */
export function naturalRange(unit: string): Pick<ServiceTarget, 'least' | 'most'> {
  return { least: '0' as Factor, most: unit === '%' ? ('100' as Factor) : null }
}

/** Other words for the metrics, in lower case. */
export const METRIC_SYNONYMS: Readonly<Record<string, ServiceTarget['metric']>> = {
  uptime: 'availability', response: 'incident-response', 'response time': 'incident-response', resolution: 'incident-resolution', 'resolution time': 'incident-resolution', fulfilment: 'request-fulfilment', fulfillment: 'request-fulfilment',
  'request fulfillment': 'request-fulfilment', survey: 'satisfaction', 'customer satisfaction': 'satisfaction',
}
