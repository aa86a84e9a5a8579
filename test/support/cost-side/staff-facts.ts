/** What is made up of staff and pools. Titles only, no persons; bargaining units and grades are invented. Nothing here stands in a source. */

/** Owner (a service's code, or `pool:` and a pool's code) and its part in per cent. */
export type Part = readonly [owner: string, percent: number]

export type StaffPlan = { readonly code: string; readonly title: string; readonly unit: string; readonly grade: string; readonly salary: number; readonly parts: readonly Part[]; readonly fte?: string; readonly starts2005?: string; readonly vacancy?: string }

const person = (code: string, title: string, rank: readonly [unit: string, grade: string, salary: number], ...parts: readonly Part[]): StaffPlan => ({ code, title, unit: rank[0], grade: rank[1], salary: rank[2], parts })

export const STAFF: readonly StaffPlan[] = [
  person('P101', 'Facilities Manager', ['Management', 'M4', 72400], ['pool:FAC', 100]),
  person('P102', 'Building Engineer', ['Unit B', 'B16', 52300], ['pool:FAC', 100]),
  person('P103', 'Fiscal Director', ['Management', 'M8', 91200], ['pool:ADM', 100]),
  person('P104', 'Budget Analyst', ['Unit A', 'A18', 58900], ['pool:ADM', 100]),
  person('P105', 'Personnel Officer', ['Unit A', 'A18', 57600], ['pool:ADM', 100]),
  person('P106', 'Procurement Analyst', ['Unit A', 'A17', 55100], ['pool:ADM', 100]),
  person('P107', 'Legal Counsel', ['Management', 'M7', 83800], ['pool:ADM', 100]),
  person('P108', 'Security Officer', ['Management', 'M7', 85200], ['pool:SEC', 100]),
  person('P109', 'Security Analyst', ['Unit A', 'A20', 66400], ['pool:SEC', 100]),
  person('P110', 'Help Desk Supervisor', ['Unit B', 'B18', 60200], ['pool:HLP', 100]),
  person('P111', 'Help Desk Agent II', ['Unit B', 'B14', 46800], ['pool:HLP', 100]),
  person('P112', 'Help Desk Agent II', ['Unit B', 'B14', 45900], ['pool:HLP', 100]),
  person('P113', 'Help Desk Agent I', ['Unit B', 'B12', 41300], ['pool:HLP', 100]),
  person('P114', 'Usage Accounting Analyst', ['Unit A', 'A18', 59500], ['pool:MET', 100]),
  person('P115', 'Network Operations Manager', ['Management', 'M6', 80100], ['pool:NOC', 100]),
  person('P116', 'Network Operator II', ['Unit B', 'B15', 50600], ['pool:NOC', 100]),
  person('P117', 'Network Operator II', ['Unit B', 'B15', 49800], ['pool:NOC', 100]),
  person('P118', 'Network Operator I', ['Unit B', 'B13', 44700], ['pool:NOC', 100]),
  { ...person('P119', 'Network Operator I', ['Unit B', 'B13', 43900], ['pool:NOC', 100]), vacancy: '8' },
  person('P120', 'Director of Account Management', ['Management', 'M7', 84900], ['SAM', 100]),
  person('P121', 'Service Account Manager', ['Management', 'M4', 71600], ['SAM', 100]),
  person('P122', 'Service Account Manager', ['Management', 'M4', 70800], ['SAM', 100]),
  person('P123', 'Service Account Manager', ['Management', 'M4', 69300], ['SAM', 100]),
  person('P124', 'Service Account Analyst', ['Unit A', 'A17', 54400], ['SAM', 100]),
  person('P125', 'Chargeback Manager', ['Management', 'M5', 76500], ['pool:CBO', 100]),
  person('P126', 'Chargeback Analyst', ['Unit A', 'A18', 58200], ['pool:CBO', 100]),
  person('P201', 'Mainframe Systems Manager', ['Management', 'M7', 84500], ['MF-CPU', 50], ['MF-IO', 30], ['MF-DASD', 20]),
  person('P202', 'Systems Programmer III', ['Unit A', 'A22', 73200], ['MF-CPU', 60], ['MF-IO', 40]),
  person('P203', 'Systems Programmer II', ['Unit A', 'A20', 65800], ['MF-IO', 50], ['MF-DASD', 50]),
  person('P204', 'Storage Administrator', ['Unit A', 'A19', 61400], ['MF-DASD', 40], ['MF-OFF', 30], ['MR-OSS', 30]),
  person('P205', 'Computer Operations Supervisor', ['Unit B', 'B17', 55700], ['MF-CPU', 30], ['MF-TAPE', 40], ['MF-PRT', 30]),
  person('P206', 'Computer Operator II', ['Unit B', 'B13', 44200], ['MF-TAPE', 50], ['MF-PRT', 50]),
  person('P207', 'Print Operator', ['Unit C', 'C11', 40600], ['MF-PRT', 100]),
  person('P208', 'Print Operator', ['Unit C', 'C11', 39800], ['MF-PRT', 100]),
  person('P209', 'Network Manager', ['Management', 'M6', 81700], ['NW-PORT', 40], ['NW-FR', 40], ['NW-TLS', 20]),
  person('P210', 'Network Engineer III', ['Unit A', 'A22', 72600], ['NW-PORT', 100]),
  person('P211', 'Network Engineer II', ['Unit A', 'A20', 64900], ['NW-FR', 85], ['NW-CIRC', 15]),
  person('P212', 'Network Engineer II', ['Unit A', 'A20', 64100], ['NW-TLS', 60], ['NW-PTP', 10], ['NW-DDS', 30]),
  person('P213', 'Session Network Specialist', ['Unit A', 'A19', 62300], ['NW-SNA', 100]),
  person('P214', 'LAN Administrator II', ['Unit A', 'A18', 57900], ['NW-LAN', 100]),
  person('P215', 'LAN Administrator I', ['Unit A', 'A16', 50700], ['NW-LAN', 100]),
  { ...person('P216', 'Telephone Technician', ['Unit B', 'B14', 47100], ['NW-PBX', 80]), vacancy: '0' },
  person('P217', 'Application Analyst III', ['Unit A', 'A22', 71900], ['FP-MMARS', 50], ['FP-PAY', 50]),
  person('P218', 'Application Analyst II', ['Unit A', 'A20', 65200], ['FP-PAY', 100]),
  person('P219', 'Database Administrator III', ['Unit A', 'A23', 76400], ['FP-MMARS', 40], ['MR-DB', 60]),
  person('P220', 'Messaging Administrator II', ['Unit A', 'A20', 63700], ['MM-MBX', 100]),
  person('P221', 'Messaging Administrator I', ['Unit A', 'A17', 54600], ['MM-MBX', 100]),
  person('P222', 'Server Engineer III', ['Unit A', 'A22', 72100], ['MR-WIN', 70], ['MR-SET', 30]),
  { ...person('P223', 'Server Engineer II', ['Unit A', 'A19', 60900], ['MR-WIN', 100]), starts2005: '2004-10-01' },
  person('P224', 'Unix Administrator III', ['Unit A', 'A22', 74300], ['MR-AIX', 70], ['MR-HW', 10], ['MR-IAS', 20]),
  person('P225', 'Unix Administrator II', ['Unit A', 'A20', 66100], ['MR-AIX', 80], ['MR-SET', 20]),
  person('P226', 'Database Administrator II', ['Unit A', 'A21', 69500], ['MR-DB', 100]),
  person('P227', 'Systems Analyst, Projects', ['Unit A', 'A21', 68200], ['DL-HR', 100]),
  { ...person('P228', 'Forms Designer', ['Unit B', 'B13', 43600], ['DL-HR', 100]), fte: '0.5' },
  person('P229', 'Systems Analyst, Projects', ['Unit A', 'A20', 64400], ['DL-HR', 100]),
  person('P230', 'Mail Room Supervisor', ['Unit C', 'C15', 51200], ['ML-INS', 40], ['ML-MTR', 30], ['ML-BIN', 20], ['ML-COUR', 10]),
  person('P231', 'Mail Clerk II', ['Unit C', 'C10', 38100], ['ML-BIN', 60], ['ML-COUR', 40]),
  person('P232', 'Courier', ['Unit C', 'C9', 36900], ['ML-COUR', 100]),
  person('P233', 'Inserter Operator', ['Unit C', 'C11', 40200], ['ML-INS', 100]),
  person('P234', 'Data Entry Operator', ['Unit C', 'C9', 36400], ['ML-PRJ', 60], ['ML-MTR', 40]),
]

