/** One import of rates, from the chosen file to the accepted edit. */
import type { RatesImportMapping } from '../../../src-shared/domain/rates/rates-import.ts'
import { client } from '../../client/client.ts'
import { missingOf } from './mapping.ts'
import { useImport, type ImportSource, type ImportWork } from './use-import.ts'

export type RatesImport = ImportWork<RatesImportMapping>

const RATES: ImportSource<RatesImportMapping> = {
  key: 'rates',
  proposalOf: (inspected) => inspected.proposal,
  fits: (proposal) => proposal.years.length > 0,
  missingOf,
  preview: ({ file, sheet, mapping }, signal) => client.imports.previewRates({ file, sheet, mapping }, { signal }),
  accept: ({ file, sheet, mapping, baseRevision }, signal) => client.imports.acceptRates({ baseRevision, file, sheet, mapping }, { signal }),
}

export function useRatesImport(): RatesImport {
  return useImport(RATES)
}
