/** Serves the application to a local browser until it is told to stop. Arguments: [--dev] [FILE]. */
import { resolve } from 'node:path'

import { createHostedCore } from '../hosting/create-hosted-core.ts'
import { findFolders, rendererFolder } from '../hosting/folders.ts'
import { developmentScreens } from './development-screens.ts'
import { openBrowser } from './open-browser.ts'
import { startLoopbackServer } from './server.ts'

const given = process.argv.slice(2)
const isDevelopment = given.includes('--dev')
const file = given.find((argument) => !argument.startsWith('-'))

const core = createHostedCore({ kind: 'browser', dialogs: null, titleChanged: () => undefined })
const complaint = core.openAtStart(file === undefined ? null : resolve(file))
if (complaint !== null) console.log(complaint)
const server = await startLoopbackServer({ core, rendererFolder: rendererFolder(), uploadFolder: findFolders().dataFolder, ...(isDevelopment ? { screens: developmentScreens } : {}) })

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await server.close()
  core.close()
  process.exit(0)
}
process.on('SIGINT', () => void stop())
process.on('SIGTERM', () => void stop())

console.log(`Ratebook is at ${server.launchAddress}`)
console.log('Press Ctrl+C to stop it. What is shown as saved is on disk.')
openBrowser(server.launchAddress)
