/** What is made up of the services: units, funding, drivers and what the money is spent on. Nothing here stands in a source. */

/** Object code, description, and the weight among the service's bought costs. */
export type Bought = readonly [objectCode: string, description: string, weight: number]

const MAINFRAME: readonly Bought[] = [
  ['LL', 'Processor lease and maintenance', 42], ['UU', 'System software licenses', 40], ['U05', 'Contract operators', 18],
]
const STORAGE: readonly Bought[] = [['LL', 'Storage lease and maintenance', 58], ['UU', 'Storage management software', 27], ['U05', 'Contract support of storage', 15]]
const PRINT: readonly Bought[] = [['LL', 'Printer lease and click charges', 46], ['EE', 'Paper and toner', 41], ['UU', 'Output management software', 13]]
const NETWORK: readonly Bought[] = [['UU', 'Carrier circuits', 55], ['LL', 'Router and switch maintenance', 27], ['U05', 'Contract network engineers', 18]]
const APPLICATION: readonly Bought[] = [['UU', 'Application licenses and maintenance', 52], ['U05', 'Contract support of the application', 33], ['LL', 'Dedicated equipment', 15]]
const SERVER: readonly Bought[] = [['LL', 'Server lease and maintenance', 44], ['UU', 'Operating system and tool licenses', 36], ['U05', 'Contract administrators', 20]]
const DATABASE: readonly Bought[] = [['UU', 'Database licenses and maintenance', 74], ['U05', 'Contract database administrators', 26]]
const LABOR: readonly Bought[] = [['HH', 'Consultants', 62], ['U05', 'Contract developers', 38]]
const MAIL: readonly Bought[] = [['LL', 'Inserter and meter rental', 45], ['EE', 'Envelopes and supplies', 38], ['JJ', 'Temporary staff', 17]]
const SPACE: readonly Bought[] = [['GG', 'Space rental and energy', 84], ['JJ', 'Cleaning and guards', 16]]
const RESALE: readonly Bought[] = [['UU', 'Purchases for customers', 94], ['U05', 'Contract buyers', 6]]
const POSTAGE: readonly Bought[] = [['EE', 'Postage', 92], ['LL', 'Meter rental', 8]]

export type RatePlan = {
  readonly rate: string
  readonly units: number
  /** Units of FY2005 / units of FY2004. */
  readonly growth: number
  /** What the made-up cost comes to, where it is not the published price. */
  readonly derived?: string
  readonly capacity?: number
  readonly dividedBy?: 'practical-capacity'
  /** A typed price and its reason, in FY2004 and FY2005. */
  readonly typed?: string
  /** Parts of the units by customer, in per cent. */
  readonly customers?: readonly (readonly [name: string, percent: number])[]
}

export type ServicePlan = {
  readonly service: string
  readonly fund: 'ISF-CN' | 'ISF-PS'
  readonly rates: readonly RatePlan[]
  readonly bought: readonly Bought[]
  /** Part of the billings that is paid with federal money, in per cent. */
  readonly federal: number
  readonly squareFeet: number
  readonly tickets: number
  /** Devices that the security office watches. */
  readonly devices: number
  /** Part of network operations, in per cent. */
  readonly network: number
  /** Revenue / target in FY2002 actual, FY2003 forecast, FY2003 actual and FY2004 forecast. */
  readonly recovered: readonly [number, number, number, number]
}

const AGENCIES = [['Agency A (fictional)', 38], ['Agency B (fictional)', 27], ['Agency C (fictional)', 20], ['Agency D (fictional)', 15]] as const
const AUTHORITIES = [['Authority A (fictional)', 50], ['Authority B (fictional)', 30], ['Town A (fictional)', 20]] as const
const HELD = 'Held at the rate of FY2003 by policy.'

