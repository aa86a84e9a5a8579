/** What the account managers of the sample noted down: credits, requests, questions and budgets. Nothing here stands in a source. */

type Facts = readonly Readonly<Record<string, string>>[]

export const ADJUSTMENTS: Facts = [
  { customer: 'QMT', chargedOn: '2003-12-15', objectCode: 'E10', kind: 'credit', amount: '-60', reason: 'The mailbox could not be reached for two months; the credit is larger than the charges of the month.' },
  { customer: 'XFA', chargedOn: '2003-10-20', objectCode: 'E10', kind: 'credit', amount: '-4812.5', reason: 'Print jobs of September ran twice through no fault of the customer.' },
  { customer: 'ZLT', chargedOn: '2003-11-07', objectCode: 'E10', kind: 'adjustment', amount: '1264', reason: 'Two servers of August were counted to another customer.' },
  { customer: 'XPL', chargedOn: '2004-02-12', objectCode: 'E05', kind: 'adjustment', amount: '-318.4', reason: 'A courier round of January was counted twice.' },
  { customer: 'QHB', chargedOn: '2004-03-25', objectCode: 'E10', kind: 'one-time', amount: '7450', reason: 'Move of the pilot station to its new building, as quoted.' },
  { customer: 'XCH', chargedOn: '2004-09-30', objectCode: 'E10', kind: 'credit', amount: '-2196', reason: 'A database was switched off ten days before it was asked for.' },
]

export const REQUESTS: Facts = [
  { customer: 'XFA', code: 'XFA-001', kind: 'new-service', title: 'Twelve Windows servers for the claims portal', status: 'approved', requestedOn: '2004-09-13', decidedOn: '2004-10-04', signedBy: 'Chief fiscal officer', rate: 'MR-WIN-SVR', monthlyUnits: '12', fromMonth: '2005-02', note: 'The portal goes to work in February.' },
  { customer: 'XFA', code: 'XFA-002', kind: 'change', title: 'Move report printing to report storage', status: 'draft', requestedOn: '2004-12-09', rate: 'MF-PRT-1', monthlyUnits: '-150', fromMonth: '2005-07', note: 'To be compared first.' },
  { customer: 'XCH', code: 'XCH-001', kind: 'business-application-request', title: 'Case history on line', status: 'estimated', requestedOn: '2004-08-17', note: 'The estimate lies with the customer.' },
  { customer: 'ZLT', code: 'ZLT-001', kind: 'business-application-request', title: 'Renewal of licenses over the web', status: 'submitted', requestedOn: '2004-11-22' },
  { customer: 'QHB', code: 'QHB-001', kind: 'change', title: 'Six ports of the old pilot station are given back', status: 'approved', requestedOn: '2004-10-11', decidedOn: '2004-10-29', signedBy: 'Director of administration', rate: 'NW-PORT-10', monthlyUnits: '-6', fromMonth: '2005-01' },
  { customer: 'QRV', code: 'QRV-001', kind: 'new-service', title: 'A transparent LAN port for the ferry terminal', status: 'refused', requestedOn: '2004-03-02', decidedOn: '2004-03-19', rate: 'NW-TLS-10', monthlyUnits: '1', fromMonth: '2004-07', note: 'The carrier has no line there.' },
  { customer: 'QWA', code: 'QWA-001', kind: 'new-service', title: 'Two more dedicated lines', status: 'withdrawn', requestedOn: '2004-05-24', decidedOn: '2004-06-30', rate: 'NW-DDS-LINE', monthlyUnits: '2', fromMonth: '2004-09', note: 'The pumping stations get lines of their own.' },
  { customer: 'XPT', code: 'XPT-001', kind: 'change', title: 'Desks moved together on one floor', status: 'done', requestedOn: '2004-01-26', decidedOn: '2004-02-05', signedBy: 'Project director', note: 'Once only; the space is the same.' },
  { customer: 'ZPN', code: 'ZPN-001', kind: 'change', title: 'A report bin for the printing of notices', status: 'estimated', requestedOn: '2004-07-15', rate: 'ML-BIN-REP1', monthlyUnits: '1', fromMonth: '2005-01' },
]

