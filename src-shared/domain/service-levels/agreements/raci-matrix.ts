/**
 * Who is responsible, accountable, consulted and informed for each activity of the process: the matrix of the reference's appendix 1
 * beside the role column of its narrative. Where the matrix names nobody responsible, the narrative's roles are taken, and marked as filled.
 */
export const PROCESS_ROLES = ['Service level manager', 'Contract manager', 'External vendor', 'Infrastructure leads', 'Service owners', 'Customers'] as const
export type ProcessRole = (typeof PROCESS_ROLES)[number]

/** Its number in the process. */
export type ActivityCode =
  | '1.1' | '1.2' | '1.3' | '1.4'
  | '2.1' | '2.2' | '2.3' | '2.4' | '2.5' | '2.6'
  | '3.1' | '3.2' | '3.3' | '3.4' | '3.5' | '3.6'
  | '4.1' | '4.2' | '4.3' | '4.4' | '4.5'
  | '5.1' | '5.2' | '5.3'

export type RaciRow = {
  readonly code: ActivityCode
  readonly title: string
  /** The matrix's letters, a cell a role in the order of `PROCESS_ROLES`; empty where the role has no part. */
  readonly letters: readonly string[]
  /** The roles of the narrative's own column. */
  readonly narrative: readonly ProcessRole[]
}

export const PROCEDURES = [
  { number: '1', title: 'Define capabilities' },
  { number: '2', title: 'Identify requirements' },
  { number: '3', title: 'Define agreements' },
  { number: '4', title: 'Monitor and report' },
  { number: '5', title: 'Ensure quality' },
] as const

const MANAGER: ProcessRole = 'Service level manager'
const CONTRACTS: ProcessRole = 'Contract manager'
const VENDOR: ProcessRole = 'External vendor'
const LEADS: ProcessRole = 'Infrastructure leads'
const OWNERS: ProcessRole = 'Service owners'
const CUSTOMERS: ProcessRole = 'Customers'

function row(code: ActivityCode, title: string, letters: string, narrative: readonly ProcessRole[]): RaciRow {
  return { code, title, letters: letters.split('|'), narrative }
}

/** Every activity of the process, in its order. */
export const RACI_MATRIX: readonly RaciRow[] = [
  row('1.1', 'Assess current capabilities', 'A|||R|C|', [MANAGER, LEADS]),
  row('1.2', 'Update capabilities?', 'A|||C|C|', [MANAGER]),
  row('1.3', 'Update the service catalog', 'AR|||I|I|', [MANAGER]),
  row('1.4', 'Communicate updated capabilities', 'AR|||I|I|', [MANAGER]),
  row('2.1', 'Gather business requirements', 'AR|I|I|I|I|', [MANAGER]),
  row('2.2', 'Assess against capabilities', 'AR||C|C|C|', [MANAGER, LEADS]),
  row('2.3', 'Requirement resolved?', 'A|||||', [MANAGER]),
  row('2.4', 'Modify the requirement', 'A|I|I|I|I|', [MANAGER]),
  row('2.5', 'Document the requirement', 'AR|I|I|I|I|', [MANAGER]),
  row('2.6', 'Create the interim SLA', 'A|I|I|C|C|', [MANAGER, OWNERS]),
  row('3.1', 'Review current agreements', 'AR|||||', [MANAGER]),
  row('3.2', 'Negotiate UC and OLA', 'AR|R|R|R||', [MANAGER, CONTRACTS, VENDOR, LEADS]),
  row('3.3', 'Negotiate the SLA', 'AC|R|C|C|C|', [MANAGER, CUSTOMERS]),
  row('3.4', 'Agreement reached?', 'A|I|I|I|I|', [MANAGER]),
  row('3.5', 'Sign', 'A|R|I|I|R|R', [OWNERS, MANAGER, CUSTOMERS]),
  row('3.6', 'Create the data collection document', 'AR|I||I|C|I', [MANAGER]),
  row('4.1', 'Required metrics defined?', 'AR|||C|C|', [MANAGER, OWNERS]),
  row('4.2', 'Define required metrics', 'A|||C|R|', [MANAGER, LEADS]),
  row('4.3', 'Gather and process data', 'AC||R|R|R|', [LEADS]),
  row('4.4', 'Analyze data', 'A||R|R|C|', [MANAGER, OWNERS]),
  row('4.5', 'Produce management information', 'AR||I|I|I|', [MANAGER]),
  row('5.1', 'Analyze service reports', 'A||R|R|R|', [MANAGER, OWNERS]),
  row('5.2', 'Quality of service met?', 'AR||||C|', [MANAGER]),
  row('5.3', 'Invoke service improvement', 'AR||I|I|C|', [MANAGER]),
]

const BY_CODE: ReadonlyMap<string, RaciRow> = new Map(RACI_MATRIX.map((each) => [each.code, each]))

export function isActivityCode(code: string): code is ActivityCode {
  return BY_CODE.has(code)
}

export type Raci = {
  readonly responsible: readonly ProcessRole[]
  /** True where the matrix names nobody responsible and the narrative's roles stand in. */
  readonly isFilled: boolean
  readonly accountable: readonly ProcessRole[]
  readonly consulted: readonly ProcessRole[]
  readonly informed: readonly ProcessRole[]
  readonly narrative: readonly ProcessRole[]
}

function rolesWith({ letters }: RaciRow, letter: string): readonly ProcessRole[] {
  return PROCESS_ROLES.filter((_, index) => letters[index]?.includes(letter) === true)
}

/**
 * Who does what of an activity (SLM-6).
 *
 * @example raciOf('3.4') // { responsible: ['Service level manager'], isFilled: true, accountable: ['Service level manager'], informed: [...], ... }
 */
export function raciOf(code: ActivityCode): Raci {
  const found = BY_CODE.get(code)
  if (found === undefined) throw new Error(`The process has no activity ${code}.`)
  const responsible = rolesWith(found, 'R')
  return {
    responsible: responsible.length === 0 ? found.narrative : responsible, isFilled: responsible.length === 0, accountable: rolesWith(found, 'A'), consulted: rolesWith(found, 'C'), informed: rolesWith(found, 'I'),
    narrative: found.narrative,
  }
}

/** The activities for which the matrix names nobody responsible. @example raciGaps() // ['1.2', '2.3', '2.4', '2.6', '3.4'] */
export function raciGaps(): readonly ActivityCode[] {
  return RACI_MATRIX.filter((each) => rolesWith(each, 'R').length === 0).map((each) => each.code)
}

/** The roles that the narrative names and the matrix does not hold responsible or accountable; for the activities where the two differ. */
export function narrativeBeyondMatrix({ code }: Pick<RaciRow, 'code'>): readonly ProcessRole[] {
  const { responsible, accountable, narrative, isFilled } = raciOf(code)
  return isFilled ? [] : narrative.filter((role) => !responsible.includes(role) && !accountable.includes(role))
}
