/** A process that opens the model named by its argument, says how that went, and keeps it open until it is killed. */
import { createStoreFactory } from '../../src-main/store/index.ts'

const opened = createStoreFactory({ clock: { now: () => new Date() } }).open({ path: process.argv[2] ?? '', author: 'Holder', mode: 'read-write' })
process.send?.(JSON.stringify(opened.ok ? { ok: true } : { ok: false, code: opened.failure.code }))
process.on('message', () => {})