export const INCREASES: readonly { readonly version: string; readonly kind: string; readonly name: string; readonly unit: string; readonly position: string; readonly percent: string; readonly from: string }[] = [
  { version: 'FY2004/plan', kind: 'cost-of-living', name: 'General increase', unit: '', position: '', percent: '2', from: '2004-01-01' },
  { version: 'FY2004/plan', kind: 'step', name: 'Steps of Unit B', unit: 'Unit B', position: '', percent: '1.5', from: '2003-10-01' },
  { version: 'FY2005/plan', kind: 'cost-of-living', name: 'General increase', unit: '', position: '', percent: '3', from: '2005-01-01' },
  { version: 'FY2005/plan', kind: 'step', name: 'Steps of Unit B', unit: 'Unit B', position: '', percent: '1.5', from: '2004-10-01' },
  { version: 'FY2005/plan', kind: 'step', name: 'Promotion to the next grade', unit: '', position: 'P226', percent: '4', from: '2004-09-01' },
]

export type PoolPlan = {
  readonly code: string
  readonly name: string
  readonly service: string
  readonly driver: readonly [code: string, name: string, kind: string, unit: string]
  readonly note: string
  readonly lines: readonly (readonly [objectCode: string, description: string, amount: number])[]
  /** Quantities of its driver at other pools; those of the services stand with the services. */
  readonly atPools: readonly (readonly [pool: string, quantity: number])[]
  readonly only2005?: true
}

