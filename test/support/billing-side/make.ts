/**
 * Makes the sample's billing side (assets/samples/billing-*.csv), all of it made up. Run by hand from the project's folder after the
 * cost side's script, and commit what it writes: `npx node test/support/billing-side/make.ts`.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { readSampleTables } from '../../../src-main/workbook/samples.ts'
import { FOLDER } from '../cost-side/tables.ts'
import { billingFiles } from './make-tables.ts'

for (const [name, text] of billingFiles(readSampleTables(FOLDER))) {
  writeFileSync(join(FOLDER, `${name}.csv`), text)
  console.log(name, text.split('\n').length - 2)
}
