/** A catalog of any size, made up from a vocabulary in which few words are frequent and many are rare, as in a language. */
import { blankPage } from '../../src-shared/domain/catalog/edit-pages.ts'
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { draftFromRows, noRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { targetRow } from './level-model.ts'
import { randomNumbers } from './random-usage.ts'
import { agreementRow, findingRow } from './small-quality.ts'

const SYLLABLES = ['ser', 'vice', 'mail', 'net', 'work', 'list', 'port', 'data', 'cen', 'ter', 're', 'quest', 'sup', 'ma', 'in', 'te', 'nance', 'ac', 'count', 'ser', 'ver', 'sto', 'rage', 'hour', 'pa', 'tch']
const VOCABULARY = 6_000
const WORDS_OF_A_FIELD = 30

export type LargeCatalog = { readonly draft: Draft; /** From the most frequent to the rarest. */ readonly words: readonly string[] }

/** Pages with fourteen texts, four requests, two reports and eight responsibilities each: about 3,000 characters; two versions and four targets of each, an agreement for every fourth and a finding for every tenth. */
export function largeCatalog(pages: number): LargeCatalog {
  const next = randomNumbers()
  const words = Array.from({ length: VOCABULARY }, (_, index) => `${Array.from({ length: 1 + (index % 4) }, () => SYLLABLES[next(SYLLABLES.length)] ?? '').join('')}${index < 200 ? '' : index.toString(36)}`)
  const word = (): string => words[Math.floor((next(10_000) / 10_000) ** 3 * words.length)] ?? ''
  const sentence = (count: number): string => Array.from({ length: count }, word).join(' ')
  const numbers = Array.from({ length: pages }, (_, index) => index)
  const rows = <Row>(count: number, make: (serviceId: string, position: number) => Row): readonly Row[] => numbers.flatMap((index) => Array.from({ length: count }, (_, position) => make(`service-${index}`, position)))
  const draft = draftFromRows({
    ...noRows(),
    lineOfBusiness: [{ id: 'line', name: 'Line', position: 0 }],
    serviceGroup: [{ id: 'group', lineOfBusinessId: 'line', name: 'Group', position: 0 }],
    service: numbers.map((index) => ({ id: `service-${index}`, serviceGroupId: 'group', code: `SV-${index}`, name: sentence(2), description: sentence(10), position: index, retiredFrom: null })),
    rate: rows(2, (serviceId, position) => ({ id: `${serviceId}-${position}`, serviceId, code: `${serviceId}-R${position}`.toUpperCase(), title: sentence(3), billableUnit: 'Hour', objectCode: 'E10', position, retiredFrom: null, note: '' })),
    servicePage: numbers.map((index) => {
      const text = (): string => sentence(WORDS_OF_A_FIELD)
      return {
        ...blankPage(`service-${index}`), status: 'active' as const, purpose: text(), overview: text(), description: `**${word()}** ${text()}`, included: `- ${sentence(6)}\n- ${sentence(6)}\n- ${sentence(6)}`, supportedVersions: text(), availabilityHours: text(), maintenance: text(),
        incidentManagement: text(), requestFulfilment: text(), performanceMetrics: '', availabilityMetrics: text(), customerDuties: text(), providerDuties: text(), chargeback: text(), owner: sentence(3),
      }
    }),
    requestType: rows(4, (serviceId, position) => ({ id: `${serviceId}-q${position}`, serviceId, position, title: sentence(3), description: sentence(12), leadDays: position, source: '' })),
    serviceReport: rows(2, (serviceId, position) => ({ id: `${serviceId}-p${position}`, serviceId, position, title: sentence(2), description: sentence(8), interval: 'monthly' as const, note: '', source: '' })),
    pageVersion: rows(2, (serviceId, position) => ({ id: `${serviceId}|${position + 1}`, serviceId, number: position + 1, issuedOn: isoDate('2004-03-01'), author: 'Ann', summary: sentence(8), content: '' })),
    serviceTarget: rows(4, (serviceId, position) => targetRow(`${serviceId}-t${position}`, { serviceId, position, title: sentence(4), note: sentence(12) })),
    agreement: numbers.filter((index) => index % 4 === 0).map((index) => agreementRow(`agreement-${index}`, { title: sentence(4), customerId: null, provider: sentence(2), terms: sentence(120) })),
    finding: numbers.filter((index) => index % 10 === 0).map((index) => findingRow(`finding-${index}`, { serviceId: `service-${index}`, targetId: null, agreementId: null, title: sentence(5), note: sentence(20) })),
    responsibility: rows(8, (serviceId, position) => ({ id: `${serviceId}-d${position}`, serviceId, position, title: sentence(4), party: 'provider' as const, source: '' })),
  })
  return { draft, words }
}
