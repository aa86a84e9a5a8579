/** The screens from their sources with hot reload, through the guarded server: `npm run dev`. */
import type { Server } from 'node:http'
import { join } from 'node:path'

import { applicationFolder } from '../hosting/folders.ts'
import type { DevelopmentScreens } from './server.ts'

export async function developmentScreens(server: Server): Promise<DevelopmentScreens> {
  const { createServer } = await import('vite')
  const vite = await createServer({ configFile: join(applicationFolder(), 'vite.config.ts'), clearScreen: false, server: { middlewareMode: true, hmr: { server }, cors: false, allowedHosts: ['127.0.0.1'] } })
  return {
    handle: (request, response) => vite.middlewares(request, response),
    close: () => vite.close(),
  }
}