export const ESTIMATES: Facts = [
  { request: 'XFA-001', line: '1', description: 'Servers, support included', cadence: 'monthly', rate: 'MR-WIN-SVR', quantity: '12', objectCode: 'E10' },
  { request: 'XFA-001', line: '2', description: 'Installation', cadence: 'one-time', rate: 'MR-SET-W2K', quantity: '12', objectCode: 'E10' },
  { request: 'XFA-001', line: '3', description: 'Hardening', cadence: 'one-time', rate: 'MR-SET-HARD', quantity: '12', objectCode: 'E10' },
  { request: 'XFA-001', line: '4', description: 'Portal license', cadence: 'annual', quantity: '1', amount: '18400', objectCode: 'E10', note: 'As the vendor quoted it.' },
  { request: 'XCH-001', line: '1', description: 'Data model and reports', cadence: 'one-time', rate: 'DL-HR-DB', quantity: '160', objectCode: 'E10' },
  { request: 'XCH-001', line: '2', description: 'Database', cadence: 'monthly', rate: 'MR-DB-ORA', quantity: '2', objectCode: 'E10' },
  { request: 'XCH-001', line: '3', description: 'Consultant, by contract', cadence: 'one-time', quantity: '240', amount: '112.5', objectCode: 'E10', note: 'An hour.' },
  { request: 'XPT-001', line: '1', description: 'Movers', cadence: 'one-time', quantity: '1', amount: '2860', objectCode: 'E10' },
  { request: 'ZPN-001', line: '1', description: 'Report bin', cadence: 'monthly', rate: 'ML-BIN-REP1', quantity: '1', objectCode: 'E05' },
]

export const QUESTIONS: Facts = [
  { customer: 'XFA', askedOn: '2003-08-19', question: 'Why did the server bill fall in July although no server was given back?', answer: 'Occupancy, support and operation of a server are one rate since July; together they cost less than before.', answeredOn: '2003-08-21' },
  { customer: 'XCH', askedOn: '2004-03-09', question: 'Will the encumbrance last until June?', answer: 'No. At the present use it runs out before the year does; more has to be set aside.', answeredOn: '2004-03-11' },
  { customer: 'QHB', askedOn: '2003-11-13', question: 'Why are there more mailboxes since October?', answer: 'The lighthouse service moved to central mail.', answeredOn: '2003-11-14' },
  { customer: 'QMT', askedOn: '2004-01-20', question: 'The bill says 20.00, but we used less. Is that right?', answer: 'It is the minimum charge of a month.', answeredOn: '2004-01-22' },
  { customer: 'QRV', askedOn: '2004-12-16', question: 'What would the hub ports have cost in FY2003?', answer: '' },
]

/** Method, growth and what came of it; the years' budgets that were handed over have figures. */
export const BUDGETS: Facts = [
  { version: 'FY2005/plan', customer: 'XFA', method: 'best', meanMonths: '12', growthPercent: '2', handedOverOn: '2004-05-14', note: 'Caseload grows by 2 %.' },
  { version: 'FY2005/plan', customer: 'QHB', method: 'mean', meanMonths: '6', growthPercent: '0', handedOverOn: '2004-05-20', note: 'The mean of six months, since the move to central mail shifted the level.' },
  { version: 'FY2005/plan', customer: 'QRV', method: 'same-month-last-year', meanMonths: '12', growthPercent: '3', growthFrom: '2005-01', note: 'Not handed over yet.' },
]

export const BUDGET_SERIES: Facts = [
  { version: 'FY2005/plan', customer: 'XFA', rate: 'MF-TAPE-M', method: 'linear-trend', growthPercent: '0', note: 'Tape mounts have gone down for years.' },
  { version: 'FY2005/plan', customer: 'XFA', rate: 'NW-FR-56S', method: 'typed', typedUnits: '0', note: 'The last shared ports were moved to dedicated ports.' },
  { version: 'FY2005/plan', customer: 'QHB', rate: 'NW-SNA-MIN', method: 'drift', growthPercent: '-5', growthFrom: '2004-10', note: 'Terminals are replaced from October on.' },
  { version: 'FY2005/plan', customer: 'QRV', rate: 'NW-PORT-10', method: 'typed', typedUnits: '15', note: 'One port of the closed office goes.' },
]

/** No approved request stands here: it counts by itself. */
export const BUDGET_CHANGES: Facts = [
  { version: 'FY2005/plan', customer: 'QHB', rate: 'MM-MBX-A', cadence: 'monthly', fromMonth: '2004-10', units: '40', note: 'Forty mailboxes for the new pilots.' },
  { version: 'FY2005/plan', customer: 'XFA', rate: 'MM-MBX-B', cadence: 'monthly', fromMonth: '2004-09', toMonth: '2005-03', units: '25', note: 'Temporary caseworkers over the winter.' },
  { version: 'FY2005/plan', customer: 'XFA', rate: 'MR-SET-APP', cadence: 'once', fromMonth: '2005-02', units: '12', note: 'The claims portal is loaded.' },
  { version: 'FY2005/plan', customer: 'QRV', rate: 'DL-HR-ENG', cadence: 'once', fromMonth: '2004-11', units: '60', note: 'Lines for the new crossing.' },
]