/** In the step-down order. */
export const POOLS: readonly PoolPlan[] = [
  { code: 'FAC', name: 'Facilities', service: '', driver: ['SQFT', 'Square feet', 'typed', 'square feet'], note: 'Space, energy and guards of the data center.', atPools: [['ADM', 1900], ['SEC', 500], ['HLP', 1300], ['MET', 200], ['NOC', 2200], ['SAM', 1100], ['CBO', 450]],
    lines: [['GG', 'Space rental', 742000], ['GG', 'Electricity and cooling', 381000], ['JJ', 'Guards and cleaning', 168000]] },
  { code: 'ADM', name: 'Administration', service: '', driver: ['FTE', 'Full-time equivalents', 'fte', 'FTE'], note: 'Fiscal, personnel, procurement and legal work.', atPools: [],
    lines: [['EE', 'Office supplies and postage', 41500], ['UU', 'Financial software', 88000], ['HH', 'Audit', 65000]] },
  { code: 'SEC', name: 'Security office', service: '', driver: ['DEV', 'Watched devices', 'typed', 'devices'], note: 'Firewalls, reviews and incidents.', atPools: [['HLP', 12], ['NOC', 30], ['SAM', 6]],
    lines: [['UU', 'Firewall and scanning software', 132000], ['U05', 'Penetration tests', 48000]] },
  { code: 'HLP', name: 'Help desk', service: '', driver: ['TICK', 'Tickets', 'typed', 'tickets'], note: 'First contact of all users.', atPools: [['MET', 20], ['NOC', 350], ['SAM', 180], ['CBO', 140]],
    lines: [['UU', 'Ticket software', 74000], ['U05', 'Contract agents at night', 96000]] },
  { code: 'MET', name: 'Usage metering', service: '', driver: ['UNITS', 'Planned units', 'units', 'units'], note: 'Records and counts every billable unit.', atPools: [], lines: [['UU', 'Metering software', 39000]] },
  { code: 'NOC', name: 'Network operations', service: '', driver: ['NET', 'Part of network operations', 'fixed-percent', '%'], note: 'Watches the network day and night.', atPools: [],
    lines: [['UU', 'Network management software', 164000], ['LL', 'Console and monitor lease', 57000], ['U05', 'Contract operators on holidays', 42000]] },
  { code: 'SAM', name: 'Service Account Management', service: 'SAM', driver: ['ACCT', 'Accounts served', 'typed', 'accounts'], note: 'No units and no rate: the whole cost of the service goes out through overhead (RATE-2).', atPools: [['CBO', 4]], lines: [] },
  { code: 'CBO', name: 'Chargeback office', service: '', driver: ['COST', 'Direct cost', 'direct-cost', 'USD'], note: 'Makes the rates and the bills.', atPools: [], lines: [['UU', 'Billing software', 61000], ['EE', 'Printing and mailing of bills', 12400]] },
  { code: 'TRN', name: 'Training rooms', service: '', driver: ['SEAT', 'Booked seats', 'typed', 'seats'], note: 'Nobody has booked a seat yet, so its cost stays unallocated and is reported (ALLOC-5).', atPools: [], lines: [['GG', 'Rental of two rooms', 18600]], only2005: true },
]

