import { Anchor, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import { serviceRates } from '../../../../src-shared/domain/catalog/service-rates.ts'
import type { ResolvedPrice } from '../../../../src-shared/domain/rates/comparison.ts'
import { formatPrice } from '../../../../src-shared/domain/rates/price-text.ts'
import { formatVersion } from '../../../../src-shared/domain/version-label.ts'
import { versionKey } from '../../../../src-shared/domain/version.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { catalogAddress, hrefOf, ratesAddress } from '../../../state/routes.ts'
import { useVersionSelection } from '../../../state/version-selection.tsx'
import classes from './Page.module.css'

function Price({ price }: { readonly price: ResolvedPrice | undefined }): ReactNode {
  return price === undefined ? <span className={classes['missing']}>no price</span> : formatPrice(price)
}

/** What the service costs: its rates in the years that are chosen at the top, live from the model. */
export function RatesOfPage({ serviceId }: { readonly serviceId: string }): ReactNode {
  const { draft } = useModelSession()
  const { base, comparisons, years } = useVersionSelection()
  const versions = years.length === 0 ? [] : [base, ...comparisons]
  const rates = serviceRates(draft, { serviceId, versions })
  const [first] = rates
  if (first === undefined) {
    return (
      <Text size="sm" c="dimmed" fs="italic">
        {versions.length === 0 ? 'The model has no rates yet.' : `It has no rate in ${versions.map((each) => formatVersion(draft, each)).join(' or ')}.`}
      </Text>
    )
  }
  const severalClasses = new Set(rates.map((each) => each.customerClass)).size > 1
  return (
    <>
      <table className={classes['table']} aria-label="Rates of the service">
        <thead>
          <tr>
            <th>Resource</th>
            <th>Unit</th>
            {severalClasses && <th>Customers</th>}
            {versions.map((version) => (
              <th key={versionKey(version)} data-figure>
                {formatVersion(draft, version)}, USD/unit
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rates.map(({ rate, customerClass, prices }) => (
            <tr key={`${rate.id}|${customerClass}`}>
              <td>
                <Anchor href={hrefOf(catalogAddress({ table: 'rate', id: rate.id }))} fz="inherit">
                  {rate.title}
                </Anchor>
              </td>
              <td>{rate.billableUnit}</td>
              {severalClasses && <td>{customerClass}</td>}
              {versions.map((version, index) => (
                <td key={versionKey(version)} data-figure>
                  <Price price={prices[index]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Group mt={6}>
        <Anchor href={hrefOf(ratesAddress({ rateId: first.rate.id }))} size="sm">
          Compare them in the table of rates
        </Anchor>
      </Group>
    </>
  )
}
