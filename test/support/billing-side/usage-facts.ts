/** Who uses how much of each rate, and how a year goes. Nothing here stands in a source; the planned units of the cost side are shared out. */

/** How quantities of a month come about: something that stands there, work that comes and goes, single events, single purchases in dollars. */
export type UsagePattern = 'standing' | 'work' | 'events' | 'purchases'
export type Season = 'even' | 'office' | 'year-end' | 'mailing' | 'licenses' | 'pay-days'

export type UsageFact = {
  readonly rate: string
  readonly pattern: UsagePattern
  readonly season?: Season
  /** Decimal places of a quantity. */
  readonly places?: number
  /** Parts of the year's units by customer, in per cent. */
  readonly parts: Readonly<Record<string, number>>
  /** Units of the base year, where no units are planned: of FY2004, or of FY2003 where the rate ended with it. */
  readonly units?: number
  /** Units of the year after / units of a year, where no plan says it. */
  readonly growth?: number
  /** Units a month of customers who are too small for a part. */
  readonly few?: Readonly<Record<string, number>>
}

/** January to December. */
export const SEASONS: Readonly<Record<Exclude<Season, 'pay-days'>, readonly number[]>> = {
  even: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  office: [1, 0.93, 1.05, 1, 1, 1.02, 0.97, 1.01, 1, 1.06, 0.9, 0.94],
  'year-end': [0.94, 0.92, 0.98, 0.97, 1, 1.32, 1.12, 0.94, 0.96, 0.97, 0.94, 0.94],
  mailing: [1.22, 1.08, 1.12, 1.05, 0.92, 0.88, 0.82, 0.86, 0.96, 1.02, 1.05, 1.02],
  licenses: [1.1, 0.95, 1.05, 1.06, 1.08, 1.15, 1, 0.95, 0.92, 0.92, 0.9, 0.92],
}

const CPU = { XFA: 34, XPL: 24, ZLT: 18, XCH: 14, QHB: 6, QRV: 4 }
const BATCH = { XPL: 36, XFA: 30, ZLT: 18, XCH: 12, QHB: 4 }
const PORTS = { XFA: 30, ZLT: 20, XCH: 15, QHB: 15, QRV: 10, XPL: 10 }
const AGENCIES = { XFA: 38, XCH: 27, ZLT: 20, QHB: 15 }
const AUTHORITIES = { QWA: 50, QLA: 30, ZTN: 20 }
const SERVERS = { XFA: 30, ZLT: 20, XCH: 15, QHB: 15, XPL: 10, QRV: 5, XPT: 5 }
const LABOR = { XFA: 35, XCH: 20, ZLT: 20, XPT: 15, QHB: 10 }
const MAIL = { XFA: 40, ZLT: 30, XCH: 15, ZPN: 15 }
const BINS = { XFA: 30, ZLT: 20, XCH: 20, QHB: 10, XPL: 10, ZPN: 10 }

