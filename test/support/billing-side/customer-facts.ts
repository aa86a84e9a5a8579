/** Who is billed in the sample: agencies that do not exist, with roles where persons would stand. Nothing here stands in a source. */

export type CustomerFact = {
  readonly code: string
  readonly name: string
  readonly secretariat: string
  readonly customerClass: 'state' | 'non-state' | 'external'
  readonly accountManager: string
  /** State, federal and other money, in per cent. */
  readonly funding: readonly [state: number, federal: number, other: number]
  readonly lastContactOn: string
  readonly note: string
}

const HOUSEHOLDS = 'Office of Households'
const COASTS = 'Office of Coasts and Waters'
const TRADES = 'Office of Trades and Roads'
const ACCOUNTS = 'Office of Accounts'
const HERITAGE = 'Office of Heritage'
const OUTSIDE = 'Outside of the state government'

export const CUSTOMERS: readonly CustomerFact[] = [
  { code: 'XFA', name: 'Department of Family Allowances', secretariat: HOUSEHOLDS, customerClass: 'state', accountManager: 'Account manager 1', funding: [46, 52, 2], lastContactOn: '2004-12-09', note: 'Planned units call it Agency A.' },
  { code: 'XCH', name: 'Office of Child Records', secretariat: HOUSEHOLDS, customerClass: 'state', accountManager: 'Account manager 1', funding: [58, 42, 0], lastContactOn: '2004-11-18', note: 'Planned units call it Agency B.' },
  { code: 'ZLT', name: 'Bureau of Licenses and Tolls', secretariat: TRADES, customerClass: 'state', accountManager: 'Account manager 2', funding: [80, 8, 12], lastContactOn: '2004-12-02', note: 'Planned units call it Agency C.' },
  { code: 'QHB', name: 'Department of Harbors and Beacons', secretariat: COASTS, customerClass: 'state', accountManager: 'Account manager 3', funding: [61, 34, 5], lastContactOn: '2004-12-14', note: 'Planned units call it Agency D.' },
  { code: 'XPL', name: 'Payroll and Ledger Office', secretariat: ACCOUNTS, customerClass: 'state', accountManager: 'Account manager 2', funding: [93, 7, 0], lastContactOn: '2004-10-21', note: '' },
  { code: 'QRV', name: 'Office of River Crossings', secretariat: COASTS, customerClass: 'state', accountManager: 'Account manager 3', funding: [55, 40, 5], lastContactOn: '2004-12-16', note: '' },
  { code: 'ZTO', name: 'Technology Office, own use', secretariat: ACCOUNTS, customerClass: 'state', accountManager: 'Account manager 2', funding: [100, 0, 0], lastContactOn: '2004-09-07', note: 'What the provider uses itself, as the point-to-point line.' },
  { code: 'XPT', name: 'Project Team Lantern', secretariat: ACCOUNTS, customerClass: 'state', accountManager: 'Account manager 2', funding: [52, 48, 0], lastContactOn: '2004-08-26', note: 'Planned units call it Project team A. It sits at the data center.' },
  { code: 'ZPN', name: 'Board of Public Notices', secretariat: HERITAGE, customerClass: 'state', accountManager: 'Account manager 3', funding: [100, 0, 0], lastContactOn: '2004-07-15', note: 'Mail room services alone.' },
  { code: 'QMT', name: 'Museum Trail Commission', secretariat: HERITAGE, customerClass: 'state', accountManager: 'Account manager 3', funding: [70, 0, 30], lastContactOn: '2004-03-04', note: 'Two employees: a month comes to less than the minimum charge.' },
  { code: 'XTB', name: 'Commission on Town Boundaries', secretariat: HERITAGE, customerClass: 'state', accountManager: 'Account manager 3', funding: [100, 0, 0], lastContactOn: '2004-06-10', note: 'It has used nothing so far.' },
  { code: 'QWA', name: 'Lakes Water Authority', secretariat: OUTSIDE, customerClass: 'non-state', accountManager: 'Account manager 4', funding: [0, 12, 88], lastContactOn: '2004-11-30', note: 'Planned units call it Authority A.' },
  { code: 'QLA', name: 'Ferry Landings Authority', secretariat: OUTSIDE, customerClass: 'non-state', accountManager: 'Account manager 4', funding: [0, 25, 75], lastContactOn: '2004-10-05', note: 'Planned units call it Authority B.' },
  { code: 'ZTN', name: 'Town of Northerly', secretariat: OUTSIDE, customerClass: 'non-state', accountManager: 'Account manager 4', funding: [0, 0, 100], lastContactOn: '2004-05-19', note: 'Planned units call it Town A.' },
  { code: 'XRC', name: 'Regional Records Cooperative', secretariat: OUTSIDE, customerClass: 'external', accountManager: 'Account manager 4', funding: [0, 0, 100], lastContactOn: '2004-11-09', note: 'It keeps archives and mailboxes at the data center.' },
]

export type EncumbranceFact = {
  readonly year: number
  readonly customer: string
  readonly objectCode: string
  /** Null: not approved. */
  readonly approvedOn?: string | null
  /** Of the year's bill. */
  readonly part?: number
  readonly note: string
}

/** Where an encumbrance is not simply a little more than the year's bill, approved before the year. */
export const SPECIAL_ENCUMBRANCES: readonly EncumbranceFact[] = [
  { year: 2004, customer: 'XCH', objectCode: 'E10', part: 0.78, note: 'Too small: it runs out in spring.' },
  { year: 2004, customer: 'QLA', objectCode: 'E10', approvedOn: '2003-08-18', note: 'Approved in the second month.' },
  { year: 2005, customer: 'QRV', objectCode: 'E10', approvedOn: '2004-08-09', note: 'Approved in the second month.' },
  { year: 2005, customer: 'QWA', objectCode: 'E10', approvedOn: null, note: 'Not approved: its board has not met.' },
]
