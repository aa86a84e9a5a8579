/**
 * A process that imports the CSV named by its second argument into the model named by its first, as the desktop's core does,
 * and prints what it took: milliseconds of the import, the longest block of its event loop while the file was read and
 * in all, and the most memory that the process ever had.
 */
import { openAsBlob } from 'node:fs'
import { basename, dirname } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'

import { createRouterClient } from '@orpc/server'

import { createCore } from '../../src-main/core/create-core.ts'
import { hostedParts } from '../../src-main/hosting/create-hosted-core.ts'

const [, , model = '', csv = ''] = process.argv
const folder = dirname(model)
const parts = hostedParts({ kind: 'command-line', dialogs: null, titleChanged: () => undefined, dataFolder: folder, modelsFolder: folder })
const delay = monitorEventLoopDelay({ resolution: 5 })
let whileReading = 0
const core = createCore({
  ...parts,
  workbooks: {
    ...parts.workbooks,
    async readUsage(request, watch) {
      delay.enable()
      const read = await parts.workbooks.readUsage(request, watch)
      whileReading = delay.max / 1e6
      return read
    },
  },
})
const client = createRouterClient(core.router, { context: {} })
const { info } = await client.model.open({ path: model, mode: 'read-write' })
const file = new File([await openAsBlob(csv)], basename(csv))
const start = performance.now()
const { outcome } = await client.imports.acceptUsage({ file, sheet: '', mapping: null, task: 'bench', baseRevision: info.revision })
const milliseconds = performance.now() - start
// The block of writing is counted by the next tick of the monitor.
const ticks = delay.count
while (delay.count === ticks) await nextTurn()
core.close()
process.stdout.write(JSON.stringify({ milliseconds, lines: outcome.changeCount, blockWhileReading: whileReading, longestBlock: delay.max / 1e6, peakMegabytes: process.resourceUsage().maxRSS / 1024 }))