/** The rates of FY2004 that can be billed, and their predecessors. Head counts stand for PMIS / PCRS, whose price by check is the same charge once more. */
export const USAGE: readonly UsageFact[] = [
  { rate: 'MF-CPU-P', pattern: 'work', season: 'office', places: 6, parts: CPU },
  { rate: 'MF-CPU-N', pattern: 'work', season: 'year-end', places: 6, parts: BATCH },
  { rate: 'MF-IO-P', pattern: 'work', season: 'office', places: 3, parts: CPU },
  { rate: 'MF-IO-N', pattern: 'work', season: 'year-end', places: 3, parts: BATCH },
  { rate: 'MF-PRT-1', pattern: 'work', season: 'mailing', places: 3, parts: { XFA: 40, ZLT: 30, XCH: 15, XPL: 15 } },
  { rate: 'MF-PRT-2', pattern: 'work', season: 'licenses', places: 3, parts: { ZLT: 60, XFA: 40 } },
  { rate: 'MF-TAPE-M', pattern: 'work', season: 'year-end', parts: { XPL: 35, XFA: 35, XCH: 15, ZLT: 15 } },
  { rate: 'MF-DASD-TD', pattern: 'standing', places: 3, parts: { XFA: 34, XPL: 26, ZLT: 20, XCH: 15, QHB: 5 } },
  { rate: 'MF-OFF-TAPE', pattern: 'standing', places: 1, parts: { XFA: 40, XPL: 30, XCH: 20, XRC: 10 } },
  { rate: 'MF-OFF-ARC', pattern: 'standing', places: 1, parts: { XRC: 40, XCH: 35, XPL: 25 } },
  { rate: 'MF-OFF-REP', pattern: 'standing', places: 3, parts: { XFA: 45, ZLT: 35, XPL: 20 } },
  { rate: 'NW-SNA-MIN', pattern: 'work', season: 'office', parts: { XFA: 45, XCH: 20, ZLT: 20, QHB: 10, QRV: 5 }, few: { QMT: 310 } },
  { rate: 'NW-PORT-10', pattern: 'standing', parts: PORTS },
  { rate: 'NW-PORT-100', pattern: 'standing', parts: { XFA: 40, ZLT: 20, XCH: 20, QHB: 20 } },
  { rate: 'NW-PORT-100S', pattern: 'standing', parts: { XFA: 25, ZLT: 25, XCH: 25, QRV: 25 } },
  { rate: 'NW-PORT-100A', pattern: 'standing', parts: { XPT: 50, XPL: 50 } },
  { rate: 'NW-PORT-155', pattern: 'standing', parts: { XFA: 50, ZTO: 25, ZLT: 25 } },
  { rate: 'NW-PORT-HUB', pattern: 'standing', units: 72, growth: 0.9, parts: { QRV: 100 } },
  { rate: 'NW-FR-56', pattern: 'standing', parts: { XFA: 50, XCH: 25, QHB: 25 } },
  { rate: 'NW-FR-56S', pattern: 'standing', parts: { XFA: 60, QHB: 40 } },
  { rate: 'NW-FR-384', pattern: 'standing', parts: { XFA: 40, XCH: 20, ZLT: 20, QHB: 20 } },
  { rate: 'NW-FR-384S', pattern: 'standing', parts: { XCH: 50, QRV: 50 } },
  { rate: 'NW-FR-T1', pattern: 'standing', parts: { XFA: 40, ZLT: 20, XCH: 20, XPL: 20 } },
  { rate: 'NW-FR-T1S', pattern: 'standing', parts: { QHB: 100 / 3, QRV: 100 / 3, ZLT: 100 / 3 } },
  { rate: 'NW-PTP-T3', pattern: 'standing', parts: { ZTO: 100 } },
  { rate: 'NW-TLS-10', pattern: 'standing', parts: { XFA: 50, QRV: 50 } },
  { rate: 'NW-TLS-100', pattern: 'standing', parts: { XFA: 60, ZLT: 40 } },
  { rate: 'NW-TLS-100S', pattern: 'standing', parts: { XCH: 50, QHB: 50 } },
  { rate: 'NW-CIRC-CHG', pattern: 'events', parts: { XFA: 35, XCH: 20, ZLT: 20, QHB: 15, QRV: 10 } },
  { rate: 'NW-DDS-LINE', pattern: 'standing', parts: AUTHORITIES },
  { rate: 'NW-DDS-MILE', pattern: 'standing', places: 1, parts: AUTHORITIES },
  { rate: 'NW-LAN-MBX', pattern: 'standing', parts: AGENCIES },
  { rate: 'NW-PBX-PORT', pattern: 'standing', parts: { XPL: 40, ZLT: 30, ZTO: 20, QHB: 10 } },
  { rate: 'FP-MMARS-TX', pattern: 'work', season: 'year-end', parts: { XPL: 40, XFA: 25, ZLT: 15, XCH: 10, QHB: 10 } },
  { rate: 'FP-PMIS-HC', pattern: 'standing', units: 312_000, growth: 0.97, parts: { XPL: 40, XFA: 30, ZLT: 15, XCH: 15 } },
  { rate: 'FP-HRCMS-CHK', pattern: 'work', season: 'pay-days', parts: { XPL: 34, XFA: 26, ZLT: 15, XCH: 12, QHB: 8, QRV: 5 } },
  { rate: 'MM-MBX-A', pattern: 'standing', parts: { XFA: 36, XCH: 18, ZLT: 18, QHB: 11, XPL: 9, QRV: 5, XPT: 1, XRC: 2 }, few: { QMT: 1 } },
  { rate: 'MM-MBX-B', pattern: 'standing', parts: { XFA: 40, XCH: 20, ZLT: 20, QHB: 10, XPL: 10 } },
  { rate: 'MM-MBX-C', pattern: 'standing', parts: { XFA: 40, ZLT: 25, XPL: 20, XPT: 5, XRC: 10 } },
  { rate: 'MR-SET-UNIX', pattern: 'events', parts: { XFA: 50, XCH: 50 } },
  { rate: 'MR-SET-W2K', pattern: 'events', parts: { XFA: 50, ZLT: 50 } },
  { rate: 'MR-SET-APP', pattern: 'events', parts: { XFA: 50, QHB: 25, XPT: 25 } },
  { rate: 'MR-SET-HARD', pattern: 'events', parts: { XFA: 50, ZLT: 50 } },
  { rate: 'MR-SET-DB', pattern: 'events', parts: { XCH: 50, ZLT: 25, QHB: 25 } },
  { rate: 'MR-HW-T1', pattern: 'standing', parts: { XFA: 40, ZTO: 40, QLA: 20 } },
  { rate: 'MR-HW-T21', pattern: 'standing', units: 2_880, growth: 1.05, parts: SERVERS },
  { rate: 'MR-HW-T21A', pattern: 'standing', units: 1_056, growth: 1.03, parts: AGENCIES },
  { rate: 'MR-HW-T23', pattern: 'standing', parts: { XFA: 200 / 3, XPL: 100 / 3 } },
  { rate: 'MR-SW-STD', pattern: 'standing', units: 2_880, growth: 1.05, parts: SERVERS },
  { rate: 'MR-SW-NON', pattern: 'standing', units: 1_056, growth: 1.03, parts: AGENCIES },
  { rate: 'MR-OP-NT4', pattern: 'standing', units: 960, growth: 0.7, parts: { XFA: 50, ZLT: 25, QHB: 25 } },
  { rate: 'MR-OP-W2K', pattern: 'standing', units: 1_920, growth: 1.25, parts: SERVERS },
  { rate: 'MR-WIN-SVR', pattern: 'standing', parts: SERVERS },
  { rate: 'MR-AIX-SVR', pattern: 'standing', parts: AGENCIES },
  { rate: 'MR-IAS-CPU', pattern: 'standing', parts: { XFA: 50, XPL: 25, XPT: 25 } },
  { rate: 'MR-DB-SQL7', pattern: 'standing', units: 384, growth: 0.8, parts: { ZLT: 50, QHB: 50 } },
  { rate: 'MR-DB-SQLS', pattern: 'standing', units: 576, growth: 1.2, parts: { XFA: 50, XCH: 25, QRV: 25 } },
  { rate: 'MR-DB-SQLE', pattern: 'standing', parts: { XFA: 40, ZLT: 20, XCH: 20, QHB: 20 } },
  { rate: 'MR-DB-ORA', pattern: 'standing', parts: { XFA: 50, XPL: 25, XCH: 25 } },
  { rate: 'MR-OSS-TD', pattern: 'standing', places: 3, parts: { XPL: 60, QHB: 40 } },
  { rate: 'MR-OSS-GB', pattern: 'standing', places: 1, parts: { XFA: 40, ZLT: 25, XCH: 25, XPT: 10 } },
  { rate: 'SW-DED-IMS', pattern: 'standing', parts: { XFA: 100 } },
  { rate: 'SW-DED-ORA', pattern: 'standing', parts: { XCH: 100 } },
  { rate: 'DL-HR-CON', pattern: 'work', season: 'office', places: 2, units: 640_000, growth: 1, parts: LABOR },
  { rate: 'DL-HR-DB', pattern: 'work', season: 'office', places: 2, parts: LABOR },
  { rate: 'DL-HR-OPS', pattern: 'work', season: 'office', places: 2, parts: LABOR },
  { rate: 'DL-HR-ENG', pattern: 'work', season: 'office', places: 2, parts: LABOR },
  { rate: 'DL-HR-FORM', pattern: 'work', season: 'licenses', places: 2, parts: { ZLT: 60, XFA: 40 } },
  { rate: 'ML-INS-MAN', pattern: 'work', season: 'mailing', parts: MAIL, few: { QMT: 22 } },
  { rate: 'ML-INS-DIMS', pattern: 'work', season: 'mailing', parts: MAIL },
  { rate: 'ML-PRJ-CLER', pattern: 'work', season: 'licenses', parts: { ZLT: 60, ZPN: 40 } },
  { rate: 'ML-PRJ-KEY', pattern: 'work', season: 'licenses', places: 3, parts: { ZLT: 70, ZPN: 30 } },
  { rate: 'ML-PRJ-FILM', pattern: 'work', season: 'office', parts: { XCH: 60, XRC: 40 } },
  { rate: 'ML-MTR-PST', pattern: 'work', season: 'mailing', places: 2, parts: MAIL },
  { rate: 'ML-BIN-REP1', pattern: 'standing', parts: BINS },
  { rate: 'ML-BIN-IOM1', pattern: 'standing', parts: BINS },
  { rate: 'ML-BIN-INC1', pattern: 'standing', parts: { XFA: 40, ZLT: 20, XCH: 20, QHB: 20 } },
  { rate: 'ML-COUR-PICK', pattern: 'standing', parts: BINS },
  { rate: 'ML-COUR-SH', pattern: 'standing', parts: { XFA: 40, XPL: 40, ZLT: 20 } },
  { rate: 'ML-COUR-DT', pattern: 'standing', parts: { XFA: 700 / 13, ZLT: 600 / 13 } },
  { rate: 'SP-MITC-SQFT', pattern: 'standing', parts: { XPT: 100 } },
  { rate: 'SP-MITC-TEL', pattern: 'work', season: 'office', places: 2, units: 38_400, growth: 1.02, parts: { XPT: 100 } },
  { rate: 'SP-ONE-EQ', pattern: 'purchases', parts: { XFA: 35, ZLT: 20, XCH: 15, QHB: 15, QRV: 10, XPT: 5 } },
  { rate: 'SP-ONE-SW', pattern: 'purchases', parts: { XFA: 40, XCH: 25, ZLT: 20, XPT: 15 } },
  { rate: 'SP-ONE-WIRE', pattern: 'purchases', units: 64_000, growth: 1, parts: { QHB: 40, QRV: 35, ZLT: 25 } },
]

/** A department was moved: from this month on, so much times as much. */
export const LEVEL_SHIFTS: readonly { readonly customer: string; readonly rate: string; readonly from: string; readonly factor: number }[] = [
  { customer: 'QHB', rate: 'MM-MBX-A', from: '2003-10', factor: 1.45 },
]

/** Months that are not as they would have come about. An empty quantity: the figure is missing. */
export const EXCEPTIONS: readonly { readonly customer: string; readonly rate: string; readonly month: string; readonly quantity: string }[] = [
  { customer: 'XFA', rate: 'MF-CPU-P', month: '2003-02', quantity: '' },
  { customer: 'ZPN', rate: 'ML-PRJ-KEY', month: '2003-11', quantity: '-18.5' },
]

/** The last month of rates that nobody has any more, though they are not retired: then zero. */
export const LAST_MONTHS: Readonly<Record<string, string>> = { 'NW-FR-56S': '2004-06' }