export const SERVICES: readonly ServicePlan[] = [
  { service: 'MF-CPU', fund: 'ISF-CN', bought: MAINFRAME, federal: 34, squareFeet: 2600, tickets: 900, devices: 6, network: 4, recovered: [1.004, 0.998, 1.012, 1.003],
    rates: [{ rate: 'MF-CPU-P', units: 21400, growth: 1.015, capacity: 24000 }, { rate: 'MF-CPU-N', units: 16850, growth: 1.02 }] },
  { service: 'MF-IO', fund: 'ISF-CN', bought: MAINFRAME, federal: 34, squareFeet: 1700, tickets: 300, devices: 4, network: 3, recovered: [0.991, 1.002, 0.988, 1.006],
    rates: [{ rate: 'MF-IO-P', units: 84200000, growth: 1.03 }, { rate: 'MF-IO-N', units: 61500000, growth: 1.035 }] },
  { service: 'MF-PRT', fund: 'ISF-CN', bought: PRINT, federal: 22, squareFeet: 5200, tickets: 420, devices: 5, network: 1, recovered: [1.01, 1.0, 1.072, 1.009],
    rates: [{ rate: 'MF-PRT-1', units: 62000, growth: 0.965, capacity: 80000 }, { rate: 'MF-PRT-2', units: 8400, growth: 0.98 }] },
  { service: 'MF-TAPE', fund: 'ISF-CN', bought: STORAGE, federal: 30, squareFeet: 1900, tickets: 80, devices: 3, network: 0, recovered: [1.006, 1.001, 0.993, 0.997], rates: [{ rate: 'MF-TAPE-M', units: 412000, growth: 0.94 }] },
  { service: 'MF-DASD', fund: 'ISF-CN', bought: STORAGE, federal: 33, squareFeet: 1400, tickets: 160, devices: 4, network: 1, recovered: [0.995, 1.0, 1.008, 1.002], rates: [{ rate: 'MF-DASD-TD', units: 14600000, growth: 1.08 }] },
  { service: 'MF-OFF', fund: 'ISF-CN', bought: STORAGE, federal: 31, squareFeet: 2100, tickets: 60, devices: 2, network: 0, recovered: [1.0, 1.003, 0.997, 1.001],
    rates: [{ rate: 'MF-OFF-TAPE', units: 9800000, growth: 1.05 }, { rate: 'MF-OFF-ARC', units: 260000, growth: 1.0 }, { rate: 'MF-OFF-REP', units: 5200000, growth: 1.06 }] },
  { service: 'NW-SNA', fund: 'ISF-CN', bought: NETWORK, federal: 41, squareFeet: 500, tickets: 700, devices: 8, network: 12, recovered: [1.13, 1.02, 1.19, 1.04], rates: [{ rate: 'NW-SNA-MIN', units: 186000000, growth: 0.9 }] },
  { service: 'NW-PORT', fund: 'ISF-CN', bought: NETWORK, federal: 24, squareFeet: 1600, tickets: 1900, devices: 64, network: 26, recovered: [0.996, 1.0, 1.004, 0.999],
    rates: [
      { rate: 'NW-PORT-10', units: 1920, growth: 0.95 }, { rate: 'NW-PORT-100', units: 540, growth: 1.1 }, { rate: 'NW-PORT-100S', units: 768, growth: 1.06 }, { rate: 'NW-PORT-100A', units: 312, growth: 1.08 },
      { rate: 'NW-PORT-155', units: 96, growth: 1.0 },
    ] },
  { service: 'NW-FR', fund: 'ISF-CN', bought: NETWORK, federal: 28, squareFeet: 900, tickets: 1400, devices: 52, network: 30, recovered: [1.007, 0.999, 1.003, 0.998],
    rates: [
      { rate: 'NW-FR-56', units: 1488, growth: 1.17 }, { rate: 'NW-FR-56S', units: 420, growth: 0 }, { rate: 'NW-FR-384', units: 1260, growth: 1.02 },
      { rate: 'NW-FR-384S', units: 336, growth: 1.04 }, { rate: 'NW-FR-T1', units: 1140, growth: 1.06 }, { rate: 'NW-FR-T1S', units: 252, growth: 1.05 },
    ] },
  { service: 'NW-PTP', fund: 'ISF-CN', bought: NETWORK, federal: 0, squareFeet: 60, tickets: 20, devices: 2, network: 2, recovered: [1, 1, 1, 1], rates: [{ rate: 'NW-PTP-T3', units: 12, growth: 1 }] },
  { service: 'NW-TLS', fund: 'ISF-CN', bought: NETWORK, federal: 19, squareFeet: 400, tickets: 260, devices: 14, network: 12, recovered: [0, 0, 0, 0.97],
    rates: [{ rate: 'NW-TLS-10', units: 168, growth: 1.07 }, { rate: 'NW-TLS-100', units: 60, growth: 1.2 }, { rate: 'NW-TLS-100S', units: 96, growth: 1.125 }] },
  { service: 'NW-CIRC', fund: 'ISF-CN', bought: [['UU', 'Carrier charges for circuit changes', 100]], federal: 20, squareFeet: 80, tickets: 90, devices: 0, network: 2, recovered: [0.98, 1, 1.01, 1], rates: [{ rate: 'NW-CIRC-CHG', units: 310, growth: 1.03 }] },
  { service: 'NW-DDS', fund: 'ISF-CN', bought: [['UU', 'Dedicated circuits', 100]], federal: 0, squareFeet: 70, tickets: 90, devices: 4, network: 2, recovered: [1.01, 1, 0.985, 1.0],
    rates: [{ rate: 'NW-DDS-LINE', units: 264, growth: 1.0, customers: AUTHORITIES }, { rate: 'NW-DDS-MILE', units: 5940, growth: 1.0, customers: AUTHORITIES }] },
  { service: 'NW-LAN', fund: 'ISF-CN', bought: [['U05', 'Contract desk-side support', 55], ['LL', 'LAN equipment maintenance', 30], ['UU', 'Desktop management software', 15]], federal: 37, squareFeet: 900, tickets: 4200, devices: 40, network: 3, recovered: [0, 0, 0, 1.01],
    rates: [{ rate: 'NW-LAN-MBX', units: 10800, growth: 1.04, customers: AGENCIES }] },
  { service: 'NW-PBX', fund: 'ISF-CN', bought: [['LL', 'Exchange maintenance', 100]], federal: 0, squareFeet: 120, tickets: 90, devices: 1, network: 1, recovered: [0.99, 1, 1.006, 1], rates: [{ rate: 'NW-PBX-PORT', units: 30000, growth: 0.99 }] },
  { service: 'FP-MMARS', fund: 'ISF-CN', bought: APPLICATION, federal: 18, squareFeet: 700, tickets: 1100, devices: 12, network: 0, recovered: [1.002, 1.0, 0.995, 1.004], rates: [{ rate: 'FP-MMARS-TX', units: 27500000, growth: 1.02 }] },
  { service: 'FP-PAY', fund: 'ISF-CN', bought: APPLICATION, federal: 21, squareFeet: 900, tickets: 1600, devices: 18, network: 0, recovered: [1.0, 0.997, 1.003, 0.999], rates: [{ rate: 'FP-HRCMS-CHK', units: 1872000, growth: 1.01, derived: '2.692' }] },
  { service: 'MM-MBX', fund: 'ISF-CN', bought: [['UU', 'Messaging licenses and maintenance', 58], ['LL', 'Mail server lease', 27], ['U05', 'Contract messaging support', 15]], federal: 29, squareFeet: 800, tickets: 3600, devices: 36, network: 1, recovered: [0.985, 1.0, 1.011, 1.002],
    rates: [{ rate: 'MM-MBX-A', units: 168000, growth: 1.09, capacity: 210000 }, { rate: 'MM-MBX-B', units: 54000, growth: 1.12 }, { rate: 'MM-MBX-C', units: 18600, growth: 1.15 }] },
  { service: 'MR-SET', fund: 'ISF-CN', bought: [['U05', 'Contract installers', 100]], federal: 26, squareFeet: 240, tickets: 60, devices: 0, network: 0, recovered: [1.02, 1, 0.97, 1],
    rates: [
      { rate: 'MR-SET-UNIX', units: 14, growth: 1 }, { rate: 'MR-SET-W2K', units: 62, growth: 1.05 }, { rate: 'MR-SET-APP', units: 88, growth: 1.05 }, { rate: 'MR-SET-HARD', units: 54, growth: 1 }, { rate: 'MR-SET-DB', units: 36, growth: 1 },
    ] },
  { service: 'MR-HW', fund: 'ISF-CN', bought: [['LL', 'Hardware maintenance', 78], ['GG', 'Power and cooling of racks', 22]], federal: 27, squareFeet: 1300, tickets: 40, devices: 30, network: 0, recovered: [0.97, 1, 1.02, 1.01],
    rates: [{ rate: 'MR-HW-T1', units: 1380, growth: 1.05, capacity: 1560, dividedBy: 'practical-capacity' }, { rate: 'MR-HW-T23', units: 36, growth: 1 }] },
  { service: 'MR-WIN', fund: 'ISF-CN', bought: SERVER, federal: 32, squareFeet: 2400, tickets: 1300, devices: 180, network: 0, recovered: [1.008, 1, 0.99, 1.005], rates: [{ rate: 'MR-WIN-SVR', units: 4320, growth: 1.08 }] },
  { service: 'MR-AIX', fund: 'ISF-CN', bought: SERVER, federal: 38, squareFeet: 1100, tickets: 380, devices: 46, network: 0, recovered: [1.0, 0.99, 0.931, 0.985], rates: [{ rate: 'MR-AIX-SVR', units: 1128, growth: 1.03, customers: AGENCIES }] },
  { service: 'MR-IAS', fund: 'ISF-CN', bought: DATABASE, federal: 25, squareFeet: 120, tickets: 60, devices: 10, network: 0, recovered: [0.99, 1, 1.01, 1], rates: [{ rate: 'MR-IAS-CPU', units: 576, growth: 1.12 }] },
  { service: 'MR-DB', fund: 'ISF-CN', bought: DATABASE, federal: 33, squareFeet: 260, tickets: 420, devices: 40, network: 0, recovered: [1.004, 1, 1.006, 1.001], rates: [{ rate: 'MR-DB-SQLE', units: 1020, growth: 1.1 }, { rate: 'MR-DB-ORA', units: 1968, growth: 1.04 }] },
  { service: 'MR-OSS', fund: 'ISF-CN', bought: STORAGE, federal: 30, squareFeet: 340, tickets: 70, devices: 9, network: 0, recovered: [0.9, 0.98, 0.99, 1.0], rates: [{ rate: 'MR-OSS-TD', units: 3400000, growth: 0.9 }, { rate: 'MR-OSS-GB', units: 1150000, growth: 1.18 }] },
  { service: 'SW-DED', fund: 'ISF-CN', bought: [['UU', 'Dedicated licenses', 100]], federal: 44, squareFeet: 0, tickets: 10, devices: 0, network: 0, recovered: [1, 1, 1, 1], rates: [{ rate: 'SW-DED-IMS', units: 12, growth: 1 }, { rate: 'SW-DED-ORA', units: 1440, growth: 1 }] },
  { service: 'DL-HR', fund: 'ISF-CN', bought: LABOR, federal: 35, squareFeet: 600, tickets: 0, devices: 0, network: 0, recovered: [0.98, 1, 1.01, 0.99],
    rates: [
      { rate: 'DL-HR-DB', units: 5200, growth: 1, derived: '63.4', typed: HELD }, { rate: 'DL-HR-OPS', units: 3100, growth: 1, derived: '43.1', typed: HELD }, { rate: 'DL-HR-ENG', units: 4400, growth: 1, derived: '49', typed: HELD },
      { rate: 'DL-HR-FORM', units: 900, growth: 1, derived: '37.42', typed: HELD },
    ] },
  { service: 'ML-INS', fund: 'ISF-PS', bought: MAIL, federal: 20, squareFeet: 3600, tickets: 30, devices: 2, network: 0, recovered: [1.01, 1, 1.004, 1], rates: [{ rate: 'ML-INS-MAN', units: 1150000, growth: 0.97 }, { rate: 'ML-INS-DIMS', units: 18500000, growth: 1.02 }] },
  { service: 'ML-PRJ', fund: 'ISF-PS', bought: [['JJ', 'Temporary clerks', 76], ['EE', 'Film and supplies', 24]], federal: 15, squareFeet: 500, tickets: 10, devices: 0, network: 0, recovered: [0.96, 1, 1.02, 1],
    rates: [{ rate: 'ML-PRJ-CLER', units: 120000, growth: 1 }, { rate: 'ML-PRJ-KEY', units: 9600, growth: 0.95 }, { rate: 'ML-PRJ-FILM', units: 310000, growth: 0.9 }] },
  { service: 'ML-MTR', fund: 'ISF-PS', bought: POSTAGE, federal: 23, squareFeet: 900, tickets: 10, devices: 3, network: 0, recovered: [1.003, 1, 1.001, 1], rates: [{ rate: 'ML-MTR-PST', units: 3900000, growth: 1.01, typed: 'A percentage on the postage that is metered.' }] },
  { service: 'ML-BIN', fund: 'ISF-PS', bought: [['JJ', 'Temporary mail clerks', 70], ['EE', 'Bins and supplies', 30]], federal: 17, squareFeet: 1200, tickets: 10, devices: 0, network: 0, recovered: [0.99, 1, 1.01, 1],
    rates: [{ rate: 'ML-BIN-REP1', units: 2760, growth: 0.98 }, { rate: 'ML-BIN-IOM1', units: 4080, growth: 1 }, { rate: 'ML-BIN-INC1', units: 1860, growth: 1 }] },
  { service: 'ML-COUR', fund: 'ISF-PS', bought: [['LL', 'Van leases', 62], ['EE', 'Fuel and repairs', 38]], federal: 16, squareFeet: 300, tickets: 0, devices: 0, network: 0, recovered: [1.0, 1, 0.99, 1],
    rates: [{ rate: 'ML-COUR-PICK', units: 1440, growth: 1 }, { rate: 'ML-COUR-SH', units: 240, growth: 1 }, { rate: 'ML-COUR-DT', units: 156, growth: 1 }] },
  { service: 'SP-MITC', fund: 'ISF-CN', bought: SPACE, federal: 48, squareFeet: 200, tickets: 40, devices: 0, network: 0, recovered: [0.94, 1, 0.94, 0.94],
    rates: [{ rate: 'SP-MITC-SQFT', units: 54000, growth: 1, derived: '2.13', typed: HELD, customers: [['Project team A (fictional)', 100]] }] },
  { service: 'SP-ONE', fund: 'ISF-CN', bought: RESALE, federal: 26, squareFeet: 100, tickets: 90, devices: 0, network: 0, recovered: [1.01, 1, 0.99, 1],
    rates: [{ rate: 'SP-ONE-EQ', units: 1134000, growth: 1, typed: 'A percentage on the purchase cost.' }, { rate: 'SP-ONE-SW', units: 486000, growth: 1, typed: 'A percentage on the purchase cost.' }] },
]

