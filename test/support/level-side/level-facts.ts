/** What the sample's service levels are made of. All of it is made up but for what stands in the ListServ description. */
import type { SampleLine } from '../../../src-main/core/sample-lines.ts'

const LISTSERV = 'ListServ service description, Service Targets'
const FICTIONAL = 'Fictional: made for the sample'
const ZONE = 'America/New_York'

export const CALENDARS: readonly SampleLine[] = [
  { name: 'Round the clock, Friday of the second week', timeZone: ZONE, hours: '24x7', observedHolidays: 'none', source: LISTSERV, note: 'Two hours a month on the Friday of the second week; the source states no time of day, so that they lessen the agreed time only.' },
  { name: 'Round the clock, second Friday', timeZone: ZONE, hours: '24x7', observedHolidays: 'none', source: FICTIONAL, note: 'Fictional. Two hours on the second Friday of the month, from 18:00.' },
  { name: 'Prime time', timeZone: ZONE, hours: 'Mon-Fri 08:00-17:00', observedHolidays: 'state', source: 'chargeback policy, prime and non-prime time', note: 'As prime time is billed.' },
  { name: 'Staffed hours', timeZone: ZONE, hours: 'Mon-Fri 07:00-17:00', observedHolidays: 'state', source: LISTSERV, note: 'The hours in which staff responds to requests.' },
]

export const WINDOWS: readonly SampleLine[] = [
  { calendar: 'Round the clock, Friday of the second week', rule: 'weekday-of-week', ordinal: '2', weekday: '5', weekStartsOn: 'sunday', minutes: '120', effectiveFrom: '2002-01-01', source: LISTSERV, note: 'Of the source. A week begins on Sunday.' },
  { calendar: 'Round the clock, second Friday', rule: 'weekday-of-month', ordinal: '2', weekday: '5', weekStartsOn: 'sunday', startTime: '18:00', minutes: '120', effectiveFrom: '2002-01-01', note: 'Fictional.' },
]

const CLOCK = 'Round the clock, second Friday'
/** A typed series: about which figure it lies, how far from it, its least and most, and its places. */
export type Course = { readonly middle: number; readonly spread: number; readonly places: number; readonly from?: string; /** Added a month, from this month on. */ readonly drift?: { readonly from: string; readonly step: number }; readonly single?: Readonly<Record<string, string>> }
export type TargetFact = SampleLine & { readonly code: string; readonly service: string }

const share = { unit: '%', direction: 'at-least', least: '0', most: '100' }
const availability = { ...share, metric: 'availability', computation: 'outages' }
const typed = { computation: 'typed' }
const within = { ...share, computation: 'incidents', statistic: 'percent-within-limit' }

