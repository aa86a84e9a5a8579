import type { EstimateLine, ServiceRequest } from '../../../../src-shared/domain/model/billing-tables.ts'

export const KIND_WORDS: Readonly<Record<ServiceRequest['kind'], string>> = { 'new-service': 'New service', 'business-application-request': 'Business Application Request', change: 'Change' }
export const STATUS_WORDS: Readonly<Record<ServiceRequest['status'], string>> = { draft: 'Draft', submitted: 'Submitted', estimated: 'Estimated', approved: 'Approved', refused: 'Refused', withdrawn: 'Withdrawn', done: 'Done' }
export const CADENCE_WORDS: Readonly<Record<EstimateLine['cadence'], string>> = { 'one-time': 'One-time', monthly: 'Monthly', annual: 'Annual' }
