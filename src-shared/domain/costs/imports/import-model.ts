/** The model as an import finds its way in it: services, pools, drivers, funds and rates by code or name, and the rows that the file asks for. */
import { issue, type Issue } from '../../issues.ts'
import { customerIdOfCode } from '../../model/billing-integrity.ts'
import type { Customer } from '../../model/billing-tables.ts'
import { COST_TABLE_FACTS, idOfCode, type CostTableName } from '../../model/cost-integrity.ts'
import type { CostOwner } from '../../model/cost-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { isSameRow } from '../../model/apply-edit.ts'
import { rowChange, type RowChange } from '../../model/edit.ts'
import { isVersionPublished, nameKey, rateIdOfCode } from '../../model/integrity.ts'
import type { Rate, Service, Tables } from '../../model/tables.ts'
import { ok, refused, type Result } from '../../result.ts'
import { baseOf, readVersionKey, versionKey, type Version, type VersionKey } from '../../version.ts'
import { formatVersion } from '../../version-label.ts'
import type { CostImportRequest } from './cost-import.ts'
import type { ImportRow } from './import-record.ts'

/** The tables that imports write. */
type ImportedTable = CostTableName | 'customer' | 'encumbrance' | 'serviceTarget' | 'targetGoal' | 'measurement' | 'outage' | 'incident' | 'agreement' | 'agreementService' | 'agreementSupport' | 'lineOfBusiness' | 'serviceGroup' | 'service' | 'servicePage'
type Coded = 'internalServiceFund' | 'costPool' | 'driver' | 'staffPosition'
/** A row that the file asks for, and the row of the file that does. */
export type Wish = { readonly change: RowChange; readonly rowNumber: number; readonly isSame: boolean }

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text
}

/** `AB-1, AB-2, AB-3, ...`: enough to see what a code looks like. */
function examples(names: Iterable<string>): string {
  const all = [...names].filter((each) => each !== '')
  return `${all.slice(0, 5).join(', ')}${all.length > 5 ? ', and others' : ''}`
}

/** Grows while the rows of one import are planned. */
export class ImportModel {
  readonly draft: Draft
  readonly request: CostImportRequest
  readonly wishes: Wish[] = []
  readonly #serviceNames = new Map<string, Service[]>()

  constructor(request: CostImportRequest) {
    this.request = request
    this.draft = request.draft
    for (const service of request.draft.service.values()) {
      for (const name of new Set([nameKey(service.code), nameKey(service.name)])) if (name !== '') this.#serviceNames.set(name, [...(this.#serviceNames.get(name) ?? []), service])
    }
  }

  newId(): string {
    return this.request.newId()
  }

  versionName(key: VersionKey): string {
    const version = readVersionKey(key)
    return version === undefined ? key : formatVersion(this.draft, version)
  }

  /** VER-2: the plan of a published year takes no import, unless what is imported stands beside the rates (`any`); its forecast and actual figures do. */
  refusalOf(version: Version, years?: 'any' | 'none'): Issue | undefined {
    const base = versionKey(baseOf(version))
    if (version.scenarioId !== null) return issue('wrong-state', `${formatVersion(this.draft, version)} is a scenario; files are imported into the year itself.`, { remedy: `Import into ${formatVersion(this.draft, baseOf(version))}, or change the figures in the scenario by hand.` })
    if (years === 'any' || !isVersionPublished(this.draft, base)) return undefined
    return issue('published-is-immutable', `The plan of ${formatVersion(this.draft, baseOf(version))} is published and stays as it is.`, { remedy: 'Import another year, or its forecast or actual figures.' })
  }