/** In FY2005 alone: what is overridden by hand, one of them without a reason, so that the checks before release find it. */
export const TYPED_IN_2005: Readonly<Record<string, string>> = {
  'NW-FR-56S': 'No units are planned: the last shared ports were moved to dedicated ports.',
  'NW-PBX-PORT': 'Held at FY2004 until the exchange is replaced.',
  'MR-IAS-CPU': '',
}

/** Terms of single services (RATE-1) that no bought cost is. */
export const OTHER_TERMS: readonly { readonly version: string; readonly service: string; readonly section: string; readonly description: string; readonly amount: string; readonly assumption: string; readonly recurrence: string }[] = [
  { version: 'FY2004/plan', service: 'NW-LAN', section: 'subsidy', description: 'Appropriation for the former central business office', amount: '25000', assumption: 'Covers its equipment for the first year.', recurrence: 'one-time' },
  { version: 'FY2004/plan', service: 'MM-MBX', section: 'reserve-contribution', description: 'Working capital reserve', amount: '15000', assumption: 'Towards 60 days of cash expense.', recurrence: 'recurring' },
  { version: 'FY2005/plan', service: 'MM-MBX', section: 'reserve-contribution', description: 'Working capital reserve', amount: '15000', assumption: 'Towards 60 days of cash expense.', recurrence: 'recurring' },
  { version: 'FY2005/plan', service: 'MR-WIN', section: 'reserve-contribution', description: 'Working capital reserve', amount: '40000', assumption: 'Towards 60 days of cash expense.', recurrence: 'recurring' },
  ...['FY2004/plan', 'FY2005/plan'].map((version) => ({ version, service: 'NW-DDS', section: 'other-revenue', description: 'Surcharge of non-state customers', amount: '22364.76', assumption: '264 line drops x 69.19, and 5,940 miles x 0.69: the non-state price above the state price.', recurrence: 'recurring' })),
]