export const TARGETS: readonly TargetFact[] = [
  { ...availability, code: 'CPU-AVL', service: 'MF-CPU', title: 'Availability in prime time', goal: '99.8', warning: '99.85', calendar: 'Prime time', importance: 'critical' },
  { ...within, code: 'CPU-RSP', service: 'MF-CPU', title: 'Response to incidents of priority 1 and 2', metric: 'incident-response', limitMinutes: '30', priorities: '1, 2', goal: '90', warning: '92', window: 'quarter' },
  { ...within, code: 'CPU-RES', service: 'MF-CPU', title: 'Incidents resolved within a working day', metric: 'incident-resolution', limitMinutes: '540', calendar: 'Prime time', goal: '90', warning: '93', window: 'quarter' },
  { ...typed, ...share, code: 'DASD-BKP', service: 'MF-DASD', title: 'Backups that succeeded', metric: 'other', goal: '99', warning: '99.3' },
  { ...typed, code: 'DASD-RST', service: 'MF-DASD', title: 'Mean time to restore a data set', metric: 'request-fulfilment', unit: 'minutes', direction: 'at-most', goal: '120', warning: '110', least: '0' },
  { ...typed, code: 'SNA-RT', service: 'NW-SNA', title: 'Mean response time at the terminal', metric: 'other', unit: 'seconds', direction: 'at-most', goal: '2', warning: '1.8', least: '0' },
  { ...availability, code: 'SNA-AVL', service: 'NW-SNA', title: 'Availability of sessions', goal: '99.5', warning: '99.6', calendar: 'Prime time' },
  { ...availability, code: 'PORT-AVL', service: 'NW-PORT', title: 'Availability of the backbone', goal: '99.9', warning: '99.92', calendar: CLOCK, importance: 'critical' },
  { ...within, code: 'PORT-RSP', service: 'NW-PORT', title: 'Response to incidents within an hour', metric: 'incident-response', limitMinutes: '60', goal: '92', warning: '94', window: 'quarter' },
  { ...availability, code: 'FR-AVL', service: 'NW-FR', title: 'Availability of frame relay', goal: '99.5', warning: '99.6', window: 'quarter', calendar: CLOCK },
  { ...typed, code: 'FR-INS', service: 'NW-FR', title: 'Days to change the bandwidth of a port', metric: 'request-fulfilment', unit: 'business days', direction: 'at-most', goal: '10', warning: '9', least: '0' },
  { ...availability, code: 'PAY-AVL', service: 'FP-PAY', title: 'Availability on working days', goal: '99.7', warning: '99.75', calendar: 'Staffed hours', importance: 'critical' },
  { ...typed, ...share, code: 'PAY-RUN', service: 'FP-PAY', title: 'Pay runs that ended on time', metric: 'other', goal: '98', warning: '99', window: 'year-to-date', importance: 'critical' },
  { ...availability, code: 'MBX-AVL', service: 'MM-MBX', title: 'Availability of mail', goal: '99.7', warning: '99.75', calendar: CLOCK, importance: 'critical' },
  { ...typed, ...share, code: 'MBX-DLV', service: 'MM-MBX', title: 'Messages delivered within ten minutes', metric: 'other', goal: '97', warning: '97.5' },
  { code: 'MBX-RES', service: 'MM-MBX', title: 'Mean time to resolve an incident', metric: 'incident-resolution', computation: 'incidents', statistic: 'mean-minutes', calendar: 'Staffed hours', unit: 'minutes', direction: 'at-most', goal: '300', warning: '280', least: '0' },
  { ...availability, code: 'WIN-AVL', service: 'MR-WIN', title: 'Availability of servers', goal: '99.6', warning: '99.65', calendar: CLOCK },
  { ...within, code: 'WIN-RSP', service: 'MR-WIN', title: 'Response to incidents within an hour', metric: 'incident-response', limitMinutes: '60', goal: '90', warning: '92' },
  { ...typed, ...share, code: 'WIN-PAT', service: 'MR-WIN', title: 'Servers with current patches', metric: 'other', goal: '92', warning: '93' },
  { ...availability, code: 'DB-AVL', service: 'MR-DB', title: 'Availability of databases', goal: '99.7', warning: '99.75', calendar: 'Staffed hours' },
  { ...typed, ...share, code: 'DB-BKP', service: 'MR-DB', title: 'Backups that were restored as a test', metric: 'other', goal: '95', warning: '96', window: 'quarter' },
  { ...typed, code: 'INS-TRN', service: 'ML-INS', title: 'Mean time from file to mail', metric: 'request-fulfilment', unit: 'hours', direction: 'at-most', goal: '24', warning: '22', least: '0' },
  { ...typed, code: 'INS-ERR', service: 'ML-INS', title: 'Pieces in the wrong envelope', metric: 'other', unit: 'per 10,000', direction: 'at-most', goal: '3', warning: '2.5', least: '0' },
  {
    ...availability, code: 'LST-AVL', service: 'LISTSERV', title: 'Availability of list mail', goal: '99.5', calendar: 'Round the clock, Friday of the second week', wording: 'excludes-unplanned', source: LISTSERV,
    note: 'The hours, the window and the exclusion of unplanned outages are of the source, which names no figure and says that metrics are not available; the goal of 99.5 % and the outages it is computed from are fictional.',
  },
  {
    ...typed, code: 'LST-NEW', service: 'LISTSERV', title: 'Days to set up a list', metric: 'request-fulfilment', unit: 'business days', direction: 'at-most', goal: '3', least: '0', provenance: 'own', source: 'ListServ service description, Service Requests',
    note: 'Lead time of the source; nothing was measured.',
  },
  { ...typed, code: 'SAM-SAT', service: 'SAM', title: 'Satisfaction of customers', metric: 'satisfaction', unit: 'points of 5', direction: 'at-least', goal: '4', warning: '4.1', least: '1', most: '5', effectiveFrom: '2004-04', note: 'Fictional. A survey that began in April 2004: fewer than twelve points.' },
  { ...typed, code: 'SAM-ANS', service: 'SAM', title: 'Questions answered within two days', ...share, metric: 'request-fulfilment', goal: '95', warning: '96' },
]

export const COURSES: Readonly<Record<string, Course>> = {
  'DASD-BKP': { middle: 99.55, spread: 0.35, places: 2 },
  'DASD-RST': { middle: 92, spread: 14, places: 1 },
  'SNA-RT': { middle: 1.42, spread: 0.16, places: 2, drift: { from: '2004-03', step: 0.054 } },
  'FR-INS': { middle: 7.6, spread: 1.3, places: 1 },
  'PAY-RUN': { middle: 99.6, spread: 0.4, places: 1, single: { '2003-01': '92.3' } },
  'MBX-DLV': { middle: 98.6, spread: 0.5, places: 2, single: { '2003-08': '93.4', '2004-01': '95.2' } },
  'WIN-PAT': { middle: 96.2, spread: 1.1, places: 1, drift: { from: '2004-05', step: -0.62 } },
  'DB-BKP': { middle: 97.4, spread: 1.4, places: 1 },
  'INS-TRN': { middle: 18.5, spread: 2.4, places: 1, single: { '2003-12': '26.5', '2004-04': '25.1' } },
  'INS-ERR': { middle: 1.6, spread: 0.6, places: 1 },
  'SAM-SAT': { middle: 4.15, spread: 0.25, places: 2, from: '2004-04' },
  'SAM-ANS': { middle: 97, spread: 1.4, places: 1 },
}