  service(text: string): Result<Service, Issue> {
    const found = this.#serviceNames.get(nameKey(text)) ?? []
    const [first, second] = found
    if (first !== undefined && second === undefined) return ok(first)
    if (first !== undefined) return refused(issue('unknown-reference', `"${shown(text)}" is the name of ${found.length} services.`, { remedy: 'Write the code of the one that is meant.' }))
    return refused(issue('unknown-reference', `The model has no service "${shown(text)}".`, {
      remedy: `Write the code or the name of a service of the catalog${this.draft.service.size === 0 ? '' : `, such as ${examples([...this.draft.service.values()].map(({ code, name }) => (code === '' ? name : code)))}`}.`,
    }))
  }

  rate(text: string): Result<Rate, Issue> {
    const rate = this.draft.rate.get(rateIdOfCode(this.draft, text) ?? '')
    return rate === undefined ? refused(issue('unknown-reference', `The model has no rate with the code "${shown(text)}".`, { remedy: `Write a code of the catalog, such as ${examples([...this.draft.rate.values()].map(({ code }) => code))}.` })) : ok(rate)
  }

  customer(text: string): Result<Customer, Issue> {
    const customer = this.draft.customer.get(customerIdOfCode(this.draft, text) ?? '')
    if (customer !== undefined) return ok(customer)
    const remedy = this.draft.customer.size === 0 ? 'Import the agencies first.' : `Write the code of an agency, such as ${examples([...this.draft.customer.values()].map(({ code }) => code))}, or import the agency first.`
    return refused(issue('unknown-reference', `The model has no agency with the code "${shown(text)}".`, { remedy }))
  }

  /** A fund, pool, driver or position by its code in a version. */
  #coded(key: { readonly table: Coded; readonly version: VersionKey; readonly code: string }): Result<string, Issue> {
    const id = idOfCode(this.draft, key)
    if (id !== undefined) return ok(id)
    const { one } = COST_TABLE_FACTS[key.table]
    const where = key.table === 'internalServiceFund' ? 'The model' : this.versionName(key.version)
    return refused(issue('unknown-reference', `${where} has no ${one} "${shown(key.code)}".`, { remedy: `Write the code of ${/^[aeiou]/u.test(one) ? 'an' : 'a'} ${one} that it has, or add the ${one} first.` }))
  }

  fundId(code: string): Result<string, Issue> {
    return this.#coded({ table: 'internalServiceFund', version: versionKey(this.request.version), code })
  }

  driverId(version: VersionKey, code: string): Result<string, Issue> {
    return this.#coded({ table: 'driver', version, code })
  }

  poolId(version: VersionKey, code: string): Result<string, Issue> {
    return this.#coded({ table: 'costPool', version, code })
  }

  /** A service, else a pool, by one text. */
  owner(version: VersionKey, text: string): Result<CostOwner, Issue> {
    const pool = this.poolId(version, text)
    const service = this.service(text)
    if (service.ok) return ok({ serviceId: service.value.id, poolId: null })
    return pool.ok ? ok({ serviceId: null, poolId: pool.value }) : refused({ ...service.failure, message: `There is neither a service nor a cost pool "${shown(text)}".` })
  }

  nameOfOwner(owner: { readonly serviceId: string | null; readonly poolId: string | null }): string {
    const service = this.draft.service.get(owner.serviceId ?? '')
    if (service !== undefined) return service.code === '' ? service.name : service.code
    return this.draft.costPool.get(owner.poolId ?? '')?.code ?? ''
  }

  /** Asks for a row. One that differs in its author alone is as the model has it. */
  want<Name extends ImportedTable>(table: Name, pair: { readonly before: Tables[Name] | undefined; readonly after: Tables[Name]; readonly row: ImportRow }): void {
    const { before = null, after, row } = pair
    const isSame = before !== null && isSameRow('author' in before ? { ...after, author: before.author } : after, before)
    const change = rowChange(table, { before, after })
    this.wishes.push({ change, rowNumber: row.rowNumber, isSame })
  }

  /** Takes a row away. */
  drop<Name extends ImportedTable>(table: Name, before: Tables[Name], row: ImportRow): void {
    this.wishes.push({ change: rowChange(table, { before, after: null }), rowNumber: row.rowNumber, isSame: false })
  }
}
