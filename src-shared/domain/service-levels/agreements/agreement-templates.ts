/** What an SLA, an OLA, an underpinning contract or a requirement begins with: headings for its terms, who signs, who is told when it is broken. */
import type { Agreement } from '../../model/agreement-tables.ts'
import { signatoriesOf } from './signing.ts'

export type AgreementTemplate = {
  readonly title: string
  /** Markdown, a heading a part, with a line on what belongs there. */
  readonly terms: string
  readonly signatories: readonly string[]
  readonly escalation: readonly { readonly criterion: string; readonly role: string }[]
  readonly reviewMonths: number | null
  /** The periodic report is due so many days before a review. */
  readonly reportDays: number
}

function part(title: string, line: string): string {
  return `## ${title}\n\n${line}\n`
}

const SLA_TERMS = [
  part('Service', 'What the customer gets, in the words of the customer\'s own business.'),
  part('Availability and capacity', 'Hours of service, planned maintenance, and how much the service carries. Each promise stands under Targets as well, where it is measured.'),
  part('Support', 'Where incidents and requests are reported, by which hours, and how soon they are answered and settled.'),
  part('Continuity', 'What runs on, and within how long, when the main site is lost.'),
  part('Duties of the customer', 'What the customer does so that the promises can be kept.'),
  part('Charges', 'By which rates it is billed; the rates themselves stand in the schedule.'),
  part('Reviews and changes', 'How often both sides meet, what report lies before them, and how the agreement is changed.'),
].join('\n')

const OLA_TERMS = [
  part('Part in the service', 'What the team runs for the service that it underpins.'),
  part('Hours', 'When the team works, and who is called outside these hours.'),
  part('Targets', 'What the team promises; together with the other underpinnings it must hold what the SLA promises.'),
  part('Handing over', 'How work comes to the team and goes back, and what is written down.'),
  part('Reviews and changes', 'How often it is looked at, and who may change it.'),
].join('\n')

const UC_TERMS = [
  part('Delivery', 'What the vendor delivers, and for which service.'),
  part('Hours and support', 'When the vendor can be reached, and how soon it answers.'),
  part('Targets', 'What the vendor promises, as the contract measures it; together with the other underpinnings it must hold what the SLA promises.'),
  part('Remedies', 'What follows when a promise is broken.'),
  part('Term and end', 'When it begins and ends, and how it is given notice.'),
].join('\n')

const SLR_TERMS = [
  part('Need', 'What the customer wants to do that it cannot do today.'),
  part('Wanted levels', 'Hours, availability, capacity and response times that it asks for.'),
  part('Constraints', 'Dates, laws, other agreements and means that bind it.'),
].join('\n')

/** Cause or remedy are disputed: first by function, then by rank. */
const ESCALATION = {
  sla: [
    { criterion: 'Cause or remedy not agreed within 4 hours', role: 'Service owner' },
    { criterion: 'Not settled within 1 business day', role: 'Service level manager' },
    { criterion: 'Not settled within 3 business days', role: 'Heads of the provider and of the customer' },
  ],
  ola: [
    { criterion: 'Cause or remedy not agreed within 4 hours', role: 'Infrastructure lead' },
    { criterion: 'Not settled within 1 business day', role: 'Service level manager' },
  ],
  uc: [
    { criterion: 'Cause or remedy not agreed within 1 business day', role: 'Contract manager' },
    { criterion: 'Not settled within 5 business days', role: 'Vendor\'s account lead' },
  ],
  slr: [],
} as const

export const AGREEMENT_TEMPLATES: Readonly<Record<Agreement['kind'], AgreementTemplate>> = {
  slr: { title: 'New requirement', terms: SLR_TERMS, signatories: signatoriesOf('slr'), escalation: ESCALATION.slr, reviewMonths: null, reportDays: 0 },
  sla: { title: 'New service level agreement', terms: SLA_TERMS, signatories: signatoriesOf('sla'), escalation: ESCALATION.sla, reviewMonths: 12, reportDays: 5 },
  ola: { title: 'New operational level agreement', terms: OLA_TERMS, signatories: signatoriesOf('ola'), escalation: ESCALATION.ola, reviewMonths: 12, reportDays: 5 },
  uc: { title: 'New underpinning contract', terms: UC_TERMS, signatories: signatoriesOf('uc'), escalation: ESCALATION.uc, reviewMonths: 12, reportDays: 5 },
}