/** How often a service fails by itself in ten months, and for how many minutes at most. */
export const FAILURES: Readonly<Record<string, { readonly inTenMonths: number; readonly longest: number; readonly titles: readonly string[] }>> = {
  'MF-CPU': { inTenMonths: 5, longest: 22, titles: ['Processor recovered by itself', 'Job scheduler stopped', 'Logical partition restarted'] },
  'NW-SNA': { inTenMonths: 7, longest: 45, titles: ['Communication controller restarted', 'Sessions dropped'] },
  'NW-PORT': { inTenMonths: 7, longest: 35, titles: ['Switch restarted', 'Fiber path failed over', 'Routing flapped'] },
  'NW-FR': { inTenMonths: 9, longest: 160, titles: ['Circuit of the carrier failed', 'Port replaced'] },
  'FP-PAY': { inTenMonths: 5, longest: 35, titles: ['Batch window overran', 'Sign-on not possible'] },
  'MM-MBX': { inTenMonths: 8, longest: 110, titles: ['Message store restarted', 'Gateway queue full', 'Directory not reachable'] },
  'MR-WIN': { inTenMonths: 12, longest: 150, titles: ['Cluster node failed', 'Disk array degraded', 'Domain controller restarted'] },
  'MR-DB': { inTenMonths: 7, longest: 45, titles: ['Log volume full', 'Listener stopped'] },
}

/** Large ones, each of which breaks a target, and what is hard to compute: across midnight and a month's end, and in the hour that comes twice. */
export const GREAT_OUTAGES: readonly SampleLine[] = [
  { service: 'LISTSERV', startedAt: '2004-09-21T09:35', endedAt: '2004-09-21T15:10', title: 'List server stood still after a change', note: 'Fictional. The outage of finding F-015.' },
  { service: 'MF-CPU', startedAt: '2002-11-13T09:40', endedAt: '2002-11-13T11:25', title: 'Microcode fault' },
  { service: 'MF-CPU', startedAt: '2004-03-16T13:05', endedAt: '2004-03-16T14:20', title: 'Channel path failed' },
  { service: 'NW-PORT', startedAt: '2003-08-14T16:11', endedAt: '2003-08-14T23:40', title: 'Power failed at two sites' },
  { service: 'NW-PORT', startedAt: '2004-05-31T22:30', endedAt: '2004-06-01T03:10', title: 'Core switch replaced after a fault' },
  { service: 'NW-PORT', startedAt: '2004-11-09T10:15', endedAt: '2004-11-09T11:48', title: 'Fiber cut' },
  { service: 'NW-FR', startedAt: '2004-08-03T07:50', endedAt: '2004-08-04T02:30', title: 'Carrier lost a central office' },
  { service: 'FP-PAY', startedAt: '2003-01-03T07:00', endedAt: '2003-01-03T09:10', title: 'Year-end tables were missing' },
  { service: 'MM-MBX', startedAt: '2003-08-19T08:30', endedAt: '2003-08-19T17:45', title: 'Mass-mailing worm' },
  { service: 'MM-MBX', startedAt: '2003-10-26T01:30-04:00', endedAt: '2003-10-26T01:20-05:00', title: 'Clock set back, queue stood still', note: 'In the hour that comes twice: fifty minutes.' },
  { service: 'MM-MBX', startedAt: '2004-01-27T06:10', endedAt: '2004-01-27T15:30', title: 'Mass-mailing worm' },
  { service: 'MM-MBX', startedAt: '2004-12-07T12:05', endedAt: '2004-12-07T16:25', title: 'Message store damaged' },
  { service: 'MR-WIN', startedAt: '2003-08-12T19:00', endedAt: '2003-08-13T08:40', title: 'Worm on servers' },
  { service: 'MR-WIN', startedAt: '2004-12-14T02:20', endedAt: '2004-12-14T06:35', title: 'Disk array failed' },
  { service: 'MR-DB', startedAt: '2004-04-20T10:00', endedAt: '2004-04-20T11:15', title: 'Index damaged' },
]

/** Incidents a month, with the limit in minutes within which most are responded to, and in working time how long most take. */
export const INCIDENTS: Readonly<Record<string, { readonly least: number; readonly most: number; readonly response: number; readonly resolution: number; readonly lateShare: number; readonly titles: readonly string[] }>> = {
  'MF-CPU': { least: 6, most: 11, response: 30, resolution: 540, lateShare: 0.05, titles: ['Batch job ended abnormally', 'Slow response', 'Sign-on refused', 'Output missing'] },
  'NW-PORT': { least: 6, most: 12, response: 60, resolution: 420, lateShare: 0.04, titles: ['Port is down', 'Slow connection', 'No address assigned'] },
  'MM-MBX': { least: 7, most: 13, response: 60, resolution: 420, lateShare: 0.05, titles: ['Mailbox is full', 'Message did not arrive', 'Cannot open the calendar', 'Password expired'] },
  'MR-WIN': { least: 6, most: 12, response: 60, resolution: 480, lateShare: 0.06, titles: ['Server does not answer', 'Share not reachable', 'Disk nearly full'] },
}