export type CapitalPlan = { readonly owner: string; readonly description: string; readonly price: string; readonly from: string; readonly months: number; readonly first: 2004 | 2005; readonly assumption: string }

export const CAPITAL: readonly CapitalPlan[] = [
  { owner: 'MF-TAPE', description: 'Tape library', price: '216000', from: '2002-07-01', months: 60, first: 2004, assumption: 'Five years.' },
  { owner: 'MF-DASD', description: 'Disk array', price: '780000', from: '2003-10-01', months: 60, first: 2004, assumption: 'Five years from the month in service.' },
  { owner: 'MF-PRT', description: 'Laser printer', price: '288000', from: '2003-01-01', months: 72, first: 2004, assumption: 'Six years.' },
  { owner: 'NW-PORT', description: 'Core switch', price: '324000', from: '2003-07-01', months: 60, first: 2004, assumption: 'Five years.' },
  { owner: 'NW-TLS', description: 'LAN gateway', price: '96000', from: '2003-09-01', months: 48, first: 2004, assumption: 'Four years.' },
  { owner: 'ML-INS', description: 'Inserting machine', price: '151200', from: '2001-07-01', months: 84, first: 2004, assumption: 'Seven years.' },
  { owner: 'pool:FAC', description: 'Uninterruptible power supply', price: '420000', from: '2002-07-01', months: 120, first: 2004, assumption: 'Ten years.' },
  { owner: 'MR-OSS', description: 'Spare disk shelf', price: '4200', from: '2003-11-01', months: 48, first: 2004, assumption: 'Below the threshold: an expense of its first month.' },
  { owner: 'MR-WIN', description: 'Blade chassis', price: '132000', from: '2004-08-01', months: 48, first: 2005, assumption: 'Four years from the month in service.' },
]

export const ESCALATORS: readonly (readonly [objectCode: string, percent: string, assumption: string])[] = [
  ['UU', '4', 'License contracts rise by 4 %.'], ['LL', '2.5', 'Index of the lease contracts.'], ['GG', '5', 'Rental contract and energy prices.'], ['EE', '2', 'General prices.'], ['HH', '3', 'Hourly rates of consultants.'],
  ['U05', '3', 'Hourly rates of contractors.'], ['JJ', '2.5', 'Minimum wage of contractors.'],
]
