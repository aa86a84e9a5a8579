/**
 * Makes the sample's service levels (assets/samples/service-*.csv of this list), made up but for what the ListServ description says.
 * Run by hand from the project's folder and commit what it writes: `npx node test/support/level-side/make.ts`.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { FOLDER } from '../cost-side/tables.ts'
import { levelFiles } from './make-levels.ts'

for (const [name, text] of levelFiles()) {
  writeFileSync(join(FOLDER, `${name}.csv`), text)
  console.log(name, text.split('\n').length - 2)
}
